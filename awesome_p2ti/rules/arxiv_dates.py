"""The rule that a paper's month is its arXiv id's, unless it was public elsewhere before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Paper

MAX_LEAD = 24
"""How many months a paper may be public elsewhere before it comes to arXiv."""


def dates_agree_with_arxiv(catalog: Catalog) -> Iterator[Problem]:
    """Demand that a paper's month is its arXiv id's, unless it was public elsewhere before."""
    for paper in catalog.papers.values():
        month = arxiv_month(paper.data.arxiv or "")
        if not month or paper.data.date in {"", month, month[:4]}:
            continue
        if paper.data.date > month:
            contradiction = f"has it in {month}"
        elif not _public_before(paper.data, month):
            contradiction = (
                f"is of {month}, and the entry names no place where the paper was public before"
            )
        else:
            continue
        message = f"the date is {paper.data.date}, but arXiv {paper.data.arxiv} {contradiction}"
        folder = f"data/papers/{month[:4]}/"
        move = "" if paper.path.startswith(folder) else f" and move the file to {folder}"
        hint = f"write date: {month}{move}, or correct the id if it is another paper's"
        if paper.data.venue and venue_parts(paper.data.venue)[1] < int(month[:4]):
            hint = f"correct the id: with {paper.data.venue} it is most likely another paper's"
        yield paper.problem(["date"], "date-contradicts-arxiv", message, hint)


def _public_before(paper: Paper, month: str) -> bool:
    """Return whether an entry names a place where the paper may have been public before arXiv."""
    if is_long_before(paper.date, month):
        return False
    published = paper.venue is not None and venue_parts(paper.venue)[1] <= int(month[:4])
    return published or bool(paper.openreview or paper.doi or paper.links.paper)


def arxiv_month(arxiv: str) -> str:
    """Return the year and month that an arXiv id names, or nothing."""
    digits = arxiv.rpartition("/")[2][:4]
    if len(digits) != 4:
        return ""
    century = 19 if digits[0] == "9" and "/" in arxiv else 20
    return f"{century}{digits[:2]}-{digits[2:]}"


def is_long_before(date: str, month: str) -> bool:
    """Return whether a date is too long before the month of an arXiv id for both to be right."""
    return _months(month) - _months(date) > MAX_LEAD


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:] or 12)
