"""Places labels beside points so that none touch; a label without room is left out."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.plots.geometry import Box, Grid, crosses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDTHS = {
    "'ijl|": 0.26, " !,./:;I[]ft\\": 0.28, "()-r`": 0.33, "Jckvxyzs*^": 0.5, "+<=>~": 0.58,
    "FTZ": 0.61, "&ABEKPSVXY": 0.67, "CDHNRUw": 0.72, "GOQ": 0.78, "Mm%": 0.86, "W@…—": 1.0,
}  # fmt: skip
_WIDTH = {c: width for chars, width in _WIDTHS.items() for c in chars}
"""How wide letters are in Helvetica and its likes, in font sizes; the others take 0.56."""
_MARGIN = 1.08
"""How much wider the fonts are that a reader may have instead."""
GAP = 3.0
"""Free units between two boxes."""
OWNER_DISTANCE_RATIO = 1.6
"""How many times nearer a label must be to its own marker than to any other."""
LEADER_CLEARANCE = 2.5
"""The least distance of a label with a leader line from other markers, in marker radii."""
_ANGLES = (0, 180, 270, 90, *(a for a in range(15, 360, 15) if a % 90))
"""The directions in which a label is tried, in degrees clockwise from the right."""
NEAR = (0.0, 0.45)
FAR = (1.0, 1.8, 2.8, 4.0, 5.5, 7.0)
"""Distances of a label from its marker, in font sizes; a far one gets a leader line."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point that may carry one of some names; ``radius`` is how far its marker reaches."""

    x: float
    y: float
    names: tuple[str, ...]
    """Its name, and shorter ones to try where that has no room."""
    radius: float
    important: bool = False
    """Whether its name may lie further off rather than be left out."""

    @property
    def box(self) -> Box:
        """Return the square that the marker takes."""
        return Box(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place: the room it takes, its base line, and where a leading line meets it."""

    point: Point
    name: str
    box: Box
    baseline: float
    far: bool = False

    @property
    def end(self) -> tuple[float, float]:
        """Return the spot of the box that is nearest to the point."""
        x, y = self.box.nearest(self.point.x, self.point.y)
        return round(x, 1), round(y, 1)

    @property
    def leader(self) -> Box:
        """Return the rectangle, and a little more, that the line to a far name runs through."""
        (x1, x2), (y1, y2) = (
            sorted((self.point.x, self.end[0])),
            sorted((self.point.y, self.end[1])),
        )
        return Box(x1, y1, x2 - x1, y2 - y1).grown(1.0)

    def leads_across(self, box: Box) -> bool:
        """Say whether the line that leads from the point to a far name crosses a rectangle."""
        return self.far and crosses((self.point.x, self.point.y), self.end, box)


def text_width(text: str, size: float) -> float:
    """Return at least as much room as a text takes in a common sans-serif font of that size."""
    widths = (_WIDTH.get(c, 0.56 if c.isascii() else 0.65 if c < "\u2e80" else 1.0) for c in text)
    return size * _MARGIN * sum(widths)


def ellipsize(text: str, size: float, room: float) -> str:
    """Return a text that takes at most ``room``, cut with an ellipsis where it must be."""
    if text_width(text, size) <= room:
        return text
    lengths = range(len(text))
    fitting = bisect_right(lengths, room, key=lambda n: text_width(text[:n] + "…", size))
    return text[: max(0, fitting - 1)].rstrip() + "…"


def place_labels(
    points: Sequence[Point], frame: Box, size: float, taken: Sequence[Box] = ()
) -> list[Label]:
    """Return names for as many points as have room, the first points first.

    A name lies inside the frame and touches no marker, no other name and nothing in ``taken``.
    """
    surroundings = _Surroundings(points, taken)
    placed: list[Label] = []
    for point in points:
        for label in _candidates(point, frame, size):
            if label.box.inside(frame) and surroundings.is_free(label):
                surroundings.add(label)
                placed.append(label)
                break
    return placed


@dataclass(frozen=True, slots=True)
class _Marker:
    """A point's marker, and the room around it that no name of another point may touch."""

    spot: tuple[float, float]
    box: Box
    kept_free: Box


class _Surroundings:
    """What stands in the plane: markers, what a name must not touch, and the names so far."""

    def __init__(self, points: Sequence[Point], taken: Sequence[Box]) -> None:
        self._markers, self._taken = Grid[_Marker](), Grid[Box]()
        self._names, self._leaders = Grid[Box](), Grid[Label]()
        for box in taken:
            self._taken.add(box, box)
        for spot, box in dict.fromkeys(((p.x, p.y), p.box) for p in points):
            marker = _Marker(spot, box, box.grown(GAP))
            self._markers.add(marker.kept_free, marker)

    def add(self, label: Label) -> None:
        name = label.box.grown(GAP)
        self._names.add(name, name)
        if label.far:
            self._leaders.add(label.leader, label)

    def is_free(self, label: Label) -> bool:
        box, point = label.box, label.point
        blocked = chain(self._names.near(box), self._taken.near(box), (point.box,))
        if any(box.touches(other) for other in blocked):
            return False
        if any(box.touches(m.kept_free) for m in self._others(point, box)):
            return False
        reach = box.distance(point.x, point.y) * OWNER_DISTANCE_RATIO
        reach = LEADER_CLEARANCE * point.radius if label.far else reach
        if any(box.distance(*m.box.middle) < reach for m in self._others(point, box.grown(reach))):
            return False
        if any(other.leads_across(box) for other in self._leaders.near(box)):
            return False
        return not (label.far and self._leads_across_any(label))

    def _others(self, point: Point, box: Box) -> Iterator[_Marker]:
        spot = point.x, point.y
        return (m for m in self._markers.near(box) if m.spot != spot)

    def _leads_across_any(self, label: Label) -> bool:
        markers = (m.box for m in self._others(label.point, label.leader))
        apart = (box for box in markers if not box.touches(label.point.box))
        return any(map(label.leads_across, chain(apart, self._names.near(label.leader))))


def _candidates(point: Point, frame: Box, size: float) -> Iterator[Label]:
    """Yield places around a point: right, left, above and below first, then between, then further.

    A name that would leave the frame to a side is moved back into it.
    """
    distances = (*NEAR, *FAR) if point.important else NEAR
    for name, distance in product(filter(None, point.names), distances):
        width, height = text_width(name, size), size * 1.2
        reach = point.radius + GAP + distance * size
        for angle in _ANGLES:
            across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            x = point.x + reach * across - width * (1 - across) / 2
            y = point.y + reach * down - height * (1 - down) / 2
            x = round(min(max(x, frame.x), frame.x + frame.width - width), 1)
            y = round(y, 1)
            box, baseline = Box(x, y, width, height), round(y + size * 0.95, 1)
            yield Label(point, name, box, baseline, distance in FAR)
