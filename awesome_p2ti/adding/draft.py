"""Draft: what sources state of a paper, each value with its source, before it is an entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from awesome_p2ti.links.matching.authors import author_overlap
from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles
from awesome_p2ti.normalize import title_words
from awesome_p2ti.rules.arxiv_dates import arxiv_month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.links.paper_facts import Role

V = TypeVar("V", bound="str | tuple[str, ...]")


@dataclass(frozen=True, slots=True)
class Fact(Generic[V]):
    """A value and who states it, as a person knows the source: ``arXiv``, ``Crossref``."""

    value: V
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link that nobody vouches for: shown to a person, and not written."""

    role: Role
    url: str
    source: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """A paper's fields as far as sources state them; what nobody states is None.

    Values have the form that an entry demands: a date is ``2022-08``, a venue ``CVPR 2023`` in the
    list's own words, an arXiv id has no version.
    """

    title: Fact[str] | None = None
    name: Fact[str] | None = None
    former_titles: Fact[tuple[str, ...]] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    date: Fact[str] | None = None
    venue: Fact[str] | None = None
    arxiv: Fact[str] | None = None
    doi: Fact[str] | None = None
    openreview: Fact[str] | None = None
    project: Fact[str] | None = None
    paper: Fact[str] | None = None
    """The paper's own page, only where it has none of the three ids."""
    code: Fact[str] | None = None
    demo: Fact[str] | None = None
    weights: Fact[str] | None = None
    dataset: Fact[str] | None = None
    proposals: list[Proposal] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    """Why nothing is written: sentences that show what the sources say, such as two authors."""
    remarks: list[str] = field(default_factory=list)
    """What a source wrote that became no value, and why: sentences for the person who adds."""

    def stated(self) -> Iterator[tuple[str, Fact[str] | Fact[tuple[str, ...]]]]:
        """Yield the name and the value of each field that a source states, in an entry's order."""
        for name in FIELDS:
            if (fact := getattr(self, name)) is not None:
                yield name, fact

    def is_called(self, words: str) -> bool:
        """Return whether all these words stand in the title, or in one of an earlier version."""
        former = self.former_titles.value if self.former_titles else ()
        titles = [*former, *([self.title.value] if self.title else [])]
        wanted = {*title_words(words).split()} if words else set()
        return any(wanted <= {*title_words(title).split()} for title in titles)


LINKS = ("project", "paper", "code", "demo", "weights", "dataset")
"""The fields of a draft that are links in an entry."""
FIELDS = ("title", "name", "former_titles", "authors", "date", "venue", "arxiv", "doi",
          "openreview", *LINKS)  # fmt: skip
"""The fields of a draft in the order of an entry."""


def with_pasted(draft: Draft, wanted: Wanted, pasted: Draft | None) -> Draft:
    """Return a draft with the ids that were pasted, and with a record's fields where it has none.

    A record whose title is another shows that its id is not that of the work that was meant; one
    with a remark leaves authors out, and a part of the authors is not written.
    """
    for name in ("arxiv", "doi", "openreview"):
        if getattr(draft, name) is None and (value := getattr(wanted, name)):
            setattr(draft, name, Fact(value, "the address"))
    if draft.date is None and draft.arxiv:
        draft.date = Fact(arxiv_month(draft.arxiv.value), "the arXiv id")
    written = {fact.value for _, fact in draft.stated()}
    draft.proposals = [p for p in draft.proposals if p.url not in written]
    if pasted is None:
        return draft
    if draft.title is None:
        for name, fact in pasted.stated():
            if getattr(draft, name) is None and not (name == "authors" and pasted.remarks):
                setattr(draft, name, fact)
        draft.remarks += pasted.remarks
    elif pasted.title and title_words(pasted.title.value) != title_words(draft.title.value):
        _compare(draft, draft.title, pasted.title, pasted.authors)
    return draft


def _compare(
    draft: Draft, title: Fact[str], other: Fact[str], authors: Fact[tuple[str, ...]] | None
) -> None:
    """Note another title; where the authors too are others, another work's id was pasted.

    Where nobody knows the authors, the titles alone say whether it may be the same work.
    """
    first = [a.value[:1] for a in (authors, draft.authors) if a]
    if len(first) == 2:
        same = author_overlap(*first) > 0
    else:
        same = compare_titles(other.value, title.value) is not TitleMatch.DIFFERENT
    if same:
        draft.remarks.append(f'{other.source} has another title: "{other.value}"')
        return
    by = [f" by {people[0]}" for people in first] if len(first) == 2 else ["", ""]
    draft.conflicts.append(
        f'{other.source} says "{other.value}"{by[0]}, {title.source} says "{title.value}"{by[1]}'
    )
