"""Which papers stand beside a paper, and why: shared authors and tasks, or one table of results."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.readme.sections import newest_first
from awesome_p2ti.outputs.site.addresses import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow
    from awesome_p2ti.schema.models import Paper

MOST = 8
"""How many related papers a page names."""


@dataclass(frozen=True, slots=True)
class Related:
    """A paper that shares a task and authors with another one."""

    paper: Entry[Paper]
    authors: tuple[str, ...]
    tasks: tuple[str, ...]


class RelatedPapers:
    """Knows who wrote what, and what was compared with what."""

    def __init__(self, catalog: Catalog, rows: Iterable[SourcedRow]) -> None:
        self._papers = catalog.papers
        self._by_author: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, dict[str, str]] = {}
        for paper in catalog.papers.values():
            names = {name_key(name): name for name in paper.data.authors or ()}
            self._names[paper.id] = names
            for key in names:
                self._by_author[key].append(paper.id)
        self._tables: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._tables_of: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for row in rows:
            if row.paper:
                self._tables[row.table].add(row.paper)
                self._tables_of[row.paper].add(row.table)

    def related(self, paper: Entry[Paper]) -> list[Related]:
        """Return papers with a task and an author of this one, most shared authors first."""
        names = self._names[paper.id]
        shared = Counter(other for key in names for other in self._by_author[key])
        del shared[paper.id]
        found = []
        for other in map(self._papers.__getitem__, shared):
            tasks = tuple(t for t in paper.data.tasks if t in other.data.tasks)
            both = tuple(name for key, name in names.items() if key in self._names[other.id])
            if tasks:
                found.append(Related(other, both, tasks))
        found.sort(key=lambda one: (-len(one.authors), -len(one.tasks), newest_first(one.paper)))
        return found[:MOST]

    def compared_with(self, paper: Entry[Paper]) -> list[tuple[Entry[Paper], int]]:
        """Return papers whose numbers stand in a table with this one's, and in how many."""
        counts = Counter(
            other for table in self._tables_of.get(paper.id, ()) for other in self._tables[table]
        )
        del counts[paper.id]
        order = sorted(counts, key=lambda other: (-counts[other], other))
        return [(self._papers[other], counts[other]) for other in order]

    def authors(self) -> dict[str, list[str]]:
        """Return the keys of names with the ids of their papers, where there are two or more."""
        return {key: ids for key, ids in self._by_author.items() if len(ids) > 1}
