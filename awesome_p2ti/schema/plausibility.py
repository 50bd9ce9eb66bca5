"""Which reported scores are hard to believe: what `check` warns of is never the best in a table."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.schema.models import Column, Results, Row

    _Found = Iterator[tuple["_Score", str, str, str]]

OUTLIER = 6.0
"""The farthest a score may be from the median, in interquartile ranges."""
MIN_SCORES = 8
"""The fewest scores of a column that show what is usual."""
MIN_SOURCES = 3
"""The fewest other sources that show what a method reaches, or how a column is scaled."""
LEAST_SPREAD = 0.01
"""Scores that differ less, as a part of the middle one, count as equal."""
_ORACLE = re.compile(
    r"\b(?:oracle|real (?:images?|photos?|photographs?|data)|ground[ -]truth|upper bound)\b",
    re.IGNORECASE,
)

_TABLE = re.compile(r"\b(?:tables?|figures?|leaderboard|readme)\b", re.IGNORECASE)
"""Where a reader finds a row again: a repository shows its tables in its README."""


@dataclass(frozen=True, slots=True)
class Implausible:
    """A score that is hard to believe: its row (from 0), its column, why, and what to do."""

    row: int
    column: str
    code: str
    why: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Score:
    index: int
    row: Row
    value: float


def source(row: Row) -> str:
    """Return whose table a row is from, or nothing."""
    return row.reported_by or (row.reporter.title if row.reporter else "")


def names_table(row: Row) -> bool:
    """Return whether ``where``, if it is given, names a table in which the row is found again."""
    return not row.where or _TABLE.search(row.where) is not None


def implausible(results: Results) -> Iterator[Implausible]:
    """Yield at most one reason for each score: the first that holds of range, scale, bounds."""
    for column in results.columns:
        scores = [
            _Score(i, row, row.scores[column.id])
            for i, row in enumerate(results.rows)
            if column.id in row.scores
        ]
        found: dict[int, Implausible] = {}
        for check in (_out_of_range, _other_scale, _above_oracle, _apart_from_sources, _outliers):
            left = [s for s in scores if s.index not in found]
            for score, code, why, hint in check(column, left):
                what = f"row {score.index + 1}: {column.name} {score.value:g} {why}"
                found[score.index] = Implausible(score.index, column.id, code, what, hint)
        yield from found.values()


def doubted_rows(results: Results) -> frozenset[int]:
    """Return the rows, from 0, of which no score counts as the best: by a doubt or a warning."""
    doubted = {i for i, r in enumerate(results.rows) if r.doubt or not names_table(r)}
    return frozenset(doubted | {found.row for found in implausible(results)})


_LOOK = "compare it with the source's table; if it is printed so, say so in the row's doubt"


def _out_of_range(column: Column, scores: Sequence[_Score]) -> _Found:
    if column.range is None:
        return
    low, high = column.range
    for score in scores:
        if not low <= score.value <= high:
            fits = low <= score.value / 100 <= high
            hint = f"divide by 100: {score.value / 100:g}" if fits else ""
            hint = hint or "compare it with the source's table, and with the column's range"
            yield score, "score-out-of-range", f"lies outside {low:g} to {high:g}", hint


def _other_scale(_column: Column, scores: Sequence[_Score]) -> _Found:
    """Find a percentage among fractions, and a fraction among percentages."""
    if len(scores) <= MIN_SOURCES:
        return
    fractions = [s.value for s in scores if 0 < s.value <= 1]
    percentages = [s.value for s in scores if 1 < s.value <= 100]
    of_fractions = len(fractions) > len(percentages)
    rare, usual = sorted((fractions, percentages), key=len)
    if len(usual) < max(MIN_SOURCES, 2 * len(rare)):
        return
    for score in scores:
        value = score.value
        if of_fractions and 1 < value <= 100 and _is_near(value / 100, usual):
            hint = f"divide by 100: {value / 100:g}"
            yield score, "score-scale", "is a percentage among fractions", hint
        elif not of_fractions and 0 < value < 1 and _is_near(value * 100, usual):
            hint = f"multiply by 100: {value * 100:g}"
            yield score, "score-scale", "is a fraction among percentages", hint


def _is_near(value: float, others: Sequence[float]) -> bool:
    return min(others) / 2 <= value <= max(others) * 2


def _above_oracle(column: Column, scores: Sequence[_Score]) -> _Found:
    """Find scores better than those of real images under the same protocol."""
    sign = 1 if column.better == "higher" else -1
    oracles = [s for s in scores if _is_oracle(s.row)]
    for score in scores:
        near = [o for o in oracles if _is_comparable(o.row, score.row)]
        best = max(near, key=lambda o: sign * o.value, default=None)
        if best and not _is_oracle(score.row) and sign * (score.value - best.value) > 0:
            side = "above" if sign > 0 else "below"
            why = f'lies {side} the {best.value:g} of "{best.row.method}"'
            yield score, "score-above-oracle", why, _LOOK


def _is_oracle(row: Row) -> bool:
    return row.tuning is None and _ORACLE.search(row.method) is not None


def _is_comparable(one: Row, two: Row) -> bool:
    """Return whether two rows are under one protocol; a variant is each source's own."""
    if one.protocol != two.protocol:
        return False
    return one.protocol == "standard" or source(one) == source(two)


def _apart_from_sources(_column: Column, scores: Sequence[_Score]) -> _Found:
    """Find a number further off than what several other sources print for the method differs."""
    from statistics import median

    groups: dict[tuple[str, str, str | None], list[_Score]] = defaultdict(list)
    for score in scores:
        row = score.row
        if row.protocol == "standard":
            name = re.sub(r"\(.*?\)|[\W_]", "", row.method.casefold())
            groups[row.paper or row.arxiv or "", name, row.tuning].append(score)
    for group in groups.values():
        for score in group if len(group) > MIN_SOURCES else ():
            others = [o for o in group if _is_another_source(o.row, score.row)]
            if len({source(o.row) for o in others}) < MIN_SOURCES:
                continue
            values = [o.value for o in others]
            low, high = min(values), max(values)
            spread = max(high - low, abs(median(values)) * LEAST_SPREAD)
            if max(low - score.value, score.value - high) > spread:
                number = len({source(o.row) for o in others})
                why = f"is far from the {low:g} to {high:g} of {number} other sources"
                yield score, "score-outlier", why, _LOOK


def _is_another_source(one: Row, two: Row) -> bool:
    """Return whether two rows of a method are from two sources and may be on one base model."""
    models = {m for m in (one.base_model, two.base_model) if m}
    return source(one) != source(two) and len(models) < 2


def _outliers(_column: Column, scores: Sequence[_Score]) -> _Found:
    from statistics import quantiles

    for protocol in ("standard", "variant"):
        group = [s for s in scores if s.row.protocol == protocol]
        if len(group) < MIN_SCORES:
            continue
        low, median, high = quantiles([s.value for s in group], n=4)
        spread = max(high - low, abs(median) * LEAST_SPREAD, 1e-9)
        for score in group:
            if abs(score.value - median) > OUTLIER * spread:
                why = f"is far from the others ({low:.3g}-{high:.3g})"
                yield score, "score-outlier", why, _LOOK
