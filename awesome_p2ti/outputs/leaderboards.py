"""The leaderboards: reported scores in tables that do not compare what cannot be compared.

The README shows the top of the first benchmarks; docs/leaderboards/ has a page with all rows
of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from awesome_p2ti.addresses import arxiv_url
from awesome_p2ti.outputs import ranking
from awesome_p2ti.outputs.files import File
from awesome_p2ti.outputs.markdown import table, text
from awesome_p2ti.outputs.tables import ARROWS, NOTHING, link_cell, paper_link
from awesome_p2ti.outputs.templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.entries import Column, Results, Row
    from awesome_p2ti.outputs.ranking import Group
    from awesome_p2ti.outputs.tables import Linker

FOLDER = "docs/leaderboards"
SHOWN = 10
"""How many benchmarks the README shows, by their `order`; the others are on pages only."""
TOP = 8
"""How many rows of a group the README shows of more than a few more."""
FEW_MORE = 2
FEW_COLUMNS = 6
"""Up to how many columns of scores the README shows whole; of more, only the first three."""
SEEN_IN = {
    "official-repo": "its repository",
    "paper-text": "the paper",
    "paper-table-extract": "a table extract",
    "third-party-digest": "a digest",
}
HEADINGS = {"test-time": "Test-time fine-tuning", "zero-shot": "Zero-shot"}
AGAIN = "‡"


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """What the README shows of one benchmark."""

    results: Entry[Results]
    groups: list[tuple[str, Markup]]
    """The heading and the table of each group."""
    cut: list[bool]
    """Whether each group has more rows than its table."""
    references: Markup
    hidden_columns: int

    @property
    def page(self) -> str:
        """Return the page's path from the list's root."""
        return f"{FOLDER}/{self.results.id}.md"

    @property
    def rows(self) -> int:
        """Return how many rows the page holds."""
        return len(self.results.data.rows)

    @property
    def sort(self) -> str:
        """Return the name of the column that orders the rows."""
        return _sort_name(self.results.data)


def leaderboards(catalog: Catalog) -> Iterator[File]:
    """Yield a page with all rows of each benchmark, and the page that leads to them."""
    boards = in_order(catalog)
    if not boards:
        return
    env = environment(catalog.root, for_markdown=True)
    tables = Tables(catalog)
    index = env.get_template("leaderboards.md.j2")
    yield File(f"{FOLDER}/README.md", index.render(boards=[_counts(b) for b in boards]))
    page = env.get_template("leaderboard.md.j2")
    for board in boards:
        yield File(f"{FOLDER}/{board.id}.md", page.render(_page(board, tables)))


def in_order(catalog: Catalog) -> list[Entry[Results]]:
    """Return the benchmarks in the order that their files give."""
    return sorted(catalog.results.values(), key=lambda r: (r.data.order, r.id))


def tops(catalog: Catalog, link: Linker = link_cell) -> list[Top]:
    """Return what the README shows of the first benchmarks."""
    tables = Tables(catalog, link)
    return [_top(board, tables) for board in in_order(catalog)[:SHOWN]]


def _top(board: Entry[Results], tables: Tables) -> Top:
    results = board.data
    groups, cut, hidden_columns = [], [], 0
    for tuning in ranking.TUNINGS:
        group = ranking.ranked(results, tuning)
        if not group.rows:
            continue
        few = len(group.columns) <= FEW_COLUMNS
        columns = group.columns if few else group.columns[:3]
        all_rows = len(group.rows) <= TOP + FEW_MORE
        rows = group.rows if all_rows else ranking.top(group, columns, TOP)
        groups.append((HEADINGS[tuning], tables.short(results, group, rows, columns)))
        cut.append(len(rows) < len(group.rows))
        hidden_columns = max(hidden_columns, len(group.columns) - len(columns))
    return Top(
        results=board,
        groups=groups,
        cut=cut,
        references=tables.sentence(results, ranking.references(results).rows),
        hidden_columns=hidden_columns,
    )


def _sort_name(results: Results) -> str:
    return next((c.name for c in results.columns if c.id == results.sort), results.sort)


def _page(board: Entry[Results], tables: Tables) -> dict[str, Any]:
    results = board.data
    groups = [(HEADINGS[t], ranking.ranked(results, t)) for t in ranking.TUNINGS]
    unranked = {
        "references": ranking.references(results),
        "variants": ranking.variants(results),
        "digests": ranking.digests(results),
    }
    return {
        "id": board.id,
        "path": board.path,
        "data": results,
        "dataset": tables.dataset(results),
        "sort": _sort_name(results),
        "groups": [(name, tables.long(results, g)) for name, g in groups if g.rows],
        "again": any(tables.is_again(results, r) for _, g in groups for r in g.rows),
        **{
            name: g.rows and tables.long(results, g, group_column=True)
            for name, g in unranked.items()
        },
    }


def _counts(board: Entry[Results]) -> dict[str, Any]:
    rows = board.data.rows
    return {
        "id": board.id,
        "data": board.data,
        "rows": len(rows),
        "ranked": sum(map(ranking.is_ranked, rows)),
    }


class Tables:
    """Makes tables of rows, with links to the papers of a catalog as ``link`` writes them."""

    def __init__(self, catalog: Catalog, link: Linker = link_cell) -> None:
        self._catalog = catalog
        self._link = link
        self._again: dict[str, frozenset[tuple[str, str]]] = {}

    def short(
        self, results: Results, group: Group, rows: Sequence[Row], columns: Sequence[Column]
    ) -> Markup:
        """Return the README's table of some ranked rows."""
        head = ["Method", "Base model", *map(_head, columns), "Reported in"]
        cells = [
            [
                self._method(results, row),
                text(row.base_model or NOTHING),
                *(_score(results, group, row, c) for c in columns),
                self._reported(row),
            ]
            for row in rows
        ]
        return _table(head, cells, 2, len(columns))

    def long(self, results: Results, group: Group, *, group_column: bool = False) -> Markup:
        """Return a page's table of rows with all that is known of them."""
        tuning = ["Group"] if group_column else []
        head = ["Method", "Base model", *tuning, *map(_head, group.columns)]
        cells = [
            [
                self._method(results, row),
                text(row.base_model or NOTHING),
                *([row.tuning or NOTHING] if group_column else []),
                *(_score(results, group, row, c) for c in group.columns),
                self._reported(row),
                SEEN_IN[row.seen_in],
                text(row.note or ""),
            ]
            for row in group.rows
        ]
        return _table(
            [*head, "Reported in", "Read in", "Note"], cells, 2 + len(tuning), len(group.columns)
        )

    def sentence(self, results: Results, rows: Sequence[Row]) -> Markup:
        """Return the points of reference in words."""
        parts = []
        for row in rows:
            scores = ", ".join(
                f"{text(c.name)} {row.scores[c.id]:.{ranking.decimals(results, row, c)}f}"
                for c in results.columns
                if c.id in row.scores
            )
            parts.append(f"{text(row.method)}: {scores} ({self._reported(row)})")
        return Markup("; ".join(parts))  # noqa: S704 - escaped for Markdown

    def dataset(self, results: Results) -> Markup:
        """Return the dataset that a benchmark runs on, as a link where it has a home."""
        entry = self._catalog.datasets.get(results.dataset or "")
        if entry is None:
            return Markup()
        data = entry.data
        shown = self._link(data.name, data.url, entry.id) if data.url else text(data.name)
        return Markup(shown)  # noqa: S704 - escaped for Markdown

    def is_again(self, results: Results, row: Row) -> bool:
        """Say whether a ranked row is one of several of the same method."""
        if results.name not in self._again:
            self._again[results.name] = ranking.reported_again(results)
        return ranking.is_ranked(row) and ranking.method_key(row) in self._again[results.name]

    def _method(self, results: Results, row: Row) -> str:
        again = f" {AGAIN}" if self.is_again(results, row) else ""
        paper = self._catalog.papers.get(row.paper or "")
        url = paper.data.url if paper else arxiv_url(row.arxiv) if row.arxiv else ""
        key = paper.id if paper else ""
        return (self._link(row.method, url, key) if url else text(row.method)) + again

    def _reported(self, row: Row) -> str:
        paper = self._catalog.papers.get(row.reported_by or "")
        if paper:
            source = paper_link(paper, self._link)
        elif row.reporter:
            title, url = row.reporter.title, next(iter(row.reporter.urls), "")
            source = self._link(title, url, "") if url else text(title)
        else:
            source = NOTHING
        own = "own" if row.paper and row.paper == row.reported_by else ""
        words = [row.where or "", own, "re-run" if row.rerun and not own else ""]
        return ", ".join([source, *(text(w) for w in words if w)])


def _head(column: Column) -> str:
    return f"{text(column.name)}&nbsp;{ARROWS[column.better]}"


def _score(results: Results, group: Group, row: Row, column: Column) -> str:
    score = row.scores.get(column.id)
    if score is None:
        return NOTHING
    shown = f"{score:.{ranking.decimals(results, row, column)}f}"
    return f"**{shown}**" if group.is_best(row, column) else shown


def _table(head: list[str], rows: list[list[str]], first: int, number: int) -> Markup:
    figures = frozenset(range(first, first + number))
    return Markup(table(head, rows, figures))  # noqa: S704 - cells are escaped for Markdown
