"""Search papers by words: exact parts of words first, then misspelt ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.schema.models import Paper

MIN_TYPO = 4
"""The fewest letters of a word that may have a typo: shorter ones are near too many others."""
MIN_TWO_TYPOS = 8
"""The fewest letters of a word that may have two typos."""
_WORD = re.compile(r"\w+(?:[+.'’-]\w+)*\+*")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The papers that match, newest first, and whether only with typos allowed."""

    papers: list[Entry[Paper]]
    fuzzy: bool = False


def search(papers: Iterable[Entry[Paper]], words: Sequence[str]) -> SearchResult:
    """Return the papers that hold all words in title, authors, name, id or venue.

    Where none does, a word of four letters or more may have one typo, one of eight two.
    """
    papers = sorted(papers, key=_newest_first)
    wanted = [fold_accents(part) for word in words for part in word.split()]
    texts = {p.id: _text(p) for p in papers}
    exact = [p for p in papers if all(w in texts[p.id] for w in wanted)]
    if exact or not wanted:
        return SearchResult(_named_first(exact, " ".join(wanted)))
    near = [_near(w, texts.values()) for w in wanted]
    return SearchResult([p for p in papers if all(test(texts[p.id]) for test in near)], fuzzy=True)


def _text(paper: Entry[Paper]) -> str:
    p = paper.data
    parts = [p.title, *(p.former_titles or ()), p.name or "", p.venue or "", paper.id]
    return fold_accents("\n".join([*parts, *(p.authors or ())]))


def _newest_first(paper: Entry[Paper]) -> tuple[int, str]:
    return -paper.data.months, paper.id


def _named_first(papers: list[Entry[Paper]], query: str) -> list[Entry[Paper]]:
    """Put the paper first whose name or id is the whole query."""
    return sorted(papers, key=lambda p: query not in {fold_accents(p.data.name or ""), p.id})


def _near(word: str, texts: Iterable[str]) -> Callable[[str], bool]:
    """Return the test for a word that may have typos; a word that any paper has is taken as is."""
    if len(word) < MIN_TYPO or any(word in text for text in texts):
        return lambda text: word in text
    from rapidfuzz.distance import OSA

    most = 1 if len(word) < MIN_TWO_TYPOS else 2

    def near(text: str) -> bool:
        return any(
            OSA.distance(word, other, score_cutoff=most) <= most for other in _WORD.findall(text)
        )

    return near


def since(paper: Paper, month: str) -> bool:
    """Return whether a paper is of ``month`` ("2024" or "2024-05") or later.

    A paper of which only the year is known counts as of that year's end.
    """
    date = paper.date if len(paper.date) > 4 else f"{paper.date}-12"
    return date >= month


def at_venue(paper: Paper, venue: str) -> bool:
    """Return whether a paper is of a venue: "CVPR", "CVPR 2023", "CVPR 2023 Workshop"."""
    if not paper.venue:
        return False
    name, year, rest = venue_parts(paper.venue)
    wanted = fold_accents(venue)
    return wanted in {
        fold_accents(name),
        fold_accents(f"{name} {year}"),
        fold_accents(f"{name} {year}{rest}"),
    }
