"""What a person at a terminal sees meanwhile: how far, what is waited for, how long."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.checker import Run


class Bar:
    """A progress bar on standard error, drawn by rich."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress = Progress(
            TextColumn("links"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None)
        self._drawn = 0.0
        self._progress.start()

    def tick(self, run: Run) -> None:
        """Draw the state of a run, a few times a second."""
        now = time.monotonic()
        if now - self._drawn < 0.2:
            return
        self._drawn = now
        self._progress.update(
            self._task,
            total=len(run.tasks),
            completed=run.done,
            description=describe(run.scheduler.waiting()),
        )

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()


def describe(waiting: list[tuple[str, int, float]]) -> str:
    """Say what is waited for, and how long the longest lane takes at least."""
    if not waiting:
        return ""
    names = ", ".join(f"{name} ({count})" for name, count, _ in waiting[:3])
    more = f" and {len(waiting) - 3} hosts" if len(waiting) > 3 else ""
    left = max(seconds for _, _, seconds in waiting)
    when = f", {left:.0f} s or more left" if left >= 1 else ""
    return f"waiting for {names}{more}{when}"


def bar(*, wanted: bool = True) -> tuple[Callable[[Run], None] | None, Callable[[], None]]:
    """Return what to call meanwhile and at the end: nothing unless on a terminal."""
    if not wanted or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None, lambda: None
    drawn = Bar()
    return drawn.tick, drawn.close
