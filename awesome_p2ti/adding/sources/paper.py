"""One paper that is looked up: what its page named, and what each service has answered so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_p2ti.adding.sources import arxiv, registries
from awesome_p2ti.adding.sources.code_links import project_of, to_be_read
from awesome_p2ti.links.replies.stated_links import repository_in

if TYPE_CHECKING:
    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.adding.sources.leads import Lead
    from awesome_p2ti.adding.sources.service import Answer
    from awesome_p2ti.links.paper_facts import PaperFacts

DENIALS = 2  # services that have to agree that there is no such paper
ORDER = (
    *(arxiv.ARXIV, arxiv.OAI, arxiv.DATACITE, arxiv.ABSTRACT_PAGE, arxiv.HUB),
    *(registries.CROSSREF, registries.DOI_ORG, registries.PUBLISHER),
    *(registries.OPENREVIEW, registries.FORUM),
)
"""Whose word counts first."""
OF_ARXIV = frozenset(s.name for s in ORDER[:4])
"""Those that know every paper of arXiv; the hub knows some."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A service that did not answer, and how: ``429 Rate exceeded.``."""

    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What services say of one paper."""

    facts: tuple[PaperFacts, ...] = ()
    """Each source's, the best first."""
    failures: tuple[Failure, ...] = ()
    absent: bool = False
    """Whether those that know say that there is no such paper."""
    requests: float = 0.0
    """Each one's part of the requests, where several papers shared one."""


@dataclass(slots=True)
class Paper:
    """One work, with all that is known of it so far."""

    wanted: Wanted
    lead: Lead | None = None
    answers: dict[str, PaperFacts] = field(default_factory=dict)  # by source, of this very work
    pages: list[Lead] = field(default_factory=list)
    maybe: dict[str, dict[str, PaperFacts]] = field(default_factory=dict)  # of candidates, by id
    dead: set[str] = field(default_factory=set)  # addresses at which there is nothing
    failures: list[Failure] = field(default_factory=list)
    denials: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    requests: float = 0.0
    chosen: str = ""

    @property
    def arxiv(self) -> str:
        """The arXiv id, as far as it is known."""
        return self.wanted.arxiv or self.chosen

    @property
    def openreview(self) -> str:
        """The id at OpenReview: the address's, or the one that a page names that names no other."""
        named = self.lead.openreview if self.lead and not self.lead.arxiv else ()
        return self.wanted.openreview or (named[0] if len(named) == 1 else "")

    @property
    def doi(self) -> str:
        """The DOI of the publication, as the address or the best source gives it."""
        stated = (f.doi for f in self.ordered())
        return next(filter(None, map(registries.own_doi, (self.wanted.doi, *stated))), "")

    @property
    def candidates(self) -> tuple[str, ...]:
        """The arXiv ids that may be the paper's."""
        return (self.arxiv,) if self.arxiv else self.lead.arxiv if self.lead else ()

    def answered_for(self, ident: str) -> frozenset[str]:
        """Return who has answered for an arXiv id."""
        by = self.answers if ident == self.arxiv else self.maybe.get(ident, {})
        return frozenset(by)

    def ordered(self) -> list[PaperFacts]:
        """Return each source's facts, the best first."""
        own = self.lead.facts if self.lead else None
        known = [self.answers[s.name] for s in ORDER if s.name in self.answers]
        return [*known, *([own] if own else [])]

    def work(self) -> PaperFacts | None:
        """Return what names the work to those who look for it on pages."""
        best = next((f for f in self.ordered() if f.title), None)
        return replace(best, arxiv=self.arxiv or best.arxiv) if best else None

    def choose(self) -> None:
        """Choose among the candidates the one whose title the page has, where it is one alone."""
        if self.arxiv or self.lead is None:
            return
        own = self.lead.facts
        fitting = [
            i for i, by in self.maybe.items()
            if any(self.lead.names(replace(f, arxiv="")) for f in by.values())
        ]  # fmt: skip
        hub = not self.lead.words and len(self.lead.arxiv) == 1  # tags, whose text is not read
        if len(fitting) == 1 or (own and len(self.lead.arxiv) == 1) or hub:
            self.chosen = fitting[0] if len(fitting) == 1 else self.lead.arxiv[0]
            self.answers |= self.maybe.get(self.chosen, {})

    def page_to_read(self) -> str:
        """Return the project page, unless it was read already."""
        url = project_of(self.ordered())[0]
        read = {page.url.rstrip("/") for page in self.pages}
        return "" if url.rstrip("/") in read else url

    def repository_to_read(self) -> str:
        """Return the repository whose README is worth a request, unless it was read already."""
        return to_be_read(self.found().facts)

    def take(self, ident: str, answer: Answer, service: str, part: float) -> None:
        """Keep what a service answered of this paper, or of a candidate."""
        self.requests += part
        source = answer.source
        if ident in answer.facts:
            facts = answer.facts[ident]
            if ident in self.candidates and ident != self.arxiv:
                self.maybe.setdefault(ident, {})[source] = facts
            else:
                self.answers.setdefault(source, facts)
        elif ident in answer.denied:
            self.denials.add(service)
        elif answer.failure:
            self.failures.append(Failure(source, answer.failure))

    def found(self) -> Found:
        """Return all that was found, with the pages that name the work behind the services."""
        work, facts = self.work(), self.ordered()
        if work is not None:
            titles = [f.title for f in facts if f.title]
            pages = (page.facts_of(work, titles) for page in self.pages)
            facts += [page for page in pages if page is not None]
        facts = [self._without_dead_links(f) for f in facts]
        lead = self.lead
        failures = [*self.failures, *self._lead_failures()]
        gone = lead is not None and lead.absent
        absent = not self.ordered() and (gone or len(self.denials) >= DENIALS)
        return Found(tuple(facts), tuple(dict.fromkeys(failures)), absent, round(self.requests, 3))

    def _without_dead_links(self, facts: PaperFacts) -> PaperFacts:
        alive = tuple(k for k in facts.links if _place_of(k.url) not in self.dead)
        return replace(facts, links=alive)

    def note_dead(self, url: str) -> None:
        """Note that there is nothing at an address."""
        self.dead.add(_place_of(url))

    def _lead_failures(self) -> list[Failure]:
        lead = self.lead
        if lead is None or lead.absent:
            return []
        if lead.failure:
            return [Failure(lead.source, lead.failure)]
        if self.ordered():
            return []
        if not lead.arxiv:
            return [] if self.openreview else [Failure(lead.source, "it names no paper")]
        ids = ", ".join(lead.arxiv)
        return [Failure(lead.source, f"which paper it is of is not plain: it names {ids}")]


def _place_of(url: str) -> str:
    """Return what an address and its other spellings have in common."""
    return repository_in(url).lower() or url.rstrip("/")
