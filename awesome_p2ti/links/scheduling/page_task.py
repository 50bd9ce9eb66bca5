"""One page to check: which URL shows it, and what the verifier of its site reads in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.errors import ABSENT_STATUSES
from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.verdicts import names_no_work, needs_probe
from awesome_p2ti.urls import is_subpage, split_url

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.scheduling.url_tasks import UrlTask
    from awesome_p2ti.links.settings import LinkSettings
    from awesome_p2ti.links.verifiers.base import SiteVerifier
    from awesome_p2ti.links.website.page_checker import PageChecker

SHORT_TIMEOUT = 0.8  # seconds, for a host that an earlier run of today found unresponsive


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page to fetch for a URL task; of a verifier's site with its id there."""

    task: UrlTask
    url: str
    host: str
    verifier: SiteVerifier | None = None
    ident: str = ""
    claim: Status | None = None  # the failure that the site's interface tells
    substituted: bool = False  # whether the verifier chose the URL

    @classmethod
    def of_site(
        cls, task: UrlTask, verifier: SiteVerifier, ident: str, *, claim: Status | None
    ) -> PageTask:
        """Return the task of a verifier's page, which may have another URL than the link."""
        page = verifier.page(ident)
        parts = split_url(page) if page else None
        host = (parts.hostname or "") if parts else task.host
        return cls(task, page or task.url, host, verifier, ident, claim, bool(page))

    def run(self, page_checker: PageChecker, titles: TitleIndex) -> SiteRecord:
        """Check the page, and count the attempt."""
        task, verifier = self.task, self.verifier
        record = page_checker.check(
            self.url,
            fragments=task.fragments,
            timeout=self._timeout(page_checker.http.settings),
            max_bytes=self._max_bytes(verifier) if verifier else 0,
            reader=self._read if verifier else None,
            absent=verifier.absent_statuses if verifier else ABSENT_STATUSES,
            second_look=task.red_looks > 0,
        )
        task.attempts += 1
        if record.moved_to and self.substituted:
            record = _without_move(record)
        return self._checked_for_catch_all(page_checker, record, titles)

    def _max_bytes(self, verifier: SiteVerifier) -> int:
        """Return how much to read of a page: all of it where its id names none of the works."""
        id_alone = SiteRecord(status=Status.OK, headings=(self.ident.partition("//")[0],))
        nameless = verifier.whole_page_bytes and names_no_work(self.task.links, id_alone)
        return verifier.whole_page_bytes if nameless else verifier.page_bytes

    def _timeout(self, settings: LinkSettings) -> float:
        """Return how many seconds to wait for an answer: fewer, the surer that none will come."""
        if self.task.last_failure is Status.UNREACHABLE:
            return min(SHORT_TIMEOUT, settings.timeout)
        return settings.timeout if self.task.attempts == 0 else settings.retry_timeout

    def _checked_for_catch_all(
        self, page_checker: PageChecker, record: SiteRecord, titles: TitleIndex
    ) -> SiteRecord:
        """Where nothing on a page names the work, check whether any URL of its host shows it."""
        task = self.task
        if record.status not in {Status.OK, Status.MOVED} or not is_subpage(task.url):
            return record
        if not needs_probe(task.links, record, titles):
            return record
        if not page_checker.control_probe.is_catch_all(task.url, record):
            return record
        return replace(
            record,
            status=Status.WRONG,
            heuristic=True,
            detail="its host gives this page for any address",
            evidence=("an address of that host that cannot exist answers the same",),
        )

    def _read(self, response: Response) -> SiteRecord | None:
        return self.verifier.read(self.ident, response) if self.verifier else None


def _without_move(record: SiteRecord) -> SiteRecord:
    """Leave out where a verifier's page redirects: it is not the URL of the list."""
    status = Status.OK if record.status is Status.MOVED else record.status
    return replace(record, moved_to="", permanent=False, status=status)
