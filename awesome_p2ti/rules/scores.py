"""The rule that a reported score is plausible: in its column's range, and no outlier."""

from __future__ import annotations

import statistics
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Column, Results

OUTLIER = 6.0
"""The farthest a score may be from the median, in interquartile ranges."""
MIN_SCORES = 8
"""The fewest scores of a column that show what is usual."""


def scores_are_plausible(catalog: Catalog) -> Iterator[Problem]:
    """Find scores outside their column's range, or far from every other row's."""
    for results in catalog.results.values():
        for column in results.data.columns:
            yield from _column_scores(results, column)


def rows_stand_once(catalog: Catalog) -> Iterator[Problem]:
    """Find two rows that report one thing: another number for it contradicts the first."""
    for results in catalog.results.values():
        seen: dict[tuple[object, ...], int] = {}
        for i, row in enumerate(results.data.rows):
            reporter = row.reported_by or (row.reporter and row.reporter.title)
            key = (
                row.method.casefold(), row.paper, row.arxiv, row.base_model, row.tuning,
                row.protocol, reporter, row.where, row.rerun,
            )  # fmt: skip
            first = seen.setdefault(key, i)
            if first == i:
                continue
            scores = results.data.rows[first].scores
            differing = [c for c in row.scores if scores.get(c, row.scores[c]) != row.scores[c]]
            same = f"row {i + 1} is row {first + 1} again"
            message = same + (f" with another {', '.join(differing)}" if differing else "")
            hint = "keep the one that the table prints, or say in which way they differ"
            yield results.problem(["rows", i], "duplicate-row", message, hint)


def _column_scores(results: Entry[Results], column: Column) -> Iterator[Problem]:
    groups: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, row in enumerate(results.data.rows):
        if (score := row.scores.get(column.id)) is None:
            continue
        loc: Loc = ["rows", i, "scores", column.id]
        if column.range and not column.range[0] <= score <= column.range[1]:
            low, high = column.range
            message = f"row {i + 1}: {column.name} {score:g} lies outside {low:g} to {high:g}"
            hint = f"divide by 100: {score / 100:g}" if low <= score / 100 <= high else ""
            yield results.problem(loc, "score-out-of-range", message, hint)
        elif not row.note:
            groups[row.protocol].append((i, score))
    for scores in groups.values():
        yield from _outliers(results, column, scores)


def _outliers(
    results: Entry[Results], column: Column, scores: list[tuple[int, float]]
) -> Iterator[Problem]:
    if len(scores) < MIN_SCORES:
        return
    values = [s for _, s in scores]
    low, median, high = statistics.quantiles(values, n=4)
    spread = max(high - low, abs(median) * 0.01, 1e-9)
    for i, score in scores:
        if abs(score - median) > OUTLIER * spread:
            message = (
                f"row {i + 1}: {column.name} {score:g} is far from the others ({low:g}-{high:g})"
            )
            hint = "compare it with the source's table; if it is right, say so in the row's note"
            yield results.problem(["rows", i, "scores", column.id], "score-outlier", message, hint)
