"""The SSRF guard: links come from strangers, so only public IP addresses are connected to.

The guard sits where a socket is connected. A name is resolved once, each IP address in the answer
is judged, and the socket is connected to that very one: there is no second look-up that could
answer differently, and a redirect passes the same guard.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_p2ti.hosts import is_public_ip, parse_ip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NO_SUCH_NAME = frozenset(
    code
    for name in ("EAI_NONAME", "EAI_NODATA")
    if (code := getattr(socket, name, None)) is not None
)
MAX_SOCKET_ADDRESSES = 4


class PrivateAddressError(OSError):
    """This IP address is none that a stranger may make us connect to."""


class NoSuchNameError(OSError):
    """The domain name system states that there is no such host (NXDOMAIN, or no address)."""


class ResolverError(OSError):
    """The domain name system did not answer whether there is such a host."""


@dataclass(frozen=True, slots=True)
class SocketAddress:
    """One IP address and port that a host name resolves to."""

    family: int
    sockaddr: tuple[str, int]

    @property
    def ip(self) -> str:
        """The IP address as text."""
        return self.sockaddr[0]


def system_resolve(host: str, port: int) -> list[SocketAddress]:
    """Return what the system's resolver knows of a host.

    Raises NoSuchNameError when there is no such host, ResolverError when there is no answer.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as e:
        if e.errno in _NO_SUCH_NAME:
            raise NoSuchNameError(f"no such host: {host}") from e
        raise ResolverError(f"the name of {host} could not be looked up: {e.strerror}") from e
    except (UnicodeError, ValueError) as e:
        raise NoSuchNameError(f"not a host name: {host[:100]!r}") from e
    # IPv4 first: where IPv6 is configured but leads nowhere, nobody waits for it.
    found.sort(key=lambda info: info[0] != socket.AF_INET)
    pairs: list[Any] = [(int(info[0]), info[4]) for info in found]
    return [SocketAddress(*pair) for pair in dict.fromkeys(pairs)][:MAX_SOCKET_ADDRESSES]


@dataclass(slots=True)
class SsrfGuard:
    """Resolves each host name once, and returns only public IP addresses and allowed ones."""

    allowed: Sequence[Network] = ()
    resolve: Callable[[str, int], Sequence[SocketAddress]] = system_resolve
    _cached: dict[str, dict[int, Sequence[SocketAddress] | OSError]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _judged: dict[str, bool] = field(default_factory=dict)  # IP addresses, as they are written

    def resolve_public(self, host: str, port: int) -> list[SocketAddress]:
        """Return where to connect.

        Raises PrivateAddressError when there is no public IP address, and what the resolver raises.
        """
        self.check_literal(host)
        resolved = self._resolve_once(host, port)
        if isinstance(resolved, OSError):
            raise resolved
        allowed = [address for address in resolved if self.is_allowed(address.ip)]
        if not allowed:
            where = resolved[0].ip if resolved else "nothing"
            raise PrivateAddressError(f"{host} is {where}, which is not a public address")
        return allowed

    def check_literal(self, host: str) -> None:
        """Raise PrivateAddressError when a host spells an IP address that is not public."""
        ip = parse_ip(host)
        if ip is not None and not self.is_allowed(str(ip)):
            raise PrivateAddressError(f"{host} is {ip}, which is not a public address")

    def is_allowed(self, ip_text: str) -> bool:
        """Return whether this IP address may be connected to."""
        if (judged := self._judged.get(ip_text)) is None:
            judged = self._judged[ip_text] = self._judge(ip_text)
        return judged

    def _judge(self, ip_text: str) -> bool:
        try:
            ip = ipaddress.ip_address(ip_text.split("%", 1)[0])
        except ValueError:
            return False
        inner = getattr(ip, "ipv4_mapped", None)
        if any(
            a in net for a in (ip, inner) if a for net in self.allowed if a.version == net.version
        ):
            return True
        return is_public_ip(ip)

    def may_be_private(self, host: str, port: int) -> bool:
        """Return whether a host is, or may be, in a private network, allowed or not."""
        resolved = self._resolve_once(host, port)
        if isinstance(resolved, OSError):
            return not isinstance(resolved, NoSuchNameError)
        public_only = SsrfGuard()
        return not all(public_only.is_allowed(address.ip) for address in resolved)

    def evict(self, host: str) -> None:
        """Forget what a host resolved to, so that the next request resolves it again."""
        with self._lock:
            self._cached.pop(host, None)

    def _resolve_once(self, host: str, port: int) -> Sequence[SocketAddress] | OSError:
        with self._lock:
            if (cached := self._cached.get(host, {}).get(port)) is not None:
                return cached
        resolved: Sequence[SocketAddress] | OSError
        try:
            resolved = self.resolve(host, port)
        except (NoSuchNameError, ResolverError) as e:
            resolved = e
        with self._lock:
            return self._cached.setdefault(host, {}).setdefault(port, resolved)


def parse_network(text: str) -> Network:
    """Return a network such as ``127.0.0.0/8``; raise ValueError when it is none."""
    return ipaddress.ip_network(text, strict=False)
