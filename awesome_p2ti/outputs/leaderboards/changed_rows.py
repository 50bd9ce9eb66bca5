"""The rows of a benchmark that a change brings or takes, among those that stand beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.leaderboards import ranking
from awesome_p2ti.outputs.leaderboards.ranking import Group
from awesome_p2ti.outputs.readme.tables import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from awesome_p2ti.outputs.leaderboards.score_tables import ScoreTables
    from awesome_p2ti.schema.models import Results, Row

_BESIDE = 1
"""How many rows are shown above and below a changed one."""


@dataclass(frozen=True, slots=True)
class ChangedRows:
    """Changed rows of one group with their neighbours, and what stands above their table."""

    heading: str
    table: Markup


def all_rows(tables: ScoreTables, results: Results) -> Iterator[ChangedRows]:
    """Yield the tables of all rows, each with its rank."""
    yield from _tables(tables, results, {id(row): "" for row in results.rows})


def rows_after(
    tables: ScoreTables, before: Results | None, after: Results
) -> Iterator[ChangedRows]:
    """Yield the tables of the rows that are new or another now, each with its rank."""
    came = _without(after.rows, before.rows if before else ())
    left = _without(before.rows, after.rows) if before else []
    known = {_identity(row) for row in left}
    marks = {id(r): "changed" if _identity(r) in known else "new" for r in came}
    yield from _tables(tables, after, marks)


def rows_before(
    tables: ScoreTables, before: Results, after: Results | None
) -> Iterator[ChangedRows]:
    """Yield the tables of the rows that are gone or another now, as they were."""
    left = _without(before.rows, after.rows if after else ())
    came = _without(after.rows, before.rows) if after else []
    known = {_identity(row) for row in came}
    marks = {id(r): "until now" if _identity(r) in known else "removed" for r in left}
    yield from _tables(tables, before, marks)


def _tables(tables: ScoreTables, results: Results, marks: dict[int, str]) -> Iterator[ChangedRows]:
    sort = next((c.name for c in results.columns if c.id == results.sort), results.sort)
    for tuning in ranking.TUNINGS:
        group = ranking.ranked(results, tuning)
        near = _beside(group.rows, marks)
        if near.rows:
            heading = f"{tuning}, the {len(group.rows)} ranked by {sort}"
            numbers = _ranks(results, group)
            ranks = [" ".join(filter(None, [numbers[id(r)], marks.get(id(r))])) for r in near.rows]
            shown = replace(group, rows=near.rows)
            yield ChangedRows(heading, tables.full_table(results, shown, ranks=ranks))
    for heading, group in _unranked(results):
        near = _beside(group.rows, marks)
        if near.rows:
            ranks = [" ".join(filter(None, [NOTHING, marks.get(id(r))])) for r in near.rows]
            shown = Group(near.rows, group.columns, {})
            table = tables.full_table(results, shown, mixed=True, ranks=ranks)
            yield ChangedRows(heading, table)


def _unranked(results: Results) -> Iterator[tuple[str, Group]]:
    yield "points of reference, not ranked", ranking.references(results)
    for group in ranking.variants(results):
        yield "another protocol, not ranked", group
    yield "seen only in a digest, not ranked", ranking.digests(results)


def _beside(rows: Sequence[Row], marks: dict[int, str]) -> Group:
    """Return the marked rows with their neighbours, in order."""
    wanted = {
        near
        for i, row in enumerate(rows)
        if id(row) in marks
        for near in range(i - _BESIDE, i + _BESIDE + 1)
    }
    return Group(tuple(r for i, r in enumerate(rows) if i in wanted), (), {})


def _ranks(results: Results, group: Group) -> dict[int, str]:
    """Return each row's rank; rows of one score share theirs, and one without it has none."""
    scores = [row.scores.get(results.sort) for row in group.rows]
    first: dict[float, int] = {}
    for place, score in enumerate(scores, 1):
        if score is not None:
            first.setdefault(score, place)
    return {
        id(row): NOTHING if score is None else str(first[score])
        for row, score in zip(group.rows, scores, strict=True)
    }


def _without(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """Return the rows of which there are more than among the others."""
    left = Counter(row.model_dump_json() for row in others)
    found = []
    for row in rows:
        text = row.model_dump_json()
        if left[text]:
            left[text] -= 1
        else:
            found.append(row)
    return found


def _identity(row: Row) -> tuple[str, ...]:
    """Return what a row keeps when its numbers are corrected."""
    title = row.reporter.title if row.reporter else ""
    return (*ranking.method_key(row), row.base_model or "", row.reported_by or title)
