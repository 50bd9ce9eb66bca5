"""Archived copies of what is gone: looked up for the first few, while the run goes on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status, TitleKind
from awesome_p2ti.links.verifiers import wayback

if TYPE_CHECKING:
    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.models import SiteRecord
    from awesome_p2ti.links.scheduling.own_faults import OwnFaults
    from awesome_p2ti.links.scheduling.scheduler import Scheduler
    from awesome_p2ti.links.scheduling.url_tasks import UrlTask


def never_was(record: SiteRecord) -> bool:
    """Say whether a registry has never given the id: it keeps what it gives, so no copy exists."""
    return record.confirmed and record.title_kind is TitleKind.WORK


class ArchivedCopies:
    """Looks up copies, as many as the settings allow."""

    def __init__(
        self, http: HttpClient, scheduler: Scheduler, cache: Cache, faults: OwnFaults
    ) -> None:
        self._http = http
        self._scheduler = scheduler
        self._cache = cache
        self._faults = faults
        self._left = http.settings.suggestions
        self._lock = threading.Lock()

    def look_up_later(self, task: UrlTask) -> None:
        """Have a copy looked up of a URL that was not gone in an earlier run of today."""
        with self._lock:
            if self._left <= 0 or task.last_failure is Status.GONE:
                return
            self._left -= 1
        self._scheduler.add(wayback.HOST, lambda: self._look_up(task))

    def _look_up(self, task: UrlTask) -> None:
        with self._faults.confined():
            if task.record is not None and never_was(task.record):
                return
            task.archive = wayback.snapshot(self._http, task.url)
            if task.archive and task.record is not None:
                self._cache.put(task.url, task.record, task.archive)
