"""Which papers of a pool the list knows: those that it holds, and those that it has declined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.identifiers import find_arxiv_id
from awesome_p2ti.normalize import title_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.discovery.pool import PoolPaper


class KnownWorks:
    """The works of a list by arXiv id and by title, present and former."""

    def __init__(self, catalog: Catalog) -> None:
        self._papers = [paper.data for paper in catalog.papers.values()]
        declined = catalog.declined.data.declined if catalog.declined else ()
        self.declined_titles = [work.title for work in declined]
        self._declined = {work.arxiv for work in declined if work.arxiv}
        self._declined |= {title_words(title) for title in self.declined_titles}
        self._listed = {paper.arxiv for paper in self._papers if paper.arxiv}
        for paper in self._papers:
            self._listed |= {title_words(t) for t in (paper.title, *(paper.former_titles or ()))}

    def lists(self, paper: PoolPaper) -> bool:
        """Return whether a paper is in the list."""
        return not self._listed.isdisjoint(_names(paper))

    def declines(self, paper: PoolPaper) -> bool:
        """Return whether a paper was looked at and left out."""
        return not self._declined.isdisjoint(_names(paper)) and not self.lists(paper)

    def knows(self, paper: PoolPaper) -> bool:
        """Return whether a paper is listed or was declined."""
        return self.lists(paper) or self.declines(paper)

    def titles_without(self, pool: Iterable[PoolPaper]) -> list[str]:
        """Return the titles of the listed papers that are not in a pool."""
        inside = {name for paper in pool for name in _names(paper)}
        return [
            paper.title
            for paper in self._papers
            if paper.arxiv not in inside
            and inside.isdisjoint(map(title_words, (paper.title, *(paper.former_titles or ()))))
        ]


def _names(paper: PoolPaper) -> set[str]:
    arxiv = find_arxiv_id(paper.id)
    return {title_words(paper.title)} | ({arxiv} if arxiv else set())
