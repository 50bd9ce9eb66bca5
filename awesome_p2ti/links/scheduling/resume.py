"""What earlier runs learnt of a run's URLs, and what this one stores for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status

if TYPE_CHECKING:
    from collections.abc import Collection

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import SiteRecord
    from awesome_p2ti.links.scheduling.own_faults import OwnFaults
    from awesome_p2ti.links.scheduling.url_tasks import UrlTask

DAY = 86400


def load_cached(
    tasks: Collection[UrlTask],
    cache: Cache,
    titles: TitleIndex,
    faults: OwnFaults,
    *,
    max_age_days: float,
) -> None:
    """Judge by cached records, and note how the other URLs failed."""
    urls = [t.url for t in tasks]
    records = cache.load(max_age_days * DAY, urls)
    failed = cache.failures(urls)
    for task in tasks:
        record = records.get(task.url)
        if record and task.knows_fragments(record):
            task.cached = True
            with faults.confined():
                task.apply(record, titles)
            task.cached = task.record is not None
        elif task.url in failed:
            task.last_failure, task.archive = failed[task.url]


def store(cache: Cache, task: UrlTask, record: SiteRecord) -> None:
    """Store the record of a URL; of the network's failures only those that may last.

    The text of a page is not stored, so one that names no work is read again by the next run.
    """
    if any(v.status is Status.UNRELATED for v in task.verdicts.values()):
        return
    if not record.network or record.status is Status.GONE:
        cache.put(task.url, record, task.archive)
    elif record.status is Status.UNREACHABLE:
        cache.put(task.url, record)
