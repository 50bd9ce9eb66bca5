"""What all pages of one site need to know of the list, counted once."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.bibtex import bibtex
from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow, sourced_rows, spreads
from awesome_p2ti.outputs.readme.sections import newest_first
from awesome_p2ti.outputs.site.addresses import name_key
from awesome_p2ti.outputs.site.paper_rows import PaperRows
from awesome_p2ti.outputs.site.related import RelatedPapers
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.leaderboards.sourced_rows import Spread
    from awesome_p2ti.outputs.site.renderer import Renderer
    from awesome_p2ti.schema.models import Paper, Task


class SiteIndex:
    """The catalog with its rows of results, and what is found by author, venue and task."""

    def __init__(self, catalog: Catalog, renderer: Renderer) -> None:
        self.catalog = catalog
        self.renderer = renderer
        self.scores: list[SourcedRow] = sourced_rows(catalog)
        self.spreads: dict[tuple[str, str], list[Spread]] = spreads(self.scores)
        self.scores_of: dict[str, list[SourcedRow]] = defaultdict(list)
        self.tables_in: dict[str, list[SourcedRow]] = defaultdict(list)
        for row in self.scores:
            if row.paper:
                self.scores_of[row.paper].append(row)
            if row.source_paper:
                self.tables_in[row.source_paper].append(row)
        self.rows = PaperRows(catalog, renderer, frozenset(self.scores_of))
        self.related = RelatedPapers(catalog, self.scores)
        self.authors = self.related.authors()

    @cached_property
    def papers(self) -> list[Entry[Paper]]:
        """Return all papers, the newest first."""
        return sorted(self.catalog.papers.values(), key=newest_first)

    @cached_property
    def bibtex(self) -> dict[str, str]:
        """Return the BibTeX record of each paper, by id."""
        papers = self.catalog.papers.values()
        names = [p.data.name for p in papers if p.data.name and "-" in p.data.name]
        return {paper.id: bibtex([paper], self.catalog.journals, names) for paper in papers}

    @cached_property
    def by_task(self) -> dict[str, list[Entry[Paper]]]:
        """Return the papers of each task that has any, in the list's order of tasks."""
        found = {t.id: [p for p in self.papers if t.id in p.data.tasks] for t in self.catalog.tasks}
        return {task: papers for task, papers in found.items() if papers}

    @cached_property
    def tasks(self) -> list[tuple[Task, int]]:
        """Return the tasks that have papers, with how many."""
        return [(t, len(self.by_task[t.id])) for t in self.catalog.tasks if t.id in self.by_task]

    @cached_property
    def by_venue(self) -> dict[str, tuple[str, list[Entry[Paper]]]]:
        """Return each venue's name and papers by the name's key, in alphabetical order.

        Names that share a key share a page, as those of authors do.
        """
        found: dict[str, list[Entry[Paper]]] = defaultdict(list)
        names: dict[str, set[str]] = defaultdict(set)
        for paper in self.papers:
            if paper.data.venue:
                venue = venue_parts(paper.data.venue)[0]
                names[name_key(venue)].add(venue)
                found[name_key(venue)].append(paper)
        return {key: (" · ".join(sorted(names[key])), found[key]) for key in sorted(found)}

    def named(self, paper: str) -> str:
        """Return what a listed paper is called in a few words."""
        data = self.catalog.papers[paper].data
        return data.name or data.title

    def html(self, papers: Iterable[Entry[Paper]], root: str) -> list[str]:
        """Return the rows of papers for a page whose way to the site's root is ``root``."""
        return [self.rows.html(paper, root) for paper in papers]
