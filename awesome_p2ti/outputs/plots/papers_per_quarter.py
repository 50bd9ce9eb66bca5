"""Papers a quarter by section, laid out as stacked bars."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.plots.axis import nice_step
from awesome_p2ti.outputs.plots.label_placement import ellipsize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Catalog

WIDTH, HEIGHT = 800, 640
LEFT, RIGHT, TOP, BOTTOM = 64, 790, 214, 560
LEGEND_SIZE, LEGEND_ROWS, LEGEND_ROOM = 22.0, 4, (300.0, 396.0)
SERIES = 6
"""How many sections have a colour of their own; the others share the last one."""
PARTIAL = 2
"""How many of the newest quarters still grow: a paper is entered months after it appears."""
MOST_TICKS = 5
OTHERS = "Other"


@dataclass(frozen=True, slots=True)
class Part:
    """One section's share of a bar."""

    series: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One quarter."""

    quarter: str
    x: float
    width: float
    total: int
    counts: tuple[int, ...]
    parts: tuple[Part, ...]

    @property
    def top(self) -> float:
        """Return where the bar ends."""
        return min((p.y for p in self.parts), default=float(BOTTOM))

    @property
    def middle(self) -> float:
        """Return where the bar's centre is."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Quarters:
    """Bars, their series in the order of the stack from below, and what no bar holds."""

    bars: tuple[Bar, ...]
    series: tuple[str, ...]
    ticks: tuple[tuple[int, float], ...]
    undated: int

    @property
    def legend(self) -> list[str]:
        """Return the names of the series as they fit beside one another."""
        rooms = [LEGEND_ROOM[i // LEGEND_ROWS] for i in range(len(self.series))]
        return [ellipsize(n, LEGEND_SIZE, r) for n, r in zip(self.series, rooms, strict=True)]

    @property
    def years(self) -> list[tuple[str, float]]:
        """Return each year and where its first bar begins."""
        first: dict[str, float] = {}
        for bar in self.bars:
            first.setdefault(bar.quarter[:4], bar.x)
        return list(first.items())

    @property
    def partial_from(self) -> float:
        """Return where the quarters begin that still grow."""
        return self.bars[-min(PARTIAL, len(self.bars))].x

    @property
    def alt(self) -> str:
        """Return the plot in a sentence or two."""
        total = sum(b.total for b in self.bars)
        most = max(self.bars, key=lambda b: b.total)
        first, last = self.bars[0], self.bars[-1]
        return (
            f"Stacked bars: {total} papers by the quarter of their first version and by section, "
            f"from {first.total} in {first.quarter} to at most {most.total} in {most.quarter}. "
            f"The newest quarters, up to {last.quarter}, are not complete."
        ) + (f" {self.left_out}" if self.undated else "")

    @property
    def left_out(self) -> str:
        """Return why the bars hold fewer papers than the list, where they do."""
        them = "paper is" if self.undated == 1 else "papers are"
        return f"{self.undated} more {them} not drawn: only the year is known." * bool(self.undated)

    def lines(self) -> Iterator[str]:
        """Yield the numbers of each quarter in words."""
        for bar in self.bars:
            parts = (f"{name} {n}" for name, n in zip(self.series, bar.counts, strict=True) if n)
            yield (
                f"{bar.quarter}: {bar.total} ({', '.join(parts)})."
                if bar.total
                else (f"{bar.quarter}: none.")
            )


def quarters(catalog: Catalog) -> Quarters | None:
    """Return the bars of a catalog's papers, or None where no month is known of any."""
    dated = [(p.data.date, p.data.tasks[0]) for p in catalog.papers.values()]
    known = [(_quarter(date), task) for date, task in dated if len(date) > 4]
    if not known:
        return None
    sizes = Counter(task for _, task in known)
    names = {t.id: t.name for t in catalog.tasks}
    main = [t for t, _ in sorted(sizes.items(), key=lambda s: (-s[1], s[0]))[:SERIES]]
    first, last = min(q for q, _ in known), max(q for q, _ in known)
    counts = Counter((q, main.index(t) if t in main else len(main)) for q, t in known)
    number = len(main) + (len(sizes) > len(main))
    table = [(q, tuple(counts[q, i] for i in range(number))) for q in range(first, last + 1)]
    series = tuple([names.get(t, t) for t in main] + [OTHERS] * (number - len(main)))
    highest = max(sum(row) for _, row in table)
    step = max(1, round(nice_step(highest, MOST_TICKS)))
    scale = (BOTTOM - TOP) / (highest * 1.08)
    ticks = tuple((n, round(BOTTOM - n * scale, 1)) for n in range(0, highest + 1, step))
    return Quarters(_bars(table, scale), series, ticks, len(dated) - len(known))


def _bars(table: Sequence[tuple[int, tuple[int, ...]]], scale: float) -> tuple[Bar, ...]:
    slot = (RIGHT - LEFT) / len(table)
    bars = []
    for i, (quarter, counts) in enumerate(table):
        y, parts = float(BOTTOM), []
        for series, n in enumerate(counts):
            if n:
                height = n * scale
                y -= height
                parts.append(Part(series, round(y, 1), round(height, 1)))
        name = f"{quarter // 4} Q{quarter % 4 + 1}"
        x, width = round(LEFT + i * slot + slot * 0.08, 1), round(slot * 0.84, 1)
        bars.append(Bar(name, x, width, sum(counts), counts, tuple(parts)))
    return tuple(bars)


def _quarter(date: str) -> int:
    return int(date[:4]) * 4 + (int(date[5:7]) - 1) // 3
