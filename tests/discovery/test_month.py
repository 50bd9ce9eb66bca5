"""A month is whole or an error: never an empty success, never another month's papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from awesome_p2ti.discovery import month
from awesome_p2ti.discovery.month import NoListingError, papers_of
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.rate_limiter import RateLimiter
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from tests.link_runs import FAST, LOOPBACK
from tests.links.clock import Clock
from tests.links.server import Request, Server, reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

XML = "application/xml; charset=utf-8"
BUSY = reply("Rate exceeded.", 200, "text/plain")
ALL = [f"2610.{n:05}" for n in range(1, 8)]


def feed(ids: list[str], total: int, day: str = "2026-10-05") -> bytes:
    entry = (
        "<entry><id>http://arxiv.org/abs/{0}v1</id><title>Paper {0}</title>"
        "<published>{1}T10:00:00Z</published><author><name>Ada Lovelace</name></author></entry>"
    )
    return reply(
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"<opensearch:totalResults>{total}</opensearch:totalResults>"
        f"{''.join(entry.format(i, day) for i in ids)}</feed>",
        kind=XML,
    )


def query(ids: list[str], **options: str) -> Callable[[Request], bytes]:
    """The query interface with these papers; a page that is named in ``late`` is empty at first."""
    seen: list[int] = []

    def answer(asked: Request) -> bytes:
        wanted = parse_qs(urlsplit(asked.target).query)
        start, size = int(wanted["start"][0]), int(wanted["max_results"][0])
        late = options.get("late") == str(start) and start not in seen
        seen.append(start)
        shown = [] if late else ids[start : start + size]
        return feed(shown, int(options.get("total", len(ids))), options.get("day", "2026-10-05"))

    return answer


def records(ids: list[str], token: str = "") -> bytes:
    record = (
        "<record><header/><metadata><arXiv xmlns='http://arxiv.org/OAI/arXiv/'><id>{0}</id>"
        "<created>2026-10-05</created><title>Paper {0}</title></arXiv></metadata></record>"
    )
    rest = f"<resumptionToken>{token}</resumptionToken>" if token else ""
    inner = "".join(record.format(i) for i in ids)
    return reply(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
        f"{inner}{rest}</ListRecords></OAI-PMH>",
        kind=XML,
    )


def daily(ids: list[str]) -> bytes:
    entry = (
        "<entry><id>oai:arXiv.org:{0}v1</id><title>Paper {0}</title>"
        '<announce_type xmlns="http://arxiv.org/schemas/atom">new</announce_type></entry>'
    )
    inner = "".join(entry.format(i) for i in ids)
    return reply(f'<feed xmlns="http://www.w3.org/2005/Atom">{inner}</feed>', kind=XML)


@pytest.fixture
def http(server: Server) -> Iterator[HttpClient]:
    """A client on whose clock waits take no time."""
    clock = Clock()
    rate_limiter = RateLimiter(FAST, clock=clock, wait=clock.wait)
    made = HttpClient(FAST, SsrfGuard(LOOPBACK, server.resolve), rate_limiter)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _plain_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QUERY", "OAI", "FEED"):
        monkeypatch.setattr(month, name, getattr(month, name).replace("https:", "http:"))
    monkeypatch.setattr(month, "SLICE", 3)


def _ids(found: month.MonthPapers) -> list[str]:
    return [paper.arxiv for paper in found.papers]


def test_all_pages_of_the_query(server: Server, http: HttpClient) -> None:
    server.answers["export.arxiv.org"] = query(ALL)
    found = papers_of("2026-10", ["cs.CV", "cs.GR"], http)
    assert _ids(found) == ALL
    assert (found.source, found.failures, found.whole) == ("arXiv's query interface", (), True)
    asked = parse_qs(urlsplit(server.requests[0].target).query)["search_query"][0]
    assert asked == "(cat:cs.CV OR cat:cs.GR) AND submittedDate:[202610010000 TO 202610312359]"


def test_a_page_that_is_empty_at_first(server: Server, http: HttpClient) -> None:
    server.answers["export.arxiv.org"] = query(ALL, late="3")
    assert _ids(papers_of("2026-10", ["cs.CV"], http)) == ALL


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (BUSY, "it answers 429: Rate exceeded."),
        (reply("<title>Making sure you are not a bot</title>"), "it answers 200: <title>Making"),
        (query(ALL, day="2026-09-30"), "2610.00001 of 2026-09-30 is not of 2026-10"),
        (query(ALL[:5], total="9"), "5 of the 9 papers that it counts"),
        (query([]), "0 of the 0 papers that it counts"),
        (query(ALL[:2]), "2 papers, where the month before has 7"),
    ],
)
def test_what_is_no_whole_month_is_asked_elsewhere(
    answer: bytes | Callable[[Request], bytes], why: str, server: Server, http: HttpClient
) -> None:
    server.answers["export.arxiv.org"] = answer
    pages = {"": records(["2609.00009", *ALL[:4]], "next|1"), "next|1": records(ALL[3:])}
    server.answers["oaipmh.arxiv.org"] = lambda asked: pages[
        parse_qs(urlsplit(asked.target).query).get("resumptionToken", [""])[0]
    ]
    found = papers_of("2026-10", ["cs.CV"], http, before=7)
    assert _ids(found) == ALL
    assert found.source == "arXiv's OAI-PMH"
    assert len(found.failures) == 1
    assert why in found.failures[0]


def test_a_host_that_says_nothing_is_said_in_words(server: Server, http: HttpClient) -> None:
    server.answers["export.arxiv.org"] = b""
    server.answers["oaipmh.arxiv.org"] = records(ALL)
    (why,) = papers_of("2026-10", ["cs.CV"], http).failures
    assert re.fullmatch(r"arXiv's query interface: [a-z][a-z ]+", why)


def test_the_daily_feed_is_not_the_month(server: Server, http: HttpClient) -> None:
    server.answers["rss.arxiv.org"] = daily(["2609.00001", *ALL[:2]])
    found = papers_of("2026-10", ["cs.CV", "cs.GR"], http, before=7)
    assert _ids(found) == ALL[:2]
    assert not found.whole
    assert len(found.failures) == 2
    assert server.paths("rss.arxiv.org") == ["/atom/cs.CV+cs.GR"]


def test_nothing_anywhere_names_each_way(server: Server, http: HttpClient) -> None:
    server.answers["rss.arxiv.org"] = daily(["2609.00001"])
    with pytest.raises(NoListingError) as caught:
        papers_of("2026-10", ["cs.CV"], http)
    text = str(caught.value)
    assert "arXiv's query interface: it answers 404" in text
    assert "arXiv's OAI-PMH: it answers 404" in text
    assert "arXiv's daily feed: no paper of 2026-10 among the 1 of its day" in text


def test_categories_become_sets(server: Server, http: HttpClient) -> None:
    server.answers["oaipmh.arxiv.org"] = records(ALL)
    papers_of("2026-10", ["cs.CV", "hep-th"], http)
    sets = [parse_qs(urlsplit(t).query)["set"][0] for t in server.paths("oaipmh.arxiv.org")]
    assert sets == ["cs:cs:CV", "physics:hep-th"]
