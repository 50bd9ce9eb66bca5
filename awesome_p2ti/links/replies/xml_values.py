"""XML from an interface, read without what a document type could hide in it."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.parsers import expat


def parse_xml(body: bytes) -> ET.Element | None:
    """Return the root of a document, or None where it is none, cut short, or has a type."""
    try:
        _refuse_document_type(body)
        return ET.fromstring(body)  # noqa: S314 entities are refused above, the size is bounded
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError):
        return None


def text_at(node: ET.Element, path: str) -> str:
    """Return the text of an element below another, without the breaks of its lines."""
    return " ".join((node.findtext(path) or "").split())


def _refuse_document_type(body: bytes) -> None:
    """Raise ``ValueError`` for a document type, in any place and encoding: entities need one.

    A feed has none. The parser itself checks: it alone tells comments and texts apart.
    """

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(body, True)
