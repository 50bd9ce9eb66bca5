"""How deep a text may nest and still be parsed: a parser's time grows with the depth."""

from __future__ import annotations

import re
from collections import Counter

MAX_ELEMENTS = 300
"""How many elements of HTML may be open within one another."""
MAX_BLOCKS = 100
"""How many quotes and lists may open on one line: each later line is matched against them all."""
_RULE = re.compile(r"[ \t]*([-*])(?:[ \t]|\1)*$", re.MULTILINE)
_MARKER = re.compile(r"[>+*-]|[.)]")
_MARKERS = re.compile(r"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+", re.MULTILINE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_NOT_NESTING = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd "
    "option optgroup thead tbody tfoot colgroup rt rp html head body".split()
)


class NestingError(ValueError):
    """The elements of a text are nested too deep."""


def check_nesting(source: str) -> None:
    """Raise NestingError when more than ``MAX_ELEMENTS`` are open within one another."""
    open_: Counter[str] = Counter()
    depth = 0
    for closing, name in _TAG.findall(source):
        tag = name.lower()
        if tag in _NOT_NESTING or (closing and not open_[tag]):
            continue
        step = -1 if closing else 1
        open_[tag] += step
        depth += step
        if depth > MAX_ELEMENTS:
            raise NestingError


def lines_of_deep_blocks(text: str) -> list[int]:
    """Return the offsets of the lines of a Markdown text that open too many blocks."""
    return [m.start() for m in _MARKERS.finditer(text) if _is_too_deep(text, m)]


def _is_too_deep(text: str, markers: re.Match[str]) -> bool:
    if len(markers[0]) <= MAX_BLOCKS or len(_MARKER.findall(markers[0])) <= MAX_BLOCKS:
        return False
    return not _RULE.match(text, markers.start())


def without_lines(text: str, starts: list[int]) -> str:
    """Return the text with the lines at these offsets blanked; the rest keeps its offsets."""
    parts = []
    position = 0
    for start in starts:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        parts += [text[position:start], re.sub(r"[^\r\n]", " ", text[start:end])]
        position = end
    return "".join([*parts, text[position:]])
