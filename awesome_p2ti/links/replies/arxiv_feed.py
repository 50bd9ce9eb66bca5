"""Atom feeds as arXiv's query interface sends them: their entries, and the id called malformed.

https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.links.paper_facts import PaperFacts
from awesome_p2ti.links.replies.notices import newer_paper_in, withdrawal_in
from awesome_p2ti.links.replies.stated_links import links_in
from awesome_p2ti.links.replies.xml_values import parse_xml, text_at

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
_EXTRA = "{http://arxiv.org/schemas/atom}"
_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_MALFORMED = re.compile(r"incorrect id format for\s+(\S+)", re.IGNORECASE)
_VERSION = re.compile(r"v\d+$")
_BEGINNING = 300  # characters of a summary that may be a notice


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed: the id with its version, and what the entry states."""

    ident: str
    facts: PaperFacts
    notice: str = ""
    """The text by which the authors take the paper back."""


def parse_feed(body: bytes) -> tuple[list[Element], str]:
    """Return a feed's entries, and the id that it calls malformed."""
    root = parse_xml(body)
    entries = root.findall(f"{ATOM}entry") if root is not None else []
    for entry in entries:
        if text_in(entry, "id").find("/api/errors") >= 0 or text_in(entry, "title") == "Error":
            found = _MALFORMED.search(text_in(entry, "summary"))
            return [], found[1].strip(".,") if found else "?"
    return entries, ""


def total_of(body: bytes) -> int | None:
    """Return how many papers a feed says that there are, or None where it is no feed of arXiv's."""
    root = parse_xml(body)
    if root is None or root.tag != f"{ATOM}feed":
        return None
    total = text_at(root, f"{_SEARCH}totalResults")
    return int(total) if re.fullmatch(r"[0-9]{1,9}", total) else None


def text_in(entry: Element, name: str) -> str:
    """Return the text of an entry's element, without the breaks of its lines."""
    return text_at(entry, f"{ATOM}{name}")


def read_entry(entry: Element) -> FeedEntry | None:
    """Read one entry; None where it names no paper."""
    ident = text_in(entry, "id").rpartition("/abs/")[2]
    title, summary = text_in(entry, "title"), text_in(entry, "summary")
    if not ident or not title:
        return None
    comment = text_at(entry, f"{_EXTRA}comment")
    authors = (text_at(a, f"{ATOM}name") for a in entry.findall(f"{ATOM}author"))
    noticed = (t for t in (comment, summary[:_BEGINNING]) if withdrawal_in(t))
    notice = next(noticed, "")
    facts = PaperFacts(
        source="arXiv",
        arxiv=_VERSION.sub("", ident),
        doi=text_at(entry, f"{_EXTRA}doi"),
        title=title,
        authors=tuple(filter(None, authors)),
        submitted=text_in(entry, "published")[:10],
        venue=text_at(entry, f"{_EXTRA}journal_ref"),
        comment=comment,
        categories=_categories(entry),
        links=links_in(comment, summary),
        abstract=summary,
        withdrawn=bool(notice),
        newer=newer_paper_in(comment),
    )
    return FeedEntry(ident, facts, notice)


def read_feed(body: bytes) -> tuple[FeedEntry, ...]:
    """Read all entries of a feed that name a paper."""
    return tuple(e for e in map(read_entry, parse_feed(body)[0]) if e is not None)


def _categories(entry: Element) -> tuple[str, ...]:
    first = entry.find(f"{_EXTRA}primary_category")
    nodes = [*([first] if first is not None else ()), *entry.findall(f"{ATOM}category")]
    return tuple(dict.fromkeys(filter(None, (n.get("term", "") for n in nodes))))
