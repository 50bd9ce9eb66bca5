"""What sites say of repositories: kept with its day, read strictly, and shown while it is young."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.history import repositories
from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.problems import SetupError

TODAY = dt.date(2026, 11, 23)
CODE, OTHER = "https://github.com/a/b", "https://github.com/c/d"
MIT = RepositoryState(licence="MIT", pushed="2025-06-01", stars=0)


def test_what_a_run_is_told_has_its_day(tmp_path: Path) -> None:
    repositories.record(tmp_path, {CODE: MIT}, [CODE, "https://x.test/"], TODAY)
    assert (tmp_path / repositories.FILE).read_text(encoding="utf-8") == (
        '{"url": "https://github.com/a/b", "licence": "MIT", "pushed": "2025-06-01", "stars": 0,'
        ' "day": "2026-11-23"}\n'
    )


def test_what_is_said_no_more_stays_with_the_day_on_which_it_was(tmp_path: Path) -> None:
    repositories.record(tmp_path, {CODE: MIT, OTHER: MIT}, [CODE, OTHER], TODAY)
    later = TODAY + dt.timedelta(days=7)
    repositories.record(tmp_path, {CODE: RepositoryState(archived=True)}, [CODE, OTHER], later)
    days = {url: (s.archived, s.day) for url, s in repositories.load(tmp_path).items()}
    assert days == {CODE: (True, "2026-11-30"), OTHER: (False, "2026-11-23")}


def test_what_left_the_list_or_is_gone_is_forgotten(tmp_path: Path) -> None:
    repositories.record(tmp_path, {CODE: MIT, OTHER: MIT}, [CODE, OTHER], TODAY)
    repositories.record(tmp_path, {}, [OTHER], TODAY)
    assert set(repositories.load(tmp_path)) == {OTHER}


def test_a_list_without_repositories_has_no_file(tmp_path: Path) -> None:
    repositories.record(tmp_path, {}, ["https://x.test/"], TODAY)
    assert not (tmp_path / repositories.FILE).exists()


def test_days_that_are_still_to_come_become_today() -> None:
    ahead = RepositoryState(pushed="2099-01-01")
    old = {OTHER: RepositoryState(day="2099-01-01")}
    new = repositories.update(old, {CODE: ahead}, [CODE, OTHER], TODAY)
    assert (new[CODE].pushed, new[CODE].day, new[OTHER].day) == ("2026-11-23",) * 3


def test_what_is_sixty_days_older_than_the_newest_is_not_shown() -> None:
    days = {"a": "2020-03-01", "b": "2020-01-02", "c": "2020-01-01", "d": "2019-01-01"}
    states = {url: RepositoryState(day=day) for url, day in days.items()}
    assert set(repositories.recent(states)) == {"a", "b"}
    assert repositories.recent({}) == {}


@pytest.mark.parametrize(
    "line",
    ["[]", "{}", "x", '{"url": "u"}', '{"url": 3, "day": "2026-11-23"}', "[" * 100_000,
     '{"url": "u", "day": "20261123"}', '{"url": "u", "day": "2026-02-30"}',
     *(f'{{"url": "u", "day": "2026-11-23", {more}}}' for more in (
         '"licence": 3', '"licence": ""', f'"licence": "{"x" * 10_000}"', '"licence": "a b"',
         '"licence": null', '"stars": "many"', '"stars": -1', '"stars": true', '"stars": 1.5',
         '"archived": 1', '"gated": "auto"', '"running": null', '"running": "RUNNING"',
         '"pushed": "yesterday"', '"pushed": null', '"odd": 1'))],
    ids=lambda line: line[:60],
)  # fmt: skip
def test_a_line_that_is_none_has_a_place(line: str) -> None:
    sound = '{"url": "v", "day": "2026-11-23"}'
    with pytest.raises(SetupError, match=r"data/repositories\.jsonl:2: this is no line") as e:
        repositories.read(f"{sound}\n{line}\n")
    assert len(e.value.message) < 200


@pytest.mark.parametrize(
    ("value", "read"),
    [("MIT", "MIT"), (["mit"], "mit"), ("openrail++", "openrail++"), ("NOASSERTION", "other"),
     ("unknown", ""), (["mit", "gpl-3.0"], ""), ("x" * 10_000, ""), ("a b", ""), ("", ""),
     (None, ""), (3, ""), ({}, ""), ("<b>", ""), ("mit\n", ""), ([None], "")],
)  # fmt: skip
def test_a_licence_is_a_name(value: object, read: str) -> None:
    assert repositories.licence_of(value) == read


@pytest.mark.parametrize("value", [None, "7", -1, True, 2.0, 10**4000, [], float("nan")])
def test_stars_are_a_number(value: object) -> None:
    assert repositories.stars_of(value) is None
    assert repositories.stars_of(7) == 7


@pytest.mark.parametrize("value", [None, 5, "", "x", "2025-13-01T00:00:00Z", "20250601", "0"])
def test_a_day_is_a_day(value: object) -> None:
    assert repositories.day_of(value) == ""
    assert repositories.day_of("2025-06-01T10:00:00.000Z") == "2025-06-01"


STATES = st.builds(
    RepositoryState,
    licence=st.sampled_from(["", "MIT", "other"]),
    archived=st.booleans(),
    pushed=st.sampled_from(["", "2025-06-01"]),
    stars=st.none() | st.integers(0, repositories.MAX_STARS),
    gated=st.booleans(),
    running=st.none() | st.booleans(),
    day=st.dates().map(dt.date.isoformat),
)


@given(st.dictionaries(st.text(), STATES))
def test_what_is_written_is_read_again(states: dict[str, RepositoryState]) -> None:
    assert repositories.read(repositories.write(states)) == states


@pytest.mark.parametrize(
    ("role", "official", "state", "runs"),
    [
        ("code", True, {"licence": "MIT"}, True),
        ("code", True, {"licence": "MIT", "archived": True}, False),
        ("code", True, {}, False),
        ("code", False, {"licence": "MIT"}, False),
        ("weights", True, {}, True),
        ("weights", False, {"licence": "mit"}, True),
        ("weights", True, {"gated": True}, False),
        ("demo", True, {"running": True}, True),
        ("demo", True, {"running": False}, False),
        ("demo", True, {}, False),
        ("dataset", True, {"licence": "MIT"}, None),
    ],
)
def test_what_can_be_run(role: str, official: bool, state: dict[str, Any], runs: bool) -> None:
    states = {CODE: RepositoryState(**state)}
    assert repositories.run_today([(role, CODE, official)], states) is runs
    assert repositories.run_today([(role, OTHER, official)], states) is None


def test_what_is_gone_by_the_ledger_is_not_shown(small_list: Path) -> None:
    line = '{"url": "%s", "archived": true, "day": "2026-11-23"}\n'
    (small_list / repositories.FILE).write_text(line % CODE + line % OTHER, encoding="utf-8")
    gone = {"url": OTHER, "status": "gone", "since": "2026-10-01", "last": "2026-11-01"}
    ledger = json.dumps({**gone, "failures": 4}) + "\n"
    (small_list / "data/links.jsonl").write_text(ledger, encoding="utf-8")
    found, problems = catalog.load(small_list)
    assert problems == []
    assert found.archived == {CODE}
