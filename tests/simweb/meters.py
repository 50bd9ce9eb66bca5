"""How politely a host was asked: what is counted, and what is over its limit."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limit:
    """What a host bears: requests at once, requests a second, and a pause between two of them."""

    at_once: int = 8
    per_second: float = 10.0
    burst: int = 20
    pause: float = 0.0
    connections: int = 0  # open at once; 0: nobody counts


@dataclass(slots=True)
class Meter:
    """Watches one host."""

    limit: Limit
    tokens: float = -1.0
    last: float = 0.0
    started: float = -1e9
    running: int = 0
    requests: int = 0
    most_at_once: int = 0
    open: int = 0
    most_open: int = 0
    over: dict[str, int] = field(default_factory=dict)

    def enter(self, now: float) -> str:
        """Count a request; the answer names the limit that it breaks, or is empty."""
        limit = self.limit
        if self.tokens < 0:
            self.tokens, self.last = float(limit.burst), now
        self.tokens = min(limit.burst, self.tokens + (now - self.last) * limit.per_second)
        waited = now - self.started
        self.last = self.started = now
        self.requests += 1
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        reason = ""
        if self.running > limit.at_once:
            reason = "at-once"
        elif waited < limit.pause:
            reason = "pause"
        elif self.tokens < 1:
            reason = "rate"
        else:
            self.tokens -= 1
        if reason:
            self.over[reason] = self.over.get(reason, 0) + 1
        return reason

    def leave(self) -> None:
        """A request was answered."""
        self.running -= 1

    def connect(self) -> None:
        """A connection was opened for this host."""
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        if self.limit.connections and self.open > self.limit.connections:
            self.over["connections"] = self.over.get("connections", 0) + 1
