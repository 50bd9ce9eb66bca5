"""Do two addresses of a host get one and the same page, but for what it says of its address?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.pages.html import Page

MAX_REFLECTED = 400  # characters by which one page may be longer for the address that it names
MIN_DIFFERENCE = 12  # bytes of difference that say nothing


def near_duplicate(one: Page, other: Page, *addresses: str) -> bool:
    """Say whether two pages are one and the same but for what they echo of their addresses.

    What both begin and end with is the site's; only what stands between says whether they differ.
    """
    from rapidfuzz import fuzz

    if normalize_title(one.title) != normalize_title(other.title):
        return False
    if not one.text and not other.text:
        return bool(one.title)
    if abs(one.size - other.size) > MAX_REFLECTED:
        return False
    a, b = _strip_reflected_url(one.text, addresses), _strip_reflected_url(other.text, addresses)
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    return max(len(a.encode()), len(b.encode())) <= MIN_DIFFERENCE or fuzz.ratio(a, b) >= 90


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    differ = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def _strip_reflected_url(text: str, addresses: tuple[str, ...]) -> str:
    """Leave out what a page may say of its address, and numbers that change with each view."""
    for address in addresses:
        parts = urlsplit(address)
        for piece in (address, parts.path, unquote(parts.path), *parts.path.split("/")):
            if len(piece) >= 3:
                text = text.replace(piece, " ")
    return " ".join(w for w in text.split() if not any(c.isdigit() for c in w))
