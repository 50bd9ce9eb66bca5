"""check_links: from links to verdicts. Read this one first, top down.

Links become one task a URL. What the cache knows is judged at once. A URL of a site that has a
verifier is looked up there in batches, any other is fetched as a page; the scheduler says which
host is next. Each way ends in a SiteRecord, by which the links' verdicts are judged, and which goes
into the cache at once. What may be a transient failure is retried at the end.
"""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.connections import max_pools
from awesome_p2ti.links.matching.title_index import TitleIndex
from awesome_p2ti.links.models import Link, SiteRecord, Status, Verdict
from awesome_p2ti.links.scheduling.api_batches import ApiBatches
from awesome_p2ti.links.scheduling.archived_copies import ArchivedCopies
from awesome_p2ti.links.scheduling.host_health import HostHealth, OfflineError, is_network_down
from awesome_p2ti.links.scheduling.own_faults import ENDS_A_RUN, OwnFaults
from awesome_p2ti.links.scheduling.page_task import PageTask
from awesome_p2ti.links.scheduling.resume import load_cached, store
from awesome_p2ti.links.scheduling.scheduler import Scheduler
from awesome_p2ti.links.scheduling.url_tasks import (
    UrlTask,
    api_denied_record,
    unrequestable_record,
    unresponsive_record,
    url_tasks,
)
from awesome_p2ti.links.website.page_checker import PageChecker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.verifiers.base import Lookup, SiteVerifier


@dataclass(slots=True)
class Result:
    """What a run found."""

    verdicts: list[Verdict]
    unchecked: list[Link]
    requests: dict[str, int]
    fallbacks: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False
    ended_by: KeyboardInterrupt | None = None
    """What ended an interrupted run."""
    faults: list[Exception] = field(default_factory=list)
    """What our own code raised: each is the verdict of the URL over which it came."""


def check_links(
    links: Sequence[Link],
    http: HttpClient,
    verifiers: Mapping[str, SiteVerifier],
    cache: Cache,
    *,
    titles: TitleIndex | None = None,
    fresh: bool = False,
    tick: Callable[[Run], None] | None = None,
) -> Result:
    """Check all links; raises ``OfflineError`` when nothing at all can be reached.

    ``verifiers`` are those of sites with an interface, by host. ``titles`` are those of all works
    of the list, of which the links may be a part; by default those that the links name.
    """
    titles = TitleIndex.from_links(links) if titles is None else titles
    run = Run(links, http, verifiers, cache, titles, fresh=fresh)
    ended_by: KeyboardInterrupt | None = None
    try:
        run.work((lambda: tick(run)) if tick else None)
    except KeyboardInterrupt as e:
        ended_by = e
    if ended_by is None and is_network_down(run.records(), http):
        raise OfflineError
    return run.result(ended_by)


def with_verdicts(result: Result, links: Sequence[Link], more: Mapping[Link, Verdict]) -> Result:
    """Return what a run found with verdicts that needed no request, in the order of the links."""
    found = {v.link: v for v in result.verdicts} | dict(more)
    return replace(result, verdicts=[found[link] for link in links if link in found])


