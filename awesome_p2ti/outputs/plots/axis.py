"""An axis of a plot: where a value is on it, and its ticks, a few of them at round numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """The values from ``low`` to ``high``, drawn from ``start`` to ``end`` of the picture."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value is drawn."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, most: int) -> tuple[tuple[str, float], ...]:
        """Return the numbers at the ticks, between which are at most so many steps, and places."""
        step = nice_step(self.high - self.low, most)
        places = max(0, -math.floor(math.log10(step)))
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        values = [round(n * step, places) for n in range(first, last + 1)]
        return tuple((f"{v:.{places}f}", self.at(v)) for v in values)


def axis_of(
    values: Collection[float], start: float, end: float, *, below: float, beyond: float
) -> Axis:
    """Return the axis of some values, with room on both sides in shares of their span."""
    low, high = min(values), max(values)
    span = high - low or abs(high) or 1.0
    return Axis(low - below * span, high + beyond * span, start, end)


def nice_step(span: float, most: int) -> float:
    """Return the least of 1, 2 and 5 times a power of ten that divides a span at most so often."""
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(f * power for f in _ROUND if span / (f * power) <= most * (1 + 1e-9))
