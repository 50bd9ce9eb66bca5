"""arXiv's other two interfaces: OAI-PMH, which answers when the query server does not, and feeds.

https://info.arxiv.org/help/oa/index.html and https://info.arxiv.org/help/rss.html: a record's
datestamp is the day of its last change; a feed holds what was announced on one day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.links.paper_facts import PaperFacts
from awesome_p2ti.links.replies.notices import newer_paper_in, withdrawal_in
from awesome_p2ti.links.replies.stated_links import links_in
from awesome_p2ti.links.replies.xml_values import parse_xml, text_at
from awesome_p2ti.normalize import plain_markup, split_names

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_ARXIV = "{http://arxiv.org/OAI/arXiv/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_FEED_EXTRA = "{http://arxiv.org/schemas/atom}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_FEED_ID = re.compile(r"oai:arXiv\.org:(?P<id>.+?)(?:v\d+)?$")
_FEED_LEAD = re.compile(r"^arXiv:\S+\s+Announce Type:\s*\S+\s*(?:Abstract:\s*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OaiReply:
    """The records of one reply, the token that leads to the next ones, or an error's code."""

    facts: tuple[PaperFacts, ...] = ()
    token: str = ""
    error: str = ""
    """``idDoesNotExist``, ``noRecordsMatch`` and others of the protocol."""


def read_oai(body: bytes) -> OaiReply | None:
    """Read a reply to GetRecord or ListRecords in the format arXiv; None where it is none."""
    root = parse_xml(body)
    if root is None or root.tag != f"{_OAI}OAI-PMH":
        return None
    error = root.find(f"{_OAI}error")
    if error is not None:
        return OaiReply(error=error.get("code", "") or "error")
    records = (_record(node) for node in root.iter(f"{_OAI}record"))
    token = next(
        (" ".join((n.text or "").split()) for n in root.iter(f"{_OAI}resumptionToken")), ""
    )
    return OaiReply(tuple(r for r in records if r is not None), token)


def _record(node: Element) -> PaperFacts | None:
    about = node.find(f"{_OAI}metadata/{_ARXIV}arXiv")
    if about is None:  # deleted, or in another format
        return None
    ident, title = text_at(about, f"{_ARXIV}id"), text_at(about, f"{_ARXIV}title")
    if not ident or not title:
        return None
    comment, abstract = (text_at(about, f"{_ARXIV}{n}") for n in ("comments", "abstract"))
    people = (_name(a) for a in about.findall(f"{_ARXIV}authors/{_ARXIV}author"))
    return PaperFacts(
        source="arXiv (OAI-PMH)",
        arxiv=ident,
        doi=text_at(about, f"{_ARXIV}doi"),
        title=title,
        authors=tuple(filter(None, people)),
        submitted=text_at(about, f"{_ARXIV}created")[:10],
        venue=text_at(about, f"{_ARXIV}journal-ref"),
        comment=comment,
        categories=tuple(text_at(about, f"{_ARXIV}categories").split()),
        links=links_in(comment, abstract),
        abstract=abstract,
        withdrawn=bool(withdrawal_in(comment) or withdrawal_in(abstract[:300])),
        newer=newer_paper_in(comment),
    )


def _name(author: Element) -> str:
    parts = (text_at(author, f"{_ARXIV}{n}") for n in ("forenames", "keyname", "suffix"))
    return " ".join(filter(None, parts))


def read_daily_feed(
    body: bytes, kinds: frozenset[str] = frozenset({"new", "cross"})
) -> tuple[PaperFacts, ...] | None:
    """Read what a feed of one day announces, of certain types; None where it is no feed."""
    root = parse_xml(body)
    if root is None or root.tag != f"{_ATOM}feed":
        return None
    entries = (
        _announced(entry)
        for entry in root.findall(f"{_ATOM}entry")
        if text_at(entry, f"{_FEED_EXTRA}announce_type") in kinds
    )
    return tuple(e for e in entries if e is not None)


def _announced(entry: Element) -> PaperFacts | None:
    ident = _FEED_ID.search(text_at(entry, f"{_ATOM}id"))
    title = text_at(entry, f"{_ATOM}title")
    if ident is None or not title:
        return None
    abstract = _FEED_LEAD.sub("", text_at(entry, f"{_ATOM}summary"))
    return PaperFacts(
        source="arXiv's daily feed",
        arxiv=ident["id"],
        title=plain_markup(title),
        authors=split_names(plain_markup(text_at(entry, _CREATOR))),
        submitted=text_at(entry, f"{_ATOM}published")[:10],
        categories=tuple(n.get("term", "") for n in entry.findall(f"{_ATOM}category")),
        links=links_in(abstract),
        abstract=abstract,
    )
