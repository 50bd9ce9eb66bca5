"""The anchors that GitHub gives to the parts of a Markdown text, without its page.

https://docs.github.com/en/get-started/writing-on-github: a heading's anchor is its text in small
letters, without punctuation, with hyphens for blanks, and with "-1", "-2" where it stands again;
the ids and names in HTML count too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_p2ti.links.pages.html_scanner import anchors, heading_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_p2ti.links.models import SiteRecord

_METADATA = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_PREFIX = "user-content-"  # before each name in GitHub's HTML
# What GitHub keeps of a heading: letters, marks, decimal numbers, connectors, spaces and hyphens.
_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
_CIRCLED = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f189]")  # letters too, says Unicode
_PLAIN = re.compile(r"[a-z0-9_ -]*")
# What GitHub's scripts show of any text: its start, its tab, lines, comments, footnotes.
_OF_THE_PAGE = re.compile(
    r"top|readme|.{0,80}-ov-file|L\d.*|(?:issue|discussion)?comment.*|fn(?:ref)?-.*|[!:?].*"
    r"|.{0,200}[/=].*",
    re.IGNORECASE,
)


def slugs(markdown: str) -> set[str]:
    """Return the names that a fragment may have, in a file or README that GitHub shows."""
    html = html_of(markdown)
    headings = [unicodedata.normalize("NFC", text) for text in heading_texts(html)]
    # Spaces around a heading of HTML, or beside a picture, are hyphens for some renderers.
    forms = [map(github_slug, headings), (github_slug(text.strip()) for text in headings)]
    return (anchors(html) - {""}).union(*(numbered(filter(None, names)) for names in forms))


def html_of(markdown: str) -> str:
    """Return the HTML of a Markdown text, as far as headings and names go."""
    from pyromark import Markdown, Options

    options = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH
    return Markdown(options=options).html(_METADATA.sub("", markdown))


def github_slug(heading: str) -> str:
    """Return the name that GitHub gives to a heading: lower case, no punctuation, hyphens.

    As its renderer does (html-pipeline, ``TableOfContentsFilter``).
    """
    lower = heading.lower()
    if not _PLAIN.fullmatch(lower):
        lower = "".join(c for c in lower if c in " -" or _is_kept(c))
    return lower.replace(" ", "-")


def numbered(names: Iterable[str]) -> set[str]:
    """Return the names of headings: of equal ones each later one gets a number, as none has yet."""
    counts: dict[str, int] = {}
    for name in names:
        unique = name
        while unique in counts:
            counts[name] += 1
            unique = f"{name}-{counts[name]}"
        counts[unique] = 0
    return set(counts)


def has_slug(names: set[str], fragment: str) -> bool:
    """Return whether a fragment is one of a text's names, or a state of the page around it."""
    name = unicodedata.normalize("NFC", unquote(fragment)).removeprefix(_PREFIX)
    return is_of_the_page(name) or name in names or name.lower() in names


def is_of_the_page(fragment: str) -> bool:
    """Return whether GitHub shows a fragment whatever the text holds: a line, a tab, the top."""
    return bool(_OF_THE_PAGE.fullmatch(fragment))


def with_anchors(record: SiteRecord, markdown: str, fragments: Sequence[str]) -> SiteRecord:
    """Note which fragments there are; without a text to tell, the page decides of the others."""
    names = slugs(markdown) if markdown and not all(map(is_of_the_page, fragments)) else set()
    found = tuple(f for f in fragments if has_slug(names, f))
    missing = tuple(f for f in fragments if f not in found) if names else ()
    return replace(record, fragments=found, missing_fragments=missing)


def _is_kept(char: str) -> bool:
    return unicodedata.category(char) in _KEPT or bool(_CIRCLED.match(char))
