"""The README's table of works to read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from awesome_p2ti.outputs.markdown_escape import escape_text, table
from awesome_p2ti.outputs.readme.tables import link_cell, paper_link

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.readme.tables import Linker
    from awesome_p2ti.schema.models import Paper


def highlights_table(catalog: Catalog, link: Linker = link_cell) -> Markup:
    """Return the highlighted works by section, the oldest first; nothing where there are none."""
    rows = []
    for task in catalog.tasks:
        works = [
            p for p in catalog.papers.values() if p.data.highlight and p.data.tasks[0] == task.id
        ]
        if works:
            works.sort(key=lambda p: (p.data.date, p.id))
            rows.append([escape_text(task.name), " · ".join(_work(p, link) for p in works)])
    if not rows:
        return Markup()
    return Markup(table(["Section", "Works"], rows))  # noqa: S704 - escaped for Markdown


def _work(paper: Entry[Paper], link: Linker) -> str:
    return f"{paper_link(paper, link)} ({paper.data.date[:4]})"
