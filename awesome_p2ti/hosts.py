"""What the name of a host says: its form in ASCII, and whether it is of the public Internet.

No name is resolved here; ``links.http.ssrf_guard`` judges the addresses that names lead to.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import unquote

from awesome_p2ti.patterns import pattern

MAX_HOST = 253  # characters of a name in the domain name system
MAX_LABEL = 63  # of one part between its dots
_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")
LOCAL_NAMES = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
    "arpa",
)

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Addresses that Python calls global, though no stranger may make us connect to them.
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        (
            "100.64.0.0/10",  # RFC 6598: carriers' own; Alibaba's metadata service is in it
            "168.63.129.16/32",  # Azure's host service, at a public address of Microsoft's
            "192.0.0.0/24",  # RFC 6890: protocols between neighbours; Oracle's metadata service
            "64:ff9b:1::/48",  # RFC 8215: a network's own translation prefix
        ),
    )
)
_NUMBER = pattern(r"0[xX][0-9a-fA-F]*|[0-9]+")

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public_ip(ip: IpAddress) -> bool:
    """Return whether an IP address is one of the public Internet, looking through embedded IPv4."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or int(ip) < 1 << 32):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public_ip(inner)
        if ip.is_site_local:
            return False
    if any(ip in network for network in _NOT_PUBLIC):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@lru_cache(maxsize=4096)
def parse_ip(host: str) -> IpAddress | None:
    """Return the IP address that a host spells, in any way a C library reads it, or None.

    ``0x7f.1``, ``2130706433`` and ``0177.0.0.1`` are all 127.0.0.1.
    """
    host = host.strip("[]").rstrip(".").split("%", 1)[0]
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return _parse_inet_aton(host)


def _parse_inet_aton(host: str) -> ipaddress.IPv4Address | None:
    parts = host.split(".")
    if not 1 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(p) for p in parts):
        return None
    if any(len(p) > 20 for p in parts):
        return None
    numbers = []
    for part in parts:
        base = 16 if part[:2] in {"0x", "0X"} else 8 if part[0] == "0" and len(part) > 1 else 10
        digits = part[2:] if base == 16 else part
        try:
            numbers.append(int(digits or "0", base))
        except ValueError:
            return None
    *high, low = numbers
    if any(n > 255 for n in high) or low >= 1 << (8 * (4 - len(high))):
        return None
    return ipaddress.IPv4Address(sum(n << (24 - 8 * i) for i, n in enumerate(high)) + low)


@lru_cache(maxsize=4096)
def is_public_host(host: str) -> bool:
    """Return whether a host as written may be on the public Internet; no name is resolved."""
    host = unquote(host).rstrip(".").lower()
    ip = parse_ip(host)
    if ip is not None:
        return is_public_ip(ip)
    last = host.rpartition(".")[2]
    if last.isdigit() or "." not in host:
        return False
    return not any(host == n or host.endswith("." + n) for n in LOCAL_NAMES)


def ascii_host(host: str) -> str:
    """Return a host's name in ASCII, as browsers map it; raise ValueError where it has none.

    By UTS 46 without IDNA 2008's own list of letters, which lacks those of names that exist, such
    as ☃.net. (https://url.spec.whatwg.org/#concept-domain-to-ascii)
    """
    if host.isascii() and "%" not in host:
        return host
    import idna

    host = unquote(host)

    mapped = idna.uts46_remap(host, std3_rules=False)  # its IDNAError is a ValueError
    labels = [_ascii_label(label) for label in mapped.split(".")]
    name = ".".join(labels)
    if not _CHARACTERS.issuperset(name) or len(name) > MAX_HOST + 1:
        raise ValueError(f"not a host name: {host[:100]!r}")
    return name


def _ascii_label(label: str) -> str:
    name = label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
    if len(name) > MAX_LABEL:
        raise ValueError(f"not a host name: {label[:100]!r}")
    return name


def ascii_netloc(netloc: str) -> str:
    """Return a host with its port, if any, in ASCII; one that has no such form as it is."""
    host, colon, port = netloc.partition(":")
    if host.startswith("["):
        return netloc
    try:
        return ascii_host(host) + colon + port
    except ValueError:
        return netloc
