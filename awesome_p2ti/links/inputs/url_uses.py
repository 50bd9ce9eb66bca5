"""What every input yields: a URL with one place that uses it; and all uses of a URL as one link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Link, LinkUse
from awesome_p2ti.urls import without_userinfo

if TYPE_CHECKING:
    from collections.abc import Iterable

UrlUse = tuple[str, LinkUse]


def group_by_url(url_uses: Iterable[UrlUse]) -> list[Link]:
    """Join all uses of one URL into one link, in the order of first use."""
    grouped: dict[tuple[str, str], dict[LinkUse, None]] = {}
    for url, use in url_uses:
        grouped.setdefault((without_userinfo(url.strip()), use.target), {})[use] = None
    return [Link(url, tuple(uses)) for (url, _), uses in grouped.items()]
