"""Sixty papers are looked up, healthy and with each service down: no field is ever wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.adding.addresses import Wanted, read_address
from awesome_p2ti.adding.draft import FIELDS, Draft
from awesome_p2ti.adding.lookup import LIMIT, SILENCE, look_up, settings_for_lookups
from awesome_p2ti.adding.merging import merge
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.errors import ErrorKind, FetchError
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from awesome_p2ti.urls import host_of
from tests.adding.papers import COUNT, HOSTS, JOURNALS, NAMES, World, sixty
from tests.adding.serving import broken, served
from tests.link_runs import FAST, LOOPBACK
from tests.simweb.world import Web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.adding.sources.paper import Found

MOST_REQUESTS = 8
COMPLETE = ("title", "authors", "date")
LEAST_COMPLETE = 59
WAYS = 11  # the kinds that come first: each way of naming a paper, and one with all its links


class PatientClient(HttpClient):
    """Waits long for a busy machine, and not at all for hosts that are silent: they are noted."""

    silent: frozenset[str] = frozenset()
    waits: list[str]

    def get(self, url: str, **options: Any) -> Response:
        """Request a URL."""
        if host_of(url) not in self.silent:
            return super().get(url, **options)
        self.waits.append(url)
        timeout = FetchError(ErrorKind.TIMEOUT, "it does not answer within 3 s")
        return Response(url, final_url=url, error=timeout, requests=1)


class Simulated:
    """The simulated services, and look-ups among them."""

    def __init__(self, world: World, web: Web) -> None:
        """Take services that are being served."""
        self.world, self.web = world, web
        self.waits: list[str] = []

    def look_up(
        self, pasted: Sequence[str], silent: frozenset[str] = frozenset()
    ) -> list[tuple[Found, Draft]]:
        """Look pasted texts up, among hosts of which some are silent."""
        self.world.services.hub.used = {"api": 0, "pages": 0}
        works = [read_address(text) for text in pasted]
        wanted = [work for work in works if isinstance(work, Wanted)]
        assert len(wanted) == len(works)
        patient = replace(settings_for_lookups(FAST), timeout=FAST.timeout)
        http = PatientClient(patient, SsrfGuard(LOOPBACK))
        http.silent, http.waits = silent, self.waits
        try:
            found = look_up(wanted, http, seconds=300.0)
        finally:
            http.close()
        return [(f, merge(w, f, NAMES, JOURNALS)) for w, f in zip(wanted, found, strict=True)]


@pytest.fixture(scope="module")
def simulated() -> Iterator[Simulated]:
    world = sixty()
    with served(world.install) as web:
        yield Simulated(world, web)


def _wrong_fields(
    simulated: Simulated, drafts: Sequence[tuple[Found, Draft]], *, all_answer: bool = False
) -> list[str]:
    """Return each field that is stated and is not true."""
    wrong = []
    for case, (_, draft) in zip(simulated.world.cases, drafts, strict=True):
        for name in FIELDS:
            fact = getattr(draft, name)
            alone = () if all_answer else (case.known_alone.get(name),)
            if fact is not None and fact.value not in (case.truth.get(name), *alone):
                wrong.append(f"{case.pasted} ({case.kind}) {name}: {fact}")
    return wrong


def _incomplete(simulated: Simulated, drafts: Sequence[tuple[Found, Draft]]) -> list[str]:
    return [
        f"{case.pasted} ({case.kind}): {draft} {found.failures}"
        for case, (found, draft) in zip(simulated.world.cases, drafts, strict=True)
        if any(getattr(draft, name) is None for name in COMPLETE)
    ]


def test_all_fields_of_all_papers(simulated: Simulated) -> None:
    drafts = simulated.look_up([case.pasted for case in simulated.world.cases])
    assert len(drafts) == COUNT
    assert _wrong_fields(simulated, drafts, all_answer=True) == []
    missing = [
        f"{case.pasted} ({case.kind}) {name}: {draft.remarks} {draft.conflicts} {found.failures}"
        for case, (found, draft) in zip(simulated.world.cases, drafts, strict=True)
        for name in case.truth
        if getattr(draft, name) is None
    ]
    assert missing == []
    assert max(found.requests for found, _ in drafts) <= MOST_REQUESTS


@pytest.mark.parametrize("service", sorted(HOSTS))
@pytest.mark.parametrize("fault", ["503", "silent"])
def test_each_service_may_fail(simulated: Simulated, service: str, fault: str) -> None:
    pasted = [case.pasted for case in simulated.world.cases]
    hosts, nothing = HOSTS[service], frozenset[str]()
    with broken(simulated.web, nothing if fault == "silent" else hosts, "503"):
        drafts = simulated.look_up(pasted, hosts if fault == "silent" else nothing)
    assert _wrong_fields(simulated, drafts) == []
    incomplete = _incomplete(simulated, drafts)
    assert len(incomplete) <= COUNT - LEAST_COMPLETE, incomplete


@pytest.mark.parametrize("service", sorted(HOSTS))
def test_a_silent_service_holds_one_paper_for_few_seconds(
    simulated: Simulated, service: str
) -> None:
    """Each request to it is a silence of three seconds, and twelve are what a paper may take."""
    kinds = {case.kind: case for case in simulated.world.cases}
    for case in list(kinds.values())[:WAYS]:
        simulated.waits.clear()
        ((found, _),) = simulated.look_up([case.pasted], HOSTS[service])
        assert len(simulated.waits) * SILENCE < LIMIT, (case, simulated.waits)
        assert found.requests <= MOST_REQUESTS, (case, found)
