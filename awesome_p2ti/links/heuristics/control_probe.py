"""What a host answers to an address that cannot exist: the arbiter of pages that look like none."""

from __future__ import annotations

import hashlib
import re
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from awesome_p2ti.links.heuristics.phrases import is_placeholder
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.pages.html import Page, read_page
from awesome_p2ti.links.pages.similarity import near_duplicate

if TYPE_CHECKING:
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.models import SiteRecord

MAX_PROBES = 3  # folders of a host that must answer alike to speak for its other folders
MAX_FOLDERS = 12  # asked of a host whose folders do not
_ASKS_FIRST = re.compile(
    r"\b(?:before you continue|cookies?|consent|privacy|javascript|enable|loading|redirecting"
    r"|maintenance|unavailable|verify|human|robot|captcha|(?:sign|log) ?in)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What an address that cannot exist answers."""

    status: int
    final: str
    page: Page


class ControlProbe:
    """Asks hosts for addresses that cannot exist, and remembers what each of them said."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http
        self._asked: dict[str, dict[str, Future[Probe | None]]] = {}  # by host and folder
        self._lock = threading.Lock()

    def success_page(self, response: Response) -> Probe | None:
        """Return what the host of a reply answers with success to any address, if it does."""
        probe = self._ask(response)
        return probe if probe is not None and probe.status < 300 else None

    def is_same_page(self, page: Page, response: Response) -> bool:
        """Say whether the host of a page answers it to an address that cannot exist as well."""
        probe = self.success_page(response)
        return probe is not None and near_duplicate(
            page, probe.page, response.final_url, probe.final
        )

    def is_catch_all(self, url: str, record: SiteRecord) -> bool:
        """Say whether the host gives this very page for any address at all."""
        if record.client_rendered or is_interstitial(record.title, record.headings):
            return False  # an application's shell, or a question before the page
        if record.final_url:
            probe = self.success_page(Response(url, final_url=url))
            return probe is not None and probe.final == record.final_url
        placeholder = is_placeholder(record.title, record.headings, record.text)
        if record.text.count(" ") < 12 and not placeholder:
            return False
        ours = Page(title=record.title, text=record.text, size=record.size)
        return self.is_same_page(ours, Response(url, final_url=url))

    def _ask(self, response: Response) -> Probe | None:
        """Return what a folder of a host answers to an address that cannot exist.

        It is asked once: who needs the answer while another thread asks waits for it.
        """
        parts = urlsplit(response.url)
        host, folder = parts.netloc.lower(), parts.path.rpartition("/")[0]
        answer, is_ours = self._claim(host, folder, MAX_PROBES)
        if answer is None:
            first = [a.result() for a in list(self._asked[host].values())[:MAX_PROBES]]
            if _is_settled(first):
                return first[0]
            answer, is_ours = self._claim(host, folder, MAX_FOLDERS)
        if answer is not None and is_ours:
            probe = None
            try:
                probe = self._probe(response, folder)
            finally:
                answer.set_result(probe)
        return answer.result() if answer is not None else None

    def _claim(self, host: str, folder: str, most: int) -> tuple[Future[Probe | None] | None, bool]:
        """Return the answer of a folder, to come or there, and whether it is ours to ask for it.

        There is none where so many other folders of the host were asked.
        """
        with self._lock:
            asked = self._asked.setdefault(host, {})
            if folder in asked or len(asked) >= most:
                return asked.get(folder), False
            asked[folder] = Future()
            return asked[folder], True

    def _probe(self, response: Response, folder: str) -> Probe | None:
        parts = urlsplit(response.url)
        place = f"{parts.netloc.lower()}/{folder}"
        name = "no-such-page-" + hashlib.sha256(place.encode()).hexdigest()[:12]
        asked = urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", ""))
        answer = self._http.get(asked)
        response.requests += answer.requests
        if answer.error is not None:
            return None
        return Probe(answer.status, answer.final_url, read_page(answer.text(), answer.final_url))


def _is_settled(probes: list[Probe | None]) -> bool:
    """Say whether folders of a host answer alike, so that others need not be asked."""
    first = probes[0]
    if first is None or first.status >= 300:
        return first is None and not any(probes)
    return all(
        p is not None
        and p.status < 300
        and near_duplicate(first.page, p.page, first.final, p.final)
        for p in probes
    )


def is_interstitial(title: str, headings: tuple[str, ...]) -> bool:
    """Say whether a page puts a question, or a word of waiting, before what it shows."""
    return bool(_ASKS_FIRST.search(" ".join((title, *headings))))
