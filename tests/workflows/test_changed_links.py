"""What a pull request is told of its links: all in the summary, and red only for what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.history import ledger
from awesome_p2ti.links.checker import Result
from awesome_p2ti.links.models import Link, LinkUse, Status, Verdict
from awesome_p2ti.links.reports.json_report import json_report
from awesome_p2ti.links.reports.summary import summary
from awesome_p2ti.problems import Problem
from tests.workflows.shell import Clone, commands, entry, install, pull_request, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = "Check the links of the changed entries"
OLD, NEW = "data/papers/2023/work-1.yaml", "data/papers/2023/new.yaml"
CODE = "https://example.org/code"
OTHER = "Another Work"


def verdict(path: str, line: int, status: Status, detail: str = "", title: str = "") -> Verdict:
    uses = (LinkUse(path=path, line=line, column=3),)
    return Verdict(link=Link(CODE, uses), status=status, detail=detail, title=title)


def told(
    clone: Clone, verdicts: Sequence[Verdict], problems: Sequence[Problem] = (), code: int = 1
) -> tuple[int, list[str]]:
    """Run the step with what the checker found; return its exit code and the annotations' kinds."""
    numbers = summary(Result(list(verdicts), [], {}), 1.0, [])
    report = json_report(verdicts, numbers, problems)
    (clone.home / "report.json").write_text(report, encoding="utf-8")
    stand_in = 'echo "$@" > "$HOME/asked"; cp "$HOME/report.json" "$7"'
    install(clone.path, before=f"{stand_in}; exit {code}")
    done = clone.step("ci.yml", STEP)
    assert done.stdout == ""
    return done.returncode, [name for name, _ in commands(done.stderr)]


def linked(title: str, arxiv: str, link: str = CODE) -> str:
    return entry(title, arxiv) + f"links:\n  code: {link}\n"


@pytest.fixture
def changed(clone: Clone) -> Clone:
    """A pull request with a new entry that has a link on line 7, and an older entry retitled."""
    clone.write(OLD, linked(title_of(1), "2304.00001", "https://example.org/old"))
    clone.commit()

    def change() -> None:
        clone.write(NEW, linked("New", "2304.09999"))
        clone.write(OLD, linked("Retitled", "2304.00001", "https://example.org/old"))

    pull_request(clone, change)
    return clone


@pytest.mark.parametrize("status", [Status.GONE, Status.WRONG])
def test_a_red_link_that_the_change_brings_fails_it(status: Status, changed: Clone) -> None:
    assert told(changed, [verdict(NEW, 7, status)]) == (1, ["error"])
    assert f"## Links\n\n1 links: 1 {status.value}." in changed.summary()
    assert f"`{CODE}` in `{NEW}:7`" in changed.summary()


@pytest.mark.parametrize("status", [Status.GONE, Status.WRONG])
def test_a_red_link_that_was_there_is_a_warning(status: Status, changed: Clone) -> None:
    assert told(changed, [verdict(OLD, 7, status, "it says not found")]) == (0, ["warning"])
    assert f"`{CODE}` in `{OLD}:7`" in changed.summary()


def test_a_title_that_is_not_the_papers_fails(changed: Clone) -> None:
    other = verdict(OLD, 4, Status.WRONG, f'it is "{OTHER}"', OTHER)
    assert told(changed, [other]) == (1, ["error"])
    line = ledger.Line(url=CODE, status="wrong", status_since="2026-01-01")
    changed.write("data/links.jsonl", ledger.write({CODE: line}))
    assert told(changed, [other]) == (0, ["warning"])


def test_an_entry_that_only_moves_brings_nothing(clone: Clone) -> None:
    clone.write(OLD, linked(title_of(1), "2304.00001"))
    clone.commit()
    pull_request(clone, lambda: clone.git("mv", OLD, NEW))
    assert told(clone, [verdict(NEW, 7, Status.GONE)]) == (0, ["warning"])


def test_all_that_is_well_is_counted(changed: Clone) -> None:
    fine = [verdict(NEW, 7, Status.OK), verdict(NEW, 7, Status.BLOCKED)]
    assert told(changed, fine, code=0) == (0, ["warning"])
    assert "2 links: 1 ok, 1 blocked." in changed.summary()


def test_no_link_is_no_word(changed: Clone) -> None:
    assert told(changed, [], code=0) == (0, [])
    assert changed.summary() == ""


def test_problems_elsewhere_are_no_fault_of_the_change(changed: Clone) -> None:
    expired = Problem("data/exceptions.yaml", 3, 1, "exception-expired", "it is past its day")
    assert told(changed, [], [expired]) == (0, ["warning"])
    own = Problem(NEW, 7, 1, "exception-expired", "it is past its day")
    assert told(changed, [], [own]) == (1, ["error"])


@pytest.mark.parametrize("code", [2, 3])
def test_where_the_checker_fails_so_does_the_step(code: int, changed: Clone) -> None:
    assert told(changed, [], code=code) == (code, [])


def test_the_options_are_the_tools_own(changed: Clone) -> None:
    told(changed, [])
    asked = (changed.home / "asked").read_text().split()
    assert asked[:3] == ["links", "--changed-since", "HEAD^1"]
    install(changed.path, before='set -- "$@" --help')
    (changed.home / "links.json").write_text((changed.home / "report.json").read_text())
    done = changed.step("ci.yml", STEP)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_hostile_page_says_nothing_to_the_runner(changed: Clone) -> None:
    hostile = "x\n::error::forged\n##[add-mask]a <img src=x> @everyone #1 [a](javascript:b)"
    assert told(changed, [verdict(NEW, 7, Status.GONE, hostile)]) == (1, ["error"])
    shown = changed.summary()
    assert "<img" not in shown.replace("\\<img", "")
    assert "@everyone" not in shown
