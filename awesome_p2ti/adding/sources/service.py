"""A service: how it is asked for papers by their ids, one at a time or many, and what it answers.

A reply is checked to be the thing that was asked for; whatever else comes is a failure with its
reason, never facts. What a service plainly denies is kept apart from what it does not answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.refusals import refusal_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.links.heuristics.refusals import Form
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.paper_facts import PaperFacts

MAX_REPLY = 8 * 1024 * 1024  # bytes of a reply on many papers
_LISTABLE = re.compile(r"[A-Za-z0-9._;()/-]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said of the ids that it was asked for."""

    source: str
    facts: dict[str, PaperFacts] = field(default_factory=dict)
    denied: frozenset[str] = frozenset()
    """The ids that it knows not to exist."""
    failure: str = ""
    """Why it said nothing of the others, if it did not."""
    requests: int = 0
    silent: bool = False
    """Whether its host said nothing at all."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service as people know it, and how many ids one request to it may carry."""

    name: str
    ask: Callable[[HttpClient, Sequence[str]], Answer]
    batch: int = 1

    def batches(self, ids: Sequence[str]) -> list[Sequence[str]]:
        """Cut ids into pieces of which each is one request; what no list may hold goes alone."""
        plain = [i for i in dict.fromkeys(ids) if _LISTABLE.fullmatch(i)]
        alone = [[i] for i in dict.fromkeys(ids) if not _LISTABLE.fullmatch(i)]
        return [*(plain[n : n + self.batch] for n in range(0, len(plain), self.batch)), *alone]


def request(
    http: HttpClient, url: str, form: Form, max_bytes: int = 0, **headers: str
) -> tuple[Response, str]:
    """Request a URL; return the response, and why it is no answer."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    response = http.get(url, headers=named, max_bytes=max_bytes)
    return response, refusal_in(response, form)


def failed(source: str, response: Response, why: str, requests: int = 0) -> Answer:
    """Return the answer of a service that said nothing of use, and why."""
    silent = response.error is not None and not response.status
    return Answer(source, failure=why, requests=requests or response.requests, silent=silent)
