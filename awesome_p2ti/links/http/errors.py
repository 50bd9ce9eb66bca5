"""Why an address could not be asked, told from the exceptions of sockets, TLS and HTTP."""

from __future__ import annotations

import errno
import http.client
import ssl
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema
from urllib3.exceptions import ConnectTimeoutError, LocationParseError, ReadTimeoutError

from awesome_p2ti.links.http.connections import TooMuchError
from awesome_p2ti.links.http.ssrf_guard import NoSuchNameError, RefusedError, ResolverError

if TYPE_CHECKING:
    from collections.abc import Iterator


class ErrorKind(StrEnum):
    """The kinds of failure that mean different things for a link."""

    NO_SUCH_NAME = "no-such-name"
    RESOLVER = "resolver"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    CONNECT = "connect"
    RESET = "reset"
    TLS = "tls"
    TLS_CHAIN = "tls-chain"
    PROTOCOL = "protocol"
    LOOP = "loop"
    ADDRESS = "address"
    WAIT = "wait"


ABSENT_STATUSES = frozenset({404, 410})
"""By which a site says that there is no such thing."""
TRANSIENT_STATUSES = frozenset({408, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 527, 530})
"""After which another try may well succeed."""
TRANSIENT_FAULTS = frozenset(
    {
        ErrorKind.NO_SUCH_NAME,
        ErrorKind.RESOLVER,
        ErrorKind.TIMEOUT,
        ErrorKind.CONNECT,
        ErrorKind.RESET,
        ErrorKind.PROTOCOL,
    }
)
"""After which a page is tried again at the end of a run."""
RETRIABLE_FAULTS = frozenset(
    {ErrorKind.TIMEOUT, ErrorKind.RESET, ErrorKind.PROTOCOL, ErrorKind.RESOLVER}
)
"""After which an interface is asked again at once: of those that may pass, the short ones."""


@dataclass(frozen=True, slots=True)
class FetchError:
    """Why an exchange failed, in words for people."""

    kind: ErrorKind
    detail: str
    stale: bool = False  # a kept connection may have been closed under us


# Names of https://docs.openssl.org/master/man1/openssl-verification-options/
_EXPIRED, _NOT_YET, _SELF, _SELF_IN_CHAIN, _NAME = 10, 9, 18, 19, 62
_NO_ISSUER = frozenset({2, 20, 21})
_REVOKED = 23


def classify(error: BaseException) -> FetchError:
    """Find what lies at the bottom of an exception."""
    chain = list(_chain(error))
    for e in chain:
        fault = _specific(e)
        if fault:
            return fault
    timeout = FetchError(ErrorKind.TIMEOUT, "it did not answer in time")
    if any(isinstance(e, TimeoutError) for e in chain):
        return timeout
    for e in chain:
        fault = _socket_fault(e)
        if fault:
            return fault
    # A refused connection is a kind of ConnectTimeoutError to urllib3, so these come last.
    if any(isinstance(e, ReadTimeoutError | ConnectTimeoutError) for e in chain):
        return timeout
    return FetchError(ErrorKind.PROTOCOL, f"its answer is not HTTP ({type(chain[-1]).__name__})")


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


def _specific(e: BaseException) -> FetchError | None:
    if isinstance(e, RefusedError):
        return FetchError(ErrorKind.REFUSED, str(e))
    if isinstance(e, NoSuchNameError):
        return FetchError(ErrorKind.NO_SUCH_NAME, str(e))
    if isinstance(e, ResolverError):
        return FetchError(ErrorKind.RESOLVER, str(e))
    if isinstance(e, ssl.SSLCertVerificationError):
        return _certificate_fault(e)
    if isinstance(e, ssl.SSLError) and not isinstance(e, TimeoutError):
        return _tls_fault(e)
    if isinstance(e, TooMuchError | http.client.LineTooLong):
        return FetchError(ErrorKind.PROTOCOL, "its headers do not end")
    if isinstance(e, InvalidURL | InvalidSchema | MissingSchema | LocationParseError):
        return FetchError(
            ErrorKind.ADDRESS, f"this is no address that can be asked: {str(e)[:200]}"
        )
    return None


def _certificate_fault(e: ssl.SSLCertVerificationError) -> FetchError:
    code = e.verify_code
    if code in _NO_ISSUER:
        return FetchError(
            ErrorKind.TLS_CHAIN,
            "its certificate's issuer is not known: an intermediate certificate is missing",
        )
    words = {
        _EXPIRED: "its TLS certificate has expired",
        _NOT_YET: "its TLS certificate is not valid yet",
        _SELF: "its TLS certificate is self-signed",
        _SELF_IN_CHAIN: "its TLS certificate is signed by an authority that nobody knows",
        _REVOKED: "its TLS certificate is revoked",
        _NAME: "its TLS certificate is for another name",
    }
    return FetchError(
        ErrorKind.TLS, words.get(code, f"its TLS certificate is not trusted: {e.verify_message}")
    )


def _tls_fault(e: ssl.SSLError) -> FetchError:
    reason = (e.reason or "").lower().replace("_", " ")
    if isinstance(e, ssl.SSLEOFError | ssl.SSLZeroReturnError) or "eof" in reason:
        return FetchError(ErrorKind.RESET, "it closed the connection", stale=True)
    return FetchError(ErrorKind.TLS, f"TLS failed: {reason or 'no reason given'}")


def _socket_fault(e: BaseException) -> FetchError | None:
    if isinstance(e, ConnectionRefusedError):
        return FetchError(ErrorKind.CONNECT, "it refuses connections")
    if isinstance(e, ConnectionResetError | BrokenPipeError | ConnectionAbortedError):
        return FetchError(ErrorKind.RESET, "it closed the connection", stale=True)
    if isinstance(e, http.client.RemoteDisconnected):
        return FetchError(ErrorKind.RESET, "it closed the connection", stale=True)
    if isinstance(e, OSError) and e.errno in {
        errno.ENETUNREACH,
        errno.EHOSTUNREACH,
        errno.EHOSTDOWN,
    }:
        return FetchError(ErrorKind.CONNECT, "there is no way to it in the network")
    return None
