"""The tree of a page's elements, as a browser that runs scripts builds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.pages.html_scanner import simplify_if_costly

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NOSCRIPT = re.compile(r"<(/?)noscript(?=[\s/>])", re.IGNORECASE)
_MARK = "data-noscript"


def parse(source: str) -> LexborHTMLParser:
    """Parse a page as a browser that runs scripts does: ``<noscript>`` is apart from the rest."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    plain = simplify_if_costly(source)
    if "noscript" in plain.lower():
        plain = _NOSCRIPT.sub(rf"<\1template {_MARK}", plain)
    return LexborHTMLParser(plain, options=LexborDocumentOptions.WO_EVENTS)


def noscripts(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return what a page shows only where no scripts run."""
    if tree.root is None or not any(_MARK in n.attributes for n in tree.tags("template")):
        return []
    fragments = tree.root.template_fragments()
    return [f for f in fragments if f.parent and _MARK in f.parent.attributes]
