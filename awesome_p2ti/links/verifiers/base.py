"""What the verifiers share: asking patiently, and splitting batches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from awesome_p2ti.links.http.errors import ABSENT_STATUSES, RETRIABLE_ERRORS, TRANSIENT_STATUSES
from awesome_p2ti.urls import split_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.models import SiteRecord


class Verifier(Protocol):
    """One site that can be asked what it says of an id, instead of for a page."""

    name: str
    host: str  # whose lane its requests run in
    batch: int  # how many ids one request may carry
    absent_statuses: frozenset[int]  # by which its pages say that there is no such thing
    page_bytes: int  # how much of its pages must be read, where that is more than usual
    has_interface: bool  # whether lookup asks one service, which may be down as a whole
    denied_ids: set[str]  # ids that its interface denies: its page has the last word
    deferred_ids: set[str]  # ids of earlier batches that the last one will decide
    has_more_batches: bool  # whether batches are still to come

    def identify(self, url: str) -> str | None:
        """Return the site's id in this address, or None where it is not this site's."""
        ...

    def lookup(self, http: HttpClient, ids: Sequence[str]) -> Mapping[str, SiteRecord]:
        """Ask the site's interface; an id that it cannot decide is left out."""
        ...

    def page(self, ident: str) -> str:
        """Return the page that shows this id, or nothing where that is the address itself."""
        ...

    def prime(self, good: Sequence[str], gone: Sequence[str]) -> None:
        """Hear which ids an earlier run of today found to be there, and to be gone."""
        ...

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Read that page where it says more than any other page would, else None."""
        ...


class SiteVerifier:
    """What a verifier is where its site asks for nothing special."""

    name = ""
    host = ""
    batch = 1
    absent_statuses: frozenset[int] = ABSENT_STATUSES
    page_bytes = 0
    has_interface = True

    def __init__(self) -> None:
        self.denied_ids: set[str] = set()
        self.deferred_ids: set[str] = set()
        self.has_more_batches = False
        self.gone_before: frozenset[str] = frozenset()

    def page(self, ident: str) -> str:
        """Return nothing: the address itself is the page."""
        return ""

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Leave the page to the general reader."""
        return None

    def prime(self, good: Sequence[str], gone: Sequence[str]) -> None:
        """Keep which ids were denied before: saying it once more is enough."""
        self.gone_before = frozenset(gone)


MAX_API_FAILURES = 2  # failures in a row after which an interface is asked once only


def request_with_retries(
    http: HttpClient, url: str, *, attempts: int = 0, **options: Any
) -> Response:
    """Ask an interface, again with growing pauses where the failure may pass."""
    host = str(urlsplit(url).hostname)
    response = http.get(url, **options)
    limit = attempts or (
        1 if http.api_failures[host] >= MAX_API_FAILURES else http.settings.attempts
    )
    for turn in range(1, limit):
        if not _may_pass(response):
            break
        http.rate_limiter.sleep(http.settings.retry_pause * 4 ** (turn - 1))
        again = http.get(url, **options)
        again.requests += response.requests
        again.seconds += response.seconds
        response = again
    http.api_failures[host] = http.api_failures[host] + 1 if _may_pass(response) else 0
    return response


def _may_pass(response: Response) -> bool:
    return (
        response.error.kind in RETRIABLE_ERRORS
        if response.error
        else response.status in TRANSIENT_STATUSES
    )


def parts_of(url: str, *hosts: str) -> SplitResult | None:
    """Return an address's parts where its host is one of these."""
    parts = split_url(url)
    if parts is None or parts.scheme not in {"http", "https"}:
        return None
    return parts if (parts.hostname or "") in hosts else None


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Cut a sequence into pieces of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def text_of(value: object) -> str:
    """Return a text that an interface gave, plain or wrapped as ``{"value": ...}``."""
    if isinstance(value, dict):
        value = value.get("value")
    return " ".join(value.split())[:1000] if isinstance(value, str) else ""


def texts_of(value: object) -> tuple[str, ...]:
    """Return a list of texts that an interface gave, plain or wrapped."""
    if isinstance(value, dict):
        value = value.get("value")
    return tuple(v for v in value if isinstance(v, str))[:200] if isinstance(value, list) else ()


def json_path(value: object, *keys: str | int) -> Any:
    """Return what stands at a path in a JSON value, or None."""
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def year_of(value: object) -> int | None:
    """Return a year that an interface gave as a number or in digits, or None."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value):
        value = int(value)
    fine = isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999
    return value if fine and isinstance(value, int) else None


def per_id_cost(response: Response, count: int) -> tuple[float, float]:
    """Return each id's part of the requests and seconds of one reply."""
    return response.requests / max(count, 1), response.seconds / max(count, 1)


def options_of(headers: Mapping[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """Return the options of a request for data rather than for a page."""
    return {"headers": {"Accept": "application/json", **(headers or {})}, **more}
