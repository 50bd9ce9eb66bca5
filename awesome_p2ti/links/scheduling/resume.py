"""What earlier runs learnt of a run's addresses, and what this one leaves to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import SiteRecord
    from awesome_p2ti.links.scheduling.own_faults import OwnFaults
    from awesome_p2ti.links.scheduling.url_tasks import UrlTask
    from awesome_p2ti.links.verifiers.base import Verifier

DAY = 86400


def load_cached(
    addresses: Iterable[UrlTask],
    cache: Cache,
    titles: TitleIndex,
    faults: OwnFaults,
    *,
    max_age_days: float,
) -> None:
    """Judge by what is known, and note how the rest failed."""
    addresses = list(addresses)
    urls = [a.url for a in addresses]
    records = cache.load(max_age_days * DAY, urls)
    failed = cache.failures(urls)
    for task in addresses:
        record = records.get(task.url)
        if record and set(task.fragments) <= {*record.fragments, *record.missing_fragments}:
            task.cached = True
            with faults.confined():
                task.apply(record, titles)
            task.cached = task.record is not None
        elif task.url in failed:
            task.last_failure, task.archive = failed[task.url]


def prime_verifiers(
    verifiers: Sequence[Verifier], addresses: Iterable[UrlTask], faults: OwnFaults
) -> None:
    """Tell the verifiers what earlier runs learnt."""
    told = [a for a in addresses if a.cached or a.last_failure is Status.GONE]
    for verifier in verifiers:
        good: list[str] = []
        gone: list[str] = []
        for task in told:
            ident = None
            with faults.confined():
                ident = verifier.identify(task.url)
            if ident is not None:
                (good if task.cached else gone).append(ident)
        verifier.prime(good, gone)


def store(cache: Cache, task: UrlTask, record: SiteRecord) -> None:
    """Keep what an address turned out to be; of failures of the network, only what they are."""
    if not record.network or record.status is Status.GONE:
        cache.put(task.url, record, task.archive)
    elif record.status is Status.UNREACHABLE:
        cache.put(task.url, record)
