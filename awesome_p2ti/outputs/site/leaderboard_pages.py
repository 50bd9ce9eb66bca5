"""A page a benchmark: all rows in groups that may be compared, with each number's source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from awesome_p2ti.outputs.exports.script_data import comparison_data
from awesome_p2ti.outputs.leaderboards import ranking
from awesome_p2ti.outputs.leaderboards.pages import HEADINGS, in_order
from awesome_p2ti.outputs.site import addresses
from awesome_p2ti.outputs.site.renderer import script_json
from awesome_p2ti.outputs.site.score_plots import benchmark_plots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.outputs.leaderboards.ranking import Group
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow
    from awesome_p2ti.outputs.site.renderer import SiteFile
    from awesome_p2ti.outputs.site.score_plots import ScorePlot
    from awesome_p2ti.outputs.site.site_index import SiteIndex
    from awesome_p2ti.schema.models import Column, Results, Row

FOLDER = "leaderboards"


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Rows that stand in one table of a page, under a heading and a sentence on what they are."""

    heading: str
    about: str
    rows: list[SourcedRow]
    group: Group
    mixed: bool = False

    def best(self, row: SourcedRow, column: Column) -> bool:
        """Return whether a row holds the best score of a column in its group."""
        return self.group.is_best(row.row, column)


def leaderboard_pages(index: SiteIndex) -> Iterator[SiteFile]:
    """Yield the page of each benchmark, its plots, and the page that leads to them."""
    boards = in_order(index.catalog)
    counts = [(b, len(b.data.rows), sum(map(ranking.is_ranked, b.data.rows))) for b in boards]
    yield index.renderer.page(f"{FOLDER}/index.html", "leaderboards.html.j2", boards=counts)
    for board in boards:
        plots = benchmark_plots(index, board)
        for plot in plots:
            yield from plot.files(index.renderer)
        path = addresses.page(FOLDER, board.id)
        view = partial(_view, index, board, plots)
        yield index.renderer.page(path, "leaderboard.html.j2", view)


def compare_page(index: SiteIndex) -> SiteFile:
    """Return the page on which a script puts two to four methods side by side."""

    def view() -> dict[str, Any]:
        data = comparison_data(index.catalog, index.scores)
        return {
            "methods": data["methods"],
            "boards": in_order(index.catalog),
            "data": Markup(script_json(data)),  # noqa: S704 - escaped for a script
        }

    return index.renderer.page("compare/index.html", "compare.html.j2", view)


def _view(index: SiteIndex, board: Entry[Results], plots: Sequence[ScorePlot]) -> dict[str, Any]:
    results = board.data
    rows = {id(row.row): row for row in index.scores if row.benchmark.id == board.id}
    spreads = [
        (found[0].rows[0], found) for (name, _), found in index.spreads.items() if name == board.id
    ]
    return {
        "id": board.id,
        "entry": board.path,
        "plots": [(plot, plot.inline(index.renderer)) for plot in plots],
        "data": results,
        "dataset": index.catalog.datasets.get(results.dataset or ""),
        "sort": next((c.name for c in results.columns if c.id == results.sort), results.sort),
        "tables": [t for t in _tables(results, rows) if t.rows],
        "spreads": spreads,
        "named": index.named,
    }


def _tables(results: Results, rows: dict[int, SourcedRow]) -> Iterator[ScoreTable]:
    for tuning in ranking.TUNINGS:
        group = ranking.ranked(results, tuning)
        yield ScoreTable(HEADINGS[tuning], "", _sourced(group.rows, rows), group)
    group = ranking.references(results)
    about = "No methods, and not ranked."
    yield ScoreTable("Points of reference", about, _sourced(group.rows, rows), group, mixed=True)
    for group in ranking.variants(results):
        found = _sourced(group.rows, rows)
        source = ", ".join(filter(None, [found[0].source, found[0].where]))
        about = (
            "Another protocol, so not ranked and not comparable with the tables above: the "
            "source changed something, as the notes say."
        )
        yield ScoreTable(f"Protocol of {source}", about, found, group, mixed=True)
    group = ranking.digests(results)
    about = "Not ranked: these numbers were read in somebody else’s summary of the paper."
    yield ScoreTable("Seen only in a digest", about, _sourced(group.rows, rows), group, mixed=True)


def _sourced(group: tuple[Row, ...], rows: dict[int, SourcedRow]) -> list[SourcedRow]:
    return [rows[id(row)] for row in group]
