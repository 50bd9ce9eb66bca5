"""The batches in which ids are looked up at sites' interfaces, and what the last one decides.

An interface that does not respond is left alone after a few batches: its pages are fetched then.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status
from awesome_p2ti.links.verdicts import names_no_work
from awesome_p2ti.links.verifiers.base import Lookup, LookupContext, batched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.models import SiteRecord
    from awesome_p2ti.links.scheduling.own_faults import OwnFaults
    from awesome_p2ti.links.scheduling.url_tasks import UrlTask
    from awesome_p2ti.links.verifiers.base import SiteVerifier

    Idents = dict[str, list[UrlTask]]

MAX_DOWN = 2  # lookups in vain after which an interface is left alone


@dataclass(frozen=True, slots=True)
class Batch:
    """What one lookup brought, and the ids that are to be settled by it."""

    idents: Idents
    lookup: Lookup
    one_more: bool  # whether one more lookup has to decide what was deferred


@dataclass(slots=True)
class _Site:
    """What a run knows of one site's interface."""

    verifier: SiteVerifier
    idents: Idents = field(default_factory=dict)  # what is to be looked up
    gone_before: set[str] = field(default_factory=set)
    control_id: str = ""
    deferred: Idents = field(default_factory=dict)
    requested: int = 0
    batches_left: int = 0
    failures: int = 0  # lookups in a row in vain


class ApiBatches:
    """Looks ids up in batches; remembers by site what is still to come, deferred, or in vain."""

    def __init__(self, http: HttpClient, faults: OwnFaults) -> None:
        self._http = http
        self._faults = faults
        self._lock = threading.Lock()
        self._sites: dict[str, _Site] = {}

    def add(self, verifier: SiteVerifier, ident: str, task: UrlTask, *, wanted: bool) -> None:
        """Note what earlier runs learnt of an id and, if ``wanted``, look it up in this one."""
        site = self._sites.setdefault(verifier.name, _Site(verifier))
        if task.cached:
            site.control_id = site.control_id or ident
        elif task.last_failure is Status.GONE:
            site.gone_before.add(ident)
        if wanted:
            site.idents.setdefault(ident, []).append(task)

    def batches(self) -> Iterator[tuple[SiteVerifier, Idents]]:
        """Yield all batches, each of which ``run`` is to be called with once."""
        for site in self._sites.values():
            parts = list(batched(list(site.idents), site.verifier.batch))
            site.batches_left = len(parts)
            for part in parts:
                yield site.verifier, {i: site.idents[i] for i in part}

    def run(self, verifier: SiteVerifier, idents: Idents) -> Batch:
        """Look a batch up; the last one of a site also decides what the others deferred."""
        site = self._sites[verifier.name]
        with self._lock:
            last = site.batches_left == 1
            deferred: Idents = site.deferred if last else {}
            if last:
                site.deferred = {}
            context = LookupContext(
                gone_before=site.gone_before,
                control_id=site.control_id,
                deferred=deferred.keys(),
                requested=site.requested,
                last_batch=last,
                fragments={i: f for i, tasks in idents.items() if (f := _fragments_of(tasks))},
                names_no_work=lambda ident, record: _names_no_work(idents.get(ident, ()), record),
            )
            site.requested += len(idents)
        lookup = self._lookup(site, list(idents), context)
        now = {i: tasks for i, tasks in idents.items() if last or i not in lookup.deferred}
        with self._lock:
            site.control_id = _existing_id(lookup) or site.control_id
            site.deferred |= {i: tasks for i, tasks in idents.items() if i not in now}
            site.batches_left -= 1
            one_more = site.batches_left == 0 and bool(site.deferred)
            site.batches_left += one_more
        return Batch(now | deferred, lookup, one_more)

    def _lookup(self, site: _Site, ids: list[str], context: LookupContext) -> Lookup:
        lookup = Lookup()
        if site.failures >= MAX_DOWN:
            return lookup
        with self._faults.confined():  # the pages are fetched instead
            lookup = site.verifier.lookup(self._http, ids, context)
        if site.verifier.has_interface and ids:
            site.failures = 0 if lookup.answered else site.failures + 1
        return lookup


def _fragments_of(tasks: Sequence[UrlTask]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for task in tasks for f in task.fragments))


def _names_no_work(tasks: Sequence[UrlTask], record: SiteRecord) -> bool:
    return names_no_work([link for task in tasks for link in task.links], record)


def _existing_id(lookup: Lookup) -> str:
    """Return an id that the interface has just said to exist, if any."""
    return next((i for i, r in lookup.records.items() if r.status is not Status.GONE), "")
