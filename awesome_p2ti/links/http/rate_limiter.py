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

    from awesome_p2ti.links.settings import HostLimit, LinkSettings

REFUSALS_BEFORE_BACKOFF = 3  # refusals in a row that mean: too fast
FIRST_WAIT = 2.0  # after a 429 that names no time
MAX_INTERVAL = 30.0
MAX_INTERVAL_NAMED = 2.0  # where the host itself says how long to wait: keeping to that is enough
MAX_INTERVAL_REFUSED = 1.0  # where it refuses: that is more often a wall than a limit
SUCCESSES_TO_SPEED_UP, SPEED_UP_FACTOR = (
    10,
    0.7,
)  # so many answers in a row, and the pause shrinks to this part
SHORT = 0.25
MAX_SLACK = 1


class RunCancelledError(Exception):
    """The run was interrupted; nobody waits any longer."""


class RetryAfterTooLongError(OSError):
    """The host wants us to stay away for longer than this run waits."""


@dataclass(slots=True)
class HostSlot:
    """What is known of one host, or of one group of hosts that share a limit."""

    name: str
    limit: HostLimit
    pause: float
    max_connections: int
    ready_at: float = 0.0  # when the next turn may begin
    deferred_until: float = 0.0  # before which the host wants nobody, whatever turn he was given
    busy: int = 0
    refusals: int = 0
    successes: int = 0  # good answers in a row
    waits: int = 0
    waited: float = 0.0
    abandoned_because: str = ""
    responded: bool = False
    condition: threading.Condition = field(default_factory=threading.Condition)


class RateLimiter:
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
        self._slots: dict[str, HostSlot] = {}
        self._lock = threading.Lock()
        self.stop = stop or threading.Event()
        self._clock = clock
        self._wait = wait or self.stop.wait

    def slot(self, host: str) -> HostSlot:
        """Return the lane of a host: its own, or that of the domain that the settings name."""
        name = self._key(host)
        with self._lock:
            slot = self._slots.get(name)
            if slot is None:
                limit = self._settings.hosts.get(name, self._settings.default_host)
                slot = HostSlot(name, limit, limit.pause, limit.connections)
                self._slots[name] = slot
            return slot

    def _key(self, host: str) -> str:
        host = host.lower().rstrip(".")
        labels = host.split(".")
        for i in range(len(labels) - 1):
            suffix = ".".join(labels[i:])
            if suffix in self._settings.hosts:
                return suffix
        return host

    @contextmanager
    def acquire(self, host: str) -> Iterator[HostSlot]:
        """Wait for this host's next turn and hold one of its connections."""
        slot = self.slot(host)
        self._acquire(slot)
        try:
            yield slot
        finally:
            self._release(slot)

    def _acquire(self, slot: HostSlot) -> None:
        """Take a connection and wait for its turn, and anew where the host asked for a wait since.

        Turns are given out ahead of time. One that was given out before a 429 was heard would break
        the wait that it asks for, so it goes back and is taken again, in its new place.
        """
        while True:
            start = self._reserve(slot)
            try:
                self.sleep(start - self._clock())
                with slot.condition:
                    self._check(slot)
                    if start >= slot.deferred_until:
                        return
            except BaseException:
                self._release(slot)
                raise
            self._release(slot)

    def _reserve(self, slot: HostSlot) -> float:
        """Take a connection as soon as one is free, and return when its turn begins."""
        with slot.condition:
            while slot.busy >= slot.max_connections:
                slot.condition.wait(0.25)
                self._check(slot)
            self._check(slot)
            slot.busy += 1
            now = self._clock()
            start = max(now, slot.ready_at)
            # A short pause is a rate: a turn that came late does not put off all that follow.
            slack = MAX_SLACK * slot.pause if slot.pause <= SHORT else 0.0
            slot.ready_at = max(slot.ready_at, now - slack) + slot.pause
            return start

    def _release(self, slot: HostSlot) -> None:
        with slot.condition:
            slot.busy -= 1
            slot.condition.notify()

    def sleep(self, seconds: float) -> None:
        """Wait, unless the run is interrupted."""
        if (seconds > 0 and self._wait(seconds)) or self.stop.is_set():
            raise RunCancelledError

    def _check(self, slot: HostSlot) -> None:
        if self.stop.is_set():
            raise RunCancelledError
        if slot.abandoned_because:
            raise RetryAfterTooLongError(slot.abandoned_because)

    def on_response(self, host: str, status: int, headers: Mapping[str, str]) -> bool:
        """Learn from an answer; return whether the same request may be sent again after a wait."""
        slot = self.slot(host)
        with slot.condition:
            slot.responded = True
            if status == 429 or (status in {403, 503} and "retry-after" in headers):
                return self._slow_down(slot, wait_time(headers))
            if status == 403:
                slot.refusals += 1
                slot.successes = 0
                if slot.refusals % REFUSALS_BEFORE_BACKOFF == 0 and not headers.get("cf-mitigated"):
                    _back_off(slot, MAX_INTERVAL_REFUSED)
            elif status < 500:
                slot.refusals = 0
                _speed_up(slot)
                rest = min(quota_pause(headers), self._settings.max_wait)
                if rest:
                    self._defer_until(slot, self._clock() + rest)
        return False

    def _slow_down(self, slot: HostSlot, asked: float | None) -> bool:
        _back_off(slot, MAX_INTERVAL if asked is None else MAX_INTERVAL_NAMED)
        slot.waits += 1
        slot.successes = 0
        wait = asked if asked is not None else FIRST_WAIT * 3.0 ** min(slot.waits - 1, 3)
        return self._defer(slot, wait)

    def _defer(self, slot: HostSlot, wait: float) -> bool:
        """Keep a lane waiting; close it where that takes longer than a run may wait."""
        if wait > self._settings.max_wait or slot.waited + wait > self._settings.wait_budget:
            slot.abandoned_because = f"{slot.name} wants us to wait for {wait:.0f} s"
            return False
        now = self._clock()
        if now + wait > slot.ready_at:
            slot.waited += now + wait - max(slot.ready_at, now)
        self._defer_until(slot, now + wait)
        return True

    def _defer_until(self, slot: HostSlot, until: float) -> None:
        slot.deferred_until = max(slot.deferred_until, until)
        slot.ready_at = max(slot.ready_at, until)


def _back_off(slot: HostSlot, slowest: float) -> None:
    slot.pause = max(slot.pause, min(max(slot.pause * 2, 0.25), max(slowest, slot.limit.pause)))
    slot.max_connections = max(1, slot.max_connections // 2)


def _speed_up(slot: HostSlot) -> None:
    slot.successes += 1
    if slot.successes % SUCCESSES_TO_SPEED_UP or slot.pause <= slot.limit.pause:
        return
    slot.pause = max(slot.limit.pause, slot.pause * SPEED_UP_FACTOR)
    if slot.pause == slot.limit.pause:
        slot.max_connections = slot.limit.connections
