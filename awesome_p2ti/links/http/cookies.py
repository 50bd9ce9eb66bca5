"""The cookies of one fetch: stored and sent back as browsers do (RFC 6265).

``http.cookiejar`` knows names, paths, expiry and ``Secure``; here it learns that nobody may set a
cookie for a public suffix, such as ``github.io``, which is everybody's.
"""

from __future__ import annotations

import re
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any
from urllib.request import Request

from awesome_p2ti.urls import registrable_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LINE = 4096  # characters, as in browsers
MAX_LINES = 20  # of one response
MAX_COOKIES = 50  # of one fetch: what is sent back must fit into a server's headers
# The attributes that count here, where http.cookiejar reads them without raising.
_ATTRIBUTE = re.compile(
    r"secure|domain=[^\s=]+|path=.*|max-age=-?[0-9]{1,12}|expires=[A-Za-z0-9 ,:+-]{1,60}",
    re.IGNORECASE,
)


class _Policy(DefaultCookiePolicy):
    """The rules of http.cookiejar, and that of public suffixes."""

    def set_ok_domain(self, cookie: Cookie, request: Any) -> bool:
        """Return whether a cookie may be for the domain that it names."""
        is_public_suffix = cookie.domain_specified and not registrable_domain(
            cookie.domain.lstrip(".")
        )
        return not is_public_suffix and bool(super().set_ok_domain(cookie, request))


class Cookies:
    """The cookies that a fetch was given; its redirects and its retry as a browser share them."""

    def __init__(self) -> None:
        self._jar = CookieJar(_Policy())

    def __len__(self) -> int:
        return len(self._jar)

    def store(self, url: str, set_cookie: Iterable[str]) -> None:
        """Store what a URL sets in its ``Set-Cookie`` lines; broken ones are left out."""
        lines = list(set_cookie)[:MAX_LINES]
        lines = [_known_attributes_only(line) for line in lines if _is_readable(line)]
        request = _request(url) if lines else None
        if request is None:
            return
        response: Any = _SetCookieLines(lines)
        for cookie in self._jar.make_cookies(response, request):
            if len(self._jar) < MAX_COOKIES:
                self._jar.set_cookie_if_ok(cookie, request)

    def header(self, url: str) -> str:
        """Return the ``Cookie`` header for a URL, or nothing."""
        request = _request(url) if len(self._jar) else None
        if request is None:
            return ""
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie") or ""


class _SetCookieLines:
    """What http.cookiejar calls of a response."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def info(self) -> _SetCookieLines:
        return self

    def get_all(self, name: str, default: list[str]) -> list[str]:
        return self._lines if name == "Set-Cookie" else default


def _request(url: str) -> Request | None:
    try:
        return Request(url)  # noqa: S310 nothing is opened with it
    except ValueError:
        return None


def _known_attributes_only(line: str) -> str:
    """Return a line with the known attributes alone, as RFC 6265 reads them."""
    pair, *attributes = line.split(";")
    parts = [
        (name.strip(), value.strip()) for name, _, value in (a.partition("=") for a in attributes)
    ]
    known = [f"{name}={value}" if value else name for name, value in parts]
    return "; ".join([pair, *(a for a in known if _ATTRIBUTE.fullmatch(a))])


def _is_readable(line: str) -> bool:
    return len(line) < MAX_LINE and line.isascii() and line.isprintable()
