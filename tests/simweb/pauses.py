"""Hosts that ask for patience: they refuse until a pause is over, and note who comes too early."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING

from tests.simweb.wire import Reply, Request, html

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.world import Handler

FOR_EVER = 1_000_000
UNDER_WAY = 1.0  # seconds in which a request may have been sent before the refusal arrived


@dataclass
class Pause:
    """Answers `refusal(seconds left)` for `seconds` after the first request, `times` over.

    A request within the pause is refused again and counts as `early` in the meter of its host.
    """

    seconds: float
    refusal: Callable[[float], Reply]
    then: Handler
    times: int = 1
    opens: float = -1.0
    begun: float = -1.0
    refused: int = 0

    def __call__(self, request: Request) -> Reply:
        """Answer a request now."""
        now = time.monotonic()
        if now < self.opens:
            reply = self.refusal(self.opens - now)
            reply.over = "early" if now - self.begun > UNDER_WAY else ""
            return reply
        if self.refused >= self.times:
            return self.then(request)
        self.refused += 1
        self.begun, self.opens = now, now + self.seconds
        return self.refusal(self.seconds)


def in_seconds(status: int = 429) -> Callable[[float], Reply]:
    """A refusal with Retry-After in seconds."""
    return lambda left: html("<title>Later</title>", status, Retry_After=str(_whole(left)))


def at_a_date(status: int = 429) -> Callable[[float], Reply]:
    """A refusal with Retry-After as a date, which is never before the end of the pause."""

    def refuse(left: float) -> Reply:
        date = formatdate(_whole(time.time() + left), usegmt=True)
        return html("<title>Later</title>", status, Retry_After=date)

    return refuse


def _whole(seconds: float) -> int:
    """Whole seconds, rounded up."""
    return int(seconds) + (seconds > int(seconds))
