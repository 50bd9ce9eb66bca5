"""Reported scores as Markdown tables: whose numbers, on which base model, and the best in bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from awesome_p2ti.identifiers import arxiv_url
from awesome_p2ti.outputs.leaderboards import ranking
from awesome_p2ti.outputs.markdown_escape import escape_text, table
from awesome_p2ti.outputs.readme.tables import ARROWS, NOTHING, link_cell, paper_link
from awesome_p2ti.schema.plausibility import doubted_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.outputs.leaderboards.ranking import Group
    from awesome_p2ti.outputs.readme.tables import Linker
    from awesome_p2ti.schema.models import Column, Results, Row

READ_IN = {
    "official-repo": "the repository",
    "paper-text": "the paper",
    "paper-table-extract": "an extract",
    "third-party-digest": "a digest",
}
"""Where a row was read."""
USUAL = "paper-text"
"""Where the README's rows were read unless they say otherwise."""
DIGEST_MARK = "†"
"""Marks a row that rests on somebody's digest of the paper."""
REPEATED_MARK = "‡"
"""Marks a method with more than one ranked row."""
DOUBT_MARK = "(?)"
"""Marks a row of which no score counts as the best."""
WIDE = 4
"""How many columns a phone shows."""
_FOLDED = "<details>\n<summary>The same as a list, for narrow screens</summary>"


class ScoreTables:
    """Makes tables of rows, with links to the papers of a catalog as ``link`` writes them."""

    def __init__(self, catalog: Catalog, link: Linker = link_cell) -> None:
        self._catalog = catalog
        self._link = link
        self._facts: dict[int, _BenchmarkFacts] = {}

    def _facts_of(self, results: Results) -> _BenchmarkFacts:
        """Return what is computed once from all rows of a benchmark."""
        if id(results) not in self._facts:
            self._facts[id(results)] = _BenchmarkFacts(
                results,
                ranking.Decimals(results),
                ranking.repeated_methods(results),
                frozenset(id(results.rows[i]) for i in doubted_rows(results)),
            )
        return self._facts[id(results)]

    def readme_table(
        self, results: Results, group: Group, rows: Sequence[Row], columns: Sequence[Column]
    ) -> Markup:
        """Return the README's table of some ranked rows: a name with its source, and scores."""
        decimals = self._facts_of(results).decimals
        cells = []
        for row in rows:
            source = " · ".join(filter(None, [row.base_model and escape_text(row.base_model),
                                              self._reported(row, usual=USUAL)]))  # fmt: skip
            name = f"{self.method(results, row)}<br><sub>{source}</sub>"
            cells.append([name, *(_score(decimals, group, row, c) for c in columns)])
        return _table(["Method", *narrow_head(columns)], cells, 1, len(columns))

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
        ``ranks``, one a row, stand before them. What is too wide for a phone stands below as a list
        too, but not with ranks: only a page of the list is read on one.
        """
        shared = one_source and _shared_note(group)
        notes = () if shared else dict.fromkeys(_note(r) for r in group.rows if _note(r))
        numbers = {note: f"<sup>{i}</sup>" for i, note in enumerate(notes, 1)}
        decimals = self._facts_of(results).decimals
        cells = []
        for row in group.rows:
            number = numbers.get(_note(row), "")
            cells.append(
                [self.method(results, row) + number, escape_text(row.base_model or NOTHING)]
            )
            cells[-1] += [row.tuning or NOTHING] if mixed else []
            cells[-1] += [_score(decimals, group, row, c) for c in group.columns]
            origin = ", ".join(filter(None, [_origin(row), read_in(row)]))
            cells[-1].append(origin if one_source else self._reported(row))
        head = ["Method", "Base model", *(["Group"] if mixed else []), *map(_head, group.columns)]
        head.append("Origin" if one_source else "Reported in")
        first = 2 + mixed + bool(ranks)
        if ranks:
            head, cells = ["Rank", *head], [[r, *c] for r, c in zip(ranks, cells, strict=True)]
        parts: list[str] = [_table(head, cells, first, len(group.columns))]
        parts += ["\n".join(f"{i}. {escape_text(note)}" for i, note in enumerate(notes, 1))]
        parts += [_as_list(head, cells, first)] if len(head) > WIDE and not ranks else []
        return Markup("\n\n".join(filter(None, parts)))  # noqa: S704 - escaped for Markdown

    def variant(self, results: Results, group: Group) -> tuple[Markup, str, Markup]:
        """Return whose table some rows are from, what the source changed, and the rows."""
        source = Markup(self.source(group.rows[0]))  # noqa: S704 - escaped for Markdown
        rows = self.full_table(results, group, mixed=True, one_source=True)
        return source, _shared_note(group), rows

    def sentence(self, results: Results, rows: Sequence[Row]) -> Markup:
        """Return the points of reference in words."""
        parts = []
        decimals = self._facts_of(results).decimals
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
        """Return whether a ranked row is one of several of the same method."""
        return (
            ranking.is_ranked(row) and ranking.method_key(row) in self._facts_of(results).repeated
        )

    def is_doubted(self, results: Results, row: Row) -> bool:
        """Return whether no score of a row counts as the best."""
        return id(row) in self._facts_of(results).doubted

    def method(self, results: Results, row: Row) -> str:
        """Return a row's method with a link to its paper, and its marks."""
        marks = REPEATED_MARK if self.is_repeated(results, row) else ""
        marks += DIGEST_MARK if row.seen_in == ranking.DIGEST else ""
        marks += DOUBT_MARK if self.is_doubted(results, row) else ""
        marks = f"&nbsp;{marks}" if marks else ""
        paper = self._catalog.papers.get(row.paper or "")
        url = paper.data.url if paper else arxiv_url(row.arxiv) if row.arxiv else ""
        key = paper.id if paper else ""
        return (self._link(row.method, url, key) if url else escape_text(row.method)) + marks

    def _reported(self, row: Row, usual: str = "") -> str:
        where = "" if row.seen_in == usual else read_in(row)
        return ", ".join(filter(None, [self.source(row), where, _origin(row)]))

    def source(self, row: Row) -> str:
        """Return whose table a row is from, and which, as a link."""
        paper = self._catalog.papers.get(row.reported_by or "")
        if paper:
            source = paper_link(paper, self._link)
        elif row.reporter:
            title, url = row.reporter.title, next(iter(row.reporter.urls), "")
            source = self._link(title, url, "") if url else escape_text(title)
        else:
            source = NOTHING
        return ", ".join(filter(None, [source, escape_text(row.where or "")]))

    def shown(self, results: Results, row: Row, column: Column) -> str:
        """Return a row's score in a column as its source prints it."""
        return self._facts_of(results).decimals.shown(row, column)


