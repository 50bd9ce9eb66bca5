"""The line of facts on the README's first screen, each counted from the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.history.ledger import LinkCheck


@dataclass(frozen=True, slots=True)
class Facts:
    """How much the list holds, and how fresh it is."""

    papers: int
    results: int
    """Rows of results whose source is named."""
    benchmarks: int
    newest: str
    """The month of the newest paper, such as 2026-10; empty where there is none."""
    link_check: LinkCheck | None


def facts(catalog: Catalog) -> Facts:
    """Count what a catalog holds."""
    boards = catalog.results.values()
    sourced = [r for b in boards for r in b.data.rows if r.reported_by or r.reporter]
    newest = max((p.data.date for p in catalog.papers.values()), default="")
    return Facts(len(catalog.papers), len(sourced), len(boards), newest, catalog.link_check)
