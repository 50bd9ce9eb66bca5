"""Connections to allowed IP addresses only, with a budget of seconds and bytes.

The sockets look at the budget of the exchange that runs in their thread before every read, so that
neither headers without end nor a byte a second can hold a thread or fill memory. One TLS context
serves all connections: making one costs 16 to 23 ms.
"""

from __future__ import annotations

import http.client
import logging
import os
import re
import socket
import ssl
import threading
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Retry
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, LocationValueError, NewConnectionError
from urllib3.util import parse_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from urllib3 import BaseHTTPResponse
    from urllib3.util import Url

    from awesome_p2ti.links.http.ssrf_guard import SsrfGuard

# urllib3 logs broken headers as warnings, which say nothing to the reader of a report.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)

MAX_POOLS = 512  # hosts whose connections stay open, where so many files may be open
CONNECT_TIMEOUT = 6.0  # seconds, for a host with one IP address
NEXT_ADDRESS_TIMEOUT = 3.0  # seconds, where another IP address may be tried after it
MAX_INTERIM_RESPONSES = 10
MAX_HEADERS = 128 * 1024  # bytes of a response, also where one line has them all
MAX_HEADER_LINES = 2000
READ_AHEAD = 64 * 1024  # bytes that one read of a socket may take: each costs a change of threads
SLACK = 0.25  # seconds by which a read may outlast its budget: setting a timeout costs another one
# Those of urllib3 and of browsers: with forward secrecy first, and the RSA and CBC ones of TLS 1.2
# that old servers know. What has no encryption, no certificate or MD5 is in none of the groups.
CIPHERS = (
    "@SECLEVEL=2:ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:DHE+AESGCM:DHE+AES:RSA+AESGCM:RSA+AES"
    ":!aNULL:!eNULL:!aDSS:!AESCCM"
)
NO_RETRIES = Retry(False)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_URLS = str.maketrans("", "", "\t\r\n")
# The standard library has no parameter for these. The budget bounds the bytes of a response anyway.
http.client._MAXLINE = MAX_HEADERS  # type: ignore[attr-defined]
http.client._MAXHEADERS = MAX_HEADER_LINES  # type: ignore[attr-defined]


class ResponseTooLargeError(OSError):
    """The response is larger than what we are willing to read."""


class ExchangeBudget(threading.local):
    """How many seconds and bytes the exchange in this thread may still use."""

    deadline: float = float("inf")
    bytes_left: int = 1 << 20
    received: int = 0
    clock: Callable[[], float] = staticmethod(time.monotonic)

    def start(self, seconds: float, max_bytes: int) -> None:
        """Begin an exchange that may take so many seconds and bytes."""
        self.deadline = self.clock() + seconds
        self.bytes_left = max_bytes
        self.received = 0

    def remaining(self) -> float:
        """Return the seconds that are left; raise TimeoutError when there are none."""
        seconds = self.deadline - self.clock()
        if seconds <= 0:
            raise TimeoutError("timed out")
        return seconds

    def spend(self, count: int) -> None:
        """Account for bytes received; raise ResponseTooLargeError when they are too many."""
        self.received += count
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise ResponseTooLargeError("the answer is too large")


BUDGET = ExchangeBudget()


