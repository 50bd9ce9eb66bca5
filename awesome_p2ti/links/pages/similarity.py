"""Near-duplicates: do two URLs of a host show the same page, but for their URLs in it?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.pages.html import Page

MAX_REFLECTED = 400  # characters by which one page may be longer for the URL in it
MIN_DIFFERENCE = 12  # bytes: a smaller difference proves nothing


def near_duplicate(one: Page, other: Page, *urls: str) -> bool:
    """Return whether two pages are the same but for what they reflect of their URLs.

    What both begin and end with is the site's; only what is between can differ.
    """
    from rapidfuzz import fuzz

    if normalize_title(one.title) != normalize_title(other.title):
        return False
    if not one.text and not other.text:
        return bool(one.title)
    if abs(one.size - other.size) > MAX_REFLECTED:
        return False
    a, b = _strip_reflected_url(one.text, urls), _strip_reflected_url(other.text, urls)
    start = _common_prefix(a, b)
    end = _common_prefix(a[start:][::-1], b[start:][::-1])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    return max(len(a.encode()), len(b.encode())) <= MIN_DIFFERENCE or fuzz.ratio(a, b) >= 90


def _common_prefix(one: str, other: str) -> int:
    """Return how many characters at their beginning two texts share."""
    differ = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def _strip_reflected_url(text: str, urls: tuple[str, ...]) -> str:
    """Return a text without what it reflects of its URLs, and without words with digits.

    Numbers may change with each view.
    """
    for url in urls:
        parts = urlsplit(url)
        for piece in (url, parts.path, unquote(parts.path), *parts.path.split("/")):
            if len(piece) >= 3:
                text = text.replace(piece, " ")
    return " ".join(w for w in text.split() if not any(c.isdigit() for c in w))
