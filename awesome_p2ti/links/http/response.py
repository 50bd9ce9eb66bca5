"""What came back from an address: an answer or a fault, and the redirects before it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from awesome_p2ti.links.http.charset import decode
from awesome_p2ti.links.http.cookies import Cookies
from awesome_p2ti.links.http.errors import ErrorKind, FetchError
from awesome_p2ti.urls import split_url, without_userinfo

if TYPE_CHECKING:
    from collections.abc import Mapping

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Redirect:
    """One redirect: the status, and where it pointed."""

    status: int
    url: str
    target: str


@dataclass(slots=True)
class Response:
    """What came back from an address, after all redirects."""

    url: str
    final_url: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    redirects: list[Redirect] = field(default_factory=list)
    error: FetchError | None = None
    requests: int = 0
    seconds: float = 0.0
    cookies: Cookies = field(default_factory=Cookies)
    retried_stale: bool = False  # whether a kept connection that was dead has had its one retry
    _decoded: tuple[bytes, str] | None = None

    @property
    def ok(self) -> bool:
        """Whether the last answer was a success."""
        return self.error is None and 200 <= self.status < 300

    @property
    def content_type(self) -> str:
        """The media type, in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """Return the body as JSON, or None."""
        import json

        try:
            value = json.loads(self.body)
            return _whole(value) if b"\\ud" in self.body or b"\\uD" in self.body else value
        except (ValueError, RecursionError):
            return None

    def text(self) -> str:
        """Return the body as text, as well as its bytes allow; it is decoded once."""
        if self._decoded is None or self._decoded[0] is not self.body:
            self._decoded = self.body, decode(self.body, self.headers.get("content-type", ""))
        return self._decoded[1]


def _as_sent(url: str) -> str:
    """Return an http address as it is sent, in ASCII, or nothing: it will be reported and stored.

    Raises ``ValueError`` for what is no address.
    """
    from requests.utils import requote_uri

    parts = split_url(url)
    if parts is None or parts.scheme not in {"http", "https"}:
        return ""
    if not parts.netloc.isascii():
        parts = parts._replace(netloc=parts.netloc.encode("idna").decode("ascii"))
    return requote_uri(parts.geturl())


def _whole(value: Any) -> Any:
    """Return a JSON value without halves of characters, which nothing can print or store."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(v) for v in value]
    return {_whole(k): _whole(v) for k, v in value.items()} if isinstance(value, dict) else value


def redirect_target(response: Response) -> str:
    """Return where a redirect points, as an absolute address, or nothing."""
    where = response.headers.get("location", "").strip()
    if response.error is not None or response.status not in REDIRECT_STATUSES or not where:
        return ""
    with contextlib.suppress(UnicodeEncodeError):
        where = where.encode("latin-1").decode("utf-8", "replace")
    where = without_userinfo(where)
    place, mark, query = where.partition("?")
    where = place.replace("\\", "/") + mark + query  # as browsers do
    try:
        target = _as_sent(urljoin(response.final_url, where))
    except ValueError:  # UnicodeError is one
        target = ""
    if not target:
        response.error = FetchError(ErrorKind.ADDRESS, f"it redirects to {where[:200]!r}")
    return target
