"""When a host may be asked next: its pause, its connections, and what it says of waiting.

Every exchange of every hop passes ``Manners.turn``, so a redirect, a probe or a second look counts
like any other request. A host that answers 429, or 403 in a row, is asked half as often, and by and
by as often as before once it answers well.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.retry_after import quota_pause, wait_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from awesome_p2ti.links.settings import LaneLimit, LinkSettings

BURST = 3  # refusals in a row that mean: too fast
FIRST_WAIT = 2.0  # after a 429 that names no time
SLOWEST = 30.0
SLOWEST_NAMED = 2.0  # where the host itself says how long to wait: keeping to that is enough
SLOWEST_REFUSED = 1.0  # where it refuses: that is more often a wall than a limit
STEADY, FASTER = 10, 0.7  # so many answers in a row, and the pause shrinks to this part
SHORT = 0.25
MAX_SLACK = 1


class StoppedError(Exception):
    """The run was interrupted; nobody waits any longer."""


class TooLongError(OSError):
    """The host wants us to stay away for longer than this run waits."""


@dataclass(slots=True)
class Lane:
    """What is known of one host, or of one group of hosts that share a limit."""

    name: str
    limit: LaneLimit
    pause: float
    width: int
    ready_at: float = 0.0  # when the next turn may begin
    held_until: float = 0.0  # before which the host wants nobody, whatever turn he was given
    busy: int = 0
    refusals: int = 0
    fine: int = 0  # good answers in a row
    waits: int = 0
    waited: float = 0.0
    closed: str = ""
    answered: bool = False
    free: threading.Condition = field(default_factory=threading.Condition)


class Manners:
    """The lanes of all hosts of a run.

    ``clock`` returns seconds that only grow; ``wait`` waits for some of them, and returns whether
    the run was interrupted meanwhile.
    """

    def __init__(
        self,
        settings: LinkSettings,
        stop: threading.Event | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        self._settings = settings
        self._lanes: dict[str, Lane] = {}
        self._lock = threading.Lock()
        self.stop = stop or threading.Event()
        self._clock = clock
        self._wait = wait or self.stop.wait

    def lane(self, host: str) -> Lane:
        """Return the lane of a host: its own, or that of the domain that the settings name."""
        name = self._key(host)
        with self._lock:
            lane = self._lanes.get(name)
            if lane is None:
                limit = self._settings.hosts.get(name, self._settings.default_host)
                lane = Lane(name, limit, limit.pause, limit.connections)
                self._lanes[name] = lane
            return lane

    def _key(self, host: str) -> str:
        host = host.lower().rstrip(".")
        labels = host.split(".")
        for i in range(len(labels) - 1):
            suffix = ".".join(labels[i:])
            if suffix in self._settings.hosts:
                return suffix
        return host

    @contextmanager
    def turn(self, host: str) -> Iterator[Lane]:
        """Wait for this host's next turn and hold one of its connections."""
        lane = self.lane(host)
        self._acquire(lane)
        try:
            yield lane
        finally:
            self._release(lane)

    def _acquire(self, lane: Lane) -> None:
        """Take a connection and wait for its turn, and anew where the host asked for a wait since.

        Turns are given out ahead of time. One that was given out before a 429 was heard would break
        the wait that it asks for, so it goes back and is taken again, in its new place.
        """
        while True:
            start = self._reserve(lane)
            try:
                self.sleep(start - self._clock())
                with lane.free:
                    self._check(lane)
                    if start >= lane.held_until:
                        return
            except BaseException:
                self._release(lane)
                raise
            self._release(lane)

    def _reserve(self, lane: Lane) -> float:
        """Take a connection as soon as one is free, and return when its turn begins."""
        with lane.free:
            while lane.busy >= lane.width:
                lane.free.wait(0.25)
                self._check(lane)
            self._check(lane)
            lane.busy += 1
            now = self._clock()
            start = max(now, lane.ready_at)
            # A short pause is a rate: a turn that came late does not put off all that follow.
            slack = MAX_SLACK * lane.pause if lane.pause <= SHORT else 0.0
            lane.ready_at = max(lane.ready_at, now - slack) + lane.pause
            return start

    def _release(self, lane: Lane) -> None:
        with lane.free:
            lane.busy -= 1
            lane.free.notify()

    def sleep(self, seconds: float) -> None:
        """Wait, unless the run is interrupted."""
        if (seconds > 0 and self._wait(seconds)) or self.stop.is_set():
            raise StoppedError

    def _check(self, lane: Lane) -> None:
        if self.stop.is_set():
            raise StoppedError
        if lane.closed:
            raise TooLongError(lane.closed)

    def heard(self, host: str, status: int, headers: Mapping[str, str]) -> bool:
        """Learn from an answer; return whether the same request may be sent again after a wait."""
        lane = self.lane(host)
        with lane.free:
            lane.answered = True
            if status == 429 or (status in {403, 503} and "retry-after" in headers):
                return self._slow_down(lane, wait_time(headers))
            if status == 403:
                lane.refusals += 1
                lane.fine = 0
                if lane.refusals % BURST == 0 and not headers.get("cf-mitigated"):
                    _halve(lane, SLOWEST_REFUSED)
            elif status < 500:
                lane.refusals = 0
                _recover(lane)
                rest = min(quota_pause(headers), self._settings.max_wait)
                if rest:
                    self._hold_until(lane, self._clock() + rest)
        return False

    def _slow_down(self, lane: Lane, asked: float | None) -> bool:
        _halve(lane, SLOWEST if asked is None else SLOWEST_NAMED)
        lane.waits += 1
        lane.fine = 0
        wait = asked if asked is not None else FIRST_WAIT * 3.0 ** min(lane.waits - 1, 3)
        return self._hold(lane, wait)

    def _hold(self, lane: Lane, wait: float) -> bool:
        """Keep a lane waiting; close it where that takes longer than a run may wait."""
        if wait > self._settings.max_wait or lane.waited + wait > self._settings.wait_budget:
            lane.closed = f"{lane.name} wants us to wait for {wait:.0f} s"
            return False
        now = self._clock()
        if now + wait > lane.ready_at:
            lane.waited += now + wait - max(lane.ready_at, now)
        self._hold_until(lane, now + wait)
        return True

    def _hold_until(self, lane: Lane, until: float) -> None:
        lane.held_until = max(lane.held_until, until)
        lane.ready_at = max(lane.ready_at, until)


def _halve(lane: Lane, slowest: float) -> None:
    lane.pause = max(lane.pause, min(max(lane.pause * 2, 0.25), max(slowest, lane.limit.pause)))
    lane.width = max(1, lane.width // 2)


def _recover(lane: Lane) -> None:
    lane.fine += 1
    if lane.fine % STEADY or lane.pause <= lane.limit.pause:
        return
    lane.pause = max(lane.limit.pause, lane.pause * FASTER)
    if lane.pause == lane.limit.pause:
        lane.width = lane.limit.connections
