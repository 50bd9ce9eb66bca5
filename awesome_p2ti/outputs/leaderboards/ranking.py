"""Which reported rows may be compared with one another, in which order, and which score is best."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from awesome_p2ti.schema.plausibility import doubted_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_p2ti.schema.models import Column, Results, Row

TUNINGS = ("test-time", "zero-shot")
"""The groups within which rows are ranked."""
MAX_DECIMALS = 6
DIGEST = "third-party-digest"
"""How a row was read that rests on somebody else's summary of a paper alone."""
MIN_RIVALS = 2
"""The fewest scores of a column of which one can be the best."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are shown in one table, and the columns that any of them fills."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    best: dict[str, float]
    """The best score of a column, where the group is ranked."""
    doubted: frozenset[int] = frozenset()
    """The identities of ranked rows that are never the best."""

    def is_best(self, row: Row, column: Column) -> bool:
        """Return whether a row holds the best score of a column; equal ones all do."""
        score = row.scores.get(column.id)
        is_best = score is not None and score == self.best.get(column.id)
        return is_best and id(row) not in self.doubted


def is_ranked(row: Row) -> bool:
    """Return whether a row takes part in a ranking.

    It does not when its protocol differs, when nobody saw it but in a third party's digest, or when
    it is no method but a point of reference, such as real photographs.
    """
    return row.protocol == "standard" and row.seen_in != DIGEST and is_of_method(row)


def is_of_method(row: Row) -> bool:
    """Say whether a row is of a method, and not of a point of reference."""
    return row.tuning is not None


def ranked(results: Results, tuning: str) -> Group:
    """Return the rows of one group, the best by ``sort`` first; rows without that score last."""
    column = next((c for c in results.columns if c.id == results.sort), results.columns[0])
    sign = -1 if column.better == "higher" else 1

    def key(row: Row) -> tuple[bool, float, str]:
        score = row.scores.get(column.id)
        return score is None, sign * (score or 0.0), row.method.lower()

    rows = sorted((r for r in results.rows if is_ranked(r) and r.tuning == tuning), key=key)
    columns = used_columns(results, rows)
    doubted = frozenset(id(results.rows[i]) for i in doubted_rows(results))
    best = _best([r for r in rows if id(r) not in doubted], columns)
    return Group(tuple(rows), columns, best, doubted)


def references(results: Results) -> Group:
    """Return the rows on the standard protocol that are no methods."""
    return _unranked(results, (r for r in results.rows if _is_standard(r) and r.tuning is None))


def variants(results: Results) -> list[Group]:
    """Return the rows under another protocol, a group for each source's table."""
    rows = [r for r in results.rows if r.protocol == "variant"]
    by_source: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_source.setdefault(source_of(row), []).append(row)
    return [_unranked(results, group) for group in by_source.values()]


def digests(results: Results) -> Group:
    """Return the rows on the standard protocol that rest on a third party's digest alone."""
    return _unranked(
        results,
        (r for r in results.rows if r.protocol == "standard" and r.seen_in == DIGEST),
    )


def top(group: Group, columns: Sequence[Column], number: int) -> list[Row]:
    """Return the first rows, and behind them those that are best in one of some columns."""
    first = group.rows[:number]
    rest = [r for r in group.rows[number:] if any(group.is_best(r, c) for c in columns)]
    return [*first, *rest]


def repeated_methods(results: Results) -> frozenset[tuple[str, str]]:
    """Return the keys of ranked methods of which more than one row is ranked."""
    counts = Counter(method_key(r) for r in results.rows if is_ranked(r))
    return frozenset(key for key, n in counts.items() if n > 1)


def method_key(row: Row) -> tuple[str, str]:
    """Return what makes two rows be about the same method."""
    return row.paper or row.arxiv or "", row.method


def source_of(row: Row) -> tuple[str, str]:
    """Return whose table a row is from, and which."""
    title = row.reporter.title if row.reporter else ""
    return row.reported_by or title, row.where or ""


def pareto(points: Sequence[tuple[float, float]]) -> list[int]:
    """Return which points no other beats, from left to right; higher is better in both values.

    A point is beaten by one that is as good in both values and better in one.
    """
    order = sorted(range(len(points)), key=lambda i: (-points[i][0], -points[i][1], i))
    front: list[int] = []
    highest = float("-inf")
    for i in order:
        if points[i][1] > highest or (front and points[i] == points[front[-1]]):
            front.append(i)
            highest = points[i][1]
    return front[::-1]


def used_columns(results: Results, rows: Iterable[Row]) -> tuple[Column, ...]:
    """Return the columns in which any of the rows has a score."""
    used = {name for row in rows for name in row.scores}
    return tuple(c for c in results.columns if c.id in used)


class Decimals:
    """How many decimals each source of a benchmark prints.

    YAML and JSON drop a last zero, so 0.78 in a table of 0.803 and 0.785 was 0.780. Columns of one
    range count as printed alike.
    """

    def __init__(self, results: Results) -> None:
        self._most: dict[tuple[object, object], int] = defaultdict(int)
        ranges = {c.id: c.range for c in results.columns}
        for row in results.rows:
            source = source_of(row)
            for name, score in row.scores.items():
                if name in ranges:
                    key = source, ranges[name]
                    self._most[key] = max(self._most[key], min(MAX_DECIMALS, _decimals(score)))

    def of(self, row: Row, column: Column) -> int:
        """Return how many decimals the source of a row prints in a column."""
        return self._most[source_of(row), column.range]

    def shown(self, row: Row, column: Column) -> str:
        """Return a row's score in a column as its source prints it."""
        return f"{row.scores[column.id]:.{self.of(row, column)}f}"


def _decimals(score: float) -> int:
    exponent = Decimal(repr(score)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _unranked(results: Results, rows: Iterable[Row]) -> Group:
    rows = tuple(rows)
    return Group(rows, used_columns(results, rows), {})


def _is_standard(row: Row) -> bool:
    return row.protocol == "standard" and row.seen_in != DIGEST


def _best(rows: Sequence[Row], columns: Iterable[Column]) -> dict[str, float]:
    best = {}
    for column in columns:
        scores = [r.scores[column.id] for r in rows if column.id in r.scores]
        if len(scores) >= MIN_RIVALS:
            best[column.id] = max(scores) if column.better == "higher" else min(scores)
    return best
