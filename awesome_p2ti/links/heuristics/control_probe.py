"""The control probe: what a host answers for a URL that cannot exist, to compare a page with."""

from __future__ import annotations

import hashlib
import re
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from awesome_p2ti.links.heuristics.detection import count_words
from awesome_p2ti.links.heuristics.phrases import is_placeholder
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.pages.html import Page, read_page
from awesome_p2ti.links.pages.similarity import near_duplicate
from awesome_p2ti.urls import owner_domain

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.models import SiteRecord

MAX_PROBES = 3  # folders of a host that must answer alike to represent its other folders
MAX_FOLDERS = 12  # probed of a host whose folders do not
_INTERSTITIAL = re.compile(
    r"\b(?:before you continue|cookies?|consent|privacy|javascript|enable|loading|redirecting"
    r"|maintenance|unavailable|verify|human|robot|captcha|(?:sign|log) ?in|datenschutz|einwilligung"
    r"|confidentialité|consentement|privacidad|consentimiento|privacidade|consenso)\b|同意|隐私|隱私",
    re.IGNORECASE,
)
SHORT, TINY = 60, 12  # words of a page that may be a guard's
_CONSENT = re.compile(
    r"\bcookies?\b.{0,400}\b(?:accept|agree|reject|manage|akzeptieren|ablehnen|zustimmen|accepter"
    r"|refuser|aceptar|rechazar|accetta|rifiuta)\b",
    re.IGNORECASE | re.DOTALL,
)
# A gate speaks to who stands before it, of what is behind it.
_TO_READERS = re.compile(
    r"\b(?:you|your|please|this (?:page|site|content|article|video)|sie|ihre?|vous"
    r"|votre|usted|su|você|voi|вы|ваш\w*|пожалуйста)\b|您|你|请|請|お待ち|ください|세요|십시오",
    re.IGNORECASE,
)
CONSENT_LENGTH = 600  # characters of a page that only asks for consent


@dataclass(frozen=True, slots=True)
class Probe:
    """The answer for a URL that cannot exist."""

    status: int
    final: str
    page: Page


