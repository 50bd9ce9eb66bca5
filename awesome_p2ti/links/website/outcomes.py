"""Responses to records: what a status, a failed request or a page means for a URL."""

from __future__ import annotations

import re
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
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.urls import canonical_key, same_address

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.pages.html import Page

PERMANENT = frozenset({301, 308})
MAX_LEADING = 8192  # bytes of a page that only leads on
# A target that is no constant, or an address that is kept for the home page.
_LEADS_ON = re.compile(
    r"""\b(?:location|l)\.(?:replace|assign)\(\s{0,9}[^"'\s]|\blocation(?:\.href)?\s{0,9}=\s{0,9}[^"'=\s]"""
    r"""|\bsessionStorage\b[^;<]{0,60}\blocation\b"""
)


def page_record(page: Page, response: Response) -> SiteRecord:
    """Return the record of a page with which nothing is wrong."""
    return SiteRecord(
        status=Status.OK,
        detail=f"HTTP {response.status}",
        title=page.stated_titles[0] if page.has_citation_title else page.title,
        title_kind=TitleKind.WORK if page.has_citation_title else TitleKind.PAGE,
        authors=page.authors if page.has_citation_title else (),
        year=page.year,
        headings=page.headings,
        text=page.text,
        source="" if response.truncated or page.client_rendered else response.text(),
        stated_titles=page.stated_titles,
        final_url=response.final_url if response.redirects else "",
        size=page.size,
        truncated=response.truncated,
        client_rendered=page.client_rendered,
    )


def fault_record(fault: FetchError, response: Response) -> SiteRecord:
    """Return what a failed request means for a URL."""
    status, network = {
        ErrorKind.NO_SUCH_NAME: (Status.GONE, True),
        ErrorKind.RESOLVER: (Status.UNREACHABLE, True),
        ErrorKind.REFUSED: (Status.REFUSED, False),
        ErrorKind.TIMEOUT: (Status.UNREACHABLE, True),
        ErrorKind.CONNECT: (Status.UNREACHABLE, True),
        ErrorKind.CONNECTION_REFUSED: (Status.UNREACHABLE, True),
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
    return SiteRecord(
        status=status,
        detail=fault.detail + where,
        evidence=(fault.kind.value,),
        network=network,
        transient=fault.kind in TRANSIENT_ERRORS,
    )


def refusal_record(response: Response) -> SiteRecord:
    """Return what a status that is neither success nor absence means."""
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


def leads_on_by_script(response: Response) -> bool:
    """Say whether a "not found" page is only there to lead browsers on: a script makes the target.

    Hosts of static files are made to serve applications so: every address but the home is absent,
    and the script takes it along.
    """
    if len(response.body) > MAX_LEADING or not _LEADS_ON.search(response.text()):
        return False
    page = read_page(response.text(), response.final_url)
    return page.text in {"", page.title}


def no_page_record(response: Response) -> SiteRecord:
    """Return the record of a success that shows nothing: no proof that nothing is there."""
    return SiteRecord(
        status=Status.BLOCKED,
        detail=f"HTTP {response.status} without a page: a person may see one",
        evidence=(f"{response.final_url} answers {response.status} and no text",),
    )


def with_move(record: SiteRecord, response: Response) -> SiteRecord:
    """Note where the leading permanent redirects lead; what follows them is temporary."""
    target = ""
    for redirect in response.redirects:
        if redirect.status not in PERMANENT:
            break
        target = redirect.target
    if not target or same_address(response.url, target) or record.moved_to:
        return record
    start, end = canonical_key(response.url), canonical_key(response.final_url)
    if start == end != canonical_key(target):
        return record  # led away, for a cookie say, and back again
    status = Status.MOVED if record.status is Status.OK else record.status
    return replace(record, status=status, moved_to=target, permanent=True)


def not_found_record(response: Response) -> SiteRecord:
    """Return the record of a page that does not exist."""
    where = f" at {response.final_url}" if response.final_url != response.url else ""
    return SiteRecord(
        status=Status.GONE,
        detail=f"HTTP {response.status}{where}",
        evidence=(f"{response.final_url} answers {response.status}, twice",),
    )


def not_found_text_record(response: Response) -> SiteRecord:
    """Return the record of a response that is no page and only says "not found"."""
    return SiteRecord(
        status=Status.WRONG,
        title_kind=TitleKind.MEDIA,
        detail='it says "not found" though the status is 200',
        evidence=(f"all that it holds: {response.text()[:100]!r}",),
    )


def empty_page_record(page: Page) -> SiteRecord:
    """Return the record of a page with nothing on it."""
    shown = f'its title is "{page.title}"' if page.title else "it has no text, picture or script"
    return SiteRecord(
        status=Status.WRONG,
        title=page.title,
        headings=page.headings,
        text=page.text,
        detail="there is nothing on the page",
        evidence=(shown,),
        heuristic=True,
        transient=not page.title,
    )
