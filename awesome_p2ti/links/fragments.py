"""Does a page have the part that stands after '#' in its address?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.links.model import Record, Status
from awesome_p2ti.links.page import anchors, has_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.reply import Reply

FEW = 4  # a page with fewer ids than this is drawn by its scripts
_ROUTE = re.compile(r"[/!:?]|L\d+|page=|t=|nameddest=|zoom=")


def with_fragments(record: Record, reply: Reply, fragments: Sequence[str]) -> Record:
    """Note which of the fragments a page has."""
    if record.status not in {Status.OK, Status.MOVED}:
        return record
    if "html" not in reply.content_type:
        return replace(record, fragments=tuple(fragments))  # a place in a PDF, a line of a file
    source = reply.text()
    names = anchors(source)
    found = [f for f in fragments if has_fragment(names, f) or _made_by_script(f, source, reply)]
    missing = [f for f in fragments if f not in found]
    return replace(record, fragments=tuple(found), missing=tuple(missing))


def _made_by_script(fragment: str, source: str, reply: Reply) -> bool:
    """Say whether a fragment may exist though the HTML does not name it."""
    if reply.truncated or fragment.lower() == "top" or _ROUTE.match(fragment):
        return True
    if urlsplit(reply.final).hostname in {"github.com", "gist.github.com"}:
        return True  # scripts draw its pages from data in which anchors are spelt otherwise
    return _has_scripts(source) and (
        len(_ids(source)) < FEW
        or bool(re.search(rf"[\"'`]#?{re.escape(fragment)}[\"'`]", _scripts(source)))
    )


def _has_scripts(source: str) -> bool:
    """Say whether a page runs scripts."""
    return "<script" in source.lower()


def _scripts(source: str) -> str:
    """Return the text of a page's own scripts."""
    lower = source.lower()
    parts, position = [], 0
    while (start := lower.find("<script", position)) >= 0:
        end = lower.find("</script", start)
        position = end if end >= 0 else len(source)
        parts.append(source[start:position])
    return " ".join(parts)


def _ids(source: str) -> set[str]:
    return {name for name in anchors(source) if name and name not in {"viewport", "description"}}
