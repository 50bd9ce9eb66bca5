"""data/discovered.jsonl: what ``discover`` offered in which month, written by its workflow only.

One line a month: how many papers were looked at, and those that were offered. What was offered
twice and was neither added nor declined is offered no more.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import as_json
from awesome_p2ti.files.file_io import write_whole
from awesome_p2ti.history.json_lines import read_lines, text_of
from awesome_p2ti.identifiers import is_arxiv_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FILE = "data/discovered.jsonl"
TIMES = 2
"""How often a paper is offered."""
_MAX_BYTES = 1 << 26
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Offer:
    """What was offered of one month's papers."""

    month: str
    """2026-10."""
    pool: int
    """How many papers of that month were looked at."""
    papers: dict[str, str]
    """The title of each offered paper by its arXiv id."""


def is_month(text: str) -> bool:
    """Return whether a text is a month such as 2026-10."""
    return _MONTH.fullmatch(text) is not None


def offered_often(offers: Iterable[Offer], month: str) -> set[str]:
    """Return the ids of the papers that are offered no more: twice before a month."""
    before = Counter(i for offer in offers if offer.month < month for i in offer.papers)
    return {ident for ident, times in before.items() if times >= TIMES}


def offered_once_more(offers: Sequence[Offer], month: str) -> dict[str, str]:
    """Return the papers of the last offer before a month that may be offered once more."""
    last = max((o for o in offers if o.month < month), key=lambda o: o.month, default=None)
    often = offered_often(offers, month)
    return {i: t for i, t in last.papers.items() if i not in often} if last else {}


def load(root: Path) -> list[Offer]:
    """Return all offers, the oldest first; none where there is no file. Raises SetupError."""
    lines = read_lines(text_of(root, FILE, _MAX_BYTES) or "", FILE, _offer, "the workflow Discover")
    offers = {offer.month: offer for _, offer in lines}
    return [offers[month] for month in sorted(offers)]


def _offer(value: Any) -> Offer:
    if not isinstance(value, dict) or value.keys() != {"month", "pool", "papers"}:
        raise TypeError("it is no JSON object with month, pool and papers")
    month, pool, papers = value["month"], value["pool"], value["papers"]
    if not isinstance(month, str) or not is_month(month):
        raise ValueError("month must be a month such as 2026-10")
    if isinstance(pool, bool) or not isinstance(pool, int) or pool < 0:
        raise TypeError("pool must be a number of papers")
    if not isinstance(papers, dict) or not all(isinstance(t, str) for t in papers.values()):
        raise TypeError("papers must hold the title of each paper")
    if wrong := [ident for ident in papers if not is_arxiv_id(ident)]:
        raise ValueError(f"{wrong[0]!r} is no arXiv id")
    return Offer(month, pool, papers)


def record(root: Path, offer: Offer) -> None:
    """Add an offer to the list's file, in the place of one of its month; raises SetupError."""
    offers = {o.month: o for o in load(root)} | {offer.month: offer}
    rows = (
        {"month": o.month, "pool": o.pool, "papers": o.papers} for _, o in sorted(offers.items())
    )
    write_whole(root / FILE, "".join(as_json(row) + "\n" for row in rows), name=FILE)
