"""The tasks of one host: how many may run at once, and when the next one may start."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.http.rate_limiter import HostSlot

    Task = Callable[[], None]

LONG = 5.0  # seconds of pauses ahead that make a host one to begin with
MAX_RETRIES_AT_ONCE = 3  # of an unresponsive host: one page may hang where others do not
NEVER = float("inf")


class Preference(IntEnum):
    """The classes of hosts that may be requested from now, in the usual order of preference."""

    LONG = 0
    NEW = 1
    BEGUN = 2
    RETRY = 3


@dataclass(slots=True, eq=False)
class HostQueue:
    """The tasks of one host, or of a group of hosts that share a limit."""

    slot: HostSlot
    number: int
    tasks: deque[Task] = field(default_factory=deque)
    retries: deque[Task] = field(default_factory=deque)
    delayed: int = 0  # retries that are not due yet
    running: int = 0
    contacted: bool = False
    is_open: bool = False  # contacted, and not done yet
    handed_out_at: float = -NEVER
    entry: int = -1  # the number of the one heap entry that counts

    def estimated_seconds(self) -> float:
        """Return the seconds that the host's pauses alone will take."""
        return len(self.tasks) * self.slot.pause

    def unfinished(self) -> int:
        """Return how many tasks are still to be done or under way."""
        return len(self.tasks) + len(self.retries) + self.delayed + self.running

    def max_running(self) -> int:
        """Return how many threads the host may have: one until it has answered."""
        if not self.contacted:
            return 1
        if self.slot.responded:
            return self.slot.max_connections
        return 1 if self.tasks else min(MAX_RETRIES_AT_ONCE, self.slot.max_connections)

    def ready_at(self) -> float:
        """Return when the next of its tasks may start: never while all its threads are busy."""
        if self.running >= self.max_running():
            return NEVER
        if not self.running:
            return self.slot.ready_at
        # The thread that has the last task may not have acquired the host yet.
        return max(self.slot.ready_at, self.handed_out_at + self.slot.pause)

    def rank(self) -> tuple[Preference, float]:
        """Return the class of its next task, and the seconds of pauses ahead."""
        seconds = self.estimated_seconds()
        if not self.tasks:
            return Preference.RETRY, seconds
        if seconds > LONG:
            return Preference.LONG, seconds
        return Preference.BEGUN if self.contacted else Preference.NEW, seconds
