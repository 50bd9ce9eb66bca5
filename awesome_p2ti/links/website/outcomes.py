"""Replies to records: what an answer, or the want of one, says of an address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.bot_challenge import may_be_bot_challenge
from awesome_p2ti.links.http.errors import TRANSIENT_FAULTS, TRANSIENT_STATUSES, Fault, Why
from awesome_p2ti.links.models import Kind, Record, Status
from awesome_p2ti.urls import same_address

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Reply
    from awesome_p2ti.links.pages.html import Page

PERMANENT = frozenset({301, 308})


def page_record(page: Page, reply: Reply) -> Record:
    """Turn a page into a record that says nothing bad of it."""
    return Record(
        status=Status.OK,
        detail=f"HTTP {reply.status}",
        title=page.works[0] if page.formal else page.title,
        kind=Kind.WORK if page.formal else Kind.PAGE,
        authors=page.authors if page.formal else (),
        year=page.year,
        headings=page.headings,
        text=page.text,
        works=page.works,
        landed=reply.final if reply.hops else "",
        size=page.size,
        cut=reply.truncated,
        shell=page.shell,
    )


def fault_record(fault: Fault, reply: Reply) -> Record:
    """Say what a failed exchange means for an address."""
    status, network = {
        Why.NO_SUCH_NAME: (Status.GONE, True),
        Why.RESOLVER: (Status.UNREACHABLE, True),
        Why.REFUSED: (Status.REFUSED, False),
        Why.TIMEOUT: (Status.UNREACHABLE, True),
        Why.CONNECT: (Status.UNREACHABLE, True),
        Why.RESET: (Status.UNREACHABLE, True),
        Why.TLS_CHAIN: (Status.BLOCKED, False),
        Why.ADDRESS: (Status.UNREACHABLE, False),
        Why.WAIT: (Status.BLOCKED, False),
    }.get(fault.why, (Status.UNREACHABLE, False))
    if fault.why is Why.ADDRESS and not reply.hops and reply.status == 0:
        status = Status.REFUSED
    where = f" ({reply.final})" if reply.hops and reply.final != reply.url else ""
    passing = fault.why in TRANSIENT_FAULTS
    return Record(
        status=status,
        detail=fault.detail + where,
        evidence=(fault.why.value,),
        network=network,
        passing=passing,
    )


def refusal_record(reply: Reply) -> Record:
    """Say what an answer that is neither success nor absence means."""
    if reply.status in TRANSIENT_STATUSES and not may_be_bot_challenge(reply):
        return Record(status=Status.UNREACHABLE, detail=f"HTTP {reply.status}", passing=True)
    if reply.status in {501, 505} or reply.status < 200:
        return Record(status=Status.UNREACHABLE, detail=f"HTTP {reply.status}")
    return Record(
        status=Status.BLOCKED,
        detail=f"HTTP {reply.status}: a person may see it",
        evidence=(f"{reply.final} answers {reply.status}",),
    )


def with_move(record: Record, reply: Reply) -> Record:
    """Note where the leading permanent redirects lead; what follows them is only for now."""
    target = ""
    for hop in reply.hops:
        if hop.status not in PERMANENT:
            break
        target = hop.target
    if not target or same_address(reply.url, target) or record.moved_to:
        return record
    status = Status.MOVED if record.status is Status.OK else record.status
    return replace(record, status=status, moved_to=target, permanent=True)


def gone_record(reply: Reply) -> Record:
    """Say that a page is not there."""
    where = f" at {reply.final}" if reply.final != reply.url else ""
    return Record(
        status=Status.GONE,
        detail=f"HTTP {reply.status}{where}",
        evidence=(f"{reply.final} answers {reply.status}, twice",),
    )


def missing_record(reply: Reply) -> Record:
    """Say that an answer without a page says only that there is nothing."""
    return Record(
        status=Status.WRONG,
        kind=Kind.MEDIA,
        detail='it says "not found" though the status is 200',
        evidence=(f"all that it holds: {reply.text()[:100]!r}",),
    )


def hollow_record(page: Page) -> Record:
    """Say that a page has nothing on it."""
    told = f'its title is "{page.title}"' if page.title else "it has no text, picture or script"
    return Record(
        status=Status.WRONG,
        title=page.title,
        detail="there is nothing on the page",
        evidence=(told,),
        by_page=True,
        passing=not page.title,
    )
