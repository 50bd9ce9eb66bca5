"""All papers of one month in some categories of arXiv, whole or not at all.

Three ways, in this order: the query interface, by the day of submission; OAI-PMH, by the day of the
last change, so that its records are sorted by their ids; the daily feed, which has one day's papers
alone. A way whose reply is no listing, has other months' papers, lacks some of those that it counts
or is far smaller than the month before has failed, and says how. Sources:
https://info.arxiv.org/help/api/user-manual.html, https://info.arxiv.org/help/oa/index.html,
https://info.arxiv.org/help/rss_specifications.html
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from awesome_p2ti.links.replies.arxiv_feed import read_feed
from awesome_p2ti.links.replies.arxiv_lists import read_daily_feed, read_oai
from awesome_p2ti.links.verifiers.base import request_with_retries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.paper_facts import PaperFacts

QUERY = "https://export.arxiv.org/api/query"
OAI = "https://oaipmh.arxiv.org/oai"
FEED = "https://rss.arxiv.org/atom"
SLICE = 2000
"""How many papers one request may ask for."""
MAX_PAGES = 400
MAX_REPLY = 64 * 1024 * 1024
TRIES = 3
"""How often a page of a listing is requested that comes without papers."""
FAR_SMALLER = 0.5
"""A month with less than this part of the papers of the month before is not whole."""
MISSED = 0.01
"""Which part of the papers that a listing counts it may lack: some are taken back meanwhile."""


class NoListingError(Exception):
    """Why a way gave no listing, in words for a person."""


@dataclass(frozen=True, slots=True)
class MonthPapers:
    """The papers that were first submitted in one month."""

    month: str
    papers: tuple[PaperFacts, ...]
    source: str
    """Which way they came: ``arXiv's query interface``."""
    failures: tuple[str, ...] = ()
    """Why the ways before it failed."""
    whole: bool = True
    """Whether it is all of the month, and not one day of it."""


def papers_of(
    month: str, categories: Sequence[str], http: HttpClient, *, before: int = 0
) -> MonthPapers:
    """Return a month's papers; raises NoListingError, with each way's failure, where all fail.

    ``before`` is how many papers the last whole month had, 0 where that is not known.
    """
    ways: tuple[tuple[str, Callable[[str, Sequence[str], HttpClient], list[PaperFacts]]], ...] = (
        ("arXiv's query interface", _by_query),
        ("arXiv's OAI-PMH", _by_records),
    )
    failures: list[str] = []
    for source, way in ways:
        try:
            papers = _whole(way(month, categories, http), before)
        except NoListingError as e:
            failures.append(f"{source}: {e}")
            continue
        return MonthPapers(month, papers, source, tuple(failures))
    try:
        papers = _each_once(_of_the_day(month, categories, http))
    except NoListingError as e:
        raise NoListingError("; ".join([*failures, f"arXiv's daily feed: {e}"])) from e
    return MonthPapers(month, papers, "arXiv's daily feed", tuple(failures), whole=False)


def _whole(papers: Sequence[PaperFacts], before: int) -> tuple[PaperFacts, ...]:
    found = _each_once(papers)
    if len(found) < FAR_SMALLER * before:
        raise NoListingError(f"{len(found)} papers, where the month before has {before}")
    return found


def _each_once(papers: Sequence[PaperFacts]) -> tuple[PaperFacts, ...]:
    return tuple({paper.arxiv: paper for paper in papers}.values())


def _by_query(month: str, categories: Sequence[str], http: HttpClient) -> list[PaperFacts]:
    """List a month by the day of submission, page after page."""
    last = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
    digits = month.replace("-", "")
    of = " OR ".join(f"cat:{category}" for category in categories)
    days = f"submittedDate:[{digits}010000 TO {digits}{last:02}2359]"
    query = f"{QUERY}?search_query={quote(f'({of}) AND {days}', safe='')}"
    found: list[PaperFacts] = []
    total = 0
    for start in range(0, MAX_PAGES * SLICE, SLICE):
        url = f"{query}&start={start}&max_results={SLICE}&sortBy=submittedDate&sortOrder=ascending"
        page, total = _page_of_query(http, url)
        found += page
        if not page or start + SLICE >= total:
            break
    if other := next((p for p in found if not p.submitted.startswith(month)), None):
        raise NoListingError(f"{other.arxiv} of {other.submitted} is not of {month}")
    known = len({paper.arxiv for paper in found})
    if not known or known < total * (1 - MISSED):
        raise NoListingError(f"{known} of the {total} papers that it counts")
    return found


def _page_of_query(http: HttpClient, url: str) -> tuple[list[PaperFacts], int]:
    """Return a page's papers, which at times come late, and how many there are in all."""
    total = 0
    for _ in range(TRIES):
        response = _request(http, url)
        feed = read_feed(response.body)
        if feed.total is None:
            raise NoListingError(_no_listing(response))
        total = feed.total
        page = [entry.facts for entry in feed.entries]
        if page or not total:
            return page, total
        http.rate_limiter.sleep(http.settings.retry_pause)
    return [], total


def _by_records(month: str, categories: Sequence[str], http: HttpClient) -> list[PaperFacts]:
    """List the records that changed since a month began, of which those with its ids are new."""
    found: list[PaperFacts] = []
    digits = month[2:4] + month[5:]
    for category in categories:
        group, _, name = category.partition(".")
        of = f"{group}:{group}:{name}" if name else f"physics:{group}"
        url = f"{OAI}?verb=ListRecords&metadataPrefix=arXiv&set={of}&from={month}-01"
        for _ in range(MAX_PAGES):
            response = _request(http, url)
            page = read_oai(response.body)
            if page is None or page.error not in {"", "noRecordsMatch"}:
                raise NoListingError(page.error if page else _no_listing(response))
            found += [p for p in page.facts if p.arxiv.startswith(f"{digits}.")]
            if not page.token:
                break
            url = f"{OAI}?verb=ListRecords&resumptionToken={quote(page.token, safe='')}"
        else:
            raise NoListingError(f"more than {MAX_PAGES} pages of {category}")
    if not found:
        raise NoListingError(f"no paper of {month}")
    return found


def _of_the_day(month: str, categories: Sequence[str], http: HttpClient) -> list[PaperFacts]:
    """List the papers of a month that the last announcement has."""
    response = _request(http, f"{FEED}/{'+'.join(categories)}")
    papers = read_daily_feed(response.body)
    if papers is None:
        raise NoListingError(_no_listing(response))
    digits = month[2:4] + month[5:]
    found = [paper for paper in papers if paper.arxiv.startswith(f"{digits}.")]
    if not found:
        raise NoListingError(f"no paper of {month} among the {len(papers)} of its day")
    return found


def _request(http: HttpClient, url: str) -> Response:
    return request_with_retries(
        http, url, headers={"Accept": "application/xml"}, max_bytes=MAX_REPLY,
        timeout=http.settings.timeout * 6,
    )  # fmt: skip


def _no_listing(response: Response) -> str:
    """Say what came instead of a listing."""
    if response.error is not None:
        return response.error.detail
    words = " ".join(response.text().split())[:60]
    return f"it answers {response.status}: {words}" if words else f"it answers {response.status}"
