"""Reported scores as Markdown tables: whose numbers, on which base model, and the best in bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from awesome_p2ti.identifiers import arxiv_url
from awesome_p2ti.outputs.leaderboards import ranking
from awesome_p2ti.outputs.markdown_escape import escape_text, table
from awesome_p2ti.outputs.readme.tables import ARROWS, NOTHING, link_cell, paper_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.outputs.leaderboards.ranking import Group
    from awesome_p2ti.outputs.readme.tables import Linker
    from awesome_p2ti.schema.models import Column, Results, Row

READ_IN = {
    "official-repo": "",
    "paper-text": "",
    "paper-table-extract": "an extract",
    "third-party-digest": "a digest",
}
"""Where a row was read, when that was neither the paper nor its repository."""
REPEATED_MARK = "‡"
"""Marks a method with more than one ranked row."""


class ScoreTables:
    """Makes tables of rows, with links to the papers of a catalog as ``link`` writes them."""

    def __init__(self, catalog: Catalog, link: Linker = link_cell) -> None:
        self._catalog = catalog
        self._link = link
        self._known: dict[int, _OfResults] = {}

    def _of(self, results: Results) -> _OfResults:
        """Return what is reckoned once from all rows of a benchmark."""
        if id(results) not in self._known:
            self._known[id(results)] = _OfResults(
                results, ranking.Decimals(results), ranking.reported_again(results)
            )
        return self._known[id(results)]

    def readme_table(
        self, results: Results, group: Group, rows: Sequence[Row], columns: Sequence[Column]
    ) -> Markup:
        """Return the README's table of some ranked rows."""
        head = ["Method", "Base model", *map(_head, columns), "Reported in"]
        decimals = self._of(results).decimals
        cells = [
            [
                self._method(results, row),
                escape_text(row.base_model or NOTHING),
                *(_score(decimals, group, row, c) for c in columns),
                self._reported(row),
            ]
            for row in rows
        ]
        return _table(head, cells, 2, len(columns))

    def full_table(
        self,
        results: Results,
        group: Group,
        *,
        mixed: bool = False,
        one_source: bool = False,
        ranks: Sequence[str] = (),
    ) -> Markup:
        """Return a page's table of rows with all that is known of them, and its notes below it.

        ``mixed`` rows say of which group they are; rows of ``one_source`` only who ran them;
        ``ranks``, one a row, stand before them.
        """
        shared = one_source and _shared_note(group)
        notes = () if shared else dict.fromkeys(r.note for r in group.rows if r.note)
        numbers = {note: f"<sup>{i}</sup>" for i, note in enumerate(notes, 1)}
        decimals = self._of(results).decimals
        cells = []
        for row in group.rows:
            number = numbers.get(row.note or "", "")
            cells.append(
                [self._method(results, row) + number, escape_text(row.base_model or NOTHING)]
            )
            cells[-1] += [row.tuning or NOTHING] if mixed else []
            cells[-1] += [_score(decimals, group, row, c) for c in group.columns]
            cells[-1].append((_origin(row) or NOTHING) if one_source else self._reported(row))
        head = ["Method", "Base model", *(["Group"] if mixed else []), *map(_head, group.columns)]
        head.append("Origin" if one_source else "Reported in")
        if ranks:
            head, cells = ["Rank", *head], [[r, *c] for r, c in zip(ranks, cells, strict=True)]
        rows = _table(head, cells, 2 + mixed + bool(ranks), len(group.columns))
        below = "\n".join(f"{i}. {escape_text(note)}" for i, note in enumerate(notes, 1))
        return rows + Markup(f"\n\n{below}" if below else "")  # noqa: S704 - escaped for Markdown

    def variant(self, results: Results, group: Group) -> tuple[Markup, str, Markup]:
        """Return whose table some rows are from, what the source changed, and the rows."""
        source = Markup(self._source(group.rows[0]))  # noqa: S704 - escaped for Markdown
        rows = self.full_table(results, group, mixed=True, one_source=True)
        return source, _shared_note(group), rows

    def sentence(self, results: Results, rows: Sequence[Row]) -> Markup:
        """Return the points of reference in words."""
        parts = []
        decimals = self._of(results).decimals
        for row in rows:
            scores = ", ".join(
                f"{escape_text(c.name)} {decimals.shown(row, c)}"
                for c in results.columns
                if c.id in row.scores
            )
            parts.append(f"{escape_text(row.method)} with {scores} ({self._reported(row)})")
        return Markup("; ".join(parts))  # noqa: S704 - escaped for Markdown

    def dataset(self, results: Results) -> Markup:
        """Return the dataset that a benchmark runs on, as a link where it has a home."""
        entry = self._catalog.datasets.get(results.dataset or "")
        if entry is None:
            return Markup()
        data = entry.data
        shown = self._link(data.name, data.url, entry.id) if data.url else escape_text(data.name)
        return Markup(shown)  # noqa: S704 - escaped for Markdown

    def is_repeated(self, results: Results, row: Row) -> bool:
        """Say whether a ranked row is one of several of the same method."""
        return ranking.is_ranked(row) and ranking.method_key(row) in self._of(results).again

    def _method(self, results: Results, row: Row) -> str:
        again = f"&nbsp;{REPEATED_MARK}" if self.is_repeated(results, row) else ""
        paper = self._catalog.papers.get(row.paper or "")
        url = paper.data.url if paper else arxiv_url(row.arxiv) if row.arxiv else ""
        key = paper.id if paper else ""
        return (self._link(row.method, url, key) if url else escape_text(row.method)) + again

    def _reported(self, row: Row) -> str:
        return ", ".join(filter(None, [self._source(row), _origin(row)]))

    def _source(self, row: Row) -> str:
        paper = self._catalog.papers.get(row.reported_by or "")
        if paper:
            source = paper_link(paper, self._link)
        elif row.reporter:
            title, url = row.reporter.title, next(iter(row.reporter.urls), "")
            source = self._link(title, url, "") if url else escape_text(title)
        else:
            source = NOTHING
        where, kind = row.where or "", READ_IN[row.seen_in]
        read_in = f"read in {kind}" if kind and kind.split()[-1] not in where else ""
        return ", ".join(filter(None, [source, escape_text(where), read_in]))


@dataclass(frozen=True, slots=True)
class _OfResults:
    results: Results  # kept, so that no other object takes over its id
    decimals: ranking.Decimals
    again: frozenset[tuple[str, str]]


def _origin(row: Row) -> str:
    own = row.paper and row.paper == row.reported_by
    return "own" if own else "re-run" if row.rerun else ""


def _shared_note(group: Group) -> str:
    """Return the note that all rows share, where they do."""
    notes = {r.note or "" for r in group.rows}
    return notes.pop() if len(notes) == 1 else ""


def _head(column: Column) -> str:
    whole = escape_text(column.name).replace("-", "&#8209;")  # a hyphen at which no line breaks
    return f"{whole}&nbsp;{ARROWS[column.better]}"


def _score(decimals: ranking.Decimals, group: Group, row: Row, column: Column) -> str:
    if column.id not in row.scores:
        return NOTHING
    shown = decimals.shown(row, column)
    return f"**{shown}**" if group.is_best(row, column) else shown


def _table(head: list[str], rows: list[list[str]], first: int, number: int) -> Markup:
    figures = frozenset(range(first, first + number))
    return Markup(table(head, rows, figures))  # noqa: S704 - cells are escaped for Markdown