class Run:
    """One run over a set of links."""

    def __init__(
        self,
        links: Sequence[Link],
        http: HttpClient,
        verifiers: Mapping[str, SiteVerifier],
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
        self._host_health = HostHealth(http, len({t.host for t in self.tasks.values()}))
        if not fresh:
            days = http.settings.max_age_days
            load_cached(self.tasks.values(), cache, titles, self._faults, max_age_days=days)
            self.done = sum(t.cached for t in self.tasks.values())

    def records(self) -> list[SiteRecord]:
        """Return the records that this run's own requests brought."""
        return [t.record for t in self.tasks.values() if t.record and not t.cached]

    def work(self, tick: Callable[[], None] | None) -> None:
        """Check every URL that the cache does not know."""
        for task in self.tasks.values():
            with self._confined(task):
                self._choose_way(task)
        for verifier, idents in self._api_batches.batches():
            self._schedule_batch(verifier, idents)
        self.scheduler.run(tick)

    def _choose_way(self, task: UrlTask) -> None:
        """Have a URL looked up by the verifier of its site, or fetched as a page."""
        verifier = self._verifiers.get(task.host)
        ident = verifier.identify(task.parts) if verifier and task.parts else None
        only_page_tells = bool(task.fragments) and not (verifier and verifier.reads_fragments)
        by_page = ident is None or only_page_tells
        if verifier and ident is not None:
            wanted = not (by_page or task.cached)
            self._api_batches.add(verifier, ident, task, wanted=wanted)
        if by_page and not task.cached:
            self._schedule_page(PageTask(task, task.url, task.host))

    def _schedule_batch(self, verifier: SiteVerifier, idents: dict[str, list[UrlTask]]) -> None:
        self.scheduler.add(verifier.host, lambda: self._run_batch(verifier, idents))

    def _run_batch(self, verifier: SiteVerifier, idents: dict[str, list[UrlTask]]) -> None:
        """Look a batch up; what the site's interface leaves undecided is fetched as a page."""
        batch = self._api_batches.run(verifier, idents)
        self._host_health.record_api(answered=batch.lookup.answered)
        for ident, tasks in batch.idents.items():
            self._apply_lookup(verifier, ident, tasks, batch.lookup)
        if batch.one_more:
            self._schedule_batch(verifier, {})

    def _apply_lookup(
        self, verifier: SiteVerifier, ident: str, tasks: list[UrlTask], lookup: Lookup
    ) -> None:
        """Settle what the interface decided, and schedule the page of what it did not.

        What fails a run needs a look at the page too, or one of an earlier run.
        """
        record, claim = lookup.records.get(ident), lookup.claim(ident)
        if ident in lookup.denied:
            record = api_denied_record(verifier.name)
        for number, task in enumerate(tasks):
            with self._confined(task):
                agreed = claim is None or task.last_failure is claim
                if record is not None and agreed and task.knows_fragments(record):
                    share = record.requests if number == 0 else 0.0
                    self._settle(task, replace(record, requests=share))
                else:
                    self.fallbacks[verifier.name] += record is None
                    page_task = PageTask.of_site(task, verifier, ident, claim=claim)
                    after = 2 * self.http.settings.retry_pause if claim else 0.0
                    self._schedule_page(page_task, after=after)

    def _schedule_page(self, page_task: PageTask, after: float = 0.0) -> None:
        if page_task.host:
            self.scheduler.add(page_task.host, lambda: self._run_page(page_task), after=after)
            return
        self._settle(page_task.task, unrequestable_record(page_task.url))

    def _run_page(self, page_task: PageTask) -> None:
        with self._confined(page_task.task):
            self._check_page(page_task)

    def _check_page(self, page_task: PageTask) -> None:
        """Check a page, unless its host has not responded to earlier tries."""
        task, settings = page_task.task, self.http.settings
        slot = self.http.rate_limiter.slot(page_task.host)
        failed_tries = self._host_health.failed_tries(slot)
        if failed_tries >= 2 or (failed_tries and task.last_failure is Status.UNREACHABLE):
            task.attempts = settings.attempts
            self._settle(task, unresponsive_record(slot.name))
            return
        if failed_tries == 1 and task.attempts == 0:
            task.attempts = 1
            self._schedule_page(page_task, after=settings.retry_pause)
            return
        record = page_task.run(self._page_checker, self._titles)
        if self._host_health.record_page(page_task.host, slot, record):
            raise OfflineError
        if task.needs_second_look(record, self._titles, claim=page_task.claim):
            self._schedule_again(page_task, record, after=2 * settings.retry_pause)
        elif task.should_retry(record, settings):
            self._schedule_retry(page_task, record)
        elif record.network:
            self._settle(task, self._host_health.confirm_nxdomain(record))
        else:
            self._settle(task, record)

    def _schedule_retry(self, page_task: PageTask, record: SiteRecord) -> None:
        """Retry a transient failure later, and after a longer pause each time."""
        if record.network:
            self.http.guard.evict(page_task.host)
        pause = self.http.settings.retry_pause * 4 ** (page_task.task.attempts - 1)
        self._schedule_again(page_task, record, after=pause)

    def _schedule_again(self, page_task: PageTask, record: SiteRecord, *, after: float) -> None:
        page_task.task.requests += record.requests
        page_task.task.seconds += record.seconds
        self._schedule_page(page_task, after=after)

    def _settle(self, task: UrlTask, record: SiteRecord) -> None:
        """Judge a URL's links by its record, and store that for the next run."""
        task.apply(record, self._titles)
        self._count_done()
        store(self._cache, task, record)
        if record.status is Status.GONE and not task.archive:
            self._copies.look_up_later(task)

    @contextmanager
    def _confined(self, task: UrlTask) -> Iterator[None]:
        """Make an exception of our own code the verdict of the URL over which it came."""
        try:
            yield
        except ENDS_A_RUN:
            raise
        except Exception as e:  # noqa: BLE001 - whatever a page provokes
            record = self._faults.add(e)
            if task.record is None:
                task.apply(record, self._titles)
                self._count_done()

    def _count_done(self) -> None:
        with self._lock:
            self.done += 1

    def result(self, ended_by: KeyboardInterrupt | None) -> Result:
        """Return all verdicts, in the order of the links, and what ended the run too early."""
        found = {
            url: replace(verdict, archive=task.archive if verdict.status is Status.GONE else "")
            for task in self.tasks.values()
            for url, verdict in dict(task.verdicts).items()  # a thread may still be at work
        }
        verdicts = [found[link.url] for link in self._links if link.url in found]
        unchecked = [link for link in self._links if link.url not in found]
        counts, faults = dict(self.http.counts), self._faults.exceptions
        cut = ended_by is not None
        return Result(verdicts, unchecked, counts, self.fallbacks, cut, ended_by, faults)
