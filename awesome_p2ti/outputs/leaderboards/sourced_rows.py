"""Every reported row with a name of its own, its scores as printed, and where they stand.

The README's tables, the site and the exports say the same of a row: whose table it is, who ran the
method, in which kind of document it was read, and what a reader of the numbers should know.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.identifiers import arxiv_url
from awesome_p2ti.outputs.leaderboards import ranking
from awesome_p2ti.outputs.leaderboards.score_tables import read_in
from awesome_p2ti.schema.plausibility import doubted_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Column, Results, Row

STANDARD = "standard"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedRow:
    """A row of results with all that is known of its origin; what is not known is empty."""

    id: str
    """A name that stays while method, base model and source do: ``r-3f2a91bc``."""
    benchmark: Entry[Results]
    row: Row
    paper: str
    """The id of the method's paper, where it is listed."""
    work: str
    """What all rows of one work share: the paper's id, its arXiv id, or the method's name."""
    url: str
    """The address of the method's paper, where that is not listed."""
    origin: str
    """``own`` or ``re-run``; empty where numbers were copied, or the source does not say."""
    source: str
    source_paper: str
    source_url: str
    where: str
    read_in: str
    note: str
    doubted: bool
    protocol: str
    """``standard``, or a source's own protocol: only rows of one protocol are comparable."""
    scores: dict[str, str]

    @property
    def table(self) -> tuple[str, str, str]:
        """Return what rows of one table of one source share."""
        return (self.benchmark.id, *ranking.source_of(self.row))


@dataclass(frozen=True, slots=True)
class Spread:
    """Different numbers that several tables report of one work in one column."""

    column: Column
    rows: tuple[SourcedRow, ...]
    """The rows, the lowest number first."""

    @property
    def low(self) -> str:
        """Return the lowest number as its source prints it."""
        return self.rows[0].scores[self.column.id]

    @property
    def high(self) -> str:
        """Return the highest number as its source prints it."""
        return self.rows[-1].scores[self.column.id]

    @property
    def tables(self) -> int:
        """Return how many tables report one of the numbers."""
        return len({row.table for row in self.rows})


def sourced_rows(catalog: Catalog) -> list[SourcedRow]:
    """Return every row of every benchmark, in the order of the files."""
    boards = sorted(catalog.results.values(), key=lambda r: (r.data.order, r.id))
    return [row for board in boards for row in _rows(board, catalog)]


def spreads(rows: Iterable[SourcedRow]) -> dict[tuple[str, str], list[Spread]]:
    """Return what tables report differently, by benchmark and work.

    Ranked rows alone count, and only within a group: a work that is tuned at test time, too, is
    no other number of the same.
    """
    groups: dict[tuple[str, str, str | None], list[SourcedRow]] = defaultdict(list)
    for row in rows:
        if ranking.is_ranked(row.row):
            groups[row.benchmark.id, row.work, row.row.tuning].append(row)
    found: dict[tuple[str, str], list[Spread]] = defaultdict(list)
    for (benchmark, work, _), group in groups.items():
        if spread := list(_spreads(group)):
            found[benchmark, work] += spread
    return dict(found)


def _spreads(rows: list[SourcedRow]) -> Iterator[Spread]:
    for column in rows[0].benchmark.data.columns:
        have = [row for row in rows if column.id in row.row.scores]
        have.sort(key=lambda row: (row.row.scores[column.id], row.id))
        spread = Spread(column, tuple(have))
        if len({row.row.scores[column.id] for row in have}) > 1 and spread.tables > 1:
            yield spread


def _rows(board: Entry[Results], catalog: Catalog) -> Iterator[SourcedRow]:
    decimals = ranking.Decimals(board.data)
    columns = board.data.columns
    doubted = doubted_rows(board.data)
    seen: Counter[str] = Counter()
    for place, row in enumerate(board.data.rows):
        digest = _digest(board.id, row)
        seen[digest] += 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        paper = row.paper if row.paper in catalog.papers else ""
        source, source_paper, source_url = _source(row, catalog)
        yield SourcedRow(
            id=f"r-{digest}{again}",
            benchmark=board,
            row=row,
            paper=paper or "",
            work=row.paper or row.arxiv or row.method,
            url=arxiv_url(row.arxiv) if row.arxiv and not paper else "",
            origin="own" if row.paper and row.paper == row.reported_by
            else "re-run" if row.rerun else "",
            source=source,
            source_paper=source_paper,
            source_url=source_url,
            where=row.where or "",
            read_in=read_in(row),
            note="; ".join(filter(None, [row.note, row.doubt and f"in doubt: {row.doubt}"])),
            doubted=place in doubted,
            protocol=STANDARD if row.protocol == STANDARD
            else f"{source_paper or source}, {row.where or ''}".rstrip(", "),
            scores={c.id: decimals.shown(row, c) for c in columns if c.id in row.scores},
        )  # fmt: skip


def _digest(benchmark: str, row: Row) -> str:
    said = (benchmark, *ranking.method_key(row), row.base_model or "", *ranking.source_of(row),
            row.tuning or "", row.protocol)  # fmt: skip
    text = "\0".join(said).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:8]


def _source(row: Row, catalog: Catalog) -> tuple[str, str, str]:
    """Return whose table it is: its name, its id if it is listed, else its address."""
    paper = catalog.papers.get(row.reported_by or "")
    if paper:
        return paper.data.name or paper.data.title, paper.id, ""
    if row.reporter:
        return row.reporter.title, "", next(iter(row.reporter.urls), "")
    return row.reported_by or "", "", ""
