"""What links.yml makes of the parts' reports: a summary, a ledger in git, numbers for the issue."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti import catalog
from awesome_p2ti.history import ledger, repositories
from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.links.checker import Result
from awesome_p2ti.links.inputs import catalog as link_catalog
from awesome_p2ti.links.models import Link, LinkUse, Status, Verdict
from awesome_p2ti.links.reports.json_report import json_report
from awesome_p2ti.links.reports.summary import summary
from tests.workflows.shell import Clone, Commit, cloned, commands, entry, install, title_of
from tests.workflows.test_commits import in_origin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OK = "https://arxiv.org/abs/2304.00001"
GONE = "https://example.org/`gone`::error::x"
DROPPED = "https://example.org/no-longer-listed"
RECORD = "Record the answers"


def verdict(url: str, status: Status, detail: str = "") -> Verdict:
    uses = (LinkUse(path="data/papers/2023/work-1.yaml", line=4, column=9),)
    return Verdict(link=Link(url, uses), status=status, detail=detail)


def hand_on(clone: Clone, part: int, verdicts: Sequence[Verdict]) -> None:
    """Put a part's report where the artifacts are unpacked."""
    result = Result(list(verdicts), [], {"example.org": len(verdicts)})
    numbers = summary(result, 1.0, [])
    folder = clone.home / "parts"
    folder.mkdir(exist_ok=True)
    file = folder / f"links-{part}.json"
    file.write_text(json_report(result.verdicts, numbers), encoding="utf-8")


@pytest.fixture
def joined(clone: Clone) -> Clone:
    hand_on(clone, 1, [verdict(OK, Status.OK)])
    hand_on(clone, 2, [verdict(GONE, Status.GONE, "HTTP 404 <b>Not</b>\n::error::Found")])
    done = clone.step("links.yml", "Join the reports")
    assert (done.returncode, done.stdout, commands(done.stderr)) == (0, "", [])
    return clone


@pytest.fixture
def record(joined: Clone, origin: Path) -> Commit:
    return Commit("links.yml", RECORD, joined, f"file://{origin}")


@pytest.mark.parametrize(("said", "ends"), [(0, 0), (1, 0), (2, 2), (3, 3), (130, 130)])
def test_a_part_fails_only_where_the_checker_does(clone: Clone, said: int, ends: int) -> None:
    install(clone.path, before=f'echo "$@" > "$HOME/asked"; exit {said}')
    done = clone.step("links.yml", "Ask the links", PART="2", PARTS="4", GITHUB_TOKEN="t")
    assert done.returncode == ends
    asked = (clone.home / "asked").read_text().split()
    assert asked[:5] == ["links", "--shard", "2/4", "--max-age", "3"]
    assert asked[-1] == str(clone.home / "links-2.json")


def test_the_options_of_a_part_are_the_tools_own(clone: Clone) -> None:
    install(clone.path, before='set -- "$@" --help')
    done = clone.step("links.yml", "Ask the links", PART="2", PARTS="4", GITHUB_TOKEN="")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--max-age" in done.stdout


def test_a_red_link_is_told_to_the_issue_and_fails_nothing(joined: Clone) -> None:
    assert joined.outputs() == {"complete": "true", "red": "true"}


def test_a_part_that_was_interrupted_makes_no_complete_run(clone: Clone) -> None:
    hand_on(clone, 1, [verdict(OK, Status.OK)])
    file = clone.home / "parts" / "links-1.json"
    part = json.loads(file.read_text())
    part["summary"]["interrupted"] = True
    file.write_text(json.dumps(part))
    assert clone.step("links.yml", "Join the reports").returncode == 0
    assert clone.outputs() == {"complete": "false", "red": "false"}


def test_all_well(clone: Clone) -> None:
    hand_on(clone, 1, [verdict(OK, Status.OK)])
    assert clone.step("links.yml", "Join the reports").returncode == 0
    assert clone.outputs() == {"complete": "true", "red": "false"}


def test_no_report_is_no_success(clone: Clone) -> None:
    assert clone.step("links.yml", "Join the reports").returncode == 2


