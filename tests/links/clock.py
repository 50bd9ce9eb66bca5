"""A clock that a test moves: whoever waits on it is noted, and waits no real time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Seconds that pass only by waiting; as a function, the time."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        """Let so many seconds pass."""
        self.waits.append(seconds)
        self.now += seconds
        return False


@dataclass
class HeldClock(Clock):
    """A clock on which whoever waits stands still until the test lets him go on."""

    waiting: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, seconds: float) -> bool:
        """Say that somebody waits, and let the time pass when the test says so."""
        self.waits.append(seconds)
        until = self.now + seconds
        self.waiting.release()
        assert self.go.acquire(timeout=30)
        with self.lock:
            self.now = max(self.now, until)
        return False
