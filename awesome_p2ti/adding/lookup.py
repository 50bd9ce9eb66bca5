"""Looks papers up, many at once: for each field its first service, and the others if that fails.

A lookup goes in rounds, each of which asks different services side by side: what the pasted pages
name; the first service for each id; for what that did not answer, the next ones, and what the
answers led to; last the code. A service that is silent once is not asked again, so holds nobody.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from awesome_p2ti.adding.sources import arxiv, registries
from awesome_p2ti.adding.sources.jobs import Job, Jobs
from awesome_p2ti.adding.sources.leads import Lead, follow, read_repository, read_web_page
from awesome_p2ti.adding.sources.paper import OF_ARXIV, Failure, Found, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.adding.sources.service import Answer, Service
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.settings import LinkSettings

SILENCE = 3.0  # seconds after which the next service is asked
LIMIT = 12.0  # seconds for one paper, any service silent
LIMIT_EACH = 1.0  # seconds for each further paper
WAIT = 0.9  # seconds for which a service may let us wait
FEW = 3  # ids that are worth a request each, where many go to a service that takes lists


def settings_for_lookups(settings: LinkSettings) -> LinkSettings:
    """Return settings with which a service that is silent or asks for waits is left soon."""
    return replace(
        settings,
        timeout=min(settings.timeout, SILENCE),
        body_timeout=min(settings.body_timeout, SILENCE),
        attempts=1,
        max_wait=WAIT,
        wait_budget=2 * WAIT,
    )


def look_up(
    works: Sequence[Wanted],
    http: HttpClient,
    *,
    seconds: float = 0.0,
    clock: Callable[[], float] = time.monotonic,
) -> list[Found]:
    """Look all works up, in the order given; ``http`` has ``settings_for_lookups``.

    What no service has answered after ``seconds`` (0: by the number of works) is a failure.
    """
    limit = seconds or LIMIT + LIMIT_EACH * (len(works) - 1)
    run = _Run(http, Jobs(clock() + limit, clock), [Paper(w) for w in works])
    run.follow_pages()
    run.ask_first()
    run.ask_next()
    run.ask_last()
    return [paper.found() for paper in run.papers]


@dataclass(slots=True)
class _Run:
    """One lookup of many papers: its rounds."""

    http: HttpClient
    jobs: Jobs
    papers: list[Paper]

    def follow_pages(self) -> None:
        """Request the pages of works that have no id yet."""
        jobs = []
        for paper in self.papers:
            wanted = paper.wanted
            if not (wanted.arxiv or wanted.doi or wanted.openreview) and (
                wanted.url or wanted.repository or wanted.hub
            ):
                jobs.append(self._page_job(paper, partial(follow, self.http, wanted), pasted=True))
        self.jobs.do(jobs)
        for paper in self.papers:
            if paper.lead and paper.lead.facts and len(paper.lead.arxiv) == 1:
                paper.choose()

    def ask_first(self) -> None:
        """Ask the first service for each id."""

        def single(paper: Paper) -> str:
            return paper.candidates[0] if len(paper.candidates) == 1 else ""

        jobs = [
            *self._jobs(arxiv.ARXIV, lambda p: p.candidates),
            *self._jobs(arxiv.HUB, lambda p: (single(p),)),
            *self._jobs(registries.CROSSREF, lambda p: (p.doi,)),
            *self._jobs(registries.OPENREVIEW, lambda p: (p.openreview,)),
        ]
        self.jobs.do(jobs)
        for paper in self.papers:
            paper.choose()

    def ask_next(self) -> None:
        """Ask the next services for what is not answered, and follow what was."""
        open_ids = {i for p in self.papers for i in self._unanswered(p)}

        def unanswered(paper: Paper) -> Iterable[str]:
            return self._unanswered(paper)

        def few(paper: Paper) -> Iterable[str]:
            return self._unanswered(paper) if len(open_ids) <= FEW else ()

        jobs = [
            *self._jobs(arxiv.OAI, few),
            *self._jobs(arxiv.DATACITE, unanswered),
            *self._jobs(arxiv.HUB, lambda p: (p.arxiv,)),
            *self._jobs(registries.DOI_ORG, self._doi_unanswered),  # before Crossref is asked
            *self._jobs(registries.CROSSREF, lambda p: (p.doi,)),
            *self._jobs(registries.OPENREVIEW_1, self._note_unanswered),
        ]
        pages = ((paper, paper.page_to_read()) for paper in self.papers)
        jobs += [self._page_job(p, partial(read_web_page, self.http, u)) for p, u in pages if u]
        self.jobs.do(jobs)
        for paper in self.papers:
            paper.choose()

    def ask_last(self) -> None:
        """Ask arXiv's pages where all else failed, and the repositories that need a witness."""
        jobs = self._jobs(arxiv.ABSTRACT_PAGE, self._unanswered)
        jobs += self._jobs(registries.DOI_ORG, self._doi_unanswered)
        jobs += self._jobs(registries.PUBLISHER, self._doi_alone)
        jobs += self._jobs(registries.FORUM, self._note_unanswered)
        named = ((paper, paper.repository_to_read()) for paper in self.papers)
        jobs += [self._page_job(p, partial(read_repository, self.http, n)) for p, n in named if n]
        self.jobs.do(jobs)
        for paper in self.papers:
            paper.choose()

    def _unanswered(self, paper: Paper) -> tuple[str, ...]:
        """Return the arXiv ids of a paper that none of arXiv's own services has answered for."""
        return tuple(i for i in paper.candidates if not OF_ARXIV & paper.answered_for(i))

    def _doi_unanswered(self, paper: Paper) -> tuple[str, ...]:
        asked = registries.CROSSREF.name in paper.asked
        answered = paper.answers.keys() & {registries.CROSSREF.name, registries.DOI_ORG.name}
        return (paper.doi,) if asked and not answered else ()

    def _doi_alone(self, paper: Paper) -> tuple[str, ...]:
        """Return the DOI of a work that has no other id, where no registry knows it."""
        return () if paper.arxiv or paper.openreview else self._doi_unanswered(paper)

    def _note_unanswered(self, paper: Paper) -> tuple[str, ...]:
        return () if registries.OPENREVIEW.name in paper.answers else (paper.openreview,)

    def _jobs(self, service: Service, ids_of: Callable[[Paper], Iterable[str]]) -> list[Job]:
        """Return the requests to a service, for all papers that have not asked it yet."""
        by_id: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.papers:
            ids = [i for i in ids_of(paper) if i]
            if ids and service.name not in paper.asked:
                paper.asked.add(service.name)
                for ident in ids:
                    by_id[ident].append(paper)

        return [self._job(service, ids, by_id) for ids in service.batches(list(by_id))]

    def _job(self, service: Service, ids: Sequence[str], by_id: dict[str, list[Paper]]) -> Job:
        askers = [(ident, paper) for ident in ids for paper in by_id[ident]]

        def take(answer: Answer) -> None:
            if answer.silent:
                self.jobs.silent.add(service.name)
            for ident, paper in askers:
                paper.take(ident, answer, service.name, answer.requests / len(askers))

        def miss(why: str) -> None:
            for _, paper in askers:
                paper.failures.append(Failure(service.name, why))

        return Job(service.name, lambda: service.ask(self.http, ids), take, miss)

    def _page_job(self, paper: Paper, read: Callable[[], Lead], *, pasted: bool = False) -> Job:
        def take(page: Lead) -> None:
            paper.requests += page.requests
            if pasted:
                paper.lead = page
            elif page.absent:
                paper.note_dead(page.asked)
            if page.failure and not pasted:
                paper.failures.append(Failure(page.source, page.failure))
            if not page.failure:
                paper.pages.append(page)

        def miss(why: str) -> None:
            paper.failures.append(Failure("the page", why))

        return Job(f"page {id(paper)}", read, take, miss)
