"""Rows of results: each once, in columns that exist, from a table that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.rules.rows import (
    rows_name_their_columns,
    rows_name_their_table,
    rows_stand_once,
)
from tests.make import listed, results, row, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.problems import Problem

TEXT = """\
name: MothBench
about: Moths.
order: 1
sort: dino
columns:
  - {id: dino, name: DINO}
  - {id: clip-t, name: CLIP-T}
  - {id: judge, name: GPT-4o Judge}
rows:
  - method: One
    seen_in: paper-text
    scores: {dino: 1, clip-t: 2}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "place", "name", "hint"),
    [
        ("sort: dino", "sort: dinos", "4:7", "sort: 'dinos'", "did you mean 'dino'?"),
        ("sort: dino", "sort: zzz", "4:7", "sort: 'zzz'", "the columns are: dino, clip-t, judge"),
        ("clip-t: 2", "clip: 2", "12:23", "row 1: 'clip'", "did you mean 'clip-t'?"),
        ("clip-t: 2", "CLIP-T: 2", "12:23", "row 1: 'CLIP-T'", "did you mean 'clip-t'?"),
        ("clip-t: 2", "CLIP_T ↑: 2", "12:23", "row 1: 'CLIP_T ↑'", "did you mean 'clip-t'?"),
        ("clip-t: 2", "DINOs: 2", "12:23", "row 1: 'DINOs'", "did you mean 'dino'?"),
        ("clip-t: 2", "GPT-4o judge: 2", "12:23", "row 1: 'GPT-4o judge'", "did you mean 'judge'?"),
        ("clip-t: 2", "FID: 2", "12:23", "row 1: 'FID'", "the columns are: dino, clip-t, judge"),
    ],
)
def test_a_column_that_the_table_does_not_have(
    right: str, wrong: str, place: str, name: str, hint: str
) -> None:
    catalog = written({"results/bench": TEXT.replace(right, wrong)})
    (problem,) = rows_name_their_columns(catalog)
    assert f"{problem.line}:{problem.column}" == place
    assert problem.message == f"{name} is not a column"
    assert problem.hint == hint
    assert list(rows_name_their_columns(written({"results/bench": TEXT}))) == []


def said(rule: Callable[[Catalog], Iterator[Problem]], *rows: dict[str, Any]) -> list[Any]:
    return [(p.message, p.hint) for p in rule(listed(results("bench", list(rows))))]


@pytest.mark.parametrize(
    ("where", "hint"),
    [
        ("Section 4", 'say which, as in "Table 1"'),
        ("p. 7", 'say which, as in "Table 1"'),
        ("stable results", 'say which, as in "Table 1"'),
        ("Tab. 2", 'write "Table 2"'),
        ("table2", 'write "Table 2"'),
        ("Tbl. S3b", 'write "Table S3b"'),
    ],
)
def test_a_place_without_a_table(where: str, hint: str) -> None:
    message = f'row 1: where names no table: "{where}"'
    assert said(rows_name_their_table, row("A", {"dino": 0.5}, where=where)) == [(message, hint)]


@pytest.mark.parametrize(
    "where",
    ["Table 1", "Tables 2 and 3", "main table (digest)", "README results", None],
)
def test_a_place_with_one(where: str | None) -> None:
    assert said(rows_name_their_table, row("A", {"dino": 0.5}, where=where)) == []


OURS = {"paper": "a", "base_model": "SDXL", "reported_by": "a", "where": "Table 1"}


def test_the_same_row_twice() -> None:
    one = row("A", {"dino": 0.5}, **OURS)
    other = {**one, "method": "a", "where": "TABLE 1"}
    twice = "row 2 is row 1 again"
    assert said(rows_stand_once, one, other) == [(twice, "delete one of the two")]
    changed = {**other, "scores": {"dino": 0.6}}
    hint = "keep the one that the table prints, or say in which way they differ"
    assert said(rows_stand_once, one, changed) == [(f"{twice} with another dino", hint)]
    more = {**other, "scores": {"dino": 0.5, "clip-t": 0.3}}
    hint = "write the scores of both into row 1, and delete this one"
    assert said(rows_stand_once, one, more) == [(twice, hint)]


@pytest.mark.parametrize(
    "difference",
    [{"base_model": "FLUX"}, {"tuning": "test-time"}, {"protocol": "variant"}, {"rerun": True},
     {"reported_by": "b"}, {"where": "Table 2"}, {"method": "A (small)"}, {"paper": "b"}],
)  # fmt: skip
def test_what_tells_two_rows_apart(difference: dict[str, Any]) -> None:
    one = row("A", {"dino": 0.5}, **OURS)
    assert said(rows_stand_once, one, {**one, "scores": {"dino": 0.6}, **difference}) == []
