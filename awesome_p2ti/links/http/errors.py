"""Why a request failed, classified from the exceptions of sockets, TLS and HTTP."""

from __future__ import annotations

import errno
import http.client
import ssl
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from urllib3.exceptions import ConnectTimeoutError, LocationValueError, ReadTimeoutError

from awesome_p2ti.links.http.connections import ResponseTooLargeError
from awesome_p2ti.links.http.ssrf_guard import NoSuchNameError, PrivateAddressError, ResolverError

if TYPE_CHECKING:
    from collections.abc import Iterator


class ErrorKind(StrEnum):
    """The kinds of failed requests that mean different things for a link."""

    NO_SUCH_NAME = "no-such-name"
    RESOLVER = "resolver"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    CONNECT = "connect"
    CONNECTION_REFUSED = "connection-refused"
    RESET = "reset"
    TLS = "tls"
    TLS_CHAIN = "tls-chain"
    PROTOCOL = "protocol"
    REDIRECTS = "redirects"
    BAD_URL = "bad-url"
    RETRY_AFTER = "retry-after"


ABSENT_STATUSES = frozenset({404, 410})
"""The site states that there is no such page."""
TRANSIENT_STATUSES = frozenset({408, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 527, 530})
"""A later request may well succeed."""
TRANSIENT_ERRORS = frozenset(
    {
        ErrorKind.NO_SUCH_NAME,
        ErrorKind.RESOLVER,
        ErrorKind.TIMEOUT,
        ErrorKind.CONNECT,
        ErrorKind.CONNECTION_REFUSED,
        ErrorKind.RESET,
        ErrorKind.PROTOCOL,
    }
)
"""A page is requested again at the end of the run."""
RETRIABLE_ERRORS = frozenset(
    {ErrorKind.TIMEOUT, ErrorKind.RESET, ErrorKind.PROTOCOL, ErrorKind.RESOLVER}
)
"""An interface is requested again at once: the transient errors that are short."""


@dataclass(frozen=True, slots=True)
class FetchError:
    """Why a request failed: its kind, and a message for people."""

    kind: ErrorKind
    detail: str
    stale: bool = False  # the server may have closed a pooled connection meanwhile


# Names of https://docs.openssl.org/master/man1/openssl-verification-options/
_EXPIRED, _NOT_YET, _SELF, _SELF_IN_CHAIN, _NAME = 10, 9, 18, 19, 62
_NO_ISSUER = frozenset({2, 20, 21})
_REVOKED = 23


def classify(error: BaseException) -> FetchError:
    """Return the error that is the cause of an exception, however deeply it is wrapped."""
    chain = list(_chain(error))
    for e in chain:
        found = _specific_error(e)
        if found:
            return found
    timeout = FetchError(ErrorKind.TIMEOUT, "it did not answer in time")
    if any(isinstance(e, TimeoutError) for e in chain):
        return timeout
    for e in chain:
        found = _socket_error(e)
        if found:
            return found
    # A refused connection is a kind of ConnectTimeoutError to urllib3, so these come last.
    if any(isinstance(e, ReadTimeoutError | ConnectTimeoutError) for e in chain):
        return timeout
    return FetchError(ErrorKind.PROTOCOL, f"its response is not HTTP ({type(chain[-1]).__name__})")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    todo: list[object] = [error]
    while todo and len(seen) < 50:
        e = todo.pop(0)
        if not isinstance(e, BaseException) or id(e) in seen:
            continue
        seen.add(id(e))
        yield e
        todo += [getattr(e, "reason", None), *e.args, e.__cause__, e.__context__]


def _specific_error(e: BaseException) -> FetchError | None:
    if isinstance(e, PrivateAddressError):
        return FetchError(ErrorKind.REFUSED, str(e))
    if isinstance(e, NoSuchNameError):
        return FetchError(ErrorKind.NO_SUCH_NAME, str(e))
    if isinstance(e, ResolverError):
        return FetchError(ErrorKind.RESOLVER, str(e))
    if isinstance(e, ssl.SSLCertVerificationError):
        return _certificate_error(e)
    if isinstance(e, ssl.SSLError) and not isinstance(e, TimeoutError):
        return _tls_error(e)
    if isinstance(e, ResponseTooLargeError | http.client.LineTooLong):
        return FetchError(ErrorKind.PROTOCOL, "its headers do not end")
    if isinstance(e, LocationValueError):
        return FetchError(ErrorKind.BAD_URL, f"this URL cannot be requested: {str(e)[:200]}")
    return None


def _certificate_error(e: ssl.SSLCertVerificationError) -> FetchError:
    code = e.verify_code
    if code in _NO_ISSUER:
        return FetchError(
            ErrorKind.TLS_CHAIN,
            "its TLS certificate's issuer is not known: an intermediate certificate is missing",
        )
    words = {
        _EXPIRED: "its TLS certificate has expired",
        _NOT_YET: "its TLS certificate is not valid yet",
        _SELF: "its TLS certificate is self-signed",
        _SELF_IN_CHAIN: "its TLS certificate is signed by an authority that is not known",
        _REVOKED: "its TLS certificate is revoked",
        _NAME: "its TLS certificate is for another name",
    }
    return FetchError(
        ErrorKind.TLS, words.get(code, f"its TLS certificate is not trusted: {e.verify_message}")
    )


def _tls_error(e: ssl.SSLError) -> FetchError:
    reason = (e.reason or "").lower().replace("_", " ")
    if isinstance(e, ssl.SSLEOFError | ssl.SSLZeroReturnError) or "eof" in reason:
        return FetchError(ErrorKind.RESET, "it closed the connection", stale=True)
    return FetchError(ErrorKind.TLS, f"TLS failed: {reason or 'no reason given'}")


def _socket_error(e: BaseException) -> FetchError | None:
    if isinstance(e, ConnectionRefusedError):
        return FetchError(ErrorKind.CONNECTION_REFUSED, "it refuses connections")
    if isinstance(e, ConnectionResetError | BrokenPipeError | ConnectionAbortedError):
        return FetchError(ErrorKind.RESET, "it closed the connection", stale=True)
    if isinstance(e, http.client.RemoteDisconnected):
        return FetchError(ErrorKind.RESET, "it closed the connection", stale=True)
    if isinstance(e, OSError) and e.errno in {
        errno.ENETUNREACH,
        errno.EHOSTUNREACH,
        errno.EHOSTDOWN,
    }:
        return FetchError(ErrorKind.CONNECT, "there is no route to it in the network")
    return None
