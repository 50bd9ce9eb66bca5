"""Which repository is a paper's official code, by who names whom; and what else its owner has.

A repository that cites a paper may be anybody's. It is official where the paper or its project page
names it, or where a person linked it at the hub and its README names the paper in turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.links.replies.stated_links import repository_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.paper_facts import PaperFacts, Place, Role, StatedLink

BY_HAND = "linked by hand"
BY_ITSELF = "found by itself"


@dataclass(slots=True)
class Repository:
    """A repository that may hold the code, with all that name it for this paper."""

    url: str
    sources: list[str] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    by_hand: bool = False
    """Whether a person linked it at the hub."""

    @property
    def owner(self) -> str:
        """Whose it is, in lower case."""
        return repository_in(self.url).partition("/")[0].lower()

    @property
    def official(self) -> bool:
        """Whether somebody vouches for it, and it does not itself tell otherwise."""
        if "unnamed" in self.places:
            return False
        return bool(self.places & {"paper", "page"}) or (self.by_hand and "readme" in self.places)

    @property
    def rank(self) -> int:
        """How good its best witness is, 0 first."""
        if self.by_hand:
            return 0
        return next((n for n, p in enumerate(("paper", "page", "hub", "readme"), 1)
                     if p in self.places), 9)  # fmt: skip


def repositories_of(facts: Sequence[PaperFacts]) -> list[Repository]:
    """Return the repositories that sources give for a paper, the best first.

    Where the paper itself names several, none of them is its own for that alone.
    """
    found: dict[str, Repository] = {}
    in_paper = set[str]()
    for fact in facts:
        for link in fact.links:
            key = repository_in(link.url).lower() if link.role == "code" else ""
            if not key:
                continue
            one = found.setdefault(key, Repository(f"https://github.com/{repository_in(link.url)}"))
            one.url = link.moved_to or one.url
            one.sources.append(_said_by(fact, link))
            one.places.add(link.place)
            one.by_hand |= link.place == "hub" and link.vouched
            if link.place == "paper":
                in_paper.add(key)
    if len(in_paper) > 1:
        for key in in_paper:
            found[key].places.discard("paper")
    return sorted(found.values(), key=lambda r: r.rank)


def to_be_read(facts: Sequence[PaperFacts]) -> str:
    """Return ``owner/name`` of the repository whose page is worth a request, or nothing.

    One that a person linked needs a witness; the official one may be gone, empty or renamed.
    """
    wanted = (r for r in repositories_of(facts) if r.official or r.by_hand)
    best = next(wanted, None)
    read = best is None or best.places & {"readme", "unnamed"}
    return "" if read or best is None else repository_in(best.url)


def project_of(facts: Sequence[PaperFacts]) -> tuple[str, str]:
    """Return the project page and who gives it: the hub, the paper, the repository's homepage.

    Where the paper names several pages, none of them is its own for that alone.
    """
    for place in ("hub", "paper", "page", "readme"):
        pages: dict[str, str] = {}
        for fact in facts:
            for link in fact.links:
                if link.role == "project" and link.place == place:
                    pages.setdefault(link.url, fact.source)
        if len({url.rstrip("/").lower() for url in pages}) == 1:
            return next(iter(pages.items()))
    return "", ""


def by_owner(
    facts: Sequence[PaperFacts], role: Role, owner: str
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the links of a role that the code's owner has, and those of others, with sources."""
    own: dict[str, str] = {}
    others: dict[str, str] = {}
    for fact in facts:
        for link in fact.links:
            if link.role == role:
                mine = bool(owner) and _owner_at_hub(link.url) == owner
                (own if mine else others).setdefault(link.url.rstrip("/"), _said_by(fact, link))
    return list(own.items()), list(others.items())


def _owner_at_hub(url: str) -> str:
    parts = [p for p in urlsplit(url).path.split("/") if p]
    names = parts[1:] if parts and parts[0] in {"spaces", "datasets"} else parts
    return names[0].lower() if len(names) == 2 else ""


def _said_by(fact: PaperFacts, link: StatedLink) -> str:
    if link.place == "hub" and link.role == "code":
        return f"{fact.source}, {BY_HAND if link.vouched else BY_ITSELF}"
    return fact.source
