"""Rectangles and lines in the plane, and which of them are near one another."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
SQUARE = 32.0
"""The side of the squares by which neighbours are found."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Say whether two rectangles share any area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, other: Box) -> bool:
        """Say whether this rectangle lies within another."""
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


def crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Say whether a line meets a rectangle, by cutting off what lies beyond each of its sides."""
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


class Grid(Generic[T]):
    """Things by the squares of the plane that they reach into: only those nearby are looked at."""

    def __init__(self) -> None:
        self._squares: defaultdict[tuple[int, int], list[T]] = defaultdict(list)

    def add(self, box: Box, thing: T) -> None:
        """Put a thing into all squares that a rectangle reaches into."""
        for square in _squares(box):
            self._squares[square].append(thing)

    def near(self, box: Box) -> Iterator[T]:
        """Yield all that may touch a rectangle, some of it twice."""
        return chain.from_iterable(self._squares.get(s, ()) for s in _squares(box))


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    across = range(int(box.x // SQUARE), int((box.x + box.width) // SQUARE) + 1)
    down = range(int(box.y // SQUARE), int((box.y + box.height) // SQUARE) + 1)
    return product(across, down)
