"""The names that a fragment may have in a Markdown text, as GitHub gives them to its headings."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from awesome_p2ti.links.pages.html_scanner import anchors

# What GitHub keeps of a heading: letters, marks, decimal numbers, connectors, spaces and hyphens.
_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
_CIRCLED = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f189]")  # letters too, says Unicode
_PLAIN = re.compile(r"[a-z0-9_ -]*")
# Other renderers take a name from the end of a heading, "{#name}".
_GIVEN_NAME = re.compile(r"\{:?\s*#([\w.:-]+)[^{}]*\}\s*$")


def markdown_anchors(text: str) -> set[str]:
    """Return the slugs of all headings of a text, and the names that its HTML gives, as written."""
    headings, markup = _headings_and_markup(text)
    counts: dict[str, int] = {}
    names = anchors(markup)
    for heading in headings:
        if given := _GIVEN_NAME.search(heading):
            names.add(given[1])
        slug = name = github_slug(heading)
        while name in counts:  # of equal ones each later one gets a number, that no other has
            counts[slug] += 1
            name = f"{slug}-{counts[slug]}"
        counts[name] = 0
    return names.union(counts)


def github_slug(heading: str) -> str:
    """Return the name that GitHub gives to a heading: lower case, no punctuation, hyphens.

    As its renderer does (html-pipeline, ``TableOfContentsFilter``).
    """
    lower = heading.lower()
    if not _PLAIN.fullmatch(lower):
        lower = "".join(c for c in lower if c in " -" or _is_kept(c))
    return lower.replace(" ", "-")


def _is_kept(char: str) -> bool:
    return unicodedata.category(char) in _KEPT or bool(_CIRCLED.match(char))


def _headings_and_markup(text: str) -> tuple[list[str], str]:
    """Return the texts of a text's headings, and all of its HTML."""
    from pyromark import Markdown, Options

    options = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH
    headings: list[str] = []
    markup: list[str] = []
    parts: list[str] | None = None
    images = 0
    name: str
    value: Any
    for event in Markdown(options=options).events(text):
        ((name, value),) = ((event, None),) if isinstance(event, str) else event.items()
        if name in {"Start", "End"}:
            kind = value if isinstance(value, str) else next(iter(value))
            if kind == "Heading":
                if name == "End" and parts is not None:
                    headings.append("".join(parts))
                parts = [] if name == "Start" else None
            elif kind == "Image":
                images += 1 if name == "Start" else -1
        elif name in {"Html", "InlineHtml"}:
            markup.append(value)
        elif parts is not None and not images:
            parts.append(_shown(name, value))
    return headings, "".join(markup)


def _shown(name: str, value: Any) -> str:
    if name in {"Text", "Code"}:
        return str(value)
    return "\n" if name in {"SoftBreak", "HardBreak"} else ""
