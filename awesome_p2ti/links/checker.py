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
from awesome_p2ti.links.matching.title_index import TitleIndex
from awesome_p2ti.links.models import Link, SiteRecord, Status, Verdict
from awesome_p2ti.links.scheduling.api_batches import ApiBatches
from awesome_p2ti.links.scheduling.archived_copies import ArchivedCopies
from awesome_p2ti.links.scheduling.host_health import HostHealth, OfflineError, is_network_down
from awesome_p2ti.links.scheduling.own_faults import OwnFaults
from awesome_p2ti.links.scheduling.page_task import PageTask
from awesome_p2ti.links.scheduling.resume import load_cached, prime_verifiers, store
from awesome_p2ti.links.scheduling.scheduler import Scheduler
from awesome_p2ti.links.scheduling.url_tasks import (
    UrlTask,
    api_denied_record,
    unasked_record,
    unresponsive_record,
    url_tasks,
)
from awesome_p2ti.links.verifiers.base import batched
from awesome_p2ti.links.website.page_checker import PageChecker
from awesome_p2ti.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.http.client import HttpClient
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
    http: HttpClient,
    verifiers: Sequence[Verifier],
    cache: Cache,
    *,
    titles: TitleIndex | None = None,
    fresh: bool = False,
    tick: Callable[[Run], None] | None = None,
) -> Result:
    """Check all links; raises ``OfflineError`` when nothing at all can be reached.

    ``titles`` are those of all works of the list, of which the links may be a part; by default
    those that the links name.
    """
    known = TitleIndex.from_links(links) if titles is None else titles
    run = Run(links, http, verifiers, cache, known, fresh=fresh)
    interrupted = False
    try:
        run.work((lambda: tick(run)) if tick else None)
    except KeyboardInterrupt:
        interrupted = True
    if not interrupted and is_network_down(run.records(), http):
        raise OfflineError
    return run.result(interrupted=interrupted)


