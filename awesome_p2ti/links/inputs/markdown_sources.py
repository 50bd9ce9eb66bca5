"""How URLs and comments are written in the source of a Markdown text."""

from __future__ import annotations

import html
import re

_CHARACTER_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9A-Za-z]{1,31});")
_ANGLE_END = re.compile(rb"(?<!\\)>")
_PLAIN_END = re.compile(rb"\s|$")
_PIECE = re.compile(rf"{_CHARACTER_REFERENCE.pattern}|.")
_READ_AS = {" ": "%20", "\t": "", "\r": ""}  # in an attribute
_COMMENT_END = re.compile(r"--!?>")
_MDX_COMMENT, _MDX_END = re.compile(r"\{\s*/\*(?!\s*`)"), re.compile(r"\*/\s*\}")
_RAW_TEXT = re.compile(r"<(?:script|style|textarea|title)\b", re.IGNORECASE)


def url_end(raw: bytes, start: int, end: int, *, in_angle: bool) -> int:
    """Return the offset where a URL ends as it is written, with its escapes."""
    stop = (_ANGLE_END if in_angle else _PLAIN_END).search(raw, start, end)
    return stop.start() if stop else end


def decoded(url: str) -> str:
    """Return the URL of an autolink without character references, which end in ";"."""
    return _CHARACTER_REFERENCE.sub(lambda match: html.unescape(match[0]), url)


def attribute_end(text: str, start: int, url: str) -> int:
    """Return where a URL of an attribute ends as it is written, at most at the end of its line."""
    length, end = 0, start
    while length < len(url) and (piece := _PIECE.match(text, end)):
        length += len(_READ_AS.get(piece[0], html.unescape(piece[0])))
        end = piece.end()
    return max(end, start + 1)


def without_comment(text: str, *, opened: bool) -> tuple[str, bool]:
    """Return HTML that may begin in a comment, blank up to its end, and whether one is open then.

    To a browser a comment ends at its mark, whatever blocks the Markdown has in between.
    """
    start = 0
    if opened:
        match = _COMMENT_END.search(text)
        start = match.end() if match else len(text)
        if match is None:
            return " " * start, True
    tail = _COMMENT_END.split(text[start:])[-1]
    return " " * start + text[start:], "<!--" in tail and not _RAW_TEXT.search(text)


def without_mdx_comments(text: str) -> str:
    """Return MDX with its own comments, ``{/* ... */}``, blanked; the rest keeps its place.

    Blanks that do not break indent nothing, as spaces would.
    """
    parts: list[str] = []
    position = 0
    while opening := _MDX_COMMENT.search(text, position):
        end = _MDX_END.search(text, opening.end())
        if end is None:
            break
        comment = text[opening.start() : end.end()]
        parts += (text[position : opening.start()], re.sub(r"[^\r\n]", "\u00a0", comment))
        position = end.end()
    return "".join([*parts, text[position:]])
