"""Any web page to a SiteRecord: fetch it, follow where it sends its readers, read what comes.

One GET decides nearly always. A refusal is retried once as a browser would, with the cookies that
the first response set; a page that a heuristic detects without proof is compared with a URL of the
same host that cannot exist. What fails a run needs a second look, some seconds later: the caller
asks for it, and it is made as a browser would from its first request on.

The first look always names us. Some servers answer 403 or 404 to every agent that they do not know,
and a link is not dead because our name is disliked: so the retry and the second look have a plain
browser's agent, without our name, at the same polite pace.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_p2ti.links.heuristics.bot_challenge import is_bot_challenge
from awesome_p2ti.links.heuristics.control_probe import ControlProbe
from awesome_p2ti.links.heuristics.detect import detect
from awesome_p2ti.links.heuristics.detection import (
    Detection,
    PageNames,
    PageProblem,
    page_names,
    speaks_of_a_work,
)
from awesome_p2ti.links.heuristics.error_page import detect_server_error, is_empty_or_default
from awesome_p2ti.links.heuristics.login_page import is_social_network
from awesome_p2ti.links.heuristics.soft_404 import is_only_soft_404
from awesome_p2ti.links.http.client import BROWSER, HttpClient
from awesome_p2ti.links.http.errors import ABSENT_STATUSES
from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.pages.html import Page, read_page
from awesome_p2ti.links.pages.similarity import near_duplicate
from awesome_p2ti.links.website.files import file_record, is_binary, looks_like_html
from awesome_p2ti.links.website.fragments import with_fragments
from awesome_p2ti.links.website.outcomes import (
    empty_page_record,
    fault_record,
    leads_on_by_script,
    no_page_record,
    not_found_record,
    page_record,
    refusal_record,
    with_move,
)
from awesome_p2ti.links.website.refreshes import follow_refreshes
from awesome_p2ti.urls import is_homepage, is_subpage, owner_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.links.http.response import Response

    Reader = Callable[[Response], SiteRecord | None]

RETRY_AS_BROWSER = frozenset({400, 402, 403, 404, 405, 406, 409, 410, 412, 415, 418, 421, 425, 999})
REFUSALS = frozenset({401, 403, 406, 418, 451, 999})
WITHOUT_PAGE = frozenset({202, 204, 205})  # accepted, no content, reset content
WITH_PAGE = frozenset({200, 203, 206})  # other successes without a text show nothing
NO_RETRY_AFTER, NO_REQUEST_AFTER = 4, 12  # refusals of a host in a row
BROWSER_HEADERS = {
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
    "Cache-Control": "no-cache",
}
AS_BROWSER = BROWSER_HEADERS | {"User-Agent": BROWSER}
_DETAILS = {
    PageProblem.NOT_FOUND: 'it is a "not found" page that answers 200',
    PageProblem.PARKED: "the domain is parked",
    PageProblem.CLOSED: "its site is closed",
    PageProblem.NEW: "nobody has put a site there yet",
    PageProblem.LOGIN: "it is a login",
    PageProblem.BOT_CHALLENGE: "it asks for a proof of humanity",
}


class PageChecker:
    """Checks pages; remembers which hosts refuse, and what they answer to any URL at all."""

    def __init__(self, http: HttpClient) -> None:
        self.http = http
        self.control_probe = ControlProbe(http)
        self._refused: dict[str, int] = {}  # how often in a row, by host

    def check(
        self,
        url: str,
        *,
        fragments: Sequence[str] = (),
        timeout: float = 0.0,
        max_bytes: int = 0,
        reader: Reader | None = None,
        absent: frozenset[int] = ABSENT_STATUSES,
        second_look: bool = False,
    ) -> SiteRecord:
        """Return the record of a URL.

        ``reader`` reads a page of a site that has a verifier. ``absent`` are the statuses that mean
        "no such page"; ``second_look``: an earlier look was red, so this one is a browser's.
        """
        host = urlsplit(url).netloc.lower()
        refused = self._refused.get(host, 0)
        if refused >= NO_REQUEST_AFTER:
            return SiteRecord(status=Status.BLOCKED, detail="its host refuses all our requests",
                          evidence=(f"{refused} requests in a row were refused",))  # fmt: skip
        size = self.http.settings.max_bytes_fragment if fragments else max_bytes
        headers = AS_BROWSER if second_look else None
        response = self.http.get(url, headers=headers, max_bytes=size, timeout=timeout)
        retry = response.status in RETRY_AS_BROWSER - absent and refused < NO_RETRY_AFTER
        if response.error is None and retry and not second_look and not is_bot_challenge(response):
            response = self._retry_as_browser(response, size, timeout, absent)
        if response.error is None:
            self._refused[host] = refused + 1 if response.status in REFUSALS else 0
        if response.ok:
            response = follow_refreshes(self.http, response, size, headers)
        record = self._record(response, fragments, reader, absent)
        return replace(record, requests=response.requests, seconds=response.seconds)

    def _retry_as_browser(
        self, first: Response, size: int, timeout: float, absent: frozenset[int]
    ) -> Response:
        """Request again as a browser would, with the cookies of the first response."""
        again = self.http.get(
            first.url,
            headers=AS_BROWSER if first.status == 403 else BROWSER_HEADERS,
            cookies=first.cookies,
            max_bytes=size,
            timeout=timeout,
        )
        again.requests += first.requests
        again.seconds += first.seconds
        if again.error is not None or again.status in absent:
            again.error, again.status = None, first.status  # "not found" needs a look of its own
        return again

    def _record(
        self,
        response: Response,
        fragments: Sequence[str],
        reader: Reader | None,
        absent: frozenset[int],
    ) -> SiteRecord:
        if response.error is not None:
            return fault_record(response.error, response)
        if response.status in absent and not is_bot_challenge(response):
            if leads_on_by_script(response):
                return refusal_record(response)
            return not_found_record(response)
        if not response.ok:
            return refusal_record(response)
        if response.status in WITHOUT_PAGE and not response.body.strip():
            return no_page_record(response)
        record = (reader(response) if reader else None) or self._page_record(response)
        if response.redirects:
            record = with_move(record, response)
        return with_fragments(record, response, fragments) if fragments else record

    def _page_record(self, response: Response) -> SiteRecord:
        """Read a page that answered with success."""
        kind = response.content_type
        is_page = "html" in kind or looks_like_html(response, kind)
        if not is_page or is_binary(response.body):
            return file_record(response, kind)
        page = read_page(response.text(), response.final_url)
        if not page.text and (response.status not in WITH_PAGE or page.refresh_target):
            return no_page_record(response)
        names = page_names(page)
        record = page_record(page, response)
        detection = detect(page, names, response)
        open_ = detection is None or not detection.conclusive
        if open_ and not response.truncated and is_empty_or_default(page, names):
            return empty_page_record(page)
        guarded = detection is not None and detection.problem is PageProblem.BOT_CHALLENGE
        server_error = None if guarded else detect_server_error(page, names)
        if server_error is not None:
            status, detail = server_error
            return replace(record, status=status, detail=detail, heuristic=True,
                           transient=status is Status.UNREACHABLE)  # fmt: skip
        if detection is not None:
            return self._confirm(record, detection, page, names, response)
        return self._redirected_home(record, page, response) if response.redirects else record

    def _confirm(
        self,
        record: SiteRecord,
        detection: Detection,
        page: Page,
        names: PageNames,
        response: Response,
    ) -> SiteRecord:
        """Return the record of what was detected, where the page or a control probe proves it."""
        problem, detail = detection.problem, _DETAILS[detection.problem]
        evidence: tuple[str, ...] = (detection.evidence,)
        if problem is PageProblem.LOGIN and is_social_network(response.url, response.final_url):
            detail = "its site shows programs a login"
            return replace(record, status=Status.BLOCKED, detail=detail, evidence=evidence)
        if problem is PageProblem.BOT_CHALLENGE:
            return replace(record, status=Status.BLOCKED, detail=detail, evidence=evidence,
                           heuristic=True)  # fmt: skip
        alone = problem is PageProblem.NOT_FOUND and is_only_soft_404(page, names, response.url)
        if not (detection.conclusive or alone):
            # What a site says at its root of a file, or of a work, is no word on its root.
            told = detection.by_text or speaks_of_a_work(page)
            if (told and is_homepage(response.url)) or not self.control_probe.is_same_page(
                page, response
            ):
                return record
            evidence += ("an address of that host that cannot exist answers the same",)
        return replace(
            record, status=Status.WRONG, detail=detail, evidence=evidence, heuristic=True
        )

    def _redirected_home(self, record: SiteRecord, page: Page, response: Response) -> SiteRecord:
        """Notice a subpage that only redirects to a homepage."""
        final, _, query = response.final_url.partition("?")
        path = urlsplit(response.url).path
        if len(path) < 2 or path not in unquote(query):  # else the query only tells whence
            final = response.final_url
        if not is_subpage(response.url) or not is_homepage(final):
            return record
        if owner_domain(response.url) == owner_domain(response.final_url):
            sent = True
        else:
            probe = self.control_probe.success_page(response)
            sent = probe is not None and (
                probe.final == response.final_url
                or near_duplicate(page, probe.page, response.final_url, probe.final)
            )
        if not sent:
            return record
        return replace(
            record,
            status=Status.WRONG,
            detail=f"it redirects to the front page {response.final_url}",
            evidence=(f"{response.url} redirects to {response.final_url}",),
            heuristic=True,
        )
