"""The anchors that GitHub gives to the parts of a Markdown text, without its page.

https://docs.github.com/en/get-started/writing-on-github: a heading's anchor is its text in small
letters, without punctuation, with hyphens for blanks, and with "-1", "-2" where it stands again;
the ids and names in HTML count too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_p2ti.links.pages.html_scanner import anchors, heading_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.models import SiteRecord

_METADATA = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_PREFIX = "user-content-"  # before each name in GitHub's HTML
_KEPT = frozenset({"Nd", "Pc", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me"})
# What GitHub's scripts show of any text: its start, its tab, lines, comments, footnotes.
_OF_THE_PAGE = re.compile(
    r"top|readme|.{0,80}-ov-file|L\d.*|(?:issue|discussion)?comment.*|fn(?:ref)?-.*|[!:?].*"
    r"|.{0,200}[/=].*",
    re.IGNORECASE,
)


def slugs(markdown: str) -> set[str]:
    """Return the names that a fragment may have, in a file or README that GitHub shows."""
    from pyromark import Markdown, Options

    options = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH
    html = Markdown(options=options).html(_METADATA.sub("", markdown))
    names = anchors(html) - {""}
    seen: Counter[str] = Counter()
    for text in heading_texts(html):
        # Spaces around a heading of HTML, or beside a picture, are hyphens for some renderers.
        for form in {_slug(text), _slug(text.strip())} - {""}:
            names.add(f"{form}-{seen[form]}" if seen[form] else form)
            seen[form] += 1
    return names


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


def _slug(text: str) -> str:
    """Return the anchor of a heading that stands for the first time."""
    lower = unicodedata.normalize("NFC", text).lower()
    kept = (c for c in lower if c in " -" or unicodedata.category(c) in _KEPT)
    return "".join(kept).replace(" ", "-")
