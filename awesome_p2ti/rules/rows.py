"""The rules on rows of results: each once, in columns that exist, from a table that is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.patterns import pattern
from awesome_p2ti.schema.plausibility import names_table, source
from awesome_p2ti.schema.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Column, Results, Row

_SHORT_TABLE = pattern(r"(?:tab?\.?|tbl\.?|table)\s*([A-Z]?\d+[a-z]?)", re.IGNORECASE)


def rows_stand_once(catalog: Catalog) -> Iterator[Problem]:
    """Find two rows that report one thing: another number for it contradicts the first."""
    for results in catalog.results.values():
        seen: dict[tuple[object, ...], int] = {}
        for i, row in enumerate(results.data.rows):
            first = seen.setdefault(_identity(row), i)
            if first != i:
                yield _again(results, i, first)


def rows_name_their_columns(catalog: Catalog) -> Iterator[Problem]:
    """Demand that scores and ``sort`` name columns of their benchmark."""
    for results in catalog.results.values():
        columns = results.data.columns
        known = {c.id for c in columns}
        if results.data.sort not in known:
            message = f"sort: '{results.data.sort}' is not a column"
            hint = _column_hint(results.data.sort, columns)
            yield results.problem(["sort"], "unknown-column", message, hint)
        for i, row in enumerate(results.data.rows):
            for name in row.scores.keys() - known:
                message = f"row {i + 1}: '{name}' is not a column"
                loc: Loc = ["rows", i, "scores", name]
                hint = _column_hint(name, columns)
                yield results.source.problem(loc, "unknown-column", message, hint, key=True)


def rows_name_their_table(catalog: Catalog) -> Iterator[Problem]:
    """Demand that ``where`` names a table, so that a reader finds the row again."""
    for results in catalog.results.values():
        for i, row in enumerate(results.data.rows):
            if row.where and not names_table(row):
                short = _SHORT_TABLE.match(row.where)
                hint = f'write "Table {short[1]}"' if short else 'say which, as in "Table 1"'
                message = f'row {i + 1}: where names no table: "{row.where}"'
                yield results.problem(["rows", i, "where"], "unnamed-table", message, hint)


def _identity(row: Row) -> tuple[object, ...]:
    """Return what makes two rows report the same thing, whatever their numbers."""
    return (
        row.method.casefold(), row.paper, row.arxiv, row.base_model, row.tuning, row.protocol,
        source(row), (row.where or "").casefold(), row.rerun,
    )  # fmt: skip


def _again(results: Entry[Results], second: int, first: int) -> Problem:
    rows = results.data.rows
    known, scores = rows[first].scores, rows[second].scores
    differing = [c for c in scores if known.get(c, scores[c]) != scores[c]]
    message = f"row {second + 1} is row {first + 1} again"
    hint = "delete one of the two"
    if differing:
        message += f" with another {', '.join(differing)}"
        hint = "keep the one that the table prints, or say in which way they differ"
    elif not scores.keys() <= known.keys():
        hint = f"write the scores of both into row {first + 1}, and delete this one"
    return results.problem(["rows", second], "duplicate-row", message, hint)


def _column_hint(name: str, columns: Sequence[Column]) -> str:
    """Return the column that was meant, by its id or by its head as papers print it."""
    heads = {_plain(head): c.id for c in columns for head in (c.name, c.id)}
    if meant := heads.get(_plain(name)):
        return f"did you mean '{meant}'?"
    known = [c.id for c in columns]
    return did_you_mean(name.lower(), known) or "the columns are: " + ", ".join(known)


def _plain(head: str) -> str:
    """Return a column's head without what papers vary: arrows, capitals, hyphens."""
    return re.sub(r"[\W_]+", "", fold_accents(head))
