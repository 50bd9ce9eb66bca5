"""The tags of a page in one pass over its source, in linear time for any source.

A parser follows the standard's algorithm, which takes quadratic time, or memory, for pages that are
made for it: thousands of open elements, of attributes of one tag, of unclosed ``<b>`` that each
paragraph opens anew. Such pages, and very long ones, are simplified to the tags that are read.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a page may have to be parsed as it is. Measured on the worst that fits: 0.1 s of CPU time.
MAX_LENGTH = 100_000  # characters
MAX_TAGS = 4000
MAX_REOPENED = 300_000  # formatting elements that may be open, times tags that may reopen them
FEW_TAGS = 1000  # half of them formatting elements, and half reopening those, are no more
MAX_RUN = 8000  # characters without ">", which may be attributes
MAX_ATTRIBUTES = 4000  # characters of one tag's, in a simplified page
MAX_KEPT_TAGS = 20_000  # of a simplified page
MAX_NAME = 200  # characters of an anchor

# As the standard's tokenizer takes tags apart, so that nothing is a tag to it that is none here.
_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^\s>"'][^\s>]*)"""
_ATTRIBUTES = rf"(?:[\s/]+|[^\s/>][^\s/>=]*(?:\s*=\s*{_VALUE}?)?)*+"
_TOKEN = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z|-))"
    r"|<[!?][^>]*+>?|</(?:[^a-zA-Z>][^>]*+)?>"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])"
    rf"(?P<raw_attributes>{_ATTRIBUTES})>?"
    rf"(?P<content>(?:[^<]++|<(?!/(?P=raw)[\s/>]))*+)(?:</(?P=raw){_ATTRIBUTES}>?)?"
    rf"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})>?",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>"'][^\s>]*)))?"""
)
_HEADING = re.compile(r"h[1-6]", re.IGNORECASE)
_FORMATTING = re.compile(
    r"<[bcefistu](?:(?<=b)(?:ig)?|(?<=c)ode|(?<=e)m|(?<=f)ont|(?<=[iu])"
    r"|(?<=s)(?:mall|trike|trong)?|(?<=t)t)[\s/]",
    re.IGNORECASE,
)
_MAY_FORMAT = re.compile(r"<[bcefistuBCEFISTU][a-zA-Z]{0,5}[\s/]")  # all of them, and sooner
_ALWAYS_OPEN = 38  # formatting elements without attributes: three of each name, and a link
_KEPT_TAGS = frozenset("meta h1 h2 h3 svg frame link input noscript template".split())
_MEDIA_TAGS = frozenset("img video canvas object embed picture".split())
# Their names are names of data, not of places in the page.
_NO_ANCHORS = frozenset("meta input select textarea button param iframe form slot".split())


def simplify_if_costly(source: str) -> str:
    """Return a page as it is where it is quick to parse, else simplified."""
    if len(source) > MAX_LENGTH or not _is_quick_to_parse(source):
        return simplify(source)
    return source


def _is_quick_to_parse(source: str) -> bool:
    tags = source.count("<")
    if tags > MAX_TAGS or _has_long_run(source):
        return False
    if tags <= FEW_TAGS:
        return True
    most = MAX_REOPENED // (tags + 1) - _ALWAYS_OPEN
    return tags <= most or any(len(r.findall(source)) <= most for r in (_MAY_FORMAT, _FORMATTING))


def _has_long_run(source: str) -> bool:
    """Say whether more than ``MAX_RUN`` characters stand between two ">", by jumps of that many."""
    position = 0
    while len(source) - position > MAX_RUN:
        last = source.rfind(">", position, position + MAX_RUN + 1)
        if last < 0:
            return True
        position = last + 1
    return False


def simplify(source: str) -> str:
    """Return a page's text and the tags that are read; the others become spaces.

    Every "<" that is no tag to this scanner is escaped, so it is none to the parser either.
    """
    parts: list[str] = []
    position = kept = 0
    for token in _TOKEN.finditer(source):
        parts += (source[position : token.start()].replace("<", "&lt;"), _simplified(token))
        position = token.end()
        kept += len(parts[-1]) > 1
        if kept == MAX_KEPT_TAGS:
            break
    else:
        parts.append(source[position:].replace("<", "&lt;"))
    return "".join(parts)


def _simplified(token: re.Match[str]) -> str:
    raw, name = token["raw"], (token["name"] or "").lower()
    if raw:
        content = token["content"].replace("<", "&lt;")
        return f"<{raw}{_shortened(token['raw_attributes'])}>{content}</{raw}>"
    if name in _MEDIA_TAGS and not token["end"]:
        return "<img>"
    if name not in _KEPT_TAGS:
        return " "
    return f"<{token['end']}{name}{_shortened(token['attributes'])}>"


def _shortened(attributes: str) -> str:
    return attributes.replace("<", "&lt;") if len(attributes) <= MAX_ATTRIBUTES else ""


def anchors(source: str) -> set[str]:
    """Return all names that a fragment of the page's URL may have."""
    names: set[str] = set()
    for tag, attributes in _start_tags(source):
        for match in _ATTRIBUTE.finditer(attributes):
            key = match[1].lower()
            if key == "id" or (key == "name" and tag not in _NO_ANCHORS):
                value = (match[2] or match[3] or match[4] or "")[:MAX_NAME]
                value = html.unescape(value)
                names |= {value, value.removeprefix("user-content-")}
    return names


def heading_texts(source: str) -> Iterator[str]:
    """Yield what stands in each heading, h1 to h6, without tags."""
    parts: list[str] | None = None
    position = 0
    for token in _TOKEN.finditer(source):
        if parts is not None:
            parts.append(source[position : token.start()])
        position = token.end()
        if _HEADING.fullmatch(token["name"] or ""):
            if parts is not None:
                yield html.unescape("".join(parts))
            parts = None if token["end"] else []
    if parts is not None:
        yield html.unescape("".join([*parts, source[position:]]))


def _start_tags(source: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the attributes of each tag that opens an element."""
    for token in _TOKEN.finditer(source):
        if token["raw"]:
            yield token["raw"].lower(), token["raw_attributes"]
        elif token["name"] and not token["end"]:
            yield token["name"].lower(), token["attributes"]


def scripts(source: str) -> list[str]:
    """Return a page's scripts, each with its attributes before it."""
    tokens = _TOKEN.finditer(source)
    return [
        f"{t['raw_attributes']} {t['content']}"
        for t in tokens
        if (t["raw"] or "").lower() == "script"
    ]
