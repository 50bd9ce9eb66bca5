"""Draft: what sources state of a paper, each value with its source, before it is an entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

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


LINKS = ("project", "paper", "code", "demo", "weights", "dataset")
"""The fields of a draft that are links in an entry."""
FIELDS = ("title", "name", "former_titles", "authors", "date", "venue", "arxiv", "doi",
          "openreview", *LINKS)  # fmt: skip
"""The fields of a draft in the order of an entry."""
