"""Any page: an order of attempts that a careful reader with a browser would make, and no more.

One GET decides nearly always. A refusal gets a second, browser-like look with the cookies that the
first one set; "not found" is believed only when it is said twice; a page that looks like none is
held against an address of the same host that cannot exist.

The first look always says who asks. Some servers answer 403 or 404 to every agent that they do not
know, and a link is not dead because our name is disliked: so the one look that confirms a refusal
is a plain browser's, without our name, at the same polite pace.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from awesome_p2ti.links.heuristics.bot_challenge import is_bot_challenge
from awesome_p2ti.links.heuristics.control_probe import Probes
from awesome_p2ti.links.heuristics.detect import suspect
from awesome_p2ti.links.heuristics.detection import Soft, Suspicion
from awesome_p2ti.links.heuristics.error_page import is_hollow, trouble
from awesome_p2ti.links.heuristics.soft_404 import says_only_missing, strong
from awesome_p2ti.links.http.client import BROWSER, Http
from awesome_p2ti.links.http.errors import ABSENT_STATUSES
from awesome_p2ti.links.http.response import Hop, Reply
from awesome_p2ti.links.models import Kind, Record, Status
from awesome_p2ti.links.pages.html import Page, read_page, refresh_target
from awesome_p2ti.links.pages.similarity import alike
from awesome_p2ti.links.website.fragments import with_fragments
from awesome_p2ti.links.website.outcomes import (
    fault_record,
    gone_record,
    hollow_record,
    missing_record,
    page_record,
    refusal_record,
    with_move,
)
from awesome_p2ti.urls import is_deep, is_front, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Reader = Callable[[Reply], Record | None]

SECOND_LOOK = frozenset({400, 402, 403, 404, 405, 406, 409, 410, 412, 415, 418, 421, 425, 999})
REFUSALS = frozenset({401, 403, 406, 418, 451, 999})
SHORT_DATA = 600
ONE_LOOK, NO_LOOK = 4, 12  # refusals of a host in a row: no second look then, and at last none
BROWSER_HEADERS = {
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
    "Cache-Control": "no-cache",
}
_WORDS = {
    Soft.NOT_FOUND: 'it is a "not found" page that answers 200',
    Soft.PARKED: "the domain is parked",
    Soft.LOGIN: "it is a login",
}


class Web:
    """Looks at pages; remembers which hosts refuse, and what they say of any address."""

    def __init__(self, http: Http) -> None:
        self.http = http
        self.probes = Probes(http)
        self._refused: dict[str, int] = {}  # how often in a row, by host

    def look(
        self,
        url: str,
        *,
        fragments: Sequence[str] = (),
        timeout: float = 0.0,
        max_bytes: int = 0,
        reader: Reader | None = None,
        absent: frozenset[int] = ABSENT_STATUSES,
        sure: bool = False,
    ) -> Record:
        """Return what stands at an address.

        ``absent`` are the statuses that say "no such thing"; ``sure``: that was said once before.
        """
        host = urlsplit(url).netloc.lower()
        refused = self._refused.get(host, 0)
        if refused >= NO_LOOK:
            return Record(status=Status.BLOCKED, detail="its host refuses all that we ask for",
                          evidence=(f"{refused} addresses in a row were refused",))  # fmt: skip
        size = self.http.settings.max_bytes_fragment if fragments else max_bytes
        reply = self.http.get(url, max_bytes=size, timeout=timeout)
        again = reply.status in absent and not sure
        other = reply.status in SECOND_LOOK - absent and refused < ONE_LOOK
        if reply.fault is None and (again or other) and not is_bot_challenge(reply):
            reply = self._second(reply, size, timeout, absent)
        if reply.fault is None:
            self._refused[host] = refused + 1 if reply.status in REFUSALS else 0
        if reply.ok:
            reply = self._refreshed(reply, size)
        record = self._record(reply, fragments, reader, absent)
        return replace(record, requests=reply.requests, seconds=reply.seconds)

    def _second(self, first: Reply, size: int, timeout: float, absent: frozenset[int]) -> Reply:
        """Look again as a browser would, with the cookies that the first look was given."""
        nameless = first.status == 403 or first.status in ABSENT_STATUSES
        again = self.http.get(
            first.url,
            headers=BROWSER_HEADERS | ({"User-Agent": BROWSER} if nameless else {}),
            cookies=first.cookies,
            max_bytes=size,
            timeout=timeout,
        )
        again.requests += first.requests
        again.seconds += first.seconds
        if again.fault is None and again.status in absent and first.status not in absent:
            again.status = first.status  # not found only where both looks say so
        elif again.fault is not None and first.status not in absent:
            again.fault, again.status = None, first.status
        return again

    def _refreshed(self, reply: Reply, size: int) -> Reply:
        """Follow a page that only sends its readers on."""
        told = reply.headers.get("refresh", "")
        if not told and b"refresh" not in reply.body[:8192].lower():
            return reply
        target = refresh_target(told, reply.final) or read_page(reply.text(), reply.final).refresh
        parts = urlsplit(target) if target else None
        if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
            return reply
        if urldefrag(target).url == urldefrag(reply.final).url:
            return reply
        there = self.http.get(target, max_bytes=size, cookies=reply.cookies)
        there.requests += reply.requests
        there.seconds += reply.seconds
        there.url = reply.url
        there.hops = [*reply.hops, Hop(reply.status, reply.final, target), *there.hops]
        return there

    def _record(
        self,
        reply: Reply,
        fragments: Sequence[str],
        reader: Reader | None,
        absent: frozenset[int],
    ) -> Record:
        if reply.fault is not None:
            return fault_record(reply.fault, reply)
        if reply.status in absent and not is_bot_challenge(reply):
            return gone_record(reply)
        if not reply.ok:
            return refusal_record(reply)
        special = reader(reply) if reader else None
        record = special or self._page_record(reply)
        record = with_move(record, reply)
        return with_fragments(record, reply, fragments) if fragments else record

    def _page_record(self, reply: Reply) -> Record:
        """Read a page that answered with success."""
        if "html" not in reply.content_type and not _looks_like_html(reply):
            empty = reply.status == 200 and reply.headers.get("content-length") == "0"
            if empty or (not reply.content_type and not reply.body):
                return hollow_record(Page())
            if says_only_missing(reply.text()[:SHORT_DATA] if reply.body else ""):
                return missing_record(reply)
            return Record(status=Status.OK, kind=Kind.MEDIA, detail=_type_words(reply))
        page = read_page(reply.text(), reply.final)
        record = page_record(page, reply)
        suspicion = suspect(page, reply.url, reply.final, reply.headers)
        if suspicion is None and not reply.truncated and is_hollow(page):
            return hollow_record(page)
        in_trouble = trouble(page)
        if in_trouble is not None:
            status, words = in_trouble
            return replace(record, status=status, detail=words, by_page=True,
                           passing=status is Status.UNREACHABLE)  # fmt: skip
        if suspicion is not None:
            return self._weighed(record, suspicion, page, reply)
        return self._front_page(record, page, reply)

    def _weighed(self, record: Record, suspicion: Suspicion, page: Page, reply: Reply) -> Record:
        evidence: tuple[str, ...] = (suspicion.evidence,)
        if suspicion.kind is Soft.WALL:
            return replace(record, status=Status.BLOCKED, detail="it asks for a proof of humanity",
                           evidence=evidence)  # fmt: skip
        wrong = suspicion.sure
        if not wrong:
            if self.probes.same(page, reply):
                wrong = True
                evidence += ("an address of that host that cannot exist answers the same",)
            elif suspicion.kind is Soft.NOT_FOUND and strong(page):
                wrong = True
        if not wrong:
            return record
        detail = _WORDS[suspicion.kind]
        return replace(record, status=Status.WRONG, detail=detail, evidence=evidence, by_page=True)

    def _front_page(self, record: Record, page: Page, reply: Reply) -> Record:
        """Notice a deep address that only leads to a front page."""
        if not is_deep(reply.url) or not is_front(reply.final) or not reply.hops:
            return record
        if site_of(reply.url) == site_of(reply.final):
            sent = True
        else:
            probe = self.probes.answered(reply)
            sent = probe is not None and (
                probe.final == reply.final or alike(page, probe.page, reply.final, probe.final)
            )
        if not sent:
            return record
        return replace(
            record,
            status=Status.WRONG,
            detail=f"it redirects to the front page {reply.final}",
            evidence=(f"{reply.url} redirects to {reply.final}",),
            by_page=True,
        )


def _looks_like_html(reply: Reply) -> bool:
    head = reply.body[:512].lstrip().lower()
    unsure = "/" not in reply.content_type
    return unsure and (head.startswith(b"<!doctype html") or b"<html" in head)


def _type_words(reply: Reply) -> str:
    return f"HTTP {reply.status}, {reply.content_type or 'no type'}"
