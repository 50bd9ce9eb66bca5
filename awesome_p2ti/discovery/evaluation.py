"""How good is the ranking? Listed papers are hidden in a pool that holds them, and looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.discovery.known_works import KnownWorks
from awesome_p2ti.discovery.ranking import rank
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.discovery.pool import PoolPaper


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Where the listed papers of a pool stand in its ranking."""

    pool: int
    """How many papers were ranked."""
    hidden: tuple[PoolPaper, ...]
    """The listed ones among them, the best ranked first."""
    places: tuple[int, ...]
    """Their places, from 1, in the same order."""

    def precision(self, first: int) -> float:
        """Return which part of the first papers is listed."""
        return self._among(first) / first

    def recall(self, first: int) -> float:
        """Return which part of the listed papers is among the first."""
        return self._among(first) / len(self.places)

    def _among(self, first: int) -> int:
        return sum(place <= first for place in self.places)


def evaluate(
    pool: Sequence[PoolPaper],
    catalog: Catalog,
    ranked_by: Callable[[Sequence[str], Sequence[str], Sequence[str]], list[float]] = rank,
) -> Evaluation:
    """Rank a pool as if none of its papers were listed; raises SetupError where none is.

    Neither are its declined papers ranked, as in a month's list.
    """
    known = KnownWorks(catalog)
    papers = [paper for paper in pool if not known.declines(paper)]
    if not any(known.lists(paper) for paper in papers):
        raise SetupError(
            f"none of the {len(papers)} papers of the pool is listed: nothing is hidden in it",
            "take a pool of papers of which some are in the list, such as a whole conference",
        )
    titles = [paper.title for paper in papers]
    scores = ranked_by(titles, known.titles_without(pool), known.declined_titles)
    order = sorted(range(len(papers)), key=lambda n: -scores[n])
    found = [(place, papers[n]) for place, n in enumerate(order, 1) if known.lists(papers[n])]
    return Evaluation(len(papers), tuple(p for _, p in found), tuple(place for place, _ in found))
