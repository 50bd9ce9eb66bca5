"""Places labels beside points so that none touch; a label without room is left out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING

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
class Box:
    """A rectangle, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Return whether two rectangles share any area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, other: Box) -> bool:
        """Return whether this rectangle lies within another."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )

    @property
    def middle(self) -> tuple[float, float]:
        """Return the centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the spot of the rectangle that is nearest to another spot."""
        right, bottom = self.x + self.width, self.y + self.height
        return min(max(x, self.x), right), min(max(y, self.y), bottom)

    def distance(self, x: float, y: float) -> float:
        """Return how far a spot is from the rectangle."""
        return math.dist((x, y), self.nearest(x, y))

    def grown(self, by: float) -> Box:
        """Return the rectangle with a margin around it."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


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

    def leads_across(self, box: Box) -> bool:
        """Return whether the line that leads from the point to a far name crosses a rectangle."""
        return self.far and _crosses((self.point.x, self.point.y), self.end, box)


def _crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Return whether a line meets a rectangle: it is clipped at each side in turn."""
    first, last = 0.0, 1.0
    corner, size = (box.x, box.y), (box.width, box.height)
    for axis in (0, 1):
        step = end[axis] - start[axis]
        near, far = corner[axis] - start[axis], corner[axis] + size[axis] - start[axis]
        if step == 0:
            if near > 0 or far < 0:
                return False
            continue
        enter, leave = sorted((near / step, far / step))
        first, last = max(first, enter), min(last, leave)
    return first <= last


def text_width(text: str, size: float) -> float:
    """Return at least as much room as a text takes in a common sans-serif font of that size."""
    widths = (_WIDTH.get(c, 0.56 if c.isascii() else 0.65 if c < "\u2e80" else 1.0) for c in text)
    return size * _MARGIN * sum(widths)


def ellipsize(text: str, size: float, room: float) -> str:
    """Return a text that takes at most ``room``, cut with an ellipsis where it must be."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def place_labels(
    points: Sequence[Point], frame: Box, size: float, taken: Sequence[Box] = ()
) -> list[Label]:
    """Return names for as many points as have room, the first points first.

    A name lies inside the frame and touches no marker, no other name and nothing in ``taken``.
    """
    placed: list[Label] = []
    for point in points:
        around = [p for p in points if (p.x, p.y) != (point.x, point.y)]
        room = _Surroundings(
            [p.box for p in around],
            [point.box, *taken, *(p.box.grown(GAP) for p in around)],
            placed,
            [label.box.grown(GAP) for label in placed],
        )
        for label in _candidates(point, frame, size):
            if label.box.inside(frame) and room.is_free(label):
                placed.append(label)
                break
    return placed


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The surroundings of one point: other markers, what a name must not touch, other names."""

    markers: Sequence[Box]
    blocked: Sequence[Box]
    placed: Sequence[Label]
    names: Sequence[Box]

    def is_free(self, label: Label) -> bool:
        if any(label.box.touches(box) for box in chain(self.names, self.blocked)):
            return False
        reach = label.box.distance(label.point.x, label.point.y) * OWNER_DISTANCE_RATIO
        reach = LEADER_CLEARANCE * label.point.radius if label.far else reach
        if any(label.box.distance(*m.middle) < reach for m in self.markers):
            return False
        if any(other.leads_across(label.box) for other in self.placed):
            return False
        apart = (m for m in self.markers if not m.touches(label.point.box))
        return not (label.far and any(label.leads_across(b) for b in chain(apart, self.names)))


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
