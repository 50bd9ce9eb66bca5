"""Plots of a benchmark: each point leads to its row; the same pictures have addresses to embed.

On a page the colours are the stylesheet's, so that one drawing serves light and dark pages; a file
to embed has colours of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from awesome_p2ti.outputs.leaderboards.ranking import TUNINGS, is_ranked
from awesome_p2ti.outputs.plots.axis import axis_of
from awesome_p2ti.outputs.plots.fidelity_scatter import BENCHMARK, Scatter, scatter
from awesome_p2ti.outputs.plots.label_placement import ellipsize
from awesome_p2ti.outputs.plots.plots import THEMES
from awesome_p2ti.outputs.site.addresses import file_name, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow
    from awesome_p2ti.outputs.site.renderer import Renderer, SiteFile
    from awesome_p2ti.outputs.site.site_index import SiteIndex
    from awesome_p2ti.schema.models import Column, Results

FOLDER = "plots"
PAGE_COLOURS: dict[str, Any] = {
    "paper": "var(--paper)", "text": "var(--text)", "muted": "var(--muted)", "grid": "var(--line)",
    "series": ["var(--series-0)", "var(--series-1)"],
}  # fmt: skip
MOST = 40
"""How many methods a plot shows, the best first."""
LEFT, RIGHT, TOP, STEP = 336.0, 780.0, 116.0, 34.0
SIZE = 22.0
MOST_TICKS = 5
MARGIN = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePlot:
    """A plot of one benchmark, to be drawn in several colours."""

    board: str
    kind: str
    heading: str
    about: str
    template: str
    view: dict[str, Any]

    def path(self, theme: str) -> str:
        """Return the address of the drawing from the site's root; it stays, to be embedded."""
        return f"{FOLDER}/{self.kind}-{theme}/{file_name(self.board)}.svg"

    def inline(self, renderer: Renderer) -> Markup:
        """Return the drawing for a page of a leaderboard."""
        attributes = Markup('class="plot" role="group"')
        prefix = f"{self.kind}-"
        return Markup(self._draw(renderer, PAGE_COLOURS, "../", attributes, prefix))  # noqa: S704

    def files(self, renderer: Renderer) -> Iterator[SiteFile]:
        """Yield the drawing in light and in dark colours."""
        for theme, colours in THEMES.items():
            role = Markup('role="img"')
            svg = partial(self._draw, renderer, colours, "../../", role)
            yield renderer.file(self.path(theme), svg)

    def _draw(
        self,
        renderer: Renderer,
        colours: dict[str, Any],
        root: str,
        attributes: Markup,
        prefix: str = "",
    ) -> str:
        said: dict[str, Any] = {"heading": self.heading, "about": self.about, "alt": self.about}
        said |= {"colours": colours, "root": root, "attributes": attributes, "prefix": prefix}
        return renderer.text(self.template, **said, **self.view)


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a method."""

    x: float
    row: SourcedRow
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A method with its numbers from all tables."""

    name: str
    y: float
    points: tuple[Point, ...]

    @property
    def low(self) -> float:
        """Return where its leftmost point is."""
        return min(point.x for point in self.points)

    @property
    def high(self) -> float:
        """Return where its rightmost point is."""
        return max(point.x for point in self.points)


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Methods below one another, their numbers in one column from left to right."""

    title: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[str, float], ...]
    tunings: tuple[str, ...]

    @property
    def bottom(self) -> float:
        """Return where the lowest line ends."""
        return TOP + STEP * (len(self.lines) - 0.5)

    @property
    def height(self) -> float:
        """Return the height of the picture."""
        return self.bottom + 44


def benchmark_plots(index: SiteIndex, board: Entry[Results]) -> list[ScorePlot]:
    """Return the plots of a benchmark: how far tables differ, and the fidelity of DreamBench."""
    rows = [row for row in index.scores if row.benchmark.id == board.id and is_ranked(row.row)]
    by_row = {id(row.row): row for row in rows}
    plots = [dots] if (dots := _dot_plot(index, board, rows)) else []
    drawn = scatter(index.catalog) if board.id == BENCHMARK else None
    return plots + ([_scatter_plot(board, drawn, by_row)] if drawn else [])


def _address(row: SourcedRow) -> str:
    """Return where a row stands, from the site's root."""
    return f"{page('leaderboards', row.benchmark.id)}#{row.id}"


def _scatter_plot(board: Entry[Results], plot: Scatter, rows: dict[int, SourcedRow]) -> ScorePlot:
    words = {id(mark): line for mark, line in zip(plot.marks, plot.lines(), strict=True)}
    return ScorePlot(
        board=board.id,
        kind="fidelity",
        heading="Subject against prompt fidelity",
        about=plot.alt,
        template="plots/dreambench.svg.j2",
        view={
            "plot": plot,
            "row_of": lambda mark: _address(rows[id(mark.row)]),
            "words_of": lambda mark: words[id(mark)],
        },
    )


def _dot_plot(index: SiteIndex, board: Entry[Results], rows: list[SourcedRow]) -> ScorePlot | None:
    results = board.data
    column = next((c for c in results.columns if c.id == results.sort), None)
    works: dict[tuple[str, str], list[SourcedRow]] = defaultdict(list)
    for row in rows:
        if column and column.id in row.scores:
            works[row.work, row.row.tuning or ""].append(row)
    if column is None or len(works) < 2:
        return None
    sign = -1 if column.better == "higher" else 1
    best = {key: min(sign * _score(row, column) for row in found) for key, found in works.items()}
    order = sorted(works, key=lambda key: (best[key], key))
    shown = [works[key] for key in order[:MOST]]
    cut = f", the best {MOST} of {len(order)}" if len(order) > MOST else ""
    about = f"{column.name} of {len(shown)} methods{cut}; a line joins what tables report of one."
    return ScorePlot(
        board=board.id,
        kind="spread",
        heading=f"{column.name}, table by table",
        about=about,
        template="site/spread.svg.j2",
        view={"plot": _drawn(index, results, column, shown), "row_of": _address},
    )


def _drawn(
    index: SiteIndex, results: Results, column: Column, works: list[list[SourcedRow]]
) -> DotPlot:
    values = [_score(row, column) for rows in works for row in rows]
    axis = axis_of(values, LEFT, RIGHT, below=MARGIN, beyond=MARGIN)
    lines = []
    for place, rows in enumerate(works):
        first = rows[0]
        name = index.named(first.paper) if first.paper else first.row.method
        points = tuple(
            Point(axis.at(_score(row, column)), row, _words(row, column))
            for row in sorted(rows, key=lambda r: (_score(r, column), r.id))
        )
        lines.append(Line(ellipsize(name, SIZE, LEFT - 40), TOP + STEP * place, points))
    present = {row.row.tuning for rows in works for row in rows}
    title = ellipsize(f"{column.name} on {results.name}", 26, 770)
    return DotPlot(
        title, tuple(lines), axis.ticks(MOST_TICKS), tuple(t for t in TUNINGS if t in present)
    )


def _score(row: SourcedRow, column: Column) -> float:
    return row.row.scores[column.id]


def _words(row: SourcedRow, column: Column) -> str:
    """Return a point in words, as who hears the plot is told it."""
    source = ", ".join(filter(None, [row.source or "source not stated", row.where]))
    base = f" on {row.row.base_model}" if row.row.base_model else ""
    return f"{row.row.method}{base}: {column.name} {row.scores[column.id]} ({source})"
