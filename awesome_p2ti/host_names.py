"""Names of hosts in ASCII, as browsers map them (UTS 46)."""

from __future__ import annotations

from urllib.parse import unquote

MAX_HOST = 253  # characters of a name in the domain name system
MAX_LABEL = 63  # of one part between its dots
_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


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
