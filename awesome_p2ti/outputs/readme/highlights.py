"""The README's table of works to read first; each leads to its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from awesome_p2ti.outputs.markdown_escape import escape_text, table

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper


def highlights_table(catalog: Catalog) -> Markup:
    """Return the highlighted works by section, the oldest first; nothing where there are none."""
    rows = []
    highlights = [p for p in catalog.papers.values() if p.data.highlight]
    for task in catalog.tasks:
        works = [p for p in highlights if p.data.tasks[0] == task.id]
        if works:
            works.sort(key=lambda p: (p.data.date, p.id))
            rows.append([escape_text(task.name), " · ".join(map(_work, works))])
    if not rows:
        return Markup()
    return Markup(table(["Section", "Works"], rows))  # noqa: S704 - escaped for Markdown


def _work(paper: Entry[Paper]) -> str:
    name = escape_text(paper.data.name or paper.data.title)
    return f"[{name}](#{paper.id}) ({paper.data.date[:4]})"