class _Budgeted:
    """What a socket does to obey the budget of its thread's exchange."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive bytes within the budget."""
        remaining, timeout = BUDGET.remaining(), self.gettimeout()  # type: ignore[attr-defined]
        if timeout is None or not 0 <= timeout - remaining < SLACK:
            self.settimeout(remaining)
        count: int = super().recv_into(*args, **kwargs)  # type: ignore[misc]
        BUDGET.spend(count)
        return count

    def settimeout(self, seconds: float | None) -> None:
        """Set the timeout where it is not the same already."""
        if seconds != self.gettimeout():  # type: ignore[attr-defined]
            super().settimeout(seconds)  # type: ignore[misc]

    def makefile(self, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """Return a file of the socket, which reads much at a time."""
        size = {"buffering": READ_AHEAD} if mode == "rb" and not args else {}
        return super().makefile(mode, *args, **size | kwargs)  # type: ignore[misc]


class BudgetedSocket(_Budgeted, socket.socket):
    """A socket that obeys the budget of its thread's exchange."""


class BudgetedSSLSocket(_Budgeted, ssl.SSLSocket):
    """A TLS socket that obeys the budget of its thread's exchange."""


def tls_context(environ: Mapping[str, str] | None = None) -> ssl.SSLContext:
    """Return one context for all hosts, trusting what the environment says, else certifi's list.

    ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` are OpenSSL's own variables, ``REQUESTS_CA_BUNDLE`` and
    ``CURL_CA_BUNDLE`` those of requests; each may name a test's or a company's authority.
    """
    environ = os.environ if environ is None else environ
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.sslsocket_class = BudgetedSSLSocket
    context.verify_flags |= ssl.VERIFY_X509_TRUSTED_FIRST
    context.set_ciphers(CIPHERS)
    # Browsers connect to servers that do not know RFC 5746; nobody here renegotiates.
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    context.set_alpn_protocols(["http/1.1"])
    context.set_default_verify_paths()
    named = [environ.get(n, "") for n in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")]
    bundles = [Path(name) for name in dict.fromkeys(named) if name]
    if not bundles and not environ.get("SSL_CERT_DIR"):
        import certifi

        bundles = [Path(certifi.where())]
    for bundle in bundles:
        _trust(context, bundle)
    return context


@cache
def shared_tls_context() -> ssl.SSLContext:
    """Return the process's one context, made as the environment was when it was first needed."""
    return tls_context()


def _trust(context: ssl.SSLContext, bundle: Path) -> None:
    try:
        if bundle.is_dir():
            context.load_verify_locations(capath=str(bundle))
        elif bundle.exists():
            context.load_verify_locations(cafile=str(bundle))
    except (OSError, ssl.SSLError):
        logging.getLogger(__name__).warning("%s holds no certificates", bundle)


def _connect(connection: HTTPConnection, guard: SsrfGuard) -> socket.socket:
    error: OSError | None = None
    host = connection._dns_host
    addresses = guard.resolve_public(host, connection.port)
    timeout = CONNECT_TIMEOUT if len(addresses) == 1 else NEXT_ADDRESS_TIMEOUT
    for address in addresses:
        sock = BudgetedSocket(address.family, socket.SOCK_STREAM)
        try:
            sock.settimeout(min(BUDGET.remaining(), timeout))
            sock.connect(address.sockaddr)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as e:
            sock.close()
            error = e
            continue
        return sock
    if isinstance(error, TimeoutError):
        raise ConnectTimeoutError(connection, "timed out") from error
    raise NewConnectionError(connection, str(error)) from error


class FinalResponse(http.client.HTTPResponse):
    """A response that skips interim ones, such as 103 Early Hints."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(MAX_INTERIM_RESPONSES):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 101 < status < 200:
                break
            http.client.parse_headers(self.fp)
        return version, status, reason


class GuardedHTTP(HTTPConnection):
    """An HTTP connection that passes the SSRF guard."""

    guard: SsrfGuard
    response_class = FinalResponse

    def _new_conn(self) -> socket.socket:
        return _connect(self, self.guard)


class GuardedHTTPS(HTTPSConnection):
    """An HTTPS connection that passes the SSRF guard."""

    guard: SsrfGuard
    response_class = FinalResponse

    def _new_conn(self) -> socket.socket:
        return _connect(self, self.guard)


def max_pools() -> int:
    """Return for how many hosts connections stay open: few enough for the limit of open files.

    A host may hold two or three, and files of the cache and busy connections come on top.
    """
    try:
        import resource
    except ImportError:  # not on this system
        return MAX_POOLS
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MAX_POOLS if limit == resource.RLIM_INFINITY else max(16, min(MAX_POOLS, limit // 4))


class GuardedPools:
    """The pools of open connections of all hosts, with one TLS context and the SSRF guard.

    Proxies of the environment are not used: one would connect for us, to IP addresses that the
    guard never sees.
    """

    def __init__(self, guard: SsrfGuard, context: ssl.SSLContext | None = None) -> None:
        self._manager = PoolManager(
            max_pools(), maxsize=8, ssl_context=context or shared_tls_context()
        )
        http = type("Guarded", (GuardedHTTP,), {"guard": guard})
        https = type("GuardedTLS", (GuardedHTTPS,), {"guard": guard})
        self._manager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": http}),
            "https": type("PoolTLS", (HTTPSConnectionPool,), {"ConnectionCls": https}),
        }

    def close(self) -> None:
        """Close all connections."""
        self._manager.clear()

    def send(
        self, url: Url, headers: Mapping[str, str], body: bytes | None, timeout: float
    ) -> BaseHTTPResponse:
        """Send one request, with POST where there is a body; return its response yet unread."""
        pool = self._manager.connection_from_host(url.host, url.port, url.scheme)
        return pool.urlopen(
            "GET" if body is None else "POST",
            url.request_uri,
            body,
            headers,
            retries=NO_RETRIES,
            redirect=False,
            assert_same_host=False,
            timeout=timeout,
            preload_content=False,
            decode_content=False,
        )


def requestable(url: str) -> Url:
    """Return the parts of an http or https URL; raise LocationValueError where it is no such.

    As browsers read it: without line breaks and tabs, and with a "%" that encodes nothing as it is.
    """
    parts = parse_url(_STRAY_PERCENT.sub("%25", url.strip().translate(_NOT_IN_URLS)))
    if parts.scheme not in {"http", "https"}:
        raise LocationValueError(f"{url!r} is no http or https URL")
    if not parts.host or parts.host.startswith(("*", ".")):
        raise LocationValueError(f"{url!r} names no host")
    if parts.port == 0:
        raise LocationValueError("no server listens at port 0")
    return parts
