"""check_links: all addresses of all links, each asked once, to verdicts. Read this one first.

Distinct addresses go to the verifier that knows their site, in batches, or are looked at as pages.
What fails for now is tried again at the end; what is learnt goes into the cache at once.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from awesome_p2ti.links.crew import Crew
from awesome_p2ti.links.hearing import Hearing
from awesome_p2ti.links.judge import in_doubt
from awesome_p2ti.links.known import Known
from awesome_p2ti.links.look import Look
from awesome_p2ti.links.lookups import Lookups
from awesome_p2ti.links.memory import keep, remember, tell
from awesome_p2ti.links.model import Link, Record, Status, Verdict, Verifier
from awesome_p2ti.links.offline import seems_offline
from awesome_p2ti.links.plan import Address, denied_record, plan, silent_record
from awesome_p2ti.links.sites import is_deep
from awesome_p2ti.links.transport import max_pools
from awesome_p2ti.links.verifiers import wayback
from awesome_p2ti.links.verifiers.base import chunks
from awesome_p2ti.links.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.http import Http


class OfflineError(Exception):
    """Nothing at all could be reached: it is us, not the links."""


@dataclass(slots=True)
class Result:
    """What a run found."""

    verdicts: list[Verdict]
    unchecked: list[Link]
    requests: dict[str, int]
    fallbacks: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False


def check_links(
    links: Sequence[Link],
    http: Http,
    verifiers: Sequence[Verifier],
    cache: Cache,
    *,
    fresh: bool = False,
    tick: Callable[[Run], None] | None = None,
) -> Result:
    """Check all links; raises ``OfflineError`` when nothing at all can be reached."""
    run = Run(links, http, verifiers, cache, fresh=fresh)
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
        *,
        fresh: bool = False,
    ) -> None:
        self.http = http
        self.crew = Crew(http.manners, http.settings.threads, max_open=max_pools() // 2)
        self.fallbacks: Counter[str] = Counter()
        self.done = 0
        self._links = links
        self._web = Web(http)
        self._known = Known.of(links)
        self._verifiers = verifiers
        self._cache = cache
        self._lock = threading.Lock()
        self._suggestions = http.settings.suggestions
        self.addresses = plan(links)
        self._lookups = Lookups(http)
        self._hearing = Hearing(http, len({a.host for a in self.addresses.values()}))
        if not fresh:
            days = http.settings.max_age_days
            self.done = remember(self.addresses.values(), cache, self._known, max_age_days=days)

    def records(self) -> list[Record]:
        """Return the records that this run's own requests brought."""
        return [a.record for a in self.addresses.values() if a.record and not a.cached]

    def work(self, tick: Callable[[], None] | None) -> None:
        """Ask for everything that the cache does not know."""
        tell(self._verifiers, self.addresses.values())
        groups: dict[int, dict[str, list[Address]]] = {}
        for address in self.addresses.values():
            if address.cached:
                continue
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
        detail = "only http and https addresses are asked"
        self._settle(look.address, Record(status=Status.REFUSED, detail=detail))

    def _look(self, look: Look) -> None:
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
        record = self._probed(address, look.as_listed(record))
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

    def _probed(self, address: Address, record: Record) -> Record:
        """Where nothing on a page names the work, see whether its host says that of anything."""
        if record.status not in {Status.OK, Status.MOVED} or not is_deep(address.url):
            return record
        if not in_doubt(address.links, record, self._known):
            return record
        if not self._web.probes.same_for_any(address.url, record):
            return record
        return replace(
            record,
            status=Status.WRONG,
            by_page=True,
            detail="its host gives this page for any address",
            evidence=("an address of that host that cannot exist answers the same",),
        )

    def _settle(self, address: Address, record: Record) -> None:
        """Keep what an address turned out to be."""
        address.keep(record, self._known)
        with self._lock:
            self.done += 1
        keep(self._cache, address, record)
        if record.status is Status.GONE and not address.archive:
            self._suggest_later(address)

    def _suggest_later(self, address: Address) -> None:
        with self._lock:
            if self._suggestions <= 0 or address.prior is Status.GONE:
                return
            self._suggestions -= 1

        def suggest() -> None:
            address.archive = wayback.snapshot(self.http, address.url)
            if address.archive and address.record is not None:
                self._cache.put(address.url, address.record, address.archive)

        self.crew.add(wayback.HOST, suggest)

    def result(self, *, interrupted: bool) -> Result:
        """Return all that is known, in the order of the links."""
        verdicts, unchecked = [], []
        for link in self._links:
            address = self.addresses[urldefrag(link.url).url]
            verdict = address.verdicts.get(link.url)
            if verdict is None:
                unchecked.append(link)
                continue
            archive = address.archive if verdict.status is Status.GONE else ""
            verdicts.append(replace(verdict, archive=archive))
        return Result(verdicts, unchecked, dict(self.http.counts), self.fallbacks, interrupted)
