"""Search papers by a pasted id or URL, by words (then with typos), and by author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.search.filters import is_by
from awesome_p2ti.search.pasted import matching, pasted, titled_in

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
    """Return the papers that an id or address names, or else that hold all words.

    Words are looked for in title, former titles, authors, name, id and venue, then taken for a text
    with a title in it, such as a reference, and for one author's name. Where none of these finds
    anything, a word of four letters or more may have one typo, one of eight two.
    """
    papers = sorted(papers, key=_newest_first)
    asked = pasted(words)
    named = matching(papers, asked)
    if named or asked.is_certain:
        return SearchResult(named or titled_in(papers, " ".join(words)))
    wanted = [fold_accents(part) for word in words for part in word.split()]
    texts = {p.id: _text(p) for p in papers}
    exact = [p for p in papers if all(w in texts[p.id] for w in wanted)]
    if exact or not wanted:
        return SearchResult(_named_first(exact, " ".join(wanted)))
    if titled := titled_in(papers, " ".join(words)):
        return SearchResult(titled)
    if written := [p for p in papers if is_by(p.data, " ".join(words))]:
        return SearchResult(written)
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
