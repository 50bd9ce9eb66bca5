"""Whatever a service answers instead of an answer is a failure with its reason, and no facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.adding.lookup import settings_for_lookups
from awesome_p2ti.adding.sources import arxiv, registries
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from tests.adding.serving import broken, served
from tests.link_runs import FAST, LOOPBACK
from tests.simweb.services.all import Services
from tests.simweb.services.faults import FAULTS
from tests.simweb.wire import Reply, as_json, html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.adding.sources.service import Service
    from tests.simweb.world import Web

TITLE, AUTHORS = "DreamOtter: Drawing a Given Otter", ("Ina Vale", "Tom Reed")
ARXIV, DOI, NOTE = "2304.03411", "10.1145/1234.5678", "abcdef12345"
PUBLISHER = "link.springer.com"
ASKED = [
    (arxiv.ARXIV, "export.arxiv.org", ARXIV),
    (arxiv.OAI, "oaipmh.arxiv.org", ARXIV),
    (arxiv.DATACITE, "api.datacite.org", ARXIV),
    (arxiv.ABSTRACT_PAGE, "arxiv.org", ARXIV),
    (arxiv.HUB, "huggingface.co", ARXIV),
    (registries.CROSSREF, "api.crossref.org", DOI),
    (registries.DOI_ORG, "api.crossref.org", DOI),
    (registries.PUBLISHER, PUBLISHER, DOI),
    (registries.OPENREVIEW, "api2.openreview.net", NOTE),
    (registries.OPENREVIEW_1, "api.openreview.net", "older123456"),
    (registries.FORUM, "openreview.net", NOTE),
]
EACH = pytest.mark.parametrize(("service", "host", "ident"), ASKED, ids=[a[0].name for a in ASKED])


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    services = Services()
    services.arxiv.add(ARXIV, TITLE, authors=AUTHORS)
    services.hub.add_paper(ARXIV, TITLE, AUTHORS)
    services.doi.add(f"10.48550/arXiv.{ARXIV}", "", TITLE, authors=AUTHORS, agency="DataCite")
    services.doi.add(DOI, f"https://{PUBLISHER}/otter", TITLE, authors=AUTHORS)
    page = (
        f'<meta name="citation_title" content="{TITLE}"><meta name="citation_doi" content="{DOI}">'
    )
    people = "".join(f'<meta name="citation_author" content="{a}">' for a in AUTHORS)
    services.proceedings.sources[PUBLISHER, "/otter"] = page + people
    services.openreview.add(NOTE, TITLE, authors=AUTHORS)
    services.openreview.add("older123456", TITLE, authors=AUTHORS, generation=1)
    with served(services.install) as web:
        yield web


@pytest.fixture
def client() -> Iterator[HttpClient]:
    made = HttpClient(replace(settings_for_lookups(FAST), timeout=30.0), SsrfGuard(LOOPBACK))
    yield made
    made.close()


@EACH
def test_a_healthy_service(
    service: Service, host: str, ident: str, web: Web, client: HttpClient
) -> None:
    assert host in web.sites
    answer = service.ask(client, [ident])
    assert answer.facts[ident].title == TITLE
    assert answer.facts[ident].authors == AUTHORS
    assert (answer.failure, answer.denied, answer.silent) == ("", frozenset(), False)
    assert answer.requests <= 2


@EACH
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_service_that_turns_us_away(
    service: Service, host: str, ident: str, fault: str, web: Web, client: HttpClient
) -> None:
    with broken(web, frozenset({host}), fault):
        answer = service.ask(client, [ident])
    if fault == "cut" and answer.facts:  # the first half of a page may say it all
        assert service in {arxiv.ABSTRACT_PAGE, registries.PUBLISHER, registries.FORUM}
        assert answer.facts[ident].title == TITLE
        return
    assert answer.facts == {}
    assert answer.denied == frozenset()
    assert answer.failure
    assert not answer.silent


@EACH
def test_what_a_service_does_not_know(
    service: Service, host: str, ident: str, web: Web, client: HttpClient
) -> None:
    assert host in web.sites
    unknown = {ARXIV: "2304.99999", DOI: "10.1145/0.0"}.get(ident, "nobody12345")
    answer = service.ask(client, [unknown])
    assert answer.facts == {}
    if service is registries.FORUM:  # a page is no interface
        assert answer.failure
    elif service is arxiv.HUB:  # has some papers only
        assert (answer.denied, answer.failure) == (frozenset(), "")
    else:
        assert (answer.denied, answer.failure) == ({unknown}, "")


@pytest.mark.parametrize(
    ("service", "host", "reply"),
    [
        (arxiv.HUB, "huggingface.co", as_json({"id": "2304.00001", "title": TITLE})),
        (arxiv.DATACITE, "api.datacite.org", as_json({"data": {"attributes": {
            "doi": "10.48550/arxiv.2304.00001", "titles": [{"title": TITLE}]}}})),
        (registries.CROSSREF, "api.crossref.org", as_json({"status": "ok", "message": {
            "DOI": "10.1145/9.9", "title": [TITLE]}})),
        (registries.OPENREVIEW, "api2.openreview.net", as_json({"notes": [
            {"id": "another123", "content": {"title": {"value": TITLE}}}]})),
        (arxiv.ABSTRACT_PAGE, "arxiv.org", html(
            f'<meta name="citation_title" content="{TITLE}">'
            '<meta name="citation_arxiv_id" content="2304.00001">')),
        (registries.PUBLISHER, PUBLISHER, html(
            f'<meta name="citation_title" content="{TITLE}">'
            '<meta name="citation_doi" content="10.1145/9.9">')),
    ],
)  # fmt: skip
def test_a_reply_that_is_of_another_paper(
    service: Service, host: str, reply: Reply, web: Web, client: HttpClient
) -> None:
    ident = next(i for s, _, i in ASKED if s is service)
    with broken(web, frozenset({host}), "503"):
        web.sites[host].handler = lambda _: reply
        answer = service.ask(client, [ident])
    assert answer.facts == {}
    assert answer.failure


def test_many_ids_in_one_request(web: Web, client: HttpClient) -> None:
    assert web.sites
    asked = [ARXIV, "2304.99999"]
    answer = arxiv.ARXIV.ask(client, asked)
    assert (list(answer.facts), answer.denied, answer.requests) == ([ARXIV], {"2304.99999"}, 1)
    answer = arxiv.DATACITE.ask(client, asked)
    assert (list(answer.facts), answer.denied, answer.requests) == ([ARXIV], frozenset(), 1)
    answer = registries.CROSSREF.ask(client, [DOI, "10.1145/0.0"])
    assert (list(answer.facts), answer.requests) == ([DOI], 1)


def test_what_no_list_may_hold_goes_alone() -> None:
    odd = "10.1002/(SICI)1097<1::AID>3.0"
    plain = [f"10.1145/{n}" for n in range(70)]
    batches = registries.CROSSREF.batches([*plain, odd, plain[0]])
    assert [len(b) for b in batches] == [50, 20, 1]
    assert batches[-1] == [odd]
