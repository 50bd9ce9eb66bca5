"""Atom feeds as arXiv's interface sends them: their entries, and the id that it calls malformed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET
from xml.parsers import expat

ATOM = "{http://www.w3.org/2005/Atom}"
_MALFORMED = re.compile(r"incorrect id format for\s+(\S+)", re.IGNORECASE)


def parse_feed(body: bytes) -> tuple[list[ET.Element], str]:
    """Return a feed's entries, and the id that it calls malformed."""
    try:
        _refuse_document_type(body)
        root = ET.fromstring(body)  # noqa: S314 entities are refused above, the size is bounded
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError):
        return [], ""
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        if text_in(entry, "id").find("/api/errors") >= 0 or text_in(entry, "title") == "Error":
            found = _MALFORMED.search(text_in(entry, "summary"))
            return [], found[1].strip(".,") if found else "?"
    return entries, ""


def _refuse_document_type(body: bytes) -> None:
    """Raise ``ValueError`` for a document type, in any place and encoding: entities need one.

    A feed has none. The parser itself checks: it alone tells comments and texts apart.
    """

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(body, True)


def text_in(entry: ET.Element, name: str) -> str:
    """Return the text of an entry's element, without the breaks of its lines."""
    return " ".join((entry.findtext(f"{ATOM}{name}") or "").split())
