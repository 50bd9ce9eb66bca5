"""One exchange with one address: bounded, guarded, polite, and never an exception.

``Http.get`` follows redirects hop by hop, each through the guard and the host's lane, and returns a
``Reply`` whatever happens. What cannot be had is a ``Fault`` in the reply.
"""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from requests import PreparedRequest
from requests.exceptions import InvalidURL, RequestException
from urllib3.exceptions import HTTPError

from awesome_p2ti.links.http.body import DRAIN, decompress, is_text, read_up_to
from awesome_p2ti.links.http.connections import BUDGET, GuardedAdapter
from awesome_p2ti.links.http.cookies import Cookies
from awesome_p2ti.links.http.errors import ErrorKind, FetchError, classify
from awesome_p2ti.links.http.rate_limiter import (
    RateLimiter,
    RetryAfterTooLongError,
    RunCancelledError,
)
from awesome_p2ti.links.http.response import REDIRECT_STATUSES, Redirect, Response, redirect_target
from awesome_p2ti.urls import split_url, without_userinfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
    from awesome_p2ti.links.settings import LinkSettings

MAX_HEADERS = 128 * 1024
PATIENT_HOPS = 5  # redirects that are followed however slow they are
BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
ACCEPT_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class HttpClient:
    """The one door to the network."""

    def __init__(
        self,
        settings: LinkSettings,
        guard: SsrfGuard,
        rate_limiter: RateLimiter | None = None,
        transport: GuardedAdapter | None = None,
    ) -> None:
        self.settings = settings
        self.guard = guard
        self.rate_limiter = rate_limiter or RateLimiter(settings)
        self._transport = transport or GuardedAdapter(guard)
        self._count_lock = threading.Lock()
        self.counts: dict[str, int] = {}
        self.api_failures: Counter[str] = Counter()  # failures in a row of interfaces, by host
        about = f" (+{settings.agent})" if settings.agent else ""
        self.agent = f"{BROWSER} awesome-p2ti/1{about}"
        self._headers = {
            "User-Agent": self.agent,
            "Accept": ACCEPT_PAGE,
            "Accept-Language": "en-US,en;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        }

    def close(self) -> None:
        """Close all kept connections."""
        self._transport.close()

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
        """Ask an address, with POST where there is data; ``private`` headers stay with its host.

        Nothing that a site does raises; only ``StoppedError`` does, when the run is interrupted.
        """
        began = time.monotonic()
        url = without_userinfo(url)
        response = Response(url, final_url=url, cookies=Cookies() if cookies is None else cookies)
        ask = _RequestOptions(
            {**self._headers, **(headers or {})}, data, max_bytes or self.settings.max_bytes
        )
        ask.timeout = timeout or self.settings.timeout
        secret = dict(sensitive_headers or {})
        seen: set[tuple[str, int]] = set()
        while True:
            self._request_hop(response, ask, secret)
            target = redirect_target(response) if follow else ""
            if not target:
                break
            key = (target, response.cookies.header(target).count("="))
            slow = time.monotonic() - began > 4 * ask.timeout
            response.error = self._too_far(response, circle=key in seen, slow=slow)
            if response.error is not None:
                break
            seen.add(key)
            response.redirects.append(Redirect(response.status, response.final_url, target))
            response.final_url, ask.data, secret = target, None, {}
        response.seconds += time.monotonic() - began
        return response

    def _too_far(self, response: Response, *, circle: bool, slow: bool) -> FetchError | None:
        """Return why one more redirect is not followed, if there is a reason."""
        if circle:
            return FetchError(ErrorKind.LOOP, "it redirects in a circle")
        if len(response.redirects) >= self.settings.redirects:
            return FetchError(ErrorKind.LOOP, "it redirects too often")
        if slow and len(response.redirects) >= PATIENT_HOPS:
            return FetchError(ErrorKind.TIMEOUT, "its redirects take too long")
        return None

    def _request_hop(
        self, response: Response, options: _RequestOptions, secret: dict[str, str]
    ) -> None:
        """Ask one hop, again where the host only wanted us to wait."""
        for _ in range(self.settings.attempts + 1):
            try:
                again = self._send(response, options, secret)
            except RunCancelledError:
                raise
            except RetryAfterTooLongError as e:
                response.status, response.error = 429, FetchError(ErrorKind.WAIT, str(e))
                return
            except (RequestException, HTTPError, OSError, ValueError, AttributeError, TypeError,
                    LookupError, AssertionError) as e:  # fmt: skip  # what hostile answers provoke
                response.error = classify(e)
                if not (response.error.stale and self._first_stale_retry(response)):
                    return
                continue
            if not again:
                return

    def _first_stale_retry(self, response: Response) -> bool:
        """Say whether a dead kept connection may be the cause, once a reply."""
        first, response.retried_stale = not response.retried_stale, True
        return first

    def _send(self, reply: Response, options: _RequestOptions, secret: dict[str, str]) -> bool:
        reply.error, reply.status, reply.headers, reply.body = None, 0, {}, b""
        prepared = self._prepare(reply, options, secret)
        host = _host(prepared.url or "")
        self.guard.check_literal(host)
        port = _port(reply.final_url)
        with self.rate_limiter.acquire(host):
            self.guard.resolve_public(host, port)
            self._count(host)
            reply.requests += 1
            BUDGET.start(options.timeout, MAX_HEADERS)
            response = self._transport.send(prepared, stream=True, timeout=options.timeout)
            raw = response.raw
            try:
                reply.status = int(response.status_code)
                reply.headers = _plain_headers(raw.headers)
                reply.cookies.store(reply.final_url, raw.headers.getlist("set-cookie"))
                self._read(reply, raw, options.max_bytes)
            finally:
                if raw.connection is not None and not raw.closed:
                    raw.close()
        return self.rate_limiter.on_response(host, reply.status, reply.headers)

    def _prepare(
        self, reply: Response, options: _RequestOptions, secret: dict[str, str]
    ) -> PreparedRequest:
        headers = {**options.headers, **secret}
        if kept := reply.cookies.header(reply.final_url):
            headers["Cookie"] = kept
        prepared = PreparedRequest()
        prepared.prepare_method("GET" if options.data is None else "POST")
        prepared.prepare_url(urldefrag(reply.final_url).url, None)
        prepared.prepare_headers(headers)
        prepared.hooks = {"response": []}
        if options.data is not None:
            prepared.prepare_body(options.data, None)
        return prepared

    def _count(self, host: str) -> None:
        with self._count_lock:
            self.counts[host] = self.counts.get(host, 0) + 1

    def _read(self, reply: Response, raw: Any, max_bytes: int) -> None:
        """Read what is worth reading, and leave the connection usable where that is cheap."""
        length = reply.headers.get("content-length", "")
        size = int(length) if re.fullmatch(r"[0-9]{1,12}", length) else None
        wanted = is_text(reply.content_type) and reply.status not in REDIRECT_STATUSES
        if not wanted and (size is None or size > DRAIN):
            raw.close()
            return
        limit = max_bytes if wanted else DRAIN
        BUDGET.start(self.settings.body_timeout, limit + DRAIN + MAX_HEADERS)
        data, done = read_up_to(raw, limit, size)
        if wanted:
            reply.body, reply.truncated = decompress(data[:limit], reply.headers, limit)
            reply.truncated = reply.truncated or not done or len(data) > limit
        if not done:
            raw.close()


@dataclass(slots=True)
class _RequestOptions:
    headers: dict[str, str]
    data: bytes | None
    max_bytes: int
    timeout: float = 0.0


def _plain_headers(headers: Any) -> dict[str, str]:
    return {str(k).lower(): str(v)[:4096] for k, v in headers.items()}


def _port(url: str) -> int:
    parts = split_url(url)
    if parts is not None and parts.port == 0:
        raise InvalidURL("nothing can be asked at port 0")
    return (parts.port if parts else None) or (443 if url.lower().startswith("https:") else 80)


def _host(url: str) -> str:
    parts = split_url(url)
    return (parts.hostname or "") if parts else ""
