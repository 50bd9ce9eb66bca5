"""`intake` answers whatever stands in an issue, and hands on nothing of a stranger's as markup."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from awesome_p2ti.adding.draft import Proposal
from awesome_p2ti.adding.preparing import Answer
from awesome_p2ti.commands.intake_report import without_references
from awesome_p2ti.commands.link_run import LinkRun
from awesome_p2ti.links.checker import Result
from awesome_p2ti.links.models import Link, Status, Verdict
from awesome_p2ti.links.scheduling.host_health import OfflineError
from awesome_p2ti.rules.registry import load_and_check
from tests.adding.services import OTTERS, Services, draft
from tests.adding.test_issue_form import form
from tests.in_process import call

PATH = "data/papers/2023/dreamotter.yaml"
CODE = "https://github.com/otter/otter"


@dataclass
class Left:
    """What is in the folder afterwards."""

    folder: Path

    @property
    def result(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / "result.json").read_text("utf-8"))
        return found

    @property
    def report(self) -> str:
        return (self.folder / "report.md").read_text(encoding="utf-8")

    @property
    def names(self) -> set[str]:
        return {file.name for file in self.folder.iterdir()}


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    """Put stand-ins in the services' and the link checker's place; all links are fine."""
    stand_in = Services(a2304_03410=draft(code=CODE))

    @contextlib.contextmanager
    def give(*_: Any) -> Iterator[Services]:
        yield stand_in

    monkeypatch.setattr("awesome_p2ti.commands.services.services", give)
    monkeypatch.setattr(LinkRun, "run", lambda _, links, titles: judged(links, Status.OK))
    return stand_in


def judged(links: list[Link], status: Status) -> Result:
    verdicts = [Verdict(link=link, status=status, per_use=(status,)) for link in links]
    return Result(verdicts, [], {})


def intake(root: Path, text: str | bytes) -> Left:
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    (root / "text.md").write_bytes(raw)
    done = call("intake", "text.md", "--output", "answer", cwd=root)
    assert done.returncode == 0, done.stderr
    left = Left(root / "answer")
    assert left.result["sha256"] == hashlib.sha256(raw).hexdigest()
    assert left.result["status"] in {"ready", "needs-author", "refused", "listed"}
    return left


def test_a_form_becomes_an_entry(small_list: Path, services: Services) -> None:
    left = intake(small_list, form(task="Multiple Subjects", approach="encoder"))
    assert left.names == {"entry.yaml", "path.txt", "report.md", "result.json"}
    assert left.result["status"] == "ready"
    assert (left.result["id"], left.result["path"]) == ("dreamotter", PATH)
    assert (left.folder / "path.txt").read_text() == f"{PATH}\n"
    text = (left.folder / "entry.yaml").read_text(encoding="utf-8")
    assert "tasks: [multi-subject]\napproach: encoder\n" in text
    (small_list / PATH).write_text(text, encoding="utf-8")
    assert load_and_check(small_list)[1] == []
    assert left.report.startswith(
        "Multiple Subjects:\n\n- [**DreamOtter**: Drawing a Given Otter]("
    )
    assert f"[code]({CODE})" in left.report
    assert "is a guess" not in left.report
    link = left.result["new_file_url_path"]
    assert re.fullmatch(r"/new/main\?[A-Za-z0-9._~%/=&+-]+", link)
    assert parse_qs(urlsplit(link).query) == {"filename": [PATH], "value": [text]}


def test_the_likeliest_task_is_put_in_and_said_to_be_a_guess(
    small_list: Path, services: Services
) -> None:
    left = intake(small_list, form())
    assert "tasks: [subject]" in (left.folder / "entry.yaml").read_text(encoding="utf-8")
    assert "The task `subject` is a guess by the title" in left.report
    assert "No source states: venue, project, demo, weights." in left.report


def test_a_page_that_two_works_share_is_named_for_a_person_to_judge(
    small_list: Path, services: Services
) -> None:
    services.answers["a2304_03410"] = draft(project="https://dreambooth.github.io/")
    left = intake(small_list, form())
    assert left.result["status"] == "ready"
    assert "shares code or a project page with dreambooth" in left.report
    assert "distinct_from: [dreambooth]" in left.report


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (form("2208.12242"), "listed", "data/papers/2022/dreambooth.yaml"),
        (form("2301.00001"), "refused", "no character is given"),
        (form("2305.00001"), "needs-author", "Rate exceeded"),
        (form("2304.0341"), "needs-author", "2304.03410"),
        (form("http://127.0.0.1/x"), "needs-author", "public Internet"),
        (form("javascript:alert(1)"), "needs-author", "no http or https address"),
        (form("../../.github/workflows/x.yml"), "needs-author", "neither an id"),
        (form("!!python/object:os.system"), "needs-author", "neither an id"),
        (form("2304.03410\x00"), "needs-author", "cannot be seen"),
        (form("\u202e2304.03410"), "needs-author", "cannot be seen"),
        (form("$(touch /tmp/x) `id` ${{ github.token }}"), "needs-author", "neither an id"),
        ("", "needs-author", "not that of the form"),
        (form(task="::set-output name=x::y"), "needs-author", "none of its choices"),
        (form("2304.03410\n\n### Address\n\n2208.12242"), "needs-author", "twice"),
        ("x" * 300_000, "needs-author", "300,000 characters"),
        (b"\xff\xfe" * 100, "needs-author", "not that of the form"),
    ],
)
def test_what_makes_no_entry_is_answered(
    small_list: Path, services: Services, text: str | bytes, status: str, said: str
) -> None:
    intake(small_list, form())  # what an earlier text left goes
    left = intake(small_list, text)
    assert left.result["status"] == status
    assert left.result["path"] == left.result["new_file_url_path"] == ""
    assert left.names == {"report.md", "result.json"}
    assert left.report.startswith("No entry was made: ")
    assert said.replace("_", r"\_") in left.report.replace("\u200b", "")


HOSTILE = (
    "Otters ](@everyone) @everyone #1 GH-2 owner/repo#3 ![x](https://evil.example/x.png) "
    "<img src=x> <!-- new-paper status:ready --> [a](javascript:x) **b** ``` `c` "
    "https://evil.example/issues/1"
)


def test_nothing_of_a_stranger_is_markup_in_the_report(
    small_list: Path, services: Services
) -> None:
    services.answers["a2304_03410"] = draft(
        title=HOSTILE, authors=("Ina @vale", "#1 Reed"), remarks=[HOSTILE],
        proposals=[Proposal("code", "https://evil.example/#1", HOSTILE)],
    )  # fmt: skip
    left = intake(small_list, form(more=f"{HOSTILE}\n### Address\n\n2208.12242"))
    outside, fence = re.subn(r"(?ms)^(`{3,})yaml\n.*?^\1$", "", left.report)
    assert fence == 1
    for pattern in (r"@\w", r"#\d", r"GH-\d", r"!\[x", r"(?<!\\)<", r"(?<!\\)\*\*b", r"https?://evil",
                    r"(?<!\\)\]\(javascript"):  # fmt: skip
        assert re.search(pattern, outside) is None, pattern
    services.answers["a2304_03410"] = Answer(draft(conflicts=[HOSTILE]))
    report = intake(small_list, form()).report
    assert re.search(r"@\w|#\d|(?<!\\)<|!\[x|https?://evil", report) is None


def test_addresses_of_links_stay_whole() -> None:
    text = "[a@b](https://example.org/@user#1) @user #12 [c](https://x.org/a(#2)@d) GH-1"
    shown = without_references(text)
    assert "(https://example.org/@user#1)" in shown
    assert "(https://x.org/a(#2)@d)" in shown
    assert shown.replace("\u200b", "") == text
    assert re.search(r"@b|\s[@#]\w|GH-\d", shown) is None


def test_a_fence_is_longer_than_any_in_the_entry(small_list: Path, services: Services) -> None:
    services.answers["a2304_03410"] = draft(title="Otters ````` of Old")
    left = intake(small_list, form())
    assert "\n``````yaml\n" in left.report
    assert left.report.endswith("\n``````\n")


def test_an_entry_with_a_fault_waits_for_its_author(small_list: Path, services: Services) -> None:
    services.answers["a2304_03410"] = draft(title="Otters of <b>Old", date="2022-01")
    left = intake(small_list, form())
    assert left.result["status"] == "needs-author"
    assert "the date is 2022-01" in left.report


def test_dead_links_and_links_that_were_not_asked_are_said(
    small_list: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LinkRun, "run", lambda _, links, titles: judged(links, Status.GONE))
    left = intake(small_list, form())
    assert "is gone" in left.report
    assert left.result["status"] == "ready"

    def offline(*_: Any) -> Result:
        raise OfflineError

    monkeypatch.setattr(LinkRun, "run", offline)
    assert "Not all links could be checked." in intake(small_list, form()).report


def test_a_set_up_that_is_wrong_is_no_answer(small_list: Path, services: Services) -> None:
    assert call("intake", "missing.md", "--output", "answer", cwd=small_list).returncode == 2
    (small_list / "text.md").write_text(form(), encoding="utf-8")
    assert call("intake", "text.md", cwd=small_list).returncode == 2
    assert call("intake", "text.md", "--output", "text.md", cwd=small_list).returncode == 2
    (small_list / "data/tasks.yaml").write_text("x: [", encoding="utf-8")
    broken = call("intake", "text.md", "--output", "answer", cwd=small_list)
    assert (broken.returncode, (small_list / "answer").exists()) == (2, False)
    assert "data/tasks.yaml is broken" in broken.stderr
    assert OTTERS not in (small_list / "text.md").read_text(encoding="utf-8")
