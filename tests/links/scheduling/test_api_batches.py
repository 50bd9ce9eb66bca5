"""Batches of ids: what a lookup is given of earlier ones, and what the last of them decides."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.scheduling.api_batches import MAX_DOWN, ApiBatches
from awesome_p2ti.links.scheduling.own_faults import OwnFaults
from awesome_p2ti.links.scheduling.url_tasks import UrlTask
from awesome_p2ti.links.verifiers.base import Lookup, LookupContext, SiteVerifier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient

OK = SiteRecord(status=Status.OK)
GONE = SiteRecord(status=Status.GONE)


@dataclass(eq=False)
class Site(SiteVerifier):
    """A site with two ids a batch, whose interface answers what a test says."""

    answer: Callable[[Sequence[str], LookupContext], Lookup]
    contexts: list[LookupContext] = field(default_factory=list)

    name = "site"
    host = "api.site.test"
    hosts = frozenset({"site.test"})
    batch = 2

    def identify(self, parts: SplitResult) -> str | None:
        return parts.path

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        self.contexts.append(context)
        return self.answer(ids, context)


def batches_of(site: Site, http: HttpClient, idents: str) -> ApiBatches:
    batches = ApiBatches(http, OwnFaults())
    for ident in idents:
        batches.add(site, ident, UrlTask(ident, None, ""), wanted=True)
    return batches


def test_a_lookup_is_given_what_earlier_runs_and_batches_learnt(http: HttpClient) -> None:
    def answer(ids: Sequence[str], _: LookupContext) -> Lookup:
        return Lookup(
            {i: GONE if i == "a" else OK for i in ids if i != "b"}, deferred=frozenset("b")
        )

    site = Site(answer)
    batches = batches_of(site, http, "abcde")
    batches.add(site, "x", UrlTask("x", None, "", cached=True), wanted=False)
    batches.add(site, "g", UrlTask("g", None, "", last_failure=Status.GONE), wanted=False)
    results = [batches.run(*batch) for batch in batches.batches()]
    assert [list(r.idents) for r in results] == [["a"], ["c", "d"], ["e", "b"]]
    first, second, last = site.contexts
    assert [c.control_id for c in site.contexts] == ["x", "x", "c"]  # a is gone: it shows nothing
    assert [c.requested for c in site.contexts] == [0, 2, 4]
    assert [c.last_batch for c in site.contexts] == [False, False, True]
    assert set(first.gone_before) == {"g"}
    assert (set(second.deferred), set(last.deferred)) == (set(), {"b"})
    assert not any(r.one_more for r in results)


def test_what_two_batches_at_once_defer_is_decided_by_one_more(http: HttpClient) -> None:
    together = threading.Barrier(2)

    def answer(ids: Sequence[str], context: LookupContext) -> Lookup:
        if context.last_batch:
            return Lookup(dict.fromkeys(context.deferred, OK))
        together.wait(10)
        return Lookup(deferred=frozenset(ids))

    site = Site(answer)
    batches = batches_of(site, http, "abcd")
    results = []
    threads = [
        threading.Thread(target=lambda b=batch: results.append(batches.run(*b)))
        for batch in batches.batches()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(r.idents) for r in results] == [0, 0]
    assert sorted(r.one_more for r in results) == [False, True]
    more = batches.run(site, {})
    assert set(more.idents) == set(more.lookup.records) == set("abcd")
    assert not more.one_more


def test_an_interface_that_does_not_respond_is_left_alone(http: HttpClient) -> None:
    site = Site(lambda _ids, _context: Lookup())
    batches = batches_of(site, http, "abcdefgh")
    results = [batches.run(*batch) for batch in batches.batches()]
    assert len(site.contexts) == MAX_DOWN
    assert [list(r.idents) for r in results] == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]


def test_a_denial_is_a_response(http: HttpClient) -> None:
    site = Site(lambda ids, _context: Lookup(denied=frozenset(ids)))
    batches = batches_of(site, http, "abcdefgh")
    assert all(batches.run(*batch).lookup.denied for batch in batches.batches())
    assert len(site.contexts) == 4
