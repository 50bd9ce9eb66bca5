"""Does a page have the fragment that a URL names after '#'?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.pages.html_scanner import anchors, scripts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.http.response import Response

FEW = 4  # ids of a page; one with fewer is client-rendered
_ROUTE = re.compile(r"[/!:?]|L\d+|[\w.-]{1,40}=")  # a route of a script, not an id


def with_fragments(record: SiteRecord, response: Response, fragments: Sequence[str]) -> SiteRecord:
    """Note which of the fragments a page has."""
    if record.status not in {Status.OK, Status.MOVED}:
        return record
    if "html" not in response.content_type:
        return replace(record, fragments=tuple(fragments))  # a place in a PDF, a line of a file
    source = response.text()
    names = anchors(source)
    found = tuple(f for f in fragments if _has_fragment(names, f))
    if len(found) < len(fragments):
        texts = scripts(source)
        found = tuple(
            f for f in fragments if f in found or _made_by_script(f, names, texts, response)
        )
    missing = tuple(f for f in fragments if f not in found)
    return replace(record, fragments=found, missing_fragments=missing)


def _has_fragment(names: set[str], fragment: str) -> bool:
    """Say whether a page has a fragment, as written or decoded."""
    return fragment in names or unquote(fragment) in names


def _made_by_script(fragment: str, names: set[str], scripts: list[str], response: Response) -> bool:
    """Say whether a fragment may exist though the HTML does not name it."""
    if response.truncated or fragment.lower() == "top" or _ROUTE.match(fragment):
        return True
    if urlsplit(response.final_url).hostname in {"github.com", "gist.github.com"}:
        return True  # its scripts render anchors from data that names them otherwise
    named = re.compile(rf"[\"'`]#?{re.escape(fragment)}[\"'`]")
    return bool(scripts) and (len(names - {""}) < FEW or any(map(named.search, scripts)))
