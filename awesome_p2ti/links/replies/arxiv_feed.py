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


@dataclass(frozen=True, slots=True)
class Feed:
    """A reply of the query interface, as far as it is one."""

    entries: tuple[FeedEntry, ...] = ()
    """Those that name a paper."""
    total: int | None = None
    """How many papers it says that there are; None where it is no feed of arXiv's."""
    malformed: str = ""
    """The id that it calls malformed, or "?" where it calls some id so."""


def read_feed(body: bytes) -> Feed:
    """Read a reply: one malformed id spoils it, with an entry titled "Error" in place of all."""
    root = parse_xml(body)
    if root is None:
        return Feed()
    entries = root.findall(f"{ATOM}entry")
    total = _total(root)
    for entry in entries:
        if "/api/errors" in _text(entry, "id") or _text(entry, "title") == "Error":
            found = _MALFORMED.search(_text(entry, "summary"))
            return Feed((), total, found[1].strip(".,") if found else "?")
    return Feed(tuple(e for e in map(_read_entry, entries) if e is not None), total)


def _total(root: Element) -> int | None:
    total = text_at(root, f"{_SEARCH}totalResults") if root.tag == f"{ATOM}feed" else ""
    return int(total) if re.fullmatch(r"[0-9]{1,9}", total) else None


def _text(entry: Element, name: str) -> str:
    return text_at(entry, f"{ATOM}{name}")


def _read_entry(entry: Element) -> FeedEntry | None:
    """Read one entry; None where it names no paper."""
    ident = _text(entry, "id").rpartition("/abs/")[2]
    title, summary = _text(entry, "title"), _text(entry, "summary")
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
        submitted=_text(entry, "published")[:10],
        venue=text_at(entry, f"{_EXTRA}journal_ref"),
        comment=comment,
        categories=_categories(entry),
        links=links_in(comment, summary),
        abstract=summary,
        withdrawn=bool(notice),
        newer=newer_paper_in(comment),
    )
    return FeedEntry(ident, facts, notice)


def _categories(entry: Element) -> tuple[str, ...]:
    first = entry.find(f"{_EXTRA}primary_category")
    nodes = [*([first] if first is not None else ()), *entry.findall(f"{ATOM}category")]
    return tuple(dict.fromkeys(filter(None, (n.get("term", "") for n in nodes))))
