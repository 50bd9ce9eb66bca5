"""The progress bar of a run: how many links are done, which hosts it waits for, how long."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.checker import Run


class ProgressBar:
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
            description=waiting_text(run.scheduler.waiting()),
        )

    def close(self) -> None:
        """Remove the bar."""
        self._progress.stop()


def waiting_text(waiting: list[tuple[str, int, float]]) -> str:
    """Return the hosts that are waited for, and the seconds that the slowest takes at least.

    ``waiting`` has a host, its number of tasks and its estimated seconds, in the order to show.
    """
    if not waiting:
        return ""
    names = ", ".join(f"{name} ({count})" for name, count, _ in waiting[:3])
    more = f" and {len(waiting) - 3} more" if len(waiting) > 3 else ""
    left = max(seconds for _, _, seconds in waiting)
    when = f", {left:.0f} s or more left" if left >= 1 else ""
    return f"waiting for {names}{more}{when}"


def progress_bar(*, wanted: bool = True) -> tuple[Callable[[Run], None] | None, Callable[[], None]]:
    """Return what to call during a run and at its end: it draws nothing unless on a terminal."""
    if (
        not wanted
        or sys.stderr is None
        or not sys.stderr.isatty()
        or os.environ.get("TERM") == "dumb"
    ):
        return None, lambda: None
    drawn = ProgressBar()
    return drawn.tick, drawn.close
