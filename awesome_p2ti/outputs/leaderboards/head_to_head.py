"""Methods beside the baseline of the same table of the same source, and what two sources agree on.

Rows of different papers differ in base model, metric checkpoint and luck; two rows of one table do
not. So a difference within a table says more than a rank across tables, and few are told twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.leaderboards.ranking import (
    DIGEST,
    is_of_method,
    method_key,
    source_of,
    used_columns,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Column, Results, Row

PREFERRED = "dreambooth"
"""The paper that is the baseline of a benchmark wherever enough sources have it."""
MIN_SOURCES = 2
"""From how many sources on a benchmark has a baseline, and a pair is a finding."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A method and the baseline of the same table."""

    row: Row
    baseline: Row

    @property
    def rests_on_digest(self) -> bool:
        """Say whether either of the two rows was read in somebody else's digest alone."""
        return DIGEST in {self.row.seen_in, self.baseline.seen_in}

    def differences(self, columns: Iterable[Column]) -> dict[str, float]:
        """Return by how much the method is better in each column that both have."""
        a, b = self.row.scores, self.baseline.scores
        signs = {c.id: 1 if c.better == "higher" else -1 for c in columns}
        return {c: s * (a[c] - b[c]) for c, s in signs.items() if c in a and c in b}


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The rows of one table of one source that stand beside a baseline."""

    baselines: tuple[Row, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A method that every source puts on the same side of the baseline, in most columns."""

    results: Entry[Results]
    pairs: tuple[Pair, ...]
    """One for each source."""
    columns: tuple[Column, ...]
    """The columns in which all the sources agree."""
    shared: int
    """How many columns all the sources have."""
    above: bool

    @property
    def support(self) -> tuple[int, int, int]:
        """Return how well it is supported: by sources, by methods run again, by columns."""
        reruns = sum(p.row.rerun for p in self.pairs)
        return len(self.pairs), reruns, len(self.columns)


def source_tables(results: Results, catalog: Catalog) -> list[SourceTable]:
    """Return the tables of a benchmark that hold its baseline; none where one source alone has it.

    A method is compared with the baseline on its own base model, else with the first one.
    """
    groups = _by_table(results)
    key = _baseline(groups, catalog)
    tables = []
    for rows in groups.values() if key else ():
        baselines = tuple(r for r in rows if _work(r) == key)
        others = [r for r in rows if _work(r) != key]
        pairs = [Pair(r, _nearest(r, baselines)) for r in others if baselines]
        if pairs:
            tables.append(SourceTable(baselines, tuple(pairs)))
    return tables


def findings(catalog: Catalog) -> tuple[list[Finding], int]:
    """Return what sources agree on, the best supported first, and how many pairs there are."""
    found, number = [], 0
    for board in sorted(catalog.results.values(), key=lambda r: (r.data.order, r.id)):
        by_method: dict[tuple[str, str], list[Pair]] = defaultdict(list)
        for table in source_tables(board.data, catalog):
            for pair in table.pairs:
                by_method[method_key(pair.row)].append(pair)
        number += len(by_method)
        found += [f for pairs in by_method.values() if (f := _finding(board, pairs))]
    found.sort(key=lambda f: [-n for n in f.support])
    return found, number


def _finding(board: Entry[Results], pairs: Iterable[Pair]) -> Finding | None:
    """Return what several sources say alike of a method and a baseline, if they do."""
    apart: list[Pair] = []
    for pair in pairs:
        if not pair.rests_on_digest and not any(_is_copy(pair, other) for other in apart):
            apart.append(pair)
    columns = used_columns(board.data, [p.row for p in apart])
    told = [p.differences(columns) for p in apart]
    shared = [c for c in columns if all(c.id in values for values in told)]
    better = tuple(c for c in shared if all(values[c.id] > 0 for values in told))
    worse = tuple(c for c in shared if all(values[c.id] < 0 for values in told))
    agreed = max(better, worse, key=len)
    if len(apart) < MIN_SOURCES or 2 * len(agreed) <= len(shared):
        return None
    return Finding(board, tuple(apart), agreed, len(shared), above=agreed is better)


def _is_copy(one: Pair, other: Pair) -> bool:
    """Say whether a pair is another one told again, wholly or in part.

    It is when the source is the same, when one of the rows has the other's numbers throughout, and
    when both rows have them in one column: a single number may be equal by chance.
    """
    same = _equal(one.row, other.row)
    same_baseline = _equal(one.baseline, other.baseline)
    return (
        source_of(one.row)[0] == source_of(other.row)[0]
        or any(equal and all(equal.values()) for equal in (same, same_baseline))
        or any(equal and same_baseline.get(column) for column, equal in same.items())
    )


def _equal(one: Row, other: Row) -> dict[str, bool]:
    """Return of each column that two rows share whether they have the same score."""
    return {c: one.scores[c] == other.scores[c] for c in one.scores if c in other.scores}


def _by_table(results: Results) -> dict[tuple[str, str, str], list[Row]]:
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in results.rows:
        if is_of_method(row) and source_of(row) != ("", ""):
            groups[*source_of(row), row.protocol].append(row)
    return groups


def _baseline(groups: Mapping[tuple[str, str, str], list[Row]], catalog: Catalog) -> str:
    """Return the work that stands beside others in most sources, or nothing."""
    sources: dict[str, set[str]] = defaultdict(set)
    for (source, *_), rows in groups.items():
        works = {_work(r) for r in rows}
        for work in works if len(works) > 1 else ():
            sources[work].add(source)
    enough = {w: len(s) for w, s in sources.items() if len(s) >= MIN_SOURCES}
    if PREFERRED in enough:
        return PREFERRED

    def order(work: str) -> tuple[int, str, str]:
        paper = catalog.papers.get(work)
        return -enough[work], paper.data.date if paper else "9999", work

    return min(enough, key=order, default="")


def _work(row: Row) -> str:
    return row.paper or row.arxiv or row.method


def _nearest(row: Row, baselines: tuple[Row, ...]) -> Row:
    alike = [b for b in baselines if b.base_model and b.base_model == row.base_model]
    return (alike or baselines)[0]
