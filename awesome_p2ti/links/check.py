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

from awesome_p2ti.addresses import split
from awesome_p2ti.links.crew import Crew
from awesome_p2ti.links.faults import Why
from awesome_p2ti.links.judge import opinion
from awesome_p2ti.links.known import Known
from awesome_p2ti.links.model import Link, Record, Status, Verdict, Verifier
from awesome_p2ti.links.offline import seems_offline
from awesome_p2ti.links.plan import Address, denied_record, plan, silent_record
from awesome_p2ti.links.records import ABSENT
from awesome_p2ti.links.sites import is_deep
from awesome_p2ti.links.verifiers import wayback
from awesome_p2ti.links.verifiers.base import chunks
from awesome_p2ti.links.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.http import Http
    from awesome_p2ti.links.reply import Reply

SHORT_PATIENCE = 0.8  # seconds, for a host that a run of today found silent
MAX_DOWN = 2  # lookups without any answer after which an interface is left alone
SILENT = frozenset({Status.UNREACHABLE})
FEW_DEAF, MANY_DEAF = 8, 16  # so many hosts out of reach, and none heard: is there a network?


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
        self.crew = Crew(http.manners, http.settings.threads)
        self.fallbacks: Counter[str] = Counter()
        self.done = 0
        self._links = links
        self._web = Web(http)
        self._known = Known.of(links)
        self._verifiers = verifiers
        self._cache = cache
        self._lock = threading.Lock()
        self._suggestions = http.settings.suggestions
        self._down: Counter[str] = Counter()  # lookups in a row that brought nothing, by verifier
        self._batches: Counter[str] = Counter()  # lookups still to come, by verifier
        self._aside: dict[str, dict[str, list[Address]]] = {}  # what the last of them decides
        self._silent: Counter[str] = Counter()  # tries that a silent host has had, by lane
        self.addresses = plan(links)
        self._heard = False  # whether any host at all has answered
        self._living = ""  # a host that has
        self._deaf: set[str] = set()  # hosts that could not be reached before any answered
        hosts = len({a.host for a in self.addresses.values()})
        self._many = min(MANY_DEAF, max(FEW_DEAF, hosts // 3))
        self._load(fresh=fresh)

    def records(self) -> list[Record]:
        """Return the records that this run's own requests brought."""
        return [a.record for a in self.addresses.values() if a.record and not a.cached]

    def _recall(self) -> None:
        """Tell the verifiers what earlier runs learnt."""
        for number, verifier in enumerate(self._verifiers):
            good: list[str] = []
            gone: list[str] = []
            for address in self.addresses.values():
                if not (address.cached or address.prior is Status.GONE):
                    continue
                ident = verifier.identify(address.url)
                if ident is not None:
                    (good if address.cached else gone).append(ident)
            self._verifiers[number].recall(good, gone)

    def _load(self, *, fresh: bool) -> None:
        settings = self.http.settings
        known = {} if fresh else self._cache.load(settings.max_age_days * 86400)
        failed = {} if fresh else self._cache.failures()
        for address in self.addresses.values():
            record = known.get(address.url)
            if record and set(address.fragments) <= {*record.fragments, *record.missing}:
                address.cached = True
                address.keep(record, self._known)
                self.done += 1
            elif address.url in failed:
                address.prior, address.archive = failed[address.url]

    def work(self, tick: Callable[[], None] | None) -> None:
        """Ask for everything that the cache does not know."""
        self._recall()
        groups: dict[int, dict[str, list[Address]]] = {}
        for address in self.addresses.values():
            if address.cached:
                continue
            place = self._place(address)
            if place is None:
                self._look_later(address)
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
        with self._lock:
            self._batches[verifier.name] += 1
        self.crew.add(verifier.host, lambda: self._ask(verifier, idents))

    def _ask(self, verifier: Verifier, idents: dict[str, list[Address]]) -> None:
        """Ask a site's interface for a batch; what it cannot decide is looked at as a page."""
        aside = self._aside.setdefault(verifier.name, {})
        with self._lock:
            verifier.more = more = self._batches[verifier.name] > 1
        down = self._down[verifier.name] >= MAX_DOWN
        records = {} if down else verifier.lookup(self.http, list(idents))
        if verifier.has_interface and not down and idents:
            decided = bool(records) or any(i in verifier.denied for i in idents)
            self._down[verifier.name] = 0 if decided else self._down[verifier.name] + 1
        self._heard |= bool(records)
        waiting = {i for i in idents if i in verifier.waiting and not down}
        with self._lock:
            self._batches[verifier.name] -= 1
            last = self._batches[verifier.name] == 0
            if more:
                aside.update((i, idents[i]) for i in waiting)
            else:
                idents = idents | aside
                aside.clear()
        for ident, addresses in idents.items():
            if not (more and ident in waiting):
                self._decide(verifier, ident, addresses, records.get(ident))
        if last and aside:
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
                self._look_later(address, verifier, ident)

    def _look_later(
        self,
        address: Address,
        verifier: Verifier | None = None,
        ident: str = "",
        after: float = 0.0,
    ) -> None:
        page = verifier.page(ident) if verifier else ""
        parts = split(page) if page else None
        host = (parts.hostname or "") if parts else address.host
        if not host or not address.url.lower().startswith(("http://", "https://")):
            detail = "only http and https addresses are asked"
            self._settle(address, Record(status=Status.REFUSED, detail=detail))
            return
        work = lambda: self._look(address, verifier, ident, page, host)  # noqa: E731
        self.crew.add(host, work, after=after)

    def _look(
        self, address: Address, verifier: Verifier | None, ident: str, page: str, host: str
    ) -> None:
        """Look at a page, unless its host is known to be silent."""
        lane = self.http.manners.lane(host)
        silent = self._silent[lane.name] if not lane.answered else 0
        if silent >= 2 or (silent and address.prior in SILENT):
            address.attempts = self.http.settings.attempts
            self._settle(address, silent_record(lane.name))
            return
        if silent == 1 and address.attempts == 0:
            address.attempts = 1
            self._look_later(address, verifier, ident, after=self.http.settings.retry_pause)
            return

        def read(reply: Reply) -> Record | None:
            return verifier.read(ident, reply) if verifier else None

        record = self._web.look(
            page or address.url,
            fragments=address.fragments,
            timeout=self._patience(address),
            max_bytes=verifier.page_bytes if verifier else 0,
            reader=read if verifier else None,
            absent=verifier.absent if verifier else ABSENT,
            sure=address.prior is Status.GONE or bool(verifier and ident in verifier.denied),
        )
        address.attempts += 1
        self._notice(host, record)
        if not lane.answered and record.network and record.status in SILENT:
            self._silent[lane.name] += 1
        if page and record.moved_to:  # the page we chose to ask is not the address of the list
            status = Status.OK if record.status is Status.MOVED else record.status
            record = replace(record, moved_to="", permanent=False, status=status)
        record = self._probed(address, record)
        if self._again(address, record):
            address.requests += record.requests
            address.seconds += record.seconds
            if record.network:
                self.http.guard.forget(host)
            pause = self.http.settings.retry_pause * 4 ** (address.attempts - 1)
            self._look_later(address, verifier, ident, after=pause)
            return
        self._settle(address, self._named(record))

    def _named(self, record: Record) -> Record:
        """Believe that a name does not exist only while the resolver finds one that does."""
        if Why.NO_SUCH_NAME.value not in record.evidence or not self._living:
            return record
        try:
            self.http.guard.resolve(self._living, 443)
        except OSError:
            detail = f"no name can be looked up any more, not even {self._living}"
            return replace(record, status=Status.UNREACHABLE, detail=detail)
        return record

    def _notice(self, host: str, record: Record) -> None:
        """Stop as soon as it is plain that it is us who cannot be reached, not every link."""
        with self._lock:
            if not record.network and record.status is not Status.REFUSED:
                self._heard, self._living = True, host
            if self._heard or not record.network:
                return
            self._deaf.add(host)
            if len(self._deaf) != self._many:
                return
        if seems_offline([record], self.http):
            raise OfflineError

    def _patience(self, address: Address) -> float:
        settings = self.http.settings
        if address.prior in SILENT:
            return min(SHORT_PATIENCE, settings.timeout)
        return settings.timeout if address.attempts == 0 else settings.retry_timeout

    def _again(self, address: Address, record: Record) -> bool:
        """Say whether a failure is worth another attempt."""
        if not record.passing or address.prior is record.status:
            return False
        twice = record.network or record.status is Status.WRONG
        limit = 2 if twice else self.http.settings.attempts
        return address.attempts < limit

    def _probed(self, address: Address, record: Record) -> Record:
        """Where nothing on a page names the work, see whether its host says that of anything."""
        if record.status not in {Status.OK, Status.MOVED} or not is_deep(address.url):
            return record
        doubts = [
            opinion(use, record, self._known).doubt for link in address.links for use in link.uses
        ]
        if not doubts or not all(doubts) or not self._web.probes.same_for_any(address.url, record):
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
        if not record.network or record.status is Status.GONE:
            self._cache.put(address.url, record, address.archive)
        elif record.status is Status.UNREACHABLE:
            self._cache.put(address.url, record)
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
