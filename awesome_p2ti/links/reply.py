"""What came back from an address: an answer or a fault, and the redirects and cookies before it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from awesome_p2ti.addresses import split
from awesome_p2ti.links.charset import decode
from awesome_p2ti.links.faults import Fault, Why
from awesome_p2ti.links.sites import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status, and where it pointed."""

    status: int
    url: str
    target: str


@dataclass(slots=True)
class Reply:
    """What came back from an address, after all redirects."""

    url: str
    final: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    hops: list[Hop] = field(default_factory=list)
    fault: Fault | None = None
    requests: int = 0
    seconds: float = 0.0
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    _decoded: tuple[bytes, str] | None = None

    @property
    def ok(self) -> bool:
        """Whether the last answer was a success."""
        return self.fault is None and 200 <= self.status < 300

    @property
    def content_type(self) -> str:
        """The media type, in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """Return the body as JSON, or None."""
        import json

        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def text(self) -> str:
        """Return the body as text, as well as its bytes allow; it is decoded once."""
        if self._decoded is None or self._decoded[0] is not self.body:
            self._decoded = self.body, decode(self.body, self.headers.get("content-type", ""))
        return self._decoded[1]


def redirect_target(reply: Reply) -> str:
    """Return where a redirect points, as an absolute address, or nothing."""
    where = reply.headers.get("location", "").strip()
    if reply.fault is not None or reply.status not in REDIRECTS or not where:
        return ""
    with contextlib.suppress(UnicodeEncodeError):
        where = where.encode("latin-1").decode("utf-8", "replace")
    place, mark, query = where.partition("?")
    where = place.replace("\\", "/") + mark + query  # as browsers do
    try:
        target = urljoin(reply.final, where)
    except ValueError:
        target = ""
    parts = split(target)
    if parts is None or parts.scheme not in {"http", "https"}:
        reply.fault = Fault(Why.ADDRESS, f"it redirects to {where[:200]!r}")
        return ""
    return target


def keep_cookies(reply: Reply, host: str, headers: Any) -> None:
    """Keep the cookies that an answer of a host sets."""
    for line in headers.getlist("set-cookie")[:20]:
        first, *attributes = line.split(";")
        name, _, value = first.strip().partition("=")
        if name and name.isascii() and value.isascii() and value.isprintable() and len(line) < 4096:
            reply.cookies.setdefault(_scope(host, attributes), {})[name] = value


def cookies_for(reply: Reply, host: str) -> dict[str, str]:
    """Return the cookies to send to a host."""
    found: dict[str, str] = {}
    for scope, kept in reply.cookies.items():
        if scope == host or (scope.startswith(".") and f".{host}".endswith(scope)):
            found |= kept
    return found


def _scope(host: str, attributes: list[str]) -> str:
    """Return whose a cookie is: the host's, or with a dot before it that of its site's domain."""
    for attribute in attributes:
        key, _, value = attribute.strip().partition("=")
        domain = value.strip().lower().lstrip(".")
        if key.strip().lower() == "domain" and f".{host}".endswith(f".{domain}"):
            own = site_of(f"https://{host}/")
            return f".{domain}" if f".{domain}".endswith(f".{own}") else host
    return host
