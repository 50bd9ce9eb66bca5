"""Which papers of the list stand in proceedings: by arXiv id, or by title and authors together.

Two papers may share a title, and a list may give a wrong id: one sign alone is for a person to
judge.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.enriching.enrichment import Enrichment
from awesome_p2ti.links.matching.authors import author_overlap
from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles
from awesome_p2ti.normalize import normalize_title
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.links.paper_facts import PaperFacts
    from awesome_p2ti.schema.models import Paper

SAME_AUTHORS = 0.5
"""The share of the shorter list of authors that both have, where the titles are equal."""
NEARLY_ALL = 0.75
"""The share where the titles are not."""
LATEST = 2
"""How many years after a paper its proceedings are looked for."""
_ALIKE = {TitleMatch.SAME, TitleMatch.RETITLED}
_MAX_SHOWN = 200


class VenueMatcher:
    """Takes the papers of proceedings one by one, and keeps what they say of the list's papers."""

    def __init__(self, papers: Iterable[Entry[Paper]]) -> None:
        self._by_id: dict[str, Entry[Paper]] = {}
        self._by_title: dict[str, list[Entry[Paper]]] = defaultdict(list)
        self._by_author: dict[str, list[Entry[Paper]]] = defaultdict(list)
        self._found: dict[str, dict[str, Enrichment]] = defaultdict(dict)
        for paper in papers:
            if paper.data.arxiv:
                self._by_id[paper.data.arxiv] = paper
            for title in {_title_key(t) for t in _titles(paper.data)}:
                self._by_title[title].append(paper)
            if paper.data.authors:
                self._by_author[_person_key(paper.data.authors[0])].append(paper)

    def take(self, venue: str, listed: PaperFacts) -> None:
        """Take one paper of the proceedings of a venue such as ``CVPR 2024``."""
        for paper in self._candidates(listed):
            first = int(paper.data.date[:4])
            if not first <= venue_parts(venue)[1] <= first + LATEST:
                continue
            judged = _judge(paper, listed)
            if judged is not None:
                exact, note = judged
                self._keep(paper, venue, listed.source, note, exact=exact)

    def _candidates(self, listed: PaperFacts) -> Iterator[Entry[Paper]]:
        same_id = [self._by_id[listed.arxiv]] if listed.arxiv in self._by_id else []
        by_title = self._by_title.get(_title_key(listed.title), ())
        by_author = (
            self._by_author.get(_person_key(listed.authors[0]), ()) if listed.authors else ()
        )
        yield from {p.id: p for p in (*same_id, *by_title, *by_author)}.values()

    def _keep(
        self, paper: Entry[Paper], venue: str, source: str, note: str, *, exact: bool
    ) -> None:
        before = self._found[paper.id].get(venue)
        if before is None or (exact and not before.exact):
            self._found[paper.id][venue] = Enrichment(
                key=paper.id,
                path=paper.path,
                field="venue",
                value=venue,
                source=source,
                exact=exact,
                note=note,
            )

    def enrichments(self) -> Iterator[Enrichment]:
        """Yield what was found: of a paper that surely stands in one list, that one alone."""
        for by_venue in self._found.values():
            sure = [p for p in by_venue.values() if p.exact]
            if len(sure) == 1:
                yield sure[0]
                continue
            for found in by_venue.values():
                note = f"two lists have it: {' and '.join(sorted(p.value for p in sure))}"
                yield replace(found, exact=False, note=note) if found.exact else found


def _judge(paper: Entry[Paper], listed: PaperFacts) -> tuple[bool, str] | None:
    """Return whether a listed paper surely is ours, and what is odd about it; None: it is not."""
    ours = paper.data
    shown = f'there it is "{listed.title[:_MAX_SHOWN]}" by {_shown(listed.authors)}'
    same_id = bool(ours.arxiv) and ours.arxiv == listed.arxiv
    other_id = bool(ours.arxiv and listed.arxiv) and not same_id
    same_title = _title_key(listed.title) in map(_title_key, _titles(ours))
    overlap = author_overlap(ours.authors or (), listed.authors)
    people = overlap >= SAME_AUTHORS and _shares_a_person(ours.authors or (), listed.authors)
    if same_title and people and other_id:
        return False, f"the list gives it another arXiv id: {listed.arxiv}"
    alike = any(
        compare_titles(title, listed.title, name=ours.name or "") in _ALIKE
        for title in _titles(ours)
    )
    if (same_title or (same_id and alike)) and people:
        return True, ""
    likely = alike and people and overlap >= NEARLY_ALL and not other_id
    return (False, shown) if same_title or same_id or likely else None


def _shares_a_person(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether one of our authors is there by the whole name, not the surname alone."""
    return any(author_overlap([name], theirs) == 1.0 for name in ours)


def _titles(paper: Paper) -> tuple[str, ...]:
    return (paper.title, *(paper.former_titles or ()))


def _title_key(title: str) -> str:
    return normalize_title(title).replace(" ", "")


def _person_key(name: str) -> str:
    words = normalize_title(name).split()
    return f"{words[-1]} {words[0][:1]}" if words else ""


def _shown(people: Sequence[str]) -> str:
    return ", ".join(name[:60] for name in people[:3]) + (" and others" if len(people) > 3 else "")
