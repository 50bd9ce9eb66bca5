"""Archived copies of what is gone: looked up for the first few, while the run goes on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status
from awesome_p2ti.links.verifiers import wayback

if TYPE_CHECKING:
    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.http.client import Http
    from awesome_p2ti.links.scheduling.own_faults import OwnFaults
    from awesome_p2ti.links.scheduling.scheduler import Crew
    from awesome_p2ti.links.scheduling.url_tasks import Address


class ArchivedCopies:
    """Looks up copies, as many as the settings allow."""

    def __init__(self, http: Http, crew: Crew, cache: Cache, faults: OwnFaults) -> None:
        self._http = http
        self._crew = crew
        self._cache = cache
        self._faults = faults
        self._left = http.settings.suggestions
        self._lock = threading.Lock()

    def look_up_later(self, address: Address) -> None:
        """Have a copy of an address looked up that was not known to be gone before."""
        with self._lock:
            if self._left <= 0 or address.prior is Status.GONE:
                return
            self._left -= 1
        self._crew.add(wayback.HOST, lambda: self._look_up(address))

    def _look_up(self, address: Address) -> None:
        with self._faults.confined():
            address.archive = wayback.snapshot(self._http, address.url)
            if address.archive and address.record is not None:
                self._cache.put(address.url, address.record, address.archive)
