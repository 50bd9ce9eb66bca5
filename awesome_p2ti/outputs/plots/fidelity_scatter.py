"""Subject fidelity against prompt fidelity on DreamBench, with the Pareto front of each group."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.leaderboards.ranking import (
    TUNINGS,
    Decimals,
    is_ranked,
    pareto,
    references,
)
from awesome_p2ti.outputs.plots.axis import Axis, axis_of
from awesome_p2ti.outputs.plots.geometry import Box
from awesome_p2ti.outputs.plots.label_placement import Label, Point, place_labels, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.schema.models import Column, Results, Row

BENCHMARK, X, Y = "dreambench", "clip-t", "dino"
"""The table that is drawn, the column to the right (prompt) and the column upwards (subject)."""
WIDTH, HEIGHT = 800, 800
FRAME = Box(96, 84, 690, 624)
SIZE = 22.0
"""The names' font size: about 10 pixels where the picture is as wide as a phone."""
RADIUS = 8.0
INSET = 6.0
MOST_TICKS = 6
MARGIN = 0.06
"""What an axis shows beyond the points, in shares of their span."""
MARGIN_RIGHT = 0.13
"""More of it to the right, where the names of the best would else have no room."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One method in the plot."""

    x: float
    y: float
    group: int
    on_front: bool
    row: Row
    names: tuple[str, ...]
    """What it may be called in the plot, the best first."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """Marks, names and fronts in the picture's units, and the axes."""

    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    fronts: tuple[tuple[int, str], ...]
    """The group and the SVG path of each front."""
    reference_line: tuple[str, float] | None
    """The words and the height of the line of a reference without prompt fidelity."""
    x_ticks: tuple[tuple[str, float], ...]
    y_ticks: tuple[tuple[str, float], ...]
    results: Results
    x_name: str
    y_name: str

    @property
    def groups(self) -> list[tuple[int, str]]:
        """Return the groups that have a mark."""
        present = {m.group for m in self.marks}
        return [(i, name) for i, name in enumerate(TUNINGS) if i in present]

    @property
    def alt(self) -> str:
        """Return the plot in a sentence or two."""
        fronts = "; ".join(
            f"{name}: " + ", ".join(m.row.method for m in self._front(i)) for i, name in self.groups
        )
        return (
            f"{self.y_name} against {self.x_name} of {len(self.marks)} reported results on "
            f"{self.results.name}; higher is better in both. On the Pareto front, {fronts}."
        )

    @property
    def unnamed(self) -> list[Mark]:
        """Return the marks for whose names there was no room, from the left to the right."""
        named = {(n.point.x, n.point.y, n.name) for n in self.labels}
        rest = (m for m in self.marks if not any((m.x, m.y, name) in named for name in m.names))
        return sorted(rest, key=lambda m: (m.x, m.y))

    def _front(self, group: int) -> list[Mark]:
        """Return the marks on the front of a group, the best subject fidelity first."""
        return sorted((m for m in self.marks if m.on_front and m.group == group), key=lambda m: m.y)

    def lines(self) -> Iterator[str]:
        """Yield every mark in words."""
        columns, decimals = {c.id: c for c in self.results.columns}, Decimals(self.results)
        for mark in self.marks:
            row = mark.row
            values = (
                f"{name} {decimals.shown(row, columns[c])}"
                for name, c in ((self.y_name, Y), (self.x_name, X))
            )
            front = ", Pareto front" if mark.on_front else ""
            name = mark.names[0]
            yield f"{name} ({row.tuning}{front}): {', '.join(values)}."


def scatter(catalog: Catalog) -> Scatter | None:
    """Return the plot of a catalog, or None where it has not two results with both scores."""
    board = catalog.results.get(BENCHMARK)
    columns = {c.id: c for c in board.data.columns} if board else {}
    if board is None or not {X, Y} <= columns.keys():
        return None
    rows = [r for r in board.data.rows if is_ranked(r) and {X, Y} <= r.scores.keys()]
    if len(rows) < 2:
        return None
    real = [r for r in references(board.data).rows if Y in r.scores and X not in r.scores]
    heights = [r.scores[Y] for r in (*rows, *real)]
    left, right, bottom = FRAME.x, FRAME.x + FRAME.width, FRAME.y + FRAME.height
    values = [r.scores[X] for r in rows]
    x_axis = axis_of(values, left, right, below=MARGIN, beyond=MARGIN_RIGHT)
    y_axis = axis_of(heights, bottom, FRAME.y, below=MARGIN, beyond=MARGIN)
    reference_line = _reference_line(real, y_axis, columns[Y])
    names = _Names(rows, catalog)
    return _lay_out(board.data, rows, x_axis, y_axis, reference_line, names)