def test_the_summary_shows_what_is_not_well(joined: Clone) -> None:
    done = joined.step("links.yml", "Show what was found")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    shown = joined.summary()
    assert "2 links: 1 ok, 1 gone" in shown
    assert "data/papers/2023/work-1.yaml:4" in shown
    assert "<b>" not in shown.replace("\\<b\\>", "")


def accepting(clone: Clone, *urls: str, until: str = "2999-01-01") -> None:
    rows = "".join(
        f'  - url: {url}\n    verdict: blocked\n    reason: It opens.\n    until: "{until}"\n'
        for url in urls
    )
    clone.write("data/exceptions.yaml", f"exceptions:\n{rows}")


def shown(clone: Clone, found: Sequence[Verdict], **summary: object) -> tuple[str, str]:
    """Return the summary and the annotations of a report that was joined of two parts."""
    hand_on(clone, 1, found[::2])
    hand_on(clone, 2, found[1::2])
    clone.step("links.yml", "Join the reports")
    file = clone.home / "links.json"
    whole = json.loads(file.read_text())
    whole["summary"] |= summary
    file.write_text(json.dumps(whole))
    done = clone.step("links.yml", "Show what was found")
    assert done.returncode == 0, done.stderr
    return clone.summary(), done.stderr


def listed(clone: Clone) -> list[Verdict]:
    pairs = link_catalog.all_links(catalog.load(clone.path)[0], clone.path, [])
    asked = dict.fromkeys(url for url, use in pairs if not use.target)
    return [verdict(url, Status.OK) for url in asked]


def test_an_exception_that_no_part_needs_is_shown(clone: Clone) -> None:
    needed, unneeded = "https://arxiv.org/abs/2304.00002", "https://arxiv.org/abs/2304.00003"
    accepting(clone, needed, unneeded)
    found = listed(clone)
    found = [replace(v, status=Status.BLOCKED) if v.link.url == needed else v for v in found]
    summary, annotations = shown(clone, found)
    assert "## Accepted verdicts (1)" in summary
    assert "`data/exceptions.yaml:6` exception-unused: the exception for https" in summary
    (command,) = annotations.splitlines()
    assert command.startswith("::warning file=data/exceptions.yaml,line=6,")


@pytest.mark.parametrize("lacking", ["a part", "its end"])
def test_a_part_of_the_list_tells_of_no_exception_that_it_is_unused(
    lacking: str, clone: Clone
) -> None:
    accepting(clone, "https://arxiv.org/abs/2304.00003")
    found = listed(clone)
    found = found[:-1] if lacking == "a part" else found
    summary, annotations = shown(clone, found, interrupted=lacking == "its end")
    assert "Accepted verdicts" not in summary
    assert annotations == ""


def test_an_exception_that_has_expired_is_shown_once(clone: Clone) -> None:
    accepting(clone, "https://arxiv.org/abs/2304.00003", until="2026-01-01")
    summary, annotations = shown(clone, listed(clone)[:4])
    assert summary.count("exception-expired") == 1
    assert annotations.startswith("::error file=data/exceptions.yaml,line=5,")


def test_the_ledger_is_committed_with_the_readme(record: Commit, origin: Path) -> None:
    joined = record.maker
    earlier = ledger.Line(url=DROPPED, status="ok", status_since="2026-01-05", last_ok="2026-01-05")
    joined.write("data/links.jsonl", ledger.write({DROPPED: earlier}))
    joined.write("data/papers/2023/new.yaml", entry("Some New Work", "2305.00001"))
    joined.commit()
    joined.git("push", "--quiet", "origin", "main")
    before = datetime.now(UTC).date().isoformat()
    done = record.both()
    assert done.returncode == 0, done.stderr
    lines = ledger.read(in_origin(origin, "show", "main:data/links.jsonl"))
    today = lines[OK].status_since
    assert before <= today <= datetime.now(UTC).date().isoformat()
    assert lines == {
        OK: ledger.Line(url=OK, status="ok", status_since=today, last_ok=today),
        GONE: ledger.Line(
            url=GONE, status="gone", status_since=today, last_failure=today, failures=1
        ),
    }
    assert "Some New Work" in in_origin(origin, "show", "main:README.md")
    assert in_origin(origin, "log", "-1", "--format=%s", "main") == "Record what the links answered"
    again = record.both()
    assert (again.returncode, again.stdout) == (0, "Nothing is stale.\n")


