"""Replies to records: what an answer, or the want of one, says of an address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.bot_challenge import may_be_bot_challenge
from awesome_p2ti.links.http.errors import (
    TRANSIENT_ERRORS,
    TRANSIENT_STATUSES,
    ErrorKind,
    FetchError,
)
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.urls import same_address

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.pages.html import Page

PERMANENT = frozenset({301, 308})


def page_record(page: Page, response: Response) -> SiteRecord:
    """Turn a page into a record that says nothing bad of it."""
    return SiteRecord(
        status=Status.OK,
        detail=f"HTTP {response.status}",
        title=page.stated_titles[0] if page.has_citation_title else page.title,
        title_kind=TitleKind.WORK if page.has_citation_title else TitleKind.PAGE,
        authors=page.authors if page.has_citation_title else (),
        year=page.year,
        headings=page.headings,
        text=page.text,
        stated_titles=page.stated_titles,
        final_url=response.final_url if response.redirects else "",
        size=page.size,
        truncated=response.truncated,
        client_rendered=page.client_rendered,
    )


def fault_record(fault: FetchError, response: Response) -> SiteRecord:
    """Say what a failed exchange means for an address."""
    status, network = {
        ErrorKind.NO_SUCH_NAME: (Status.GONE, True),
        ErrorKind.RESOLVER: (Status.UNREACHABLE, True),
        ErrorKind.REFUSED: (Status.REFUSED, False),
        ErrorKind.TIMEOUT: (Status.UNREACHABLE, True),
        ErrorKind.CONNECT: (Status.UNREACHABLE, True),
        ErrorKind.RESET: (Status.UNREACHABLE, True),
        ErrorKind.TLS_CHAIN: (Status.BLOCKED, False),
        ErrorKind.BAD_URL: (Status.UNREACHABLE, False),
        ErrorKind.RETRY_AFTER: (Status.BLOCKED, False),
    }.get(fault.kind, (Status.UNREACHABLE, False))
    if fault.kind is ErrorKind.BAD_URL and not response.redirects and response.status == 0:
        status = Status.REFUSED
    where = (
        f" ({response.final_url})"
        if response.redirects and response.final_url != response.url
        else ""
    )
    passing = fault.kind in TRANSIENT_ERRORS
    return SiteRecord(
        status=status,
        detail=fault.detail + where,
        evidence=(fault.kind.value,),
        network=network,
        transient=passing,
    )


def refusal_record(response: Response) -> SiteRecord:
    """Say what an answer that is neither success nor absence means."""
    if response.status in TRANSIENT_STATUSES and not may_be_bot_challenge(response):
        return SiteRecord(
            status=Status.UNREACHABLE, detail=f"HTTP {response.status}", transient=True
        )
    if response.status in {501, 505} or response.status < 200:
        return SiteRecord(status=Status.UNREACHABLE, detail=f"HTTP {response.status}")
    return SiteRecord(
        status=Status.BLOCKED,
        detail=f"HTTP {response.status}: a person may see it",
        evidence=(f"{response.final_url} answers {response.status}",),
    )


def with_move(record: SiteRecord, response: Response) -> SiteRecord:
    """Note where the leading permanent redirects lead; what follows them is only for now."""
    target = ""
    for redirect in response.redirects:
        if redirect.status not in PERMANENT:
            break
        target = redirect.target
    if not target or same_address(response.url, target) or record.moved_to:
        return record
    status = Status.MOVED if record.status is Status.OK else record.status
    return replace(record, status=status, moved_to=target, permanent=True)


def not_found_record(response: Response) -> SiteRecord:
    """Say that a page is not there."""
    where = f" at {response.final_url}" if response.final_url != response.url else ""
    return SiteRecord(
        status=Status.GONE,
        detail=f"HTTP {response.status}{where}",
        evidence=(f"{response.final_url} answers {response.status}, twice",),
    )


def not_found_text_record(response: Response) -> SiteRecord:
    """Say that an answer without a page says only that there is nothing."""
    return SiteRecord(
        status=Status.WRONG,
        title_kind=TitleKind.MEDIA,
        detail='it says "not found" though the status is 200',
        evidence=(f"all that it holds: {response.text()[:100]!r}",),
    )


def empty_page_record(page: Page) -> SiteRecord:
    """Say that a page has nothing on it."""
    told = f'its title is "{page.title}"' if page.title else "it has no text, picture or script"
    return SiteRecord(
        status=Status.WRONG,
        title=page.title,
        detail="there is nothing on the page",
        evidence=(told,),
        heuristic=True,
        transient=not page.title,
    )
