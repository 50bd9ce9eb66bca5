"""A page a paper: its links and their last check, BibTeX, its results, what stands beside it."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from awesome_p2ti.outputs.jinja import month
from awesome_p2ti.outputs.leaderboards.ranking import is_of_method, used_columns
from awesome_p2ti.outputs.link_health import paper_health
from awesome_p2ti.outputs.readme.sections import APPROACHES
from awesome_p2ti.outputs.site import addresses
from awesome_p2ti.outputs.site.addresses import name_key
from awesome_p2ti.outputs.site.metadata import citation_tags, json_ld
from awesome_p2ti.outputs.site.paper_rows import FOLDER
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow
    from awesome_p2ti.outputs.site.renderer import SiteFile
    from awesome_p2ti.outputs.site.site_index import SiteIndex
    from awesome_p2ti.schema.models import Paper

REFERENCES = {"one": "one picture", "few": "a few pictures"}
MOST_COMPARED = 40
"""How many papers a page names that stand in a table with its own."""


def paper_pages(index: SiteIndex) -> Iterator[SiteFile]:
    """Yield the page of each paper."""
    for paper in index.papers:
        path = addresses.page(FOLDER, paper.id)
        view = partial(_view, index, paper, path)
        yield index.renderer.page(path, "paper.html.j2", view)


def _view(index: SiteIndex, paper: Entry[Paper], path: str) -> dict[str, Any]:
    data, catalog = paper.data, index.catalog
    tasks = {task.id: task.name for task in catalog.tasks}
    compared = index.related.compared_with(paper)
    return {
        "id": paper.id,
        "entry": paper.path,
        "data": data,
        "name": data.name or data.title,
        "date": month(data.date),
        "authors": [
            (name, key if (key := name_key(name)) in index.authors else "")
            for name in data.authors or ()
        ],
        "venue": venue_parts(data.venue)[0] if data.venue else "",
        "tasks": [(task, tasks.get(task, task)) for task in data.tasks],
        "task_names": tasks,
        "approach": APPROACHES.get(data.approach or "", ""),
        "references": REFERENCES.get(data.references or "", ""),
        "added": catalog.added.get(paper.id, ""),
        "links": list(paper_health(catalog, data)),
        "bibtex": index.bibtex[paper.id],
        "boards": list(_boards(index, paper.id)),
        "comparable": any(is_of_method(r.row) for r in index.scores_of.get(paper.id, ())),
        "tables": _tables(index, paper.id),
        "related": index.related.related(paper),
        "compared": [(p, n, index.named(p.id)) for p, n in compared[:MOST_COMPARED]],
        "more_compared": max(0, len(compared) - MOST_COMPARED),
        "tags": list(citation_tags(data, catalog)),
        "json_ld": json_ld(paper, addresses.absolute(index.renderer.site, path)),
    }


def _boards(index: SiteIndex, paper: str) -> Iterator[dict[str, Any]]:
    """Yield what each benchmark's tables report of a paper, with the spread between them."""
    for _, found in groupby(index.scores_of.get(paper, ()), key=lambda row: row.benchmark.id):
        rows = list(found)
        board = rows[0].benchmark
        yield {
            "id": board.id,
            "data": board.data,
            "tables": [
                (used_columns(board.data, [row.row for row in group]), group)
                for group in _alike(rows)
            ],
            "spreads": index.spreads.get((board.id, rows[0].work), ()),
        }


def _alike(rows: list[SourcedRow]) -> list[list[SourcedRow]]:
    """Return rows in groups, of which one row has every column that any other of its group has.

    Tables of one benchmark may share no column, and one with all of them would be wide and empty.
    """
    groups: dict[frozenset[str], list[SourcedRow]] = {}
    for columns in sorted({frozenset(row.scores) for row in rows}, key=len, reverse=True):
        if not any(columns <= wider for wider in groups):
            groups[columns] = []
    for row in rows:
        groups[next(columns for columns in groups if columns >= row.scores.keys())].append(row)
    return sorted(groups.values(), key=lambda group: rows.index(group[0]))


def _tables(index: SiteIndex, paper: str) -> list[tuple[Any, str, int, str]]:
    """Return the tables of a paper that the list has rows of: benchmark, place, rows, first row."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in index.tables_in.get(paper, ()):
        found.setdefault((row.benchmark.id, row.where), []).append(row)
    return [(rows[0].benchmark, where, len(rows), rows[0].id) for (_, where), rows in found.items()]
