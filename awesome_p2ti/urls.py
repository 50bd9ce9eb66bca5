"""What is known of a URL from its text: its parts, its owner, its canonical form."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import (
    SplitResult,
    parse_qsl,
    unquote,
    unquote_plus,
    urldefrag,
    urlsplit,
    urlunsplit,
)

from awesome_p2ti.hosts import MAX_HOST, ascii_host, ascii_netloc, is_public_host, parse_ip
from awesome_p2ti.patterns import pattern

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

TRACKING = pattern(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)|ref_src"
)

_UNSAFE = frozenset(' <>"{}|\\^`')
_SAFE = frozenset(map(chr, range(33, 127))) - _UNSAFE
_ORIGIN = pattern(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")
_USERINFO = pattern(r"^([^/\\?#@]*:[/\\]+|[/\\]{2,})[^/?#]*@")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOMEPAGE = pattern(
    r"/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home|main)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)
_GIT = pattern(r"(?:git\+)?(?:ssh://)?git@(?P<host>[\w.-]+)[:/](?P<path>[\w./~-]+)", re.ASCII)


def split_url(url: str) -> SplitResult | None:
    """Return the parts of an absolute URL with a host, or None for anything else."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme and parts.hostname else None


def host_of(url: str) -> str:
    """Return the host that an address names, in lower case, or nothing where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def percent_encode(text: str) -> str:
    """Return every character of a text as the percent-encoded bytes of its UTF-8."""
    return "".join(f"%{b:02X}" for b in text.encode("utf-8", "replace"))


def percent_encoded(url: str) -> str:
    """Return a URL with everything after its host percent-encoded as RFC 3986 demands."""
    head = match[0] if (match := _ORIGIN.match(url)) else ""
    rest = url[len(head) :]
    if rest.isascii() and rest.isprintable() and _UNSAFE.isdisjoint(rest):
        return url
    return head + "".join(c if c in _SAFE else percent_encode(c) for c in rest)


def without_userinfo(url: str) -> str:
    """Return a URL without the user name and password before its host, however it is written.

    They are secrets: no request, report, ledger or cache may hold them.
    """
    return _USERINFO.sub(r"\1", url, count=1) if "@" in url else url


def is_shareable(url: str) -> bool:
    """Return whether a URL may be sent to a third party: it holds no secret and is public.

    A password or a query, which may hold a token, or a host that is not public make it private.
    """
    parts = split_url(url)
    if parts is None or parts.scheme not in {"http", "https"} or "@" in parts.netloc or parts.query:
        return False
    return is_public_host(parts.hostname or "")


def canonical_url(url: str) -> str:
    """Return the one spelling of a URL with which it is requested, without its fragment.

    Letter case of scheme and host, a default port and an empty path make no other request, nor does
    it matter whether a name is in ASCII. What cannot be taken apart is returned as it is.
    """
    bare = url.partition("#")[0]
    parts = split_url(bare)
    if parts is None or parts.scheme not in _DEFAULT_PORTS:
        return bare
    user, at, host = parts.netloc.rpartition("@")
    host = host.lower().removesuffix(f":{_DEFAULT_PORTS[parts.scheme]}").removesuffix(":")
    host = ascii_netloc(host)
    full = urlunsplit(parts._replace(netloc=user + at + host, path=parts.path or "/"))
    return full + "?" if bare.endswith("?") and not parts.query else full


def page_fragment(url: str) -> str:
    """Return the fragment of a URL, without a text fragment's directive (``:~:``)."""
    return url.partition("#")[2].partition(":~:")[0]


def with_fragment_of(url: str, target: str) -> str:
    """Return where a URL leads, with the fragment of the URL where the target has none of its own.

    As browsers do when they follow a redirect (RFC 9110, 10.2.2).
    """
    fragment = url.partition("#")[2]
    return f"{target}#{fragment}" if target and fragment and "#" not in target else target


def registrable_domain(host: str) -> str:
    """Return the part of a host's name that one owner has: ``a.github.io`` of ``x.a.github.io``.

    By the public suffix list, its private section with hosting platforms included; empty for a
    public suffix itself, an IP address, or what is no name. (https://publicsuffix.org)
    """
    host = host.rstrip(".").lower()
    if not host or len(host) > MAX_HOST or parse_ip(host) is not None:
        return ""
    try:
        host = ascii_host(host)
    except ValueError:
        return ""
    return _public_suffixes().privatesuffix(host) or ""


@cache
def _public_suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def tracking_parameters(parts: SplitResult) -> list[str]:
    """Return the names of the query's parameters that only track readers."""
    if not parts.query:
        return []
    names = [k for k, _ in parse_qsl(parts.query, keep_blank_values=True)]
    return [k for k in names if TRACKING.fullmatch(k)]


def web_address_of_git(text: str) -> str:
    """Return the page of a repository by the address that git takes, or nothing where it is none.

    ``git@github.com:owner/name.git`` is at ``https://github.com/owner/name.git``.
    """
    git = _GIT.fullmatch(text)
    return f"https://{git['host']}/{git['path']}" if git else ""


def without_tracking(parts: SplitResult) -> str:
    """Return the URL without its tracking parameters; the others stay as they are written."""
    pairs = parts.query.split("&")
    kept = [p for p in pairs if not TRACKING.fullmatch(unquote_plus(p.partition("=")[0]))]
    return urlunsplit(parts._replace(query="&".join(kept)))


def canonical_key(url: str) -> str:
    """Return a key that is equal for spellings of a URL that lead to the same page.

    Scheme, ``www.``, letter case of the host, a trailing slash and a fragment do not count; on
    GitHub neither do ``.git`` and the letter case of owner and repository.
    """
    host, _, path = url.partition("#")[0].partition("://")[2].partition("/")
    host = host.lower().removeprefix("www.")
    path, _, query = path.partition("?")
    path = path.rstrip("/")
    if host == "github.com":
        names = path.split("/")
        path = "/".join([n.lower() for n in names[:2]] + names[2:])
        path = path.removesuffix(".git") if len(names) == 2 else path
    return f"{host}/{path}?{query}"


def is_subpage(url: str) -> bool:
    """Return whether a URL names more than a site's homepage."""
    parts = urlsplit(url)
    return bool(parts.query) or not _HOMEPAGE.fullmatch(parts.path or "/")


def is_homepage(url: str) -> bool:
    """Return whether a URL is a site's homepage, and no page that a query or route names."""
    parts = urlsplit(url)
    named = bool(parts.query) or parts.fragment.startswith(("/", "!"))
    return not named and bool(_HOMEPAGE.fullmatch(parts.path or "/"))


def owner_domain(url: str) -> str:
    """Return a URL's registrable domain, or its whole host where that has none."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return registrable_domain(host) or host


def same_address(one: str, other: str) -> bool:
    """Return whether two URLs are equal but for their fragments and percent-encoding."""
    return unquote(urldefrag(one).url) == unquote(urldefrag(other).url)
