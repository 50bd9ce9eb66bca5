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
from awesome_p2ti.links.http.connections import LIMITS, Transport
from awesome_p2ti.links.http.cookies import Cookies
from awesome_p2ti.links.http.errors import Fault, Why, classify
from awesome_p2ti.links.http.rate_limiter import Manners, StoppedError, TooLongError
from awesome_p2ti.links.http.response import REDIRECTS, Hop, Reply, redirect_target
from awesome_p2ti.urls import split, without_userinfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.http.ssrf_guard import Guard
    from awesome_p2ti.links.settings import LinkSettings

MAX_HEADERS = 128 * 1024
PATIENT_HOPS = 5  # redirects that are followed however slow they are
BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
ACCEPT_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Http:
    """The one door to the network."""

    def __init__(
        self,
        settings: LinkSettings,
        guard: Guard,
        manners: Manners | None = None,
        transport: Transport | None = None,
    ) -> None:
        self.settings = settings
        self.guard = guard
        self.manners = manners or Manners(settings)
        self._transport = transport or Transport(guard)
        self._count_lock = threading.Lock()
        self.counts: dict[str, int] = {}
        self.ill: Counter[str] = Counter()  # failures in a row of interfaces, by host
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
        private: Mapping[str, str] | None = None,
    ) -> Reply:
        """Ask an address, with POST where there is data; ``private`` headers stay with its host.

        Nothing that a site does raises; only ``StoppedError`` does, when the run is interrupted.
        """
        began = time.monotonic()
        url = without_userinfo(url)
        reply = Reply(url, final=url, cookies=Cookies() if cookies is None else cookies)
        ask = _Ask({**self._headers, **(headers or {})}, data, max_bytes or self.settings.max_bytes)
        ask.timeout = timeout or self.settings.timeout
        secret = dict(private or {})
        seen: set[tuple[str, int]] = set()
        while True:
            self._one(reply, ask, secret)
            target = redirect_target(reply) if follow else ""
            if not target:
                break
            key = (target, reply.cookies.header(target).count("="))
            slow = time.monotonic() - began > 4 * ask.timeout
            reply.fault = self._too_far(reply, circle=key in seen, slow=slow)
            if reply.fault is not None:
                break
            seen.add(key)
            reply.hops.append(Hop(reply.status, reply.final, target))
            reply.final, ask.data, secret = target, None, {}
        reply.seconds += time.monotonic() - began
        return reply

    def _too_far(self, reply: Reply, *, circle: bool, slow: bool) -> Fault | None:
        """Return why one more redirect is not followed, if there is a reason."""
        if circle:
            return Fault(Why.LOOP, "it redirects in a circle")
        if len(reply.hops) >= self.settings.redirects:
            return Fault(Why.LOOP, "it redirects too often")
        if slow and len(reply.hops) >= PATIENT_HOPS:
            return Fault(Why.TIMEOUT, "its redirects take too long")
        return None

    def _one(self, reply: Reply, ask: _Ask, secret: dict[str, str]) -> None:
        """Ask one hop, again where the host only wanted us to wait."""
        for _ in range(self.settings.attempts + 1):
            try:
                again = self._exchange(reply, ask, secret)
            except StoppedError:
                raise
            except TooLongError as e:
                reply.status, reply.fault = 429, Fault(Why.WAIT, str(e))
                return
            except (RequestException, HTTPError, OSError, ValueError, AttributeError, TypeError,
                    LookupError, AssertionError) as e:  # fmt: skip  # what hostile answers provoke
                reply.fault = classify(e)
                if not (reply.fault.stale and self._fresh(reply)):
                    return
                continue
            if not again:
                return

    def _fresh(self, reply: Reply) -> bool:
        """Say whether a dead kept connection may be the cause, once a reply."""
        first, reply.retried_stale = not reply.retried_stale, True
        return first

    def _exchange(self, reply: Reply, ask: _Ask, secret: dict[str, str]) -> bool:
        reply.fault, reply.status, reply.headers, reply.body = None, 0, {}, b""
        prepared = self._prepare(reply, ask, secret)
        host = _host(prepared.url or "")
        self.guard.check_literal(host)
        port = _port(reply.final)
        with self.manners.turn(host):
            self.guard.targets(host, port)
            self._count(host)
            reply.requests += 1
            LIMITS.start(ask.timeout, MAX_HEADERS)
            response = self._transport.send(prepared, stream=True, timeout=ask.timeout)
            raw = response.raw
            try:
                reply.status = int(response.status_code)
                reply.headers = _plain_headers(raw.headers)
                reply.cookies.store(reply.final, raw.headers.getlist("set-cookie"))
                self._read(reply, raw, ask.max_bytes)
            finally:
                if raw.connection is not None and not raw.closed:
                    raw.close()
        return self.manners.heard(host, reply.status, reply.headers)

    def _prepare(self, reply: Reply, ask: _Ask, secret: dict[str, str]) -> PreparedRequest:
        headers = {**ask.headers, **secret}
        if kept := reply.cookies.header(reply.final):
            headers["Cookie"] = kept
        prepared = PreparedRequest()
        prepared.prepare_method("GET" if ask.data is None else "POST")
        prepared.prepare_url(urldefrag(reply.final).url, None)
        prepared.prepare_headers(headers)
        prepared.hooks = {"response": []}
        if ask.data is not None:
            prepared.prepare_body(ask.data, None)
        return prepared

    def _count(self, host: str) -> None:
        with self._count_lock:
            self.counts[host] = self.counts.get(host, 0) + 1

    def _read(self, reply: Reply, raw: Any, max_bytes: int) -> None:
        """Read what is worth reading, and leave the connection usable where that is cheap."""
        length = reply.headers.get("content-length", "")
        size = int(length) if re.fullmatch(r"[0-9]{1,12}", length) else None
        wanted = is_text(reply.content_type) and reply.status not in REDIRECTS
        if not wanted and (size is None or size > DRAIN):
            raw.close()
            return
        limit = max_bytes if wanted else DRAIN
        LIMITS.start(self.settings.body_timeout, limit + DRAIN + MAX_HEADERS)
        data, done = read_up_to(raw, limit, size)
        if wanted:
            reply.body, reply.truncated = decompress(data[:limit], reply.headers, limit)
            reply.truncated = reply.truncated or not done or len(data) > limit
        if not done:
            raw.close()


@dataclass(slots=True)
class _Ask:
    headers: dict[str, str]
    data: bytes | None
    max_bytes: int
    timeout: float = 0.0


def _plain_headers(headers: Any) -> dict[str, str]:
    return {str(k).lower(): str(v)[:4096] for k, v in headers.items()}


def _port(url: str) -> int:
    parts = split(url)
    if parts is not None and parts.port == 0:
        raise InvalidURL("nothing can be asked at port 0")
    return (parts.port if parts else None) or (443 if url.lower().startswith("https:") else 80)


def _host(url: str) -> str:
    parts = split(url)
    return (parts.hostname or "") if parts else ""
