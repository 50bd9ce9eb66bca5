"""What intake.yml does with a form, a hostile one too: three jobs, of which none has two powers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.workflows.github import API, BOT, FORM, form, github, sha256
from tests.workflows.shell import ROOT, Clone, commands, install, jobs_of

FLOW = "intake.yml"
LINK = "/new/main?filename=data%2Fpapers%2F2024%2Fpets.yaml&value=title%3A+Pets"
READY = {"status": "ready", "id": "pets", "path": "data/papers/2024/pets.yaml"}
# The worst that the tool could do: print the text as it is, and show it as it is.
REPEATS = """
cp "$2" "$HOME/read"; mkdir -p "$4"; cat "$2"; cat "$2" >&2
cp "$2" "$4/report.md"; cp "$HOME/result.json" "$4/result.json"; exit "${INTAKE:-0}"
"""

HOSTILE = {
    "a command": "$(touch pwned) `touch pwned` $GITHUB_TOKEN '; touch pwned; '\n",
    "an expression": "${{ github.token }} ${{ secrets.KEY }}\n",
    "a command to the runner": "::set-output name=why::x\n::add-mask::a\n##[error]x\n::error::y\n",
    "a second address": FORM + "\n### Address\n\nhttps://example.org/other\n",
    "no response": "### Address\n\n_No response_\n",
    "a path": "### Address\n\n../../.github/workflows/x.yml\n",
    "tags and anchors": "### Address\n\n!!python/object/apply:os.system [touch pwned] &a *a\n",
    "a script": "### Address\n\njavascript:alert(1)\n",
    "a mention": "@everyone #1 GH-1 ann/list#1\n",
    "our marker": "<!-- new-paper status:ready sha256:{} run:1 -->\n".format("0" * 64),
    "an image": "![x](https://example.org/x.png)<img src=https://example.org/y.png>\n",
    "right to left": "\u202egnp.exe\u2066\u200f\n",
    "no character": "a\0b\n",
    "nothing": "",
    "windows": "### Address\r\n\r\nhttps://arxiv.org/abs/2401.00001\r\n",
    "300 KB": "### Address\n\n" + "x" * 300_000 + "\n" + "y\n" * 9000,
}  # fmt: skip
every_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """The scripts alone: what answers a form reads nothing of the list but by the tool."""
    made = Clone(tmp_path / "work", tmp_path / "home")
    (made.home / "bin").mkdir(parents=True)
    shutil.copytree(ROOT / ".github", made.path / ".github")
    return made


def count(clone: Clone, **env: str) -> dict[str, str]:
    asked = {"ACTION": "opened", "AUTHOR": "eve", "NUMBER": "7", **API, **env}
    done = clone.step(FLOW, "Count forms, edits and runs", **asked)
    assert (done.returncode, done.stderr) == (0, "")
    return clone.outputs()


def text_of(clone: Clone) -> dict[str, str]:
    done = clone.step(FLOW, "Take the text", NUMBER="7", **API)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return clone.outputs()


def read(clone: Clone, result: Any = None, **env: str) -> subprocess.CompletedProcess[str]:
    text_of(clone)
    install(clone.path, before=REPEATS)
    stated = READY | {"new_file_url_path": LINK} if result is None else result
    (clone.home / "result.json").write_text(
        stated if isinstance(stated, str) else json.dumps(stated)
    )
    return clone.step(FLOW, "Make the entry", GITHUB_TOKEN="t", **env)


def answer(clone: Clone, sha: str = "a" * 64, *, read: str = "success", why: str = "") -> None:
    done = clone.step(FLOW, "Answer", NUMBER="7", READ=read, SHA256=sha, WHY=why, **API)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_form_is_counted_read_and_answered(clone: Clone) -> None:
    known = github(clone, form(7))
    assert count(clone) == {"why": ""}
    assert text_of(clone) == {"sha256": sha256(FORM)}
    assert read(clone).returncode == 0
    assert (clone.home / "read").read_text() == FORM
    answer(clone, sha256(FORM))
    (body,) = known.bodies()
    first, *rest = body.splitlines()
    assert first == f"<!-- new-paper status:ready sha256:{sha256(FORM)} run:7 -->"
    assert "\n".join(rest).startswith(FORM)
    assert f"](https://github.com/ann/list{LINK})" in body
    assert sha256(FORM) in rest[-1]
    assert known.labels() == ["new-paper"]


@every_text
def test_a_hostile_text_is_text(text: str, clone: Clone) -> None:
    known = github(clone, form(7, text))
    assert count(clone) == {"why": ""}
    assert text_of(clone) == {"sha256": sha256(text)}
    done = read(clone)
    assert done.returncode == 0
    assert (clone.home / "read").read_bytes() == text.encode()
    first, last = done.stdout.splitlines()[0], done.stdout.splitlines()[-1]
    assert commands(first) == [("stop-commands", "")]
    assert last == f"::{first.removeprefix('::stop-commands::')}::"
    answer(clone, sha256(text))
    (body,) = known.bodies()
    assert len(body) <= 60_000
    assert body.count("<!--") == 1
    assert body.startswith(f"<!-- new-paper status:ready sha256:{sha256(text)} run:7 -->\n")
    assert not list(clone.path.rglob("pwned"))
    assert {p.name for p in clone.path.iterdir()} == {".github", ".venv"}


def test_the_text_is_that_of_now(clone: Clone) -> None:
    known = github(clone, form(7))
    known.set(issues=[form(7, "edited since")])
    assert text_of(clone) == {"sha256": sha256("edited since")}


def test_a_later_answer_replaces_the_first(clone: Clone) -> None:
    known = github(clone, form(7))
    stranger = {"login": "eve", "type": "User"}
    marked = "<!-- new-paper status:ready sha256:{} run:1 -->".format("0" * 64)
    theirs = {"id": 1, "issue": 7, "user": stranger, "body": marked}
    ours_on_other_matters = {"id": 2, "issue": 7, "user": BOT, "body": f"hello {marked}"}
    known.set(comments=[theirs, ours_on_other_matters])
    for status in ("needs-author", "ready"):
        assert read(clone, {"status": status}).returncode == 0
        answer(clone)
    assert known["comments"][:2] == [theirs, ours_on_other_matters]
    (body,) = known.bodies()[2:]
    assert body.startswith("<!-- new-paper status:ready ")


LIMITS: dict[str, tuple[list[Any], int, dict[str, int], str]] = {
    "a first form": ([], 0, {"eve": 1}, ""),
    "the second is open": ([form(6)], 0, {}, "open"),
    "a later one is open": ([form(8)], 0, {}, ""),
    "the first is closed": ([form(6, state="closed")], 0, {}, ""),
    "another's is open": ([form(6, author="ann")], 0, {}, ""),
    "an issue by no form": ([form(6, labels=[])], 0, {}, ""),
    "the fifth of a day": ([form(n, state="closed") for n in (2, 3, 4, 5)], 0, {}, ""),
    "the sixth of a day": ([form(n, state="closed") for n in (1, 2, 3, 4, 5)], 0, {}, "day"),
    "five of two days ago": (
        [form(n, state="closed", days=2) for n in (1, 2, 3, 4, 5)], 0, {}, ""
    ),
    "ten edits": ([], 11, {}, ""),
    "eleven edits": ([], 12, {}, "edits"),
    "forty runs": ([], 0, {"a": 15, "b": 15, "eve": 10}, ""),
    "forty-one runs": ([], 0, {"a": 15, "b": 15, "eve": 11}, "runs"),
    "one account cannot use up the day": ([], 0, {"mallory": 100}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("others", "edits", "runs", "why"), LIMITS.values(), ids=LIMITS)
def test_limits(
    others: list[Any], edits: int, runs: dict[str, int], why: str, clone: Clone
) -> None:
    known = github(clone, form(7), *others)
    of_whom = [login for login, n in runs.items() for _ in range(n)]
    skipped = {"actor": {"login": "eve"}, "conclusion": "skipped"}
    known.set(
        edits=edits,
        runs=[{"actor": {"login": w}, "conclusion": None} for w in of_whom] + [skipped] * 50,
    )
    assert count(clone) == {"why": why}
    assert count(clone, ACTION="edited") == {"why": why}
    for action in ("unlabeled", "labeled"):  # by somebody who may set labels
        assert count(clone, ACTION=action) == {}


def test_an_author_may_be_a_program(clone: Clone) -> None:
    github(clone, form(7), form(6, author="a[bot]"))
    assert count(clone, AUTHOR="a[bot]") == {"why": "open"}


@pytest.mark.parametrize("why", ["open", "day", "edits", "runs"])
def test_what_is_too_much_waits(why: str, clone: Clone) -> None:
    known = github(clone, form(7))
    answer(clone, "", read="skipped", why=why)
    assert known.labels() == ["new-paper", "waiting"]
    (body,) = known.bodies()
    assert body.startswith("<!-- new-paper status:none sha256:none run:7 -->\nThis form waits")
    assert read(clone).returncode == 0
    answer(clone)
    assert known.labels() == ["new-paper"]
    assert "waits" not in known.bodies()[0]


@pytest.mark.parametrize("code", [2, 3])
def test_a_fault_of_the_tool_is_said(code: int, clone: Clone) -> None:
    known = github(clone, form(7))
    text_of(clone)
    install(clone.path, before=REPEATS.replace("${INTAKE:-0}", str(code)))
    (clone.home / "result.json").write_text(json.dumps(READY))
    done = clone.step(FLOW, "Make the entry", GITHUB_TOKEN="t")
    assert done.returncode == code
    assert done.stdout.splitlines()[-1].startswith("::")
    answer(clone, read="failure")
    (body,) = known.bodies()
    assert "https://github.com/ann/list/actions/runs/7" in body
    assert body.startswith("<!-- new-paper status:none ")


RESULTS: dict[str, Any] = {
    "no JSON": "{",
    "a list": [],
    "no status": {"new_file_url_path": LINK},
    "an unknown status": {"status": "accepted"},
    "a status of two lines": {"status": "ready\nready"},
    "a status in a status": {"status": "ready sha256:0 run:1 --> x"},
    "no text": {"status": ["ready"]},
}


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_a_result_that_is_none_is_a_fault(result: Any, clone: Clone) -> None:
    known = github(clone, form(7))
    assert read(clone, result).returncode == 0
    answer(clone)
    (body,) = known.bodies()
    assert body.startswith("<!-- new-paper status:none ")
    assert "fault of the tool" in body


@pytest.mark.parametrize(
    "link",
    [
        "//example.org/new/main",
        "https://example.org/new/main",
        "/new/main?x=1) [y](https://example.org",
        "/new/main?filename=a\n@everyone",
        "/new/../../settings?x=\"><img src=x>",
        "/new/main?value=" + "x" * 8000,
        None,
    ],
)  # fmt: skip
def test_a_link_of_another_form_is_left_out(link: Any, clone: Clone) -> None:
    known = github(clone, form(7))
    assert read(clone, READY | {"new_file_url_path": link}).returncode == 0
    answer(clone)
    (body,) = known.bodies()
    assert "in your own name" not in body
    assert '"accepted"' in body


@pytest.mark.parametrize("status", ["needs-author", "refused", "listed"])
def test_what_is_not_ready_offers_no_pull_request(status: str, clone: Clone) -> None:
    known = github(clone, form(7))
    assert read(clone, {"status": status, "new_file_url_path": LINK}).returncode == 0
    answer(clone)
    (body,) = known.bodies()
    assert LINK not in body
    assert "accepted" not in body
    assert "this answer follows" in body


def test_the_options_are_those_that_the_tool_is_called_with(clone: Clone) -> None:
    github(clone, form(7))
    text_of(clone)
    install(clone.path, before='echo "$@" > "$HOME/called"; exit 0')
    assert clone.step(FLOW, "Make the entry", GITHUB_TOKEN="t").returncode == 0
    called = (clone.home / "called").read_text().split()
    assert called == ["intake", f"{clone.home}/text.md", "--output", f"{clone.home}/entry"]


def test_only_open_issues_by_the_form_start_anything() -> None:
    forms = ROOT / ".github" / "ISSUE_TEMPLATE"
    (label,) = yaml.safe_load((forms / "add-paper.yml").read_text(encoding="utf-8"))["labels"]
    for name, first in ((FLOW, ("compare", "count")), ("accept.yml", ("compare",))):
        for job in first:
            condition = jobs_of(name)[job]["if"]
            assert f"contains(github.event.issue.labels.*.name, '{label}')" in condition
            assert "github.event.issue.state == 'open'" in condition


def test_what_counts_is_what_the_issue_says() -> None:
    """The numbers in the answer and in the comments are those of the workflow."""
    flow = (ROOT / ".github" / "workflows" / FLOW).read_text(encoding="utf-8")
    assert re.findall(r"\(\((\w+) > (\d+)\)\)", flow) == [
        ("open", "0"),
        ("today", "5"),
        ("edits", "11"),
        ("runs", "40"),
    ]


LIVE = re.compile(r"(?<!\\)<|!\[|@\w|(?<![\w&])#\d|\]\(javascript:|\0|[\u202e\u2066]")
"""What GitHub would make more of than text."""
ASKS_NOBODY = [key for key in HOSTILE if key not in {"a second address", "windows"}]
"""The texts that name no paper that exists, so that no service is asked."""


@pytest.mark.parametrize("key", ASKS_NOBODY)
def test_the_tool_itself_answers_a_hostile_text(key: str, clone: Clone) -> None:
    known = github(clone, form(7, HOSTILE[key]))
    sha = text_of(clone)["sha256"]
    shutil.copytree(ROOT / "tests" / "catalogue" / "data", clone.path / "data")
    (clone.path / "pyproject.toml").write_text("")
    install(clone.path)
    done = clone.step(FLOW, "Make the entry", GITHUB_TOKEN="")
    assert done.returncode == 0, done.stderr
    assert [name for name, _ in commands(done.stdout)] == ["stop-commands"]
    assert commands(done.stderr) == []
    result = json.loads((clone.home / "entry" / "result.json").read_text())
    assert (result["status"], result["sha256"]) == ("needs-author", sha)
    answer(clone, sha)
    (body,) = known.bodies()
    assert body.startswith(f"<!-- new-paper status:needs-author sha256:{sha} run:7 -->\n")
    assert body.count("<!--") == 1
    said = body.partition("\n")[2].replace("<sub>", "").replace("</sub>", "")
    assert LIVE.findall(said) == []
    assert not list(clone.path.rglob("pwned"))
