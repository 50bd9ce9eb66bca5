"""The batches that the sites' interfaces are asked for, and what is set aside for the last of them.

An interface that answers nothing is left alone after a few batches: its pages are looked at then.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.models import SiteRecord
    from awesome_p2ti.links.scheduling.own_faults import OwnFaults
    from awesome_p2ti.links.scheduling.url_tasks import UrlTask
    from awesome_p2ti.links.verifiers.base import Verifier

    Idents = dict[str, list[UrlTask]]

MAX_DOWN = 2  # lookups without any answer after which an interface is left alone


@dataclass(frozen=True, slots=True)
class Batch:
    """What one lookup brought: the ids that are to be settled now, and the records of some."""

    idents: Idents
    records: Mapping[str, SiteRecord]
    rest: bool  # whether one more lookup has to decide what was set aside


class ApiBatches:
    """Asks interfaces; remembers by verifier what is still to come, set aside, or in vain."""

    def __init__(self, http: HttpClient, faults: OwnFaults) -> None:
        self._http = http
        self._faults = faults
        self._lock = threading.Lock()
        self._down: Counter[str] = Counter()  # lookups in a row that brought nothing
        self._batches: Counter[str] = Counter()  # lookups still to come
        self._deferred: dict[str, Idents] = {}  # what the last of them decides

    def announce(self, verifier: Verifier) -> None:
        """Count a batch that is still to come."""
        with self._lock:
            self._batches[verifier.name] += 1

    def run(self, verifier: Verifier, idents: Idents) -> Batch:
        """Ask for a batch that was expected."""
        aside = self._deferred.setdefault(verifier.name, {})
        with self._lock:
            verifier.has_more_batches = more = self._batches[verifier.name] > 1
        down = self._down[verifier.name] >= MAX_DOWN
        records: Mapping[str, SiteRecord] = {}
        if not down:
            with self._faults.confined():  # the pages are looked at instead
                records = verifier.lookup(self._http, list(idents))
        if verifier.has_interface and not down and idents:
            decided = bool(records) or any(i in verifier.denied_ids for i in idents)
            self._down[verifier.name] = 0 if decided else self._down[verifier.name] + 1
        waiting = {i for i in idents if i in verifier.deferred_ids and not down}
        with self._lock:
            self._batches[verifier.name] -= 1
            last = self._batches[verifier.name] == 0
            if more:
                aside.update((i, idents[i]) for i in waiting)
                now = {i: a for i, a in idents.items() if i not in waiting}
            else:
                now = idents | aside
                aside.clear()
            return Batch(now, records, rest=last and bool(aside))