def _lay_out(
    results: Results,
    rows: Sequence[Row],
    x_axis: Axis,
    y_axis: Axis,
    reference_line: tuple[str, float] | None,
    names: _Names,
) -> Scatter:
    fronts, marks = [], []
    taken = (
        [_line_box(reference_line[1]), reference_line_box(reference_line)] if reference_line else []
    )
    for group, tuning in enumerate(TUNINGS):
        members = [r for r in rows if r.tuning == tuning]
        front = pareto([(r.scores[X], r.scores[Y]) for r in members])
        spots = [(x_axis.at(r.scores[X]), y_axis.at(r.scores[Y])) for r in members]
        marks += [
            Mark(*spot, group, i in front, row, names(row, i in front))
            for i, (row, spot) in enumerate(zip(members, spots, strict=True))
        ]
        if len(front) > 1:
            steps = [spots[i] for i in front]
            fronts.append((group, _path(steps)))
            taken += path_boxes(steps)
    heads = {c.id: c.name for c in results.columns}
    return Scatter(
        tuple(marks), tuple(_labels(marks, taken)), tuple(fronts), reference_line,
        x_axis.ticks(MOST_TICKS), y_axis.ticks(MOST_TICKS), results, heads[X], heads[Y],
    )  # fmt: skip


def _reference_line(real: Sequence[Row], axis: Axis, column: Column) -> tuple[str, float] | None:
    if not real:
        return None
    score = real[0].scores[column.id]
    return f"{_without_variant(real[0].method)}: {column.name} {score:g}", axis.at(score)


def reference_line_box(reference_line: tuple[str, float]) -> Box:
    """Return the room of the words above the ceiling's line, at the frame's left end."""
    words, y = reference_line
    return Box(FRAME.x, y - SIZE * 1.5, text_width(words, SIZE) + 16, SIZE * 1.5)


def _line_box(y: float) -> Box:
    return Box(FRAME.x, y - 1, FRAME.width, 2)


def _path(spots: Sequence[tuple[float, float]]) -> str:
    """Return the steps that a front makes: all that lies below and left of it is beaten."""
    first, *rest = spots
    return "".join([f"M{first[0]:g} {first[1]:g}", *(f"V{y:g}H{x:g}" for x, y in rest)])


def path_boxes(spots: Sequence[tuple[float, float]]) -> list[Box]:
    """Return the room that the steps of a front take."""
    boxes = []
    for (x1, y1), (x2, y2) in pairwise(spots):
        boxes.append(Box(x1 - 5, min(y1, y2), 10, abs(y2 - y1)))
        boxes.append(Box(x1, y2 - 5, x2 - x1, 10))
    return boxes


def _labels(marks: Sequence[Mark], taken: Sequence[Box]) -> list[Label]:
    """Return names for the marks, those on a front first; a short one where that is clear."""
    order = sorted(marks, key=lambda m: (not m.on_front, m.group))
    points = [Point(m.x, m.y, m.names, RADIUS, m.on_front) for m in order]
    return place_labels(points, FRAME.grown(-INSET), SIZE, taken)


class _Names:
    """What rows may be called: without their variant where no other row is called so.

    Rows of the same method and variant say who reports them.
    """

    def __init__(self, rows: Sequence[Row], catalog: Catalog) -> None:
        self._catalog = catalog
        self._plain = Counter(_without_variant(r.method) for r in rows)
        self._whole = Counter(r.method for r in rows)

    def __call__(self, row: Row, on_front: bool) -> tuple[str, ...]:
        """Return a row's names, the best first; shorter ones too if it must be named."""
        plain, method = _without_variant(row.method), row.method
        name = plain if self._plain[plain] == self._whole[method] else method
        name += f", by {_reporter(row, self._catalog)}" if self._whole[method] > 1 else ""
        return tuple(dict.fromkeys((name, method, plain))) if on_front else (name,)


def _reporter(row: Row, catalog: Catalog) -> str:
    paper = catalog.papers.get(row.reported_by or "")
    if paper:
        return paper.data.name or paper.id
    return row.reporter.title if row.reporter else row.where or "others"


def _without_variant(method: str) -> str:
    return re.sub(r" \(.*\)$", "", method)
