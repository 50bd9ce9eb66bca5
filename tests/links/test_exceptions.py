"""Accepted verdicts: which they let pass, and what is told of those that are not needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from awesome_p2ti.links import exceptions
from awesome_p2ti.links.models import Link, Status, Verdict
from tests.make import ROOT

DAY = dt.date(2026, 11, 23)


def verdict(status: Status) -> Verdict:
    return Verdict(link=Link("http://x.test/a", ()), status=status)


def write(root: Path, text: str) -> Path:
    (root / "data").mkdir(exist_ok=True)
    (root / exceptions.FILE).write_text(text, encoding="utf-8")
    return root


ROW = """exceptions:
  - url: {url}
    verdict: blocked
    reason: It opens in a browser.
    until: "{until}"
"""


@pytest.mark.parametrize("url", ["http://x.test/a", "http://x.test/*", "*"])
def test_an_exception_accepts_its_verdict(url: str, tmp_path: Path) -> None:
    accepted, problems = exceptions.load(
        write(tmp_path, ROW.format(url=f'"{url}"', until="2027-01-01"))
    )
    assert problems == []
    found = accepted.apply([verdict(Status.BLOCKED), verdict(Status.GONE)], DAY)
    assert [v.accepted for v in found] == ["It opens in a browser.", ""]
    assert accepted.problems(found, DAY, whole=True) == []


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.OK, Status.REFUSED}))
def test_every_verdict_of_a_site_may_be_accepted(status: Status, tmp_path: Path) -> None:
    text = ROW.format(url="http://x.test/a", until="2027-01-01").replace("blocked", status)
    accepted, problems = exceptions.load(write(tmp_path, text))
    assert problems == []
    assert accepted.apply([verdict(status)], DAY)[0].accepted == "It opens in a browser."


def test_an_expired_exception_is_a_problem_and_accepts_nothing(tmp_path: Path) -> None:
    text = ROW.format(url="http://x.test/a", until="2026-11-22")
    accepted, _ = exceptions.load(write(tmp_path, text))
    found = accepted.apply([verdict(Status.BLOCKED)], DAY)
    problems = accepted.problems(found, DAY, whole=True)
    assert found[0].accepted == ""
    assert [(p.code, p.line, p.column) for p in problems] == [("exception-expired", 5, 12)]


def test_an_unused_exception_is_a_problem_of_a_whole_run_only(tmp_path: Path) -> None:
    text = ROW.format(url="http://x.test/a", until="2027-11-22")
    accepted, _ = exceptions.load(write(tmp_path, text))
    found = [verdict(Status.OK)]
    problems = accepted.problems(found, DAY, whole=True)
    assert [(p.code, p.line) for p in problems] == [("exception-unused", 2)]
    assert accepted.problems(found, DAY, whole=False) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"{until}"', "2027-01-01", "yaml-date"),
        ('"{until}"', '"next year"', "date"),
        ("blocked", "closed", "unknown-value"),
        ("    reason: It opens in a browser.\n", "", "missing-field"),
    ],
)
def test_what_is_wrong_in_the_file_is_told(old: str, new: str, code: str, tmp_path: Path) -> None:
    text = ROW.replace(old, new).format(url="http://x.test/a", until="2027-01-01")
    accepted, problems = exceptions.load(write(tmp_path, text))
    assert [p.code for p in problems] == [code]
    assert accepted.entries == ()


def test_no_file_and_an_empty_list_are_fine(tmp_path: Path) -> None:
    assert exceptions.load(tmp_path) == (exceptions.ExceptionList(), [])
    accepted, problems = exceptions.load(ROOT)
    assert problems == []
    assert replace(accepted, source=None) == exceptions.ExceptionList(entries=accepted.entries)