class Run:
    """One run over a set of links."""

    def __init__(
        self,
        links: Sequence[Link],
        http: HttpClient,
        verifiers: Sequence[Verifier],
        cache: Cache,
        titles: TitleIndex,
        *,
        fresh: bool = False,
    ) -> None:
        self.http = http
        self.scheduler = Scheduler(
            http.rate_limiter, http.settings.threads, max_open=max_pools() // 2
        )
        self.fallbacks: Counter[str] = Counter()
        self.done = 0
        self._links = links
        self._page_checker = PageChecker(http)
        self._titles = titles
        self._faults = OwnFaults()
        self._verifiers = verifiers
        self._cache = cache
        self._lock = threading.Lock()
        self._copies = ArchivedCopies(http, self.scheduler, cache, self._faults)
        self.tasks = url_tasks(links)
        self._api_batches = ApiBatches(http, self._faults)
        self._host_health = HostHealth(http, len({a.host for a in self.tasks.values()}))
        if not fresh:
            days = http.settings.max_age_days
            load_cached(self.tasks.values(), cache, titles, self._faults, max_age_days=days)
            self.done = sum(a.cached for a in self.tasks.values())

    def records(self) -> list[SiteRecord]:
        """Return the records that this run's own requests brought."""
        return [a.record for a in self.tasks.values() if a.record and not a.cached]

    def work(self, tick: Callable[[], None] | None) -> None:
        """Ask for everything that the cache does not know."""
        prime_verifiers(self._verifiers, self.tasks.values(), self._faults)
        groups: dict[int, dict[str, list[UrlTask]]] = {}
        for task in self.tasks.values():
            if task.cached:
                continue
            with self._confined(task):
                place = self._verifier_of(task)
                if place is None:
                    self._schedule_page(PageTask(task))
                else:
                    number, ident = place
                    groups.setdefault(number, {}).setdefault(ident, []).append(task)
        for number, idents in groups.items():
            verifier = self._verifiers[number]
            for part in batched(list(idents), verifier.batch):
                self._schedule_batch(verifier, {i: idents[i] for i in part})
        self.scheduler.run(tick)

    def _confined(self, task: UrlTask) -> AbstractContextManager[None]:
        """Make an exception of our own code the verdict of the address that it comes of."""

        def settle(record: SiteRecord) -> None:
            if task.record is None:
                task.apply(record, self._titles)
                self._count_done()

        return self._faults.confined(settle)

    def _count_done(self) -> None:
        with self._lock:
            self.done += 1

    def _verifier_of(self, task: UrlTask) -> tuple[int, str] | None:
        if task.fragments:
            return None  # only the page can tell whether it has them
        for number, verifier in enumerate(self._verifiers):
            ident = verifier.identify(task.url)
            if ident is not None:
                return number, ident
        return None

    def _schedule_batch(self, verifier: Verifier, idents: dict[str, list[UrlTask]]) -> None:
        self._api_batches.announce(verifier)
        self.scheduler.add(verifier.host, lambda: self._run_batch(verifier, idents))

    def _run_batch(self, verifier: Verifier, idents: dict[str, list[UrlTask]]) -> None:
        """Ask a site's interface for a batch; what it cannot decide is looked at as a page."""
        batch = self._api_batches.run(verifier, idents)
        self._host_health.record_api(answered=bool(batch.records))
        for ident, addresses in batch.idents.items():
            self._apply_batch(verifier, ident, addresses, batch.records.get(ident))
        if batch.rest:
            self._schedule_batch(verifier, {})

    def _apply_batch(
        self, verifier: Verifier, ident: str, addresses: list[UrlTask], record: SiteRecord | None
    ) -> None:
        """Settle what the interface decided; look at the page of what it did not."""
        for number, task in enumerate(addresses):
            with self._confined(task):
                if record is not None:
                    share = record.requests if number == 0 else 0.0
                    self._settle(task, replace(record, requests=share))
                elif ident in verifier.denied_ids and task.last_failure is Status.GONE:
                    self._settle(task, api_denied_record(verifier.name))
                else:
                    self.fallbacks[verifier.name] += ident not in verifier.denied_ids
                    self._schedule_page(PageTask(task, verifier, ident))

    def _schedule_page(self, page_task: PageTask, after: float = 0.0) -> None:
        if page_task.host:
            self.scheduler.add(page_task.host, lambda: self._run_page(page_task), after=after)
            return
        self._settle(page_task.task, unasked_record(page_task.task.url))

    def _run_page(self, page_task: PageTask) -> None:
        with self._confined(page_task.task):
            self._look_at_page(page_task)

    def _look_at_page(self, page_task: PageTask) -> None:
        """Look at a page, unless its host is known to be silent."""
        task, settings = page_task.task, self.http.settings
        slot = self.http.rate_limiter.slot(page_task.host)
        silence = self._host_health.failed_tries(slot)
        if silence >= 2 or (silence and task.last_failure is Status.UNREACHABLE):
            task.attempts = settings.attempts
            self._settle(task, unresponsive_record(slot.name))
            return
        if silence == 1 and task.attempts == 0:
            task.attempts = 1
            self._schedule_page(page_task, after=settings.retry_pause)
            return
        record = page_task.run(self._page_checker)
        if self._host_health.record_page(page_task.host, slot, record):
            raise OfflineError
        record = page_task.checked_for_catch_all(
            self._page_checker, page_task.drop_own_redirect(record), self._titles
        )
        if task.should_retry(record, settings):
            self._schedule_retry(page_task, record)
        else:
            self._settle(task, self._host_health.confirm_nxdomain(record))

    def _schedule_retry(self, page_task: PageTask, record: SiteRecord) -> None:
        """Try later what failed for now, and longer after each failure."""
        task, settings = page_task.task, self.http.settings
        task.requests += record.requests
        task.seconds += record.seconds
        if record.network:
            self.http.guard.evict(page_task.host)
        self._schedule_page(page_task, after=settings.retry_pause * 4 ** (task.attempts - 1))

    def _settle(self, task: UrlTask, record: SiteRecord) -> None:
        """Keep what an address turned out to be."""
        task.apply(record, self._titles)
        self._count_done()
        store(self._cache, task, record)
        if record.status is Status.GONE and not task.archive:
            self._copies.look_up_later(task)

    def result(self, *, interrupted: bool) -> Result:
        """Return all that is known, in the order of the links."""
        verdicts, unchecked = [], []
        for link in self._links:
            task = self.tasks[canonical_url(link.url)]
            verdict = task.verdicts.get(link.url)
            if verdict is None:
                unchecked.append(link)
                continue
            archive = task.archive if verdict.status is Status.GONE else ""
            verdicts.append(replace(verdict, archive=archive))
        counts, faults = dict(self.http.counts), self._faults.exceptions
        return Result(verdicts, unchecked, counts, self.fallbacks, interrupted, faults)
