"""The web addresses in a Markdown text, with line and column."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_START = re.compile(r"https?://", re.IGNORECASE)
_END = re.compile(r"[\s<>\"`]|$")
_TRAILING = ".,:;!?'*_~"


def addresses(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (address, line, column) of links, images, HTML attributes and bare addresses.

    What stands in code is an example, and in a comment nobody sees it.
    """
    fence = ""
    hidden = False
    for number, raw in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(raw)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            continue
        if fence:
            continue
        line, hidden = _without_comments(raw, hidden=hidden)
        line = _CODE.sub(lambda m: " " * len(m[0]), line)
        for url, column in _in_line(line):
            yield url, number, column


def _without_comments(line: str, *, hidden: bool) -> tuple[str, bool]:
    parts = []
    position = 0
    while position < len(line):
        mark = "-->" if hidden else "<!--"
        found = line.find(mark, position)
        end = len(line) if found < 0 else found + len(mark)
        parts.append(
            " " * (end - position) if hidden else line[position : found if found >= 0 else end]
        )
        if found >= 0 and not hidden:
            parts.append(" " * len(mark))
        hidden = hidden != (found >= 0)
        position = end
    return "".join(parts), hidden


def _in_line(line: str) -> Iterator[tuple[str, int]]:
    position = 0
    while start := _START.search(line, position):
        before = line[: start.start()]
        end = _END.search(line, start.end()).start()  # type: ignore[union-attr]
        url = _balanced(line[start.start() : end], in_link=before.endswith("("))
        if before[-1:] not in {'"', "<", "("}:
            url = url.rstrip(_TRAILING)
        position = start.start() + max(len(url), 1)
        if len(url) > len(start[0]):
            yield html.unescape(re.sub(r"\\([()_*~])", r"\1", url)), start.start() + 1


def _balanced(url: str, *, in_link: bool) -> str:
    """Cut an address at the parenthesis or bracket that is not its own."""
    depth = 0
    for i, char in enumerate(url):
        if char == "\\":
            continue
        escaped = url[i - 1 : i] == "\\"
        if char == "(" and not escaped:
            depth += 1
        elif char == ")" and not escaped:
            depth -= 1
            if depth < 0:
                return url[:i]
        elif char == "]" and not in_link and "[" not in url[:i]:
            return url[:i]
    return url
