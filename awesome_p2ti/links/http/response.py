"""What came back from a URL: a response or an error, and the redirects before it."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from awesome_p2ti.hosts import ascii_netloc
from awesome_p2ti.links.http.charset import decode
from awesome_p2ti.links.http.cookies import Cookies
from awesome_p2ti.links.http.errors import ErrorKind, FetchError
from awesome_p2ti.urls import percent_encoded, split_url, with_fragment_of, without_userinfo

if TYPE_CHECKING:
    from collections.abc import Mapping

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Redirect:
    """One redirect: its status, the URL that it is of, and the URL that it names."""

    status: int
    url: str
    target: str


@dataclass(slots=True)
class Response:
    """What came back from a URL, after all redirects."""

    url: str
    final_url: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False  # the body is only the beginning
    redirects: list[Redirect] = field(default_factory=list)
    error: FetchError | None = None
    requests: int = 0
    seconds: float = 0.0  # with all waits
    cookies: Cookies = field(default_factory=Cookies)
    retried_stale: bool = False  # whether the one retry after a stale connection is used up
    _decoded: tuple[bytes, str] | None = None

    @property
    def ok(self) -> bool:
        """Whether the last response was a success."""
        return self.error is None and 200 <= self.status < 300

    @property
    def content_type(self) -> str:
        """The media type, in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """Return the body as JSON, or None where it is none."""
        try:
            value = json.loads(self.body)
            escaped = b"\\ud" in self.body or b"\\uD" in self.body
            return _without_lone_surrogates(value) if escaped else value
        except (ValueError, RecursionError):
            return None

    def text(self) -> str:
        """Return the body as text, by its charset; it is decoded once."""
        if self._decoded is None or self._decoded[0] is not self.body:
            self._decoded = self.body, decode(self.body, self.headers.get("content-type", ""))
        return self._decoded[1]


def _requestable(url: str) -> str:
    """Return an http or https URL in ASCII, as it is requested and reported; else nothing."""
    parts = split_url(url)
    if parts is None or parts.scheme not in {"http", "https"}:
        return ""
    parts = parts._replace(netloc=ascii_netloc(parts.netloc))
    if not parts.netloc.isascii():
        return ""
    return percent_encoded(parts.geturl())


def _without_lone_surrogates(value: Any) -> Any:
    """Return a JSON value without lone surrogates, which nothing can print or store."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_lone_surrogates(v) for v in value]
    if isinstance(value, dict):
        pairs = value.items()
        return {_without_lone_surrogates(k): _without_lone_surrogates(v) for k, v in pairs}
    return value


def redirect_target(response: Response) -> str:
    """Return the absolute URL that a redirect names, or nothing.

    A redirect to what is no http or https URL becomes the response's error.
    """
    location = response.headers.get("location", "").strip()
    if response.error is not None or response.status not in REDIRECT_STATUSES or not location:
        return ""
    with contextlib.suppress(UnicodeEncodeError):
        location = location.encode("latin-1").decode("utf-8", "replace")
    path, mark, query = without_userinfo(location).partition("?")
    location = path.replace("\\", "/") + mark + query  # as browsers do
    try:
        target = _requestable(urljoin(response.final_url, location))
    except ValueError:  # UnicodeError is one
        target = ""
    if not target:
        response.error = FetchError(ErrorKind.BAD_URL, f"it redirects to {location[:200]!r}")
    return with_fragment_of(response.final_url, target)
