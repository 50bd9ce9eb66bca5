"""Requests whole lists of proceedings, one after another at a host and the hosts side by side."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from awesome_p2ti.adding.sources.jobs import Job, Jobs
from awesome_p2ti.links.heuristics.refusals import refusal_in
from awesome_p2ti.links.replies.proceedings import read_list
from awesome_p2ti.schema.field_types import venue_parts
from awesome_p2ti.schema.venues.names import venue_key
from awesome_p2ti.schema.venues.stated import read_venue
from awesome_p2ti.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.enriching.proceedings import ListPage
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.paper_facts import PaperFacts
    from awesome_p2ti.links.settings import LinkSettings

MAX_LIST = 48 * 1024 * 1024
"""Bytes of a list: ECVA's, of all years, is the longest."""
SECONDS = 60.0
"""How long one list may take to come."""
TOGETHER = 900.0
"""How long all lists may take."""
_ABSENT = frozenset({404, 410})


@dataclass(slots=True)
class Outcome:
    """What became of the requests: failures, and lists that are not there yet, as sentences."""

    read: int = 0
    failures: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def settings_for_lists(settings: LinkSettings) -> LinkSettings:
    """Return settings with which a long page has the time to come."""
    return replace(settings, timeout=max(settings.timeout, SECONDS), body_timeout=SECONDS)


def read_lists(
    pages: Sequence[ListPage],
    http: HttpClient,
    take: Callable[[str, PaperFacts], None],
    names: frozenset[str],
    year: int,
) -> Outcome:
    """Request every list, and hand each paper with its venue to ``take``; none is kept.

    ``names`` are the venues of the list, ``year`` is the present one: a list of this year or of
    the last may not be there yet.
    """
    outcome = Outcome()
    jobs = Jobs(time.monotonic() + TOGETHER, time.monotonic)

    def done(page: ListPage, answer: _Answer) -> None:
        if answer.silent:
            jobs.silent.add(host_of(page.url))
        if answer.absent and page.newest >= year - 1:
            newest = max(page.venues)
            outcome.absent.append(f"the list of {newest} is not there yet ({page.url})")
        elif answer.failure:
            missed(page, answer.failure)
        else:
            outcome.read += 1
        for venue, facts in answer.papers:
            take(venue, facts)

    def missed(page: ListPage, why: str) -> None:
        outcome.failures.append(f"{page.name} was not read: {why} ({page.url})")

    jobs.do(
        [
            Job(
                host_of(page.url),
                partial(_ask, http, page, names),
                partial(done, page),
                partial(missed, page),
            )
            for page in pages
        ]
    )
    return outcome


@dataclass(frozen=True, slots=True)
class _Answer:
    papers: tuple[tuple[str, PaperFacts], ...] = ()
    failure: str = ""
    absent: bool = False
    silent: bool = False


def _ask(http: HttpClient, page: ListPage, names: frozenset[str]) -> _Answer:
    response = http.get(page.url, max_bytes=MAX_LIST)
    if response.error is None and response.status in _ABSENT:
        return _Answer(failure=f"{response.status}: it is not there", absent=True)
    if why := refusal_in(response, "html"):
        return _Answer(failure=why, silent=response.error is not None and not response.status)
    listed = read_list(response.text(), response.final_url)
    venue_of = _Venues(page, names)
    papers = tuple((venue, facts) for facts in listed if (venue := venue_of(facts.venue)))
    missing = sorted(page.venues - {venue for venue, _ in papers})
    why = f"it holds no paper of {' and '.join(missing)}" if missing else ""
    later = missing == [max(page.venues)] and venue_of.knows_series
    return _Answer(papers, why if listed else "it is no such list", absent=later)


class _Venues:
    """Tells which of the page's own venues a paper's is, however the list writes it."""

    def __init__(self, page: ListPage, names: frozenset[str]) -> None:
        self._by_key = {venue_key(venue): venue for venue in page.venues}
        self._names = names
        self._known: dict[str, str] = {}
        self.knows_series = False
        """Whether a paper is of such a conference, of these years or others."""

    def __call__(self, written: str) -> str:
        if written not in self._known:
            venue = self._by_key.get(venue_key(written), "")
            stated = venue or read_venue(written, self._names).venue
            self._known[written] = self._by_key.get(venue_key(stated), "")
            name = venue_parts(stated)[0]
            self.knows_series |= any(name == venue_parts(v)[0] for v in self._by_key.values())
        return self._known[written]
