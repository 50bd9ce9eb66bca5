"""What a reviewer wants to see of entries: their rows in the README, and what a change does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.leaderboards.changed_rows import all_rows, rows_after, rows_before
from awesome_p2ti.outputs.leaderboards.score_tables import ScoreTables
from awesome_p2ti.outputs.markdown_escape import escape_text, escape_url
from awesome_p2ti.outputs.readme.tables import (
    datasets_table,
    links_of,
    metrics_table,
    name_in_title,
)
from awesome_p2ti.problems import Severity
from awesome_p2ti.schema.entry_files import lies_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.readme.changes import Changes
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Results

MAX_PROBLEMS = 1000
"""How many problems a page names: it is read by people, and GitHub drops one that is too long."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where readers see the list's files: a page's address for a path, or none."""

    address: str = ""

    def link(self, path: str, line: int = 0, column: int = 0) -> Markup:
        """Return a file's name, with its line and column where one is given, as a link to it."""
        name = escape_text(f"{path}:{line}:{column}" if line else path)
        url = f"{self.address}/{quote(path, errors='surrogatepass')}" + (f"#L{line}" * bool(line))
        return Markup(f"[{name}]({escape_url(url)})" if self.address else name)  # noqa: S704


def preview(catalog: Catalog, below: Sequence[str], problems: Sequence[Problem] = ()) -> str:
    """Return the rows of the entries whose files are named, or lie below a named folder.

    ``problems``, those of just these files, stand on top.
    """
    names = set(below)
    wanted = {
        kind: [e for e in entries.values() if lies_in(e.path, names)]
        for kind, entries in catalog.by_kind().items()
    }
    return _template(catalog, "preview.md.j2").render(**_view(catalog, problems, Pages()), **wanted)


def preview_of_changes(
    catalog: Catalog,
    changes: Changes,
    problems: Sequence[Problem],
    pages: Pages,
    built: Sequence[str] = (),
) -> str:
    """Return what a change does to the list: its problems first, then each entry by name.

    ``built`` are the files that it changes and that the next build writes anew.
    """
    view = _view(catalog, problems, pages)
    return _template(catalog, "changes.md.j2").render(**view, changes=changes, built=built)


def _template(catalog: Catalog, name: str) -> Template:
    return environment(catalog.root, for_markdown=True).get_template(name)


def _view(catalog: Catalog, problems: Sequence[Problem], pages: Pages) -> dict[str, Any]:
    tasks = {task.id: task.name for task in catalog.tasks}
    tables = ScoreTables(catalog)

    def table_of(kind: str, entries: list[Entry[Any]]) -> Markup:
        return (metrics_table if kind == "metrics" else datasets_table)(entries, catalog)

    def section(paper: Entry[Any]) -> str:
        first = paper.data.tasks[0]
        return tasks.get(first) or f"In no section, for there is no task '{first}'"

    def after(new: Results, old: Results | None = None) -> list[Any]:
        return list(rows_after(tables, old, new))

    def before(old: Results, new: Results | None = None) -> list[Any]:
        return list(rows_before(tables, old, new))

    archived = catalog.archived
    weights = {s: sum(p.severity is s for p in problems) for s in Severity}
    return {
        "problems": sorted(problems, key=lambda p: list(Severity).index(p.severity)),
        "max_problems": MAX_PROBLEMS,
        "weights": [(s.value, n) for s, n in weights.items() if n],
        "place": lambda p: pages.link(p.path, p.line, p.column),
        "file": pages.link,
        "section": section,
        "name_in_title": name_in_title,
        "links_of": lambda data: links_of(data, catalog.gone, archived),
        "table_of": table_of,
        "all_rows": lambda results: list(all_rows(tables, results)),
        "rows_after": after,
        "rows_before": before,
    }
