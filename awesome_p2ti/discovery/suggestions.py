"""A month's papers that may belong in the list, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.discovery.known_works import KnownWorks
from awesome_p2ti.discovery.pool import PoolPaper
from awesome_p2ti.discovery.ranking import rank
from awesome_p2ti.history.offers import Offer, offered_often, offered_once_more
from awesome_p2ti.links.paper_facts import PaperFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.discovery.month import MonthPapers


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One paper that may belong."""

    facts: PaperFacts
    again: bool = False
    """Whether it was offered a month ago and nobody decided: it is offered for the last time."""


def suggestions(
    found: MonthPapers,
    catalog: Catalog,
    offers: Sequence[Offer],
    *,
    first: int,
    ranked_by: Callable[[Sequence[str], Sequence[str], Sequence[str]], list[float]] = rank,
) -> list[Suggestion]:
    """Return the likeliest papers of a month, and last month's on which nobody has decided.

    What is listed, declined, withdrawn or offered twice is left out. Raises SetupError where there
    is too little to learn from.
    """
    known, often = KnownWorks(catalog), offered_often(offers, found.month)
    papers = [facts for facts in found.papers if not facts.withdrawn]
    scores = ranked_by(
        [facts.title for facts in papers],
        [paper.data.title for paper in catalog.papers.values()],
        known.declined_titles,
    )
    order = sorted(zip(scores, papers, strict=True), key=lambda pair: (-pair[0], pair[1].arxiv))
    new = [f for _, f in order if f.arxiv not in often and not known.knows(_pool_paper(f))]
    waiting = [
        PaperFacts(source="last month's list", arxiv=ident, title=title)
        for ident, title in offered_once_more(offers, found.month).items()
        if not known.knows(PoolPaper(ident, title))
    ]
    return [Suggestion(f) for f in new[:first]] + [Suggestion(f, again=True) for f in waiting]


def as_offer(found: MonthPapers, offered: Sequence[Suggestion]) -> Offer:
    """Return what was offered, to be recorded."""
    return Offer(found.month, len(found.papers), {s.facts.arxiv: s.facts.title for s in offered})


def _pool_paper(facts: PaperFacts) -> PoolPaper:
    return PoolPaper(facts.arxiv, facts.title)
