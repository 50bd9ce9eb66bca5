"""A clock that a test moves: waits are recorded, and take no real time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Clock:
    """A clock on which time passes only by waiting; call it for the time in seconds."""

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
    """A clock on which each wait lasts until the test releases it."""

    waiting: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    released: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, seconds: float) -> bool:
        """Signal the wait, and let the time pass when the test releases it."""
        self.waits.append(seconds)
        until = self.now + seconds
        self.waiting.release()
        assert self.released.acquire(timeout=30)
        with self.lock:
            self.now = max(self.now, until)
        return False