@dataclass(frozen=True, slots=True)
class _BenchmarkFacts:
    results: Results  # kept, so that no other object takes over its id
    decimals: ranking.Decimals
    repeated: frozenset[tuple[str, str]]
    doubted: frozenset[int]


def _origin(row: Row) -> str:
    own = row.paper and row.paper == row.reported_by
    return "own" if own else "re-run" if row.rerun else ""


def read_in(row: Row) -> str:
    """Return in which kind of document a row was read, unless its table's name says so."""
    kind = READ_IN[row.seen_in]
    return "" if kind.split()[-1] in (row.where or "") else f"read in {kind}"


def _note(row: Row) -> str:
    """Return what a reader of a row should know, with the doubt about it."""
    return "; ".join(filter(None, [row.note, row.doubt and f"in doubt: {row.doubt}"]))


def _shared_note(group: Group) -> str:
    """Return the note that all rows share, where they do."""
    notes = {_note(r) for r in group.rows}
    return notes.pop() if len(notes) == 1 else ""


def narrow_head(columns: Iterable[Column]) -> list[str]:
    """Return the heads of columns of scores as a narrow table has them."""
    return [f"{escape_text(c.name)} {ARROWS[c.better]}" for c in columns]


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


def _as_list(head: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> str:
    """Return a table's rows as a folded list: name and words, each score by name, the source."""
    lines = []
    for name, *cells in rows:
        words, scores, source = cells[: first - 1], cells[first - 1 : -1], cells[-1]
        named = (f"{h} {c}" for h, c in zip(head[first:-1], scores, strict=True) if c != NOTHING)
        parts = [w for w in (*words, ", ".join(named), source) if w != NOTHING]
        lines.append(f"- {name}: " + " · ".join(parts))
    return "\n".join([_FOLDED, "", *lines, "", "</details>"])
