"""The leaderboards: reported scores in tables that do not compare what cannot be compared.

The README shows the top of the first benchmarks; docs/leaderboards/ has a page with all rows
of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.leaderboards import ranking
from awesome_p2ti.outputs.leaderboards.comparisons import (
    MOST_COLUMNS,
    baseline_name,
    comparison_tables,
)
from awesome_p2ti.outputs.leaderboards.score_tables import ScoreTables
from awesome_p2ti.outputs.output_files import File
from awesome_p2ti.outputs.readme.tables import link_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.readme.tables import Linker
    from awesome_p2ti.schema.models import Results

FOLDER = "docs/leaderboards"
SHOWN = 10
"""How many benchmarks the README shows, by their `order`; the others are on pages only."""
TOP = 8
"""How many rows of a group the README shows of more than a few more."""
FEW_MORE = 2
HEADINGS = {"test-time": "Test-time fine-tuning", "zero-shot": "Zero-shot"}


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
    tables = ScoreTables(catalog)
    index = env.get_template("leaderboards.md.j2")
    yield File(f"{FOLDER}/README.md", index.render(boards=[_counts(b) for b in boards]))
    page = env.get_template("leaderboard.md.j2")
    for board in boards:
        yield File(f"{FOLDER}/{board.id}.md", page.render(_page(board, catalog, tables)))


def in_order(catalog: Catalog) -> list[Entry[Results]]:
    """Return the benchmarks in the order that their files give."""
    return sorted(catalog.results.values(), key=lambda r: (r.data.order, r.id))


def tops(catalog: Catalog, link: Linker = link_cell) -> list[Top]:
    """Return what the README shows of the first benchmarks."""
    tables = ScoreTables(catalog, link)
    return [_top(board, tables) for board in in_order(catalog)[:SHOWN]]


def _top(board: Entry[Results], tables: ScoreTables) -> Top:
    results = board.data
    groups, cut, hidden_columns = [], [], 0
    for tuning in ranking.TUNINGS:
        group = ranking.ranked(results, tuning)
        if not group.rows:
            continue
        columns = group.columns[:MOST_COLUMNS]
        all_rows = len(group.rows) <= TOP + FEW_MORE
        rows = group.rows if all_rows else ranking.top(group, columns, TOP)
        groups.append((HEADINGS[tuning], tables.readme_table(results, group, rows, columns)))
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


def _page(board: Entry[Results], catalog: Catalog, tables: ScoreTables) -> dict[str, Any]:
    results = board.data
    groups = [(HEADINGS[t], ranking.ranked(results, t)) for t in ranking.TUNINGS]
    unranked = {
        "references": ranking.references(results),
        "digests": ranking.digests(results),
    }
    return {
        "id": board.id,
        "path": board.path,
        "data": results,
        "dataset": tables.dataset(results),
        "sort": _sort_name(results),
        "groups": [(name, tables.full_table(results, g)) for name, g in groups if g.rows],
        "again": any(tables.is_repeated(results, r) for _, g in groups for r in g.rows),
        "comparisons": comparison_tables(results, catalog, tables),
        "baseline": baseline_name(results, catalog),
        "doubt": any(tables.is_doubted(results, r) for r in results.rows),
        "digest": any(r.seen_in == ranking.DIGEST for r in results.rows),
        "variants": [tables.variant(results, g) for g in ranking.variants(results)],
        **{
            name: g.rows and tables.full_table(results, g, mixed=True)
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
