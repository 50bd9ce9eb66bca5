"""The HTTP client: a request with its redirects, bounded, guarded and rate-limited.

``HttpClient.get`` follows redirects one by one, each through the SSRF guard and the rate limiter,
and returns a ``Response`` whatever a site does. A failure is the ``FetchError`` in it.
"""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from urllib3.connection import port_by_scheme
from urllib3.exceptions import HTTPError

from awesome_p2ti.links.http.body import DRAIN_BYTES, decompress, is_text, read_up_to
from awesome_p2ti.links.http.connections import (
    BUDGET,
    MAX_HEADERS,
    READ_AHEAD,
    GuardedPools,
    requestable,
)
from awesome_p2ti.links.http.cookies import Cookies
from awesome_p2ti.links.http.errors import ErrorKind, FetchError, classify
from awesome_p2ti.links.http.rate_limiter import (
    RateLimiter,
    RetryAfterTooLongError,
    RunCancelledError,
)
from awesome_p2ti.links.http.response import REDIRECT_STATUSES, Redirect, Response, redirect_target
from awesome_p2ti.links.http.retry_after import says_throttled
from awesome_p2ti.urls import without_userinfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
    from awesome_p2ti.links.settings import LinkSettings

UNTIMED_REDIRECTS = 5  # so many are followed however slow they are
BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
ACCEPT_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class HttpClient:
    """All requests of a run go through one client; it counts them by host."""

    def __init__(
        self,
        settings: LinkSettings,
        guard: SsrfGuard,
        rate_limiter: RateLimiter | None = None,
        pools: GuardedPools | None = None,
    ) -> None:
        self.settings = settings
        self.guard = guard
        self.rate_limiter = rate_limiter or RateLimiter(settings)
        self._pools = pools or GuardedPools(guard)
        self._count_lock = threading.Lock()
        self.counts: dict[str, int] = {}
        self.api_failures: Counter[str] = Counter()  # in a row, by host or folder
        about = f" (+{settings.agent})" if settings.agent else ""
        self.agent = f"{BROWSER} awesome-p2ti/1{about}"
        self._headers = {
            "User-Agent": self.agent,
            "Accept": ACCEPT_PAGE,
            "Accept-Language": "en-US,en;q=0.9",
            "Accept-Encoding": "gzip, deflate, br, zstd",
        }

    def close(self) -> None:
        """Close all pooled connections."""
        self._pools.close()

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        max_bytes: int = 0,
        timeout: float = 0.0,
        follow: bool = True,
        cookies: Cookies | None = None,
        sensitive_headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Request a URL, with POST where there is data, and return what came back.

        ``sensitive_headers`` are not sent along a redirect. ``timeout`` is in seconds; 0 stands for
        the settings' own, as with ``max_bytes``. Nothing that a site does raises an exception.
        Raises RunCancelledError when the run is interrupted.
        """
        began = time.monotonic()
        url = without_userinfo(url)
        response = Response(url, final_url=url, cookies=Cookies() if cookies is None else cookies)
        options = _RequestOptions(
            {**self._headers, **(headers or {})}, data, max_bytes or self.settings.max_bytes
        )
        options.timeout = timeout or self.settings.timeout
        sensitive = dict(sensitive_headers or {})
        seen: set[tuple[str, str]] = set()
        while True:
            self._request_hop(response, options, sensitive)
            target = redirect_target(response) if follow else ""
            if not target:
                break
            key = (urldefrag(target).url, response.cookies.header(target))
            slow = time.monotonic() - began > 4 * options.timeout
            response.error = self._redirect_error(response, looped=key in seen, slow=slow)
            if response.error is not None:
                break
            seen.add(key)
            response.redirects.append(Redirect(response.status, response.final_url, target))
            response.final_url, options.data, sensitive = target, None, {}
        response.seconds += time.monotonic() - began
        return response

    def _redirect_error(self, response: Response, *, looped: bool, slow: bool) -> FetchError | None:
        """Return why one more redirect is not followed, or None where it is."""
        if looped:
            return FetchError(ErrorKind.REDIRECTS, "it redirects in a circle")
        if len(response.redirects) >= self.settings.redirects:
            return FetchError(ErrorKind.REDIRECTS, "it redirects too often")
        if slow and len(response.redirects) >= UNTIMED_REDIRECTS:
            return FetchError(ErrorKind.TIMEOUT, "its redirects take too long")
        return None

    def _request_hop(
        self, response: Response, options: _RequestOptions, sensitive: dict[str, str]
    ) -> None:
        """Request one URL of a chain of redirects, again where the host asked for a wait."""
        for _ in range(self.settings.attempts + 1):
            try:
                retry = self._send(response, options, sensitive)
            except RunCancelledError:
                raise
            except RetryAfterTooLongError as e:
                response.status, response.error = 429, FetchError(ErrorKind.RETRY_AFTER, str(e))
                return
            except (HTTPError, OSError, ValueError, AttributeError, TypeError,
                    LookupError, AssertionError) as e:  # fmt: skip  # hostile sites provoke all
                response.error = classify(e)
                if not (response.error.stale and self._first_stale_retry(response)):
                    return
                continue
            if not retry:
                return

    def _first_stale_retry(self, response: Response) -> bool:
        """Return whether a stale pooled connection may be the cause: true once a response."""
        first, response.retried_stale = not response.retried_stale, True
        return first

    def _send(
        self, response: Response, options: _RequestOptions, sensitive: dict[str, str]
    ) -> bool:
        """Send one request and read its response; return whether to send it again."""
        response.error, response.status, response.headers, response.body = None, 0, {}, b""
        url = requestable(response.final_url)
        host = str(url.host).strip("[]")
        self.guard.check_literal(host)
        headers = {**options.headers, **sensitive}
        if cookie := response.cookies.header(response.final_url):
            headers["Cookie"] = cookie
        with self.rate_limiter.acquire(host):
            self.guard.resolve_public(host, url.port or port_by_scheme[str(url.scheme)])
            self._count(host)
            response.requests += 1
            BUDGET.start(options.timeout, MAX_HEADERS + READ_AHEAD)
            raw = self._pools.send(url, headers, options.data, options.timeout)
            try:
                response.status = raw.status
                response.headers = _lower_case_headers(raw.headers)
                response.cookies.store(response.final_url, raw.headers.getlist("set-cookie"))
                self._read_body(response, raw, options.max_bytes)
                if says_throttled(response.status, response.body):
                    response.status = 429
            finally:
                if raw.connection is not None and not raw.closed:
                    raw.close()
        return self.rate_limiter.on_response(host, response.status, response.headers)

    def _count(self, host: str) -> None:
        with self._count_lock:
            self.counts[host] = self.counts.get(host, 0) + 1

    def _read_body(self, response: Response, raw: Any, max_bytes: int) -> None:
        """Read a body that is text, and leave the connection reusable where that is cheap."""
        length = response.headers.get("content-length", "")
        size = int(length) if re.fullmatch(r"[0-9]{1,12}", length) else None
        wanted = is_text(response.content_type) and response.status not in REDIRECT_STATUSES
        if not wanted and (size is None or size > DRAIN_BYTES):
            raw.close()
            return
        limit = max_bytes if wanted else DRAIN_BYTES
        BUDGET.start(self.settings.body_timeout, limit + DRAIN_BYTES + MAX_HEADERS)
        data, complete = read_up_to(raw, limit, size)
        if wanted:
            body, truncated = decompress(data[:limit], response.headers, limit)
            response.body = body
            response.truncated = truncated or not complete or len(data) > limit
        if not complete:
            raw.close()


@dataclass(slots=True)
class _RequestOptions:
    headers: dict[str, str]
    data: bytes | None
    max_bytes: int
    timeout: float = 0.0


def _lower_case_headers(headers: Any) -> dict[str, str]:
    return {str(k).lower(): str(v)[:4096] for k, v in headers.items()}
