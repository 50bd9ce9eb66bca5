"""Bare URLs in running text: where one begins, and how much of the text belongs to it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkify_it import LinkifyIt

MAX_LENGTH = 8192
"""Characters of a URL that are read; no server accepts a longer one."""
_START = re.compile(
    r"(?<![a-z0-9])(https?://)?(?:https?|ftp)://(?=[^\s!-/:-@\[-`{-~])"
    r"|(?<![a-z0-9_./:@%&=-])www\.(?=[^\W_])",
    re.IGNORECASE,
)
# GFM ends a bare URL at white space and "<". In practice quotes end one too, and the punctuation
# of scripts without spaces between words; full-width brackets are in titles of encyclopedias.
_WRITTEN = re.compile(
    r"(?:[^\s<>\"`。，、；：？！「」『』【】《》〈〉“”‘’…（）]"
    r"|(?<=_)（[^\s<（]*）)+"
)
_TRAILING = "?!.,:*_~'\""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
# What a program fills in is no host to link, nor the end of a path.
_UNFILLED = re.compile(r"[^}]*?(?:\{\{|\$\{)|\w+://[\w.-]*(?:\{|\$[A-Za-z_])")
# linkify-it knows no host with an underscore; GFM and browsers do.
_HOST_END = re.compile(r"[/?#]|$")
_NO_UNDERSCORE = str.maketrans("_", "x")


def bare_urls(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (URL, start, end) of each bare URL; ``www.`` alone stands for ``http://www.``."""
    position = end = 0
    while match := _START.search(text, position):
        start = match.start()
        if start >= end:
            written = _WRITTEN.match(text, start)
            end = written.end() if written else match.end()
        twice = match[1] or ""  # a scheme that stands twice is a slip, and is told as one
        url = _trimmed(text[start + len(twice) : min(end, start + MAX_LENGTH)])
        url = url and twice + url
        position = max(start + len(url), match.end())
        if url:
            yield (url if "://" in match[0] else f"http://{url}"), start, start + len(url)


def _trimmed(written: str) -> str:
    """Return the URL at the beginning of a text, or nothing."""
    if ("{" in written or "$" in written) and _UNFILLED.match(written):
        return written.rstrip(_TRAILING)
    for opening, closing in _BRACKETS:  # a bracket that is never closed ends the URL
        unclosed = written.find(opening, written.rfind(closing) + 1)
        written = written[:unclosed] if unclosed >= 0 else written
    added = "" if "://" in written[:8] else "http://"
    url = added + written
    found = _HOST_END.search(url, url.find("://") + 3)
    host_end = found.start() if found else len(url)
    match = _linkify().match_at_start(url[:host_end].translate(_NO_UNDERSCORE) + url[host_end:])
    return url[len(added) : match.last_index].rstrip(_TRAILING) if match else ""


@cache
def _linkify() -> LinkifyIt:
    from linkify_it import LinkifyIt

    return LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False})
