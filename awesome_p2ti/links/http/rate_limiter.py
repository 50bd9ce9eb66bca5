"""The rate limiter: when a host may be requested next, by its limit and its Retry-After.

Every request passes ``RateLimiter.acquire``, so a redirect, a control probe or a retry counts like
any other. After a 429, or some 403 in a row, the limiter backs off: it doubles the host's pause and
halves its connections, and goes back to the host's limit by and by as it succeeds.
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

REFUSALS_BEFORE_BACKOFF = 3  # responses 403 in a row that mean: too fast
WAIT_WITHOUT_RETRY_AFTER = 2.0  # seconds after the first 429 that names no time
MAX_PAUSE = 30.0  # seconds between two requests to a host
MAX_PAUSE_RETRY_AFTER = 2.0  # where the host itself says how long to wait: obeying it is enough
MAX_PAUSE_REFUSED = 1.0  # after 403: that is more often a bot challenge than a limit
MIN_BACKOFF_PAUSE = 0.25  # seconds, where a host has had a shorter pause or none
SUCCESSES_TO_SPEED_UP = 10  # in a row
SPEED_UP_FACTOR = 0.7  # of the pause
SHORT_PAUSE = 0.25  # seconds
ROUNDING = 1.0  # seconds by which a wait may seem longer than it is: dates have whole ones
CATCH_UP_PAUSES = 1  # by how many pauses a late request may come sooner, where they are short


class RunCancelledError(Exception):
    """The run was interrupted: no request waits any longer."""


class RetryAfterTooLongError(OSError):
    """The host asks for a longer wait than a run takes."""


@dataclass(slots=True)
class HostSlot:
    """The state of one host, or of a domain whose hosts share a limit; times in seconds."""

    name: str
    limit: HostLimit
    pause: float
    max_connections: int
    ready_at: float = 0.0  # when the next request may begin
    deferred_until: float = 0.0  # no request before it, even one that was given its time earlier
    connections_in_use: int = 0
    refusals: int = 0  # responses 403 in a row
    successes: int = 0  # in a row
    waits: int = 0  # how often the host asked for a wait
    waited: float = 0.0  # seconds of them all
    waited_in_vain: float = 0.0  # seconds of those since it last let a request in
    abandoned_because: str = ""
    responded: bool = False
    condition: threading.Condition = field(default_factory=threading.Condition)


class RateLimiter:
    """The slots of all hosts of a run.

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
        """Return the slot of a host: its own, or that of the domain that the settings name."""
        name = self._slot_name(host)
        with self._lock:
            slot = self._slots.get(name)
            if slot is None:
                limit = self._settings.hosts.get(name, self._settings.default_host)
                slot = HostSlot(name, limit, limit.pause, limit.connections)
                self._slots[name] = slot
            return slot

    def _slot_name(self, host: str) -> str:
        host = host.lower().rstrip(".")
        labels = host.split(".")
        for i in range(len(labels) - 1):
            suffix = ".".join(labels[i:])
            if suffix in self._settings.hosts:
                return suffix
        return host

    @contextmanager
    def acquire(self, host: str) -> Iterator[HostSlot]:
        """Wait until this host may be requested, and hold one of its connections meanwhile."""
        slot = self.slot(host)
        self._acquire(slot)
        try:
            yield slot
        finally:
            self._release(slot)

    def _acquire(self, slot: HostSlot) -> None:
        """Take a connection and wait for its time, anew where the host asked for a wait since.

        Times are reserved ahead. One that was reserved before a 429 came would break the wait that
        the host asks for, so it is given back and reserved again.
        """
        while True:
            start = self._reserve(slot)
            try:
                self.sleep(start - self._clock())
                with slot.condition:
                    self._raise_if_over(slot)
                    if start >= slot.deferred_until:
                        return
            except BaseException:
                self._release(slot)
                raise
            self._release(slot)

    def _reserve(self, slot: HostSlot) -> float:
        """Take a connection as soon as one is free, and return when its request may begin."""
        with slot.condition:
            while slot.connections_in_use >= slot.max_connections:
                slot.condition.wait(0.25)
                self._raise_if_over(slot)
            self._raise_if_over(slot)
            slot.connections_in_use += 1
            now = self._clock()
            start = max(now, slot.ready_at)
            # A short pause is a rate: a request that came late does not delay all that follow.
            catch_up = CATCH_UP_PAUSES * slot.pause if slot.pause <= SHORT_PAUSE else 0.0
            slot.ready_at = max(slot.ready_at, now - catch_up) + slot.pause
            return start

    def _release(self, slot: HostSlot) -> None:
        with slot.condition:
            slot.connections_in_use -= 1
            slot.condition.notify()

    def sleep(self, seconds: float) -> None:
        """Wait; raise RunCancelledError when the run is interrupted."""
        if (seconds > 0 and self._wait(seconds)) or self.stop.is_set():
            raise RunCancelledError

    def _raise_if_over(self, slot: HostSlot) -> None:
        if self.stop.is_set():
            raise RunCancelledError
        if slot.abandoned_because:
            raise RetryAfterTooLongError(slot.abandoned_because)

    def on_response(self, host: str, status: int, headers: Mapping[str, str]) -> bool:
        """Adapt to a response; return whether its request may be sent again after a wait."""
        slot = self.slot(host)
        with slot.condition:
            slot.responded = True
            if status == 429 or (status in {403, 503} and "retry-after" in headers):
                return self._slow_down(slot, wait_time(headers))
            if status == 403:
                slot.refusals += 1
                slot.successes = 0
                if slot.refusals % REFUSALS_BEFORE_BACKOFF == 0 and not headers.get("cf-mitigated"):
                    _back_off(slot, MAX_PAUSE_REFUSED)
            elif status < 500:
                slot.refusals, slot.waited_in_vain = 0, 0.0
                _speed_up(slot)
                pause = min(quota_pause(headers), self._settings.max_wait)
                if pause:
                    self._defer_until(slot, self._clock() + pause)
        return False

    def _slow_down(self, slot: HostSlot, named: float | None) -> bool:
        _back_off(slot, MAX_PAUSE if named is None else MAX_PAUSE_RETRY_AFTER)
        slot.waits += 1
        slot.successes = 0
        growing = WAIT_WITHOUT_RETRY_AFTER * 3.0 ** min(slot.waits - 1, 3)
        return self._defer(slot, growing if named is None else named)

    def _defer(self, slot: HostSlot, wait: float) -> bool:
        """Let a host wait, or abandon it where that takes longer than a run may wait.

        A host that has let nobody in since its last waits has no more of them than a single one.
        """
        now = self._clock()
        added = max(0.0, now + wait - max(slot.ready_at, now))
        longest = max(wait, slot.waited_in_vain + added)
        budget = self._settings.wait_budget
        if longest > self._settings.max_wait + ROUNDING or slot.waited + added > budget:
            slot.abandoned_because = f"{slot.name} asks us to wait for {wait:.0f} s"
            if wait <= self._settings.max_wait:
                slot.abandoned_because += f" more, after {slot.waited:.0f} s"
            return False
        slot.waited += added
        slot.waited_in_vain += added
        self._defer_until(slot, now + wait)
        return True

    def _defer_until(self, slot: HostSlot, until: float) -> None:
        slot.deferred_until = max(slot.deferred_until, until)
        slot.ready_at = max(slot.ready_at, until)


def _back_off(slot: HostSlot, max_pause: float) -> None:
    slot.pause = max(
        slot.pause, min(max(slot.pause * 2, MIN_BACKOFF_PAUSE), max(max_pause, slot.limit.pause))
    )
    slot.max_connections = max(1, slot.max_connections // 2)


def _speed_up(slot: HostSlot) -> None:
    slot.successes += 1
    if slot.successes % SUCCESSES_TO_SPEED_UP or slot.pause <= slot.limit.pause:
        return
    slot.pause = max(slot.limit.pause, slot.pause * SPEED_UP_FACTOR)
    if slot.pause == slot.limit.pause:
        slot.max_connections = slot.limit.connections