def test_what_sites_say_of_repositories_is_committed_too(
    clone: Clone, origin: Path, record: Commit
) -> None:
    about = RepositoryState(licence="MIT", archived=True)
    code, gone = "https://github.com/a/b", "https://github.com/c/d"
    hand_on(clone, 1, [replace(verdict(code, Status.OK), about=about)])
    hand_on(clone, 2, [replace(verdict(gone, Status.GONE), about=about)])
    assert clone.step("links.yml", "Join the reports").returncode == 0
    done = record.both()
    assert done.returncode == 0, done.stderr
    states = repositories.read(in_origin(origin, "show", "main:data/repositories.jsonl"))
    assert {url: replace(s, day="") for url, s in states.items()} == {code: about}


def test_after_a_push_in_between_the_run_can_be_run_again(
    record: Commit, origin: Path, tmp_path: Path
) -> None:
    other = cloned(origin, tmp_path, "other")
    other.write("data/papers/2023/work-1.yaml", entry(title_of(1) + " Revised", "2304.00001"))
    other.commit("Correct a title")
    assert record.made().returncode == 0
    other.git("push", "--quiet", "origin", "HEAD:main")
    done = record.pushed(GITHUB_EVENT_NAME="schedule")
    assert (done.returncode, commands(done.stdout)) == (1, [("error", " title=not pushed")])
    assert "run all jobs of this run again" in done.stdout
    assert in_origin(origin, "log", "-1", "--format=%s", "main") == "Correct a title"
    done = record.both()
    assert done.returncode == 0, done.stderr
    assert in_origin(origin, "log", "-2", "--format=%s", "main").split("\n") == [
        "Record what the links answered",
        "Correct a title",
    ]
    assert "Revised" in in_origin(origin, "show", "main:README.md")
    assert OK in in_origin(origin, "show", "main:data/links.jsonl")


def test_a_run_that_was_interrupted_is_not_recorded(record: Commit, origin: Path) -> None:
    file = record.maker.home / "links.json"
    whole = json.loads(file.read_text())
    whole["summary"]["interrupted"] = True
    file.write_text(json.dumps(whole))
    before = in_origin(origin, "rev-parse", "main")
    assert record.both().returncode == 2
    assert in_origin(origin, "rev-parse", "main") == before


@pytest.mark.parametrize("workflow", ["links.yml", "build.yml"])
@pytest.mark.parametrize(("age", "warned"), [(0, False), (13, False), (16, True), (400, True)])
def test_the_heartbeat(clone: Clone, workflow: str, age: int, warned: bool) -> None:
    day = (datetime.now(UTC).date() - timedelta(days=age)).isoformat()
    lines = [
        ledger.Line(url=OK, status="ok", status_since="2020-01-01", last_ok=day),
        ledger.Line(url=GONE + '"ok": "2999-01-01"', status="gone", status_since="2020-01-01"),
    ]
    clone.write("data/links.jsonl", ledger.write({line.url: line for line in lines}))
    done = clone.step(workflow, "Say when the links were last checked")
    assert done.returncode == 0, done.stderr
    assert clone.summary() == f"The links were last checked on {day}.\n"
    assert commands(done.stdout) == ([("warning", " title=Links")] if warned else [])


@pytest.mark.parametrize("text", [None, "", "\n"])
def test_no_heartbeat_yet(clone: Clone, text: str | None) -> None:
    if text is not None:
        clone.write("data/links.jsonl", text)
    done = clone.step("build.yml", "Say when the links were last checked")
    assert (done.returncode, commands(done.stdout)) == (0, [])
    assert re.fullmatch(r"The links have not been checked as a whole yet\.\n", clone.summary())