class ControlProbe:
    """Requests URLs that cannot exist, and remembers each folder's answer."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http
        self._answers: dict[str, dict[str, Future[Probe | None]]] = {}  # by host and folder
        self._homes: dict[str, Future[Probe | None]] = {}  # by host
        self._lock = threading.Lock()

    def success_page(self, response: Response) -> Probe | None:
        """Return the page with which a response's host answers for any URL, if it does."""
        probe = self._answer(response)
        return probe if probe is not None and probe.status < 300 else None

    def is_same_page(self, page: Page, response: Response) -> bool:
        """Say whether the host of a page also shows it at a URL that cannot exist."""
        probe = self.success_page(response)
        return probe is not None and near_duplicate(
            page, probe.page, response.final_url, probe.final
        )

    def is_catch_all(self, url: str, record: SiteRecord) -> bool:
        """Say whether the host shows this very page at any URL at all."""
        if record.client_rendered or is_interstitial(record.title, record.headings, record.text):
            return False  # a client-rendered page, or a question before the page
        asked, final = Response(url, final_url=url), record.final_url
        ours = Page(title=record.title, text=record.text, size=record.size)
        if final:
            probe = self.success_page(asked)
            same = probe is not None and probe.final == final
            sent_off = owner_domain(url) != owner_domain(final) and not _comes_back(url, final)
        else:
            said = record.text.removeprefix(record.title)
            same, sent_off = bool(said) and self.is_same_page(ours, asked), False
        if not same or sent_off or not _may_be_guard(record):
            return same
        return self._differs_from_home(ours, final or url, asked)

    def _differs_from_home(self, page: Page, final: str, response: Response) -> bool:
        """Say whether the host of a page shows another one as its home.

        Where even its home is the same, the page may be a guard's that keeps programs out of the
        whole host: that says nothing of what is behind it.
        """
        home = self._home(response)
        if home is None or home.status >= 300 or _place(home.final) == _place(final):
            return False
        return not near_duplicate(page, home.page, final, home.final)

    def _home(self, response: Response) -> Probe | None:
        """Return the answer of a host's home page, which is requested once."""
        parts = urlsplit(response.url)
        host = parts.netloc.lower()
        with self._lock:
            is_ours = host not in self._homes
            answer = self._homes.setdefault(host, Future())
        if is_ours:
            url = urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
            _fill(answer, lambda: self._ask(response, url))
        return answer.result()

    def _answer(self, response: Response) -> Probe | None:
        """Return a folder's answer for a URL that cannot exist.

        It is requested once: a second thread that needs it meanwhile waits for it.
        """
        parts = urlsplit(response.url)
        host, folder = parts.netloc.lower(), parts.path.rpartition("/")[0]
        answer, is_ours = self._claim(host, folder, MAX_PROBES)
        if answer is None:
            first = [a.result() for a in list(self._answers[host].values())[:MAX_PROBES]]
            if _is_settled(first):
                return first[0]
            answer, is_ours = self._claim(host, folder, MAX_FOLDERS)
        if answer is not None and is_ours:
            _fill(answer, lambda: self._probe(response, folder))
        return answer.result() if answer is not None else None

    def _claim(self, host: str, folder: str, most: int) -> tuple[Future[Probe | None] | None, bool]:
        """Return the answer of a folder, come or pending, and whether this thread has to get it.

        There is none where so many other folders of the host were probed.
        """
        with self._lock:
            answers = self._answers.setdefault(host, {})
            if folder in answers or len(answers) >= most:
                return answers.get(folder), False
            answers[folder] = Future()
            return answers[folder], True

    def _probe(self, response: Response, folder: str) -> Probe | None:
        parts = urlsplit(response.url)
        place = f"{parts.netloc.lower()}/{folder}"
        name = "no-such-page-" + hashlib.sha256(place.encode()).hexdigest()[:12]
        url = urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", ""))
        return self._ask(response, url)

    def _ask(self, response: Response, url: str) -> Probe | None:
        answer = self._http.get(url)
        response.requests += answer.requests
        if answer.error is not None:
            return None
        return Probe(answer.status, answer.final_url, read_page(answer.text(), answer.final_url))


def _fill(answer: Future[Probe | None], ask: Callable[[], Probe | None]) -> None:
    """Ask for an answer for which other threads wait; they get None where that raises."""
    probe = None
    try:
        probe = ask()
    finally:
        answer.set_result(probe)


def _is_settled(probes: list[Probe | None]) -> bool:
    """Say whether folders of a host answer alike, so that others need no probe."""
    first = probes[0]
    if first is None or first.status >= 300:
        return first is None and not any(probes)
    return all(
        p is not None
        and p.status < 300
        and near_duplicate(first.page, p.page, first.final, p.final)
        for p in probes
    )


def _may_be_guard(record: SiteRecord) -> bool:
    """Say whether a page may keep programs out: it is tiny, or short with a script or a form."""
    words, source = count_words(record.text), record.source.lower()
    if words >= SHORT or is_placeholder(record.title, record.headings, record.text):
        return False
    if words < TINY or record.final_url or not source or _TO_READERS.search(record.text):
        return True
    return "<script" in source or "<form" in source


def _place(url: str) -> str:
    return url.partition("?")[0]


def _comes_back(url: str, final: str) -> bool:
    """Say whether a URL on another host keeps that of the first one, to send readers back."""
    return (urlsplit(url).hostname or url) in unquote(urlsplit(final).query)


def is_interstitial(title: str, headings: tuple[str, ...], text: str = "") -> bool:
    """Say whether a page shows a question, or that it is loading, before its content."""
    if len(text) <= CONSENT_LENGTH and _CONSENT.search(text):
        return True
    return bool(_INTERSTITIAL.search(" ".join((title, *headings))))
