"""Where an axis has its ticks: at round numbers, a few of them."""

from __future__ import annotations

import math

_ROUND = (1, 2, 5, 10)


def nice_step(span: float, most: int) -> float:
    """Return the least of 1, 2 and 5 times a power of ten that divides a span at most so often."""
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(f * power for f in _ROUND if span / (f * power) <= most * (1 + 1e-9))
