"""Proposals as check boxes of a GitHub issue, and which of them somebody has ticked.

An issue's text is whatever anybody wrote: what is read from it only chooses among the enrichments
that the services lead to again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.escaping import escape_control_chars
from awesome_p2ti.outputs.markdown_escape import escape_for_issue, escape_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.enriching.enrichment import Enrichment

MAX_BYTES = 1 << 20
"""How long an issue's text may be: GitHub takes 65,536 characters."""
MAX_TICKED = 2000
_TICKED = re.compile(
    r"[ \t]*[-*+] \[[xX]\] [^\n]{0,4000}<!-- enrich:(?P<key>[a-z0-9-]{1,60}) "
    r"(?P<field>[a-z_]{1,20}) (?P<value>[^<>\n]{1,2000}) -->[ \t]*"
)


def as_check_boxes(enrichments: Iterable[Enrichment], catalog: Catalog) -> str:
    """Return a line of Markdown for each enrichment that such a line can carry."""
    return "".join(_line(p, catalog) + "\n" for p in enrichments if not set(p.value) & set("<>\n"))


def _line(enrichment: Enrichment, catalog: Catalog) -> str:
    name, value, said, note = map(
        _shown,
        (
            catalog.papers[enrichment.key].data.title,
            enrichment.value,
            enrichment.source,
            enrichment.note,
        ),
    )
    if url := escape_url(enrichment.value):
        value = f"[{value}]({url})"
    said += f"; {note}" if note else ""
    key, field, plain = enrichment.mark
    return f"- [ ] {name}: {field} {value} ({said}) <!-- enrich:{key} {field} {plain} -->"


def _shown(text: str) -> str:
    return escape_for_issue(escape_control_chars(text))


def ticked(text: str) -> set[tuple[str, str, str]]:
    """Return the marks of the boxes that are ticked in an issue's text: entry, field, value."""
    found: set[tuple[str, str, str]] = set()
    for line in text.replace("\r\n", "\n").split("\n"):
        match = _TICKED.fullmatch(line)
        if match and len(found) < MAX_TICKED:
            found.add((match["key"], match["field"], match["value"]))
    return found
