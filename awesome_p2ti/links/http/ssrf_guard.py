"""Which network addresses may be asked: addresses come from strangers, so only public ones.

The guard sits where a socket is connected. A name is resolved once, each address in the answer is
judged, and the socket is connected to that very address: there is no second look-up that could
answer differently, and a redirect passes the same gate.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.urls import is_public_ip, parse_ip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NO_SUCH_NAME = frozenset(
    code
    for name in ("EAI_NONAME", "EAI_NODATA")
    if (code := getattr(socket, name, None)) is not None
)
MAX_TARGETS = 4


class RefusedError(OSError):
    """This address is not one that a stranger may make us ask."""


class NoSuchNameError(OSError):
    """The name system says that there is no such host."""


class ResolverError(OSError):
    """The name system did not say whether there is such a host."""


@dataclass(frozen=True, slots=True)
class Target:
    """One socket address that a host name stands for."""

    family: int
    sockaddr: tuple[str, int]

    @property
    def ip(self) -> str:
        """The IP address as text."""
        return self.sockaddr[0]


def system_resolve(host: str, port: int) -> list[Target]:
    """Ask the system's resolver, telling "no such name" from "no answer"."""
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
    seen = dict.fromkeys(Target(int(info[0]), info[4]) for info in found)  # type: ignore[arg-type]
    return list(seen)[:MAX_TARGETS]


@dataclass(slots=True)
class SsrfGuard:
    """Resolves names, once each, and lets only permitted addresses through."""

    allowed: Sequence[Network] = ()
    resolve: Callable[[str, int], Sequence[Target]] = system_resolve
    _cached: dict[str, dict[int, Sequence[Target] | OSError]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def resolve_public(self, host: str, port: int) -> list[Target]:
        """Return where to connect; raises ``RefusedError`` or what the resolver says."""
        self.check_literal(host)
        answer = self._answer(host, port)
        if isinstance(answer, OSError):
            raise answer
        fine = [t for t in answer if self.is_allowed(t.ip)]
        if not fine:
            where = answer[0].ip if answer else "nothing"
            raise RefusedError(f"{host} is {where}, which is not a public address")
        return fine

    def check_literal(self, host: str) -> None:
        """Raise ``RefusedError`` for a host that spells a number which is not public."""
        ip = parse_ip(host)
        if ip is not None and not self.is_allowed(str(ip)):
            raise RefusedError(f"{host} is {ip}, which is not a public address")

    def is_allowed(self, ip_text: str) -> bool:
        """Say whether this IP address may be connected to."""
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

    def leads_inside(self, host: str, port: int) -> bool:
        """Say whether a host is, or may be, in a network that is not everybody's."""
        answer = self._answer(host, port)
        if isinstance(answer, OSError):
            return not isinstance(answer, NoSuchNameError)
        everybodys = SsrfGuard()
        return not all(everybodys.is_allowed(t.ip) for t in answer)

    def evict(self, host: str) -> None:
        """Drop what the resolver said of a host, so that the next look asks again."""
        with self._lock:
            self._cached.pop(host, None)

    def _answer(self, host: str, port: int) -> Sequence[Target] | OSError:
        with self._lock:
            if (known := self._cached.get(host, {}).get(port)) is not None:
                return known
        answer: Sequence[Target] | OSError
        try:
            answer = self.resolve(host, port)
        except (NoSuchNameError, ResolverError) as e:
            answer = e
        with self._lock:
            return self._cached.setdefault(host, {}).setdefault(port, answer)


def parse_network(text: str) -> Network:
    """Read a network such as ``127.0.0.0/8``; raises ``ValueError``."""
    return ipaddress.ip_network(text, strict=False)
