"""The days of new papers: noted once, never by a clock of the outputs, and read strictly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.history import additions
from awesome_p2ti.problems import SetupError

TODAY = dt.date(2026, 11, 23)


def test_what_stands_at_the_beginning_has_no_day(tmp_path: Path) -> None:
    additions.record(tmp_path, ["b", "a"], TODAY)
    assert (tmp_path / additions.FILE).read_text(encoding="utf-8") == '{"id": "a"}\n{"id": "b"}\n'
    assert additions.recent(additions.load(tmp_path)) == []


def test_what_comes_later_has_the_day_on_which_it_came(tmp_path: Path) -> None:
    additions.record(tmp_path, ["a", "b"], TODAY)
    additions.record(tmp_path, ["a", "c"], TODAY)
    additions.record(tmp_path, ["a", "c", "d"], TODAY + dt.timedelta(days=1))
    assert additions.load(tmp_path) == {"a": "", "c": "2026-11-23", "d": "2026-11-24"}


def test_an_empty_file_is_a_beginning_too_but_of_a_list_without_papers(tmp_path: Path) -> None:
    additions.record(tmp_path, [], TODAY)
    additions.record(tmp_path, ["a"], TODAY)
    assert additions.load(tmp_path) == {"a": "2026-11-23"}


def test_a_day_that_is_still_to_come_becomes_today() -> None:
    assert additions.update({"a": "2099-01-01", "b": ""}, ["a", "b"], TODAY) == {
        "a": "2026-11-23",
        "b": "",
    }


def test_new_is_what_came_in_sixty_days_before_the_newest() -> None:
    days = {"b": "2020-03-01", "a": "2020-03-01", "c": "2020-01-01", "d": "2019-12-31", "e": ""}
    assert additions.recent(days) == [("2020-03-01", ["a", "b"]), ("2020-01-01", ["c"])]


@pytest.mark.parametrize(
    "line",
    ["[]", "{}", '{"id": 3}', '{"id": "a", "day": 5}', '{"id": "a", "day": "20261123"}', "x",
     '{"id": "a", "day": "2026-02-30"}', '{"id": "a", "odd": "x"}', '{"day": "2026-11-23"}'],
)  # fmt: skip
def test_a_line_that_is_none_has_a_place(line: str) -> None:
    with pytest.raises(SetupError, match=r"data/added\.jsonl:2: this is no line of the file"):
        additions.read(f'{{"id": "fine"}}\n{line}\n')


@given(st.dictionaries(st.text(min_size=1), st.dates().map(dt.date.isoformat) | st.just("")))
def test_what_is_written_is_read_back(days: dict[str, str]) -> None:
    assert additions.read(additions.write(days)) == days


def test_the_catalog_knows_the_days_and_the_file_is_no_stray(small_list: Path) -> None:
    file = small_list / additions.FILE
    file.write_text('{"id": "dreambooth", "day": "2026-11-23"}\n', encoding="utf-8")
    found, problems = catalog.load(small_list)
    assert found.added == {"dreambooth": "2026-11-23"}
    assert problems == []
