"""What came lately, by the day on which it reached the list; no clock is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.history import additions

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper

SHOWN = 40
"""How many new papers are named at most."""


@dataclass(frozen=True, slots=True)
class News:
    """The new papers by day, the newest first, and how many there are in all."""

    days: list[tuple[str, list[Entry[Paper]]]]
    number: int

    @property
    def shown(self) -> int:
        """Return how many papers are named."""
        return sum(len(papers) for _, papers in self.days)


def news(catalog: Catalog) -> News:
    """Return what is new in a catalog."""
    days, number = [], 0
    for day, ids in additions.recent(catalog.added):
        papers = [catalog.papers[name] for name in ids if name in catalog.papers]
        kept = papers[: max(0, SHOWN - number)]
        number += len(papers)
        days += [(day, kept)] if kept else []
    return News(days, number)
