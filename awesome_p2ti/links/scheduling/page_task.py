"""One page to look at, with what the verifier that knows its site has to say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.errors import ABSENT_STATUSES
from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.verdicts import needs_probe
from awesome_p2ti.urls import is_subpage, split_url

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.scheduling.url_tasks import UrlTask
    from awesome_p2ti.links.verifiers.base import Verifier
    from awesome_p2ti.links.website.page_checker import PageChecker


@dataclass(frozen=True, slots=True)
class PageTask:
    """An address whose page is to be looked at, and its id at a verifier's site, if it has one."""

    task: UrlTask
    verifier: Verifier | None = None
    ident: str = ""

    @property
    def page(self) -> str:
        """The page that the verifier would rather ask than the address itself, if any."""
        return self.verifier.page(self.ident) if self.verifier else ""

    @property
    def host(self) -> str:
        """The host to ask, or nothing where none can be asked."""
        parts = split_url(self.page) if self.page else None
        host = (parts.hostname or "") if parts else self.task.host
        return host if self.task.url.lower().startswith(("http://", "https://")) else ""

    def run(self, page_checker: PageChecker) -> SiteRecord:
        """Look at the page, and count the attempt."""
        task, verifier = self.task, self.verifier
        denied = verifier is not None and self.ident in verifier.denied_ids
        record = page_checker.check(
            self.page or task.url,
            fragments=task.fragments,
            timeout=task.timeout(page_checker.http.settings),
            max_bytes=verifier.page_bytes if verifier else 0,
            reader=self._read if verifier else None,
            absent=verifier.absent_statuses if verifier else ABSENT_STATUSES,
            confirmed_before=task.last_failure is Status.GONE or denied,
        )
        task.attempts += 1
        return record

    def drop_own_redirect(self, record: SiteRecord) -> SiteRecord:
        """Leave out where our own choice of a page led: it is not the address of the list."""
        if not self.page or not record.moved_to:
            return record
        status = Status.OK if record.status is Status.MOVED else record.status
        return replace(record, moved_to="", permanent=False, status=status)

    def checked_for_catch_all(
        self, page_checker: PageChecker, record: SiteRecord, titles: TitleIndex
    ) -> SiteRecord:
        """Where nothing on a page names the work, see whether its host says that of anything."""
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
