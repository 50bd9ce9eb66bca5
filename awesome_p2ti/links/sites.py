"""What an address says of its place: a site's front page or deep inside, and whose site it is."""

from __future__ import annotations

import re
from urllib.parse import unquote, urldefrag, urlsplit

from awesome_p2ti.urls import registrable_domain

_FRONT = re.compile(
    r"/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home|main)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)


def is_deep(url: str) -> bool:
    """Say whether an address names more than a site's front page."""
    parts = urlsplit(url)
    return bool(parts.query) or not _FRONT.fullmatch(parts.path or "/")


def is_front(url: str) -> bool:
    """Say whether an address is a site's front page, and no page that a query or route names."""
    parts = urlsplit(url)
    named = bool(parts.query) or parts.fragment.startswith(("/", "!"))
    return not named and bool(_FRONT.fullmatch(parts.path or "/"))


def site_of(url: str) -> str:
    """Return the part of a host's name that one owner has, or a host that has none as it is."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return registrable_domain(host) or host


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses are one but for their fragments and how they are spelt."""
    return unquote(urldefrag(one).url) == unquote(urldefrag(other).url)
