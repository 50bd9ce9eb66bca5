"""check_links: all addresses of all links, each asked once, to verdicts. Read this one first.

Distinct addresses go to the verifier that knows their site, in batches, or are looked at as pages.
What fails for now is tried again at the end; what is learnt goes into the cache at once.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.connections import max_pools
from awesome_p2ti.links.matching.title_index import Known
from awesome_p2ti.links.models import Link, Record, Status, Verdict
from awesome_p2ti.links.scheduling.api_batches import Lookups
from awesome_p2ti.links.scheduling.archived_copies import ArchivedCopies
from awesome_p2ti.links.scheduling.host_health import Hearing, OfflineError, seems_offline
from awesome_p2ti.links.scheduling.own_faults import OwnFaults
from awesome_p2ti.links.scheduling.page_task import Look
from awesome_p2ti.links.scheduling.resume import keep, remember, tell
from awesome_p2ti.links.scheduling.scheduler import Crew
from awesome_p2ti.links.scheduling.url_tasks import (
    Address,
    denied_record,
    plan,
    silent_record,
    unasked_record,
)
from awesome_p2ti.links.verifiers.base import chunks
from awesome_p2ti.links.website.page_checker import Web
from awesome_p2ti.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.http.client import Http
    from awesome_p2ti.links.verifiers.base import Verifier


@dataclass(slots=True)
class Result:
    """What a run found."""

    verdicts: list[Verdict]
    unchecked: list[Link]
    requests: dict[str, int]
    fallbacks: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False
    faults: list[Exception] = field(default_factory=list)
    """What our own code raised: each is the verdict of what it came of."""


def check_links(
    links: Sequence[Link],
    http: Http,
    verifiers: Sequence[Verifier],
    cache: Cache,
    *,
    titles: Known | None = None,
    fresh: bool = False,
    tick: Callable[[Run], None] | None = None,
) -> Result:
    """Check all links; raises ``OfflineError`` when nothing at all can be reached.

    ``titles`` are those of all works of the list, of which the links may be a part; by default
    those that the links name.
    """
    known = Known.of(links) if titles is None else titles
    run = Run(links, http, verifiers, cache, known, fresh=fresh)
    interrupted = False
    try:
        run.work((lambda: tick(run)) if tick else None)
    except KeyboardInterrupt:
        interrupted = True
    if not interrupted and seems_offline(run.records(), http):
        raise OfflineError
    return run.result(interrupted=interrupted)


class Run:
    """One run over a set of links."""

    def __init__(
        self,
        links: Sequence[Link],
        http: Http,
        verifiers: Sequence[Verifier],
        cache: Cache,
        known: Known,
        *,
        fresh: bool = False,
    ) -> None:
        self.http = http
        self.crew = Crew(http.manners, http.settings.threads, max_open=max_pools() // 2)
        self.fallbacks: Counter[str] = Counter()
        self.done = 0
        self._links = links
        self._web = Web(http)
        self._known = known
        self._faults = OwnFaults()
        self._verifiers = verifiers
        self._cache = cache
        self._lock = threading.Lock()
        self._copies = ArchivedCopies(http, self.crew, cache, self._faults)
        self.addresses = plan(links)
        self._lookups = Lookups(http, self._faults)
        self._hearing = Hearing(http, len({a.host for a in self.addresses.values()}))
        if not fresh:
            days = http.settings.max_age_days
            remember(self.addresses.values(), cache, known, self._faults, max_age_days=days)
            self.done = sum(a.cached for a in self.addresses.values())

    def records(self) -> list[Record]:
        """Return the records that this run's own requests brought."""
        return [a.record for a in self.addresses.values() if a.record and not a.cached]

    def work(self, tick: Callable[[], None] | None) -> None:
        """Ask for everything that the cache does not know."""
        tell(self._verifiers, self.addresses.values(), self._faults)
        groups: dict[int, dict[str, list[Address]]] = {}
        for address in self.addresses.values():
            if address.cached:
                continue
            with self._confined(address):
                place = self._place(address)
                if place is None:
                    self._look_later(Look(address))
                else:
                    number, ident = place
                    groups.setdefault(number, {}).setdefault(ident, []).append(address)
        for number, idents in groups.items():
            verifier = self._verifiers[number]
            for part in chunks(list(idents), verifier.batch):
                self._ask_later(verifier, {i: idents[i] for i in part})
        self.crew.run(tick)

    def _confined(self, address: Address) -> AbstractContextManager[None]:
        """Make an exception of our own code the verdict of the address that it comes of."""

        def settle(record: Record) -> None:
            if address.record is None:
                address.keep(record, self._known)
                self._count_done()

        return self._faults.confined(settle)

    def _count_done(self) -> None:
        with self._lock:
            self.done += 1

    def _place(self, address: Address) -> tuple[int, str] | None:
        if address.fragments:
            return None  # only the page can tell whether it has them
        for number, verifier in enumerate(self._verifiers):
            ident = verifier.identify(address.url)
            if ident is not None:
                return number, ident
        return None

    def _ask_later(self, verifier: Verifier, idents: dict[str, list[Address]]) -> None:
        self._lookups.expect(verifier)
        self.crew.add(verifier.host, lambda: self._ask(verifier, idents))

    def _ask(self, verifier: Verifier, idents: dict[str, list[Address]]) -> None:
        """Ask a site's interface for a batch; what it cannot decide is looked at as a page."""
        batch = self._lookups.ask(verifier, idents)
        self._hearing.interface(answered=bool(batch.records))
        for ident, addresses in batch.idents.items():
            self._decide(verifier, ident, addresses, batch.records.get(ident))
        if batch.rest:
            self._ask_later(verifier, {})

    def _decide(
        self, verifier: Verifier, ident: str, addresses: list[Address], record: Record | None
    ) -> None:
        """Settle what the interface decided; look at the page of what it did not."""
        for number, address in enumerate(addresses):
            with self._confined(address):
                if record is not None:
                    share = record.requests if number == 0 else 0.0
                    self._settle(address, replace(record, requests=share))
                elif ident in verifier.denied and address.prior is Status.GONE:
                    self._settle(address, denied_record(verifier.name))
                else:
                    self.fallbacks[verifier.name] += ident not in verifier.denied
                    self._look_later(Look(address, verifier, ident))

    def _look_later(self, look: Look, after: float = 0.0) -> None:
        if look.host:
            self.crew.add(look.host, lambda: self._look(look), after=after)
            return
        self._settle(look.address, unasked_record(look.address.url))

    def _look(self, look: Look) -> None:
        with self._confined(look.address):
            self._look_at_page(look)

    def _look_at_page(self, look: Look) -> None:
        """Look at a page, unless its host is known to be silent."""
        address, settings = look.address, self.http.settings
        lane = self.http.manners.lane(look.host)
        silence = self._hearing.silence(lane)
        if silence >= 2 or (silence and address.prior is Status.UNREACHABLE):
            address.attempts = settings.attempts
            self._settle(address, silent_record(lane.name))
            return
        if silence == 1 and address.attempts == 0:
            address.attempts = 1
            self._look_later(look, after=settings.retry_pause)
            return
        record = look.at(self._web)
        if self._hearing.page(look.host, lane, record):
            raise OfflineError
        record = look.probed(self._web, look.as_listed(record), self._known)
        if address.again(record, settings):
            self._look_again(look, record)
        else:
            self._settle(address, self._hearing.believed(record))

    def _look_again(self, look: Look, record: Record) -> None:
        """Try later what failed for now, and longer after each failure."""
        address, settings = look.address, self.http.settings
        address.requests += record.requests
        address.seconds += record.seconds
        if record.network:
            self.http.guard.forget(look.host)
        self._look_later(look, after=settings.retry_pause * 4 ** (address.attempts - 1))

    def _settle(self, address: Address, record: Record) -> None:
        """Keep what an address turned out to be."""
        address.keep(record, self._known)
        self._count_done()
        keep(self._cache, address, record)
        if record.status is Status.GONE and not address.archive:
            self._copies.look_up_later(address)

    def result(self, *, interrupted: bool) -> Result:
        """Return all that is known, in the order of the links."""
        verdicts, unchecked = [], []
        for link in self._links:
            address = self.addresses[canonical_url(link.url)]
            verdict = address.verdicts.get(link.url)
            if verdict is None:
                unchecked.append(link)
                continue
            archive = address.archive if verdict.status is Status.GONE else ""
            verdicts.append(replace(verdict, archive=archive))
        counts, faults = dict(self.http.counts), self._faults.exceptions
        return Result(verdicts, unchecked, counts, self.fallbacks, interrupted, faults)
