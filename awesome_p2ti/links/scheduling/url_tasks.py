"""URL tasks: links that share a canonical URL are one task, requested and judged once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import FAILING, Link, SiteRecord, Status, Verdict
from awesome_p2ti.links.verdicts import judge
from awesome_p2ti.urls import canonical_url, page_fragment, split_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.settings import LinkSettings

MAY_BE_RED = FAILING | {Status.OK, Status.MOVED}  # what was found there may be another work


@dataclass(slots=True)
class UrlTask:
    """One URL in its canonical spelling, and the links that lead to it."""

    url: str
    parts: SplitResult | None  # None where it names no host to request from
    host: str
    links: list[Link] = field(default_factory=list)
    fragments: tuple[str, ...] = ()
    record: SiteRecord | None = None
    verdicts: dict[str, Verdict] = field(default_factory=dict)  # by the links' URLs
    cached: bool = False
    attempts: int = 0
    red_looks: int = 0  # that fail the run
    last_failure: Status | None = None  # how it failed in an earlier run of today
    archive: str = ""
    requests: float = 0.0  # of attempts that failed
    seconds: float = 0.0

    def should_retry(self, record: SiteRecord, settings: LinkSettings) -> bool:
        """Say whether a failure is worth another attempt."""
        if not record.transient or self.last_failure is record.status:
            return False
        twice = record.network or record.status is Status.WRONG
        return self.attempts < (2 if twice else settings.attempts)

    def needs_second_look(
        self, record: SiteRecord, titles: TitleIndex, *, claim: Status | None
    ) -> bool:
        """Count a look that fails the run, and say whether another one must agree with it.

        One of an earlier run may, or the site's interface by its ``claim``.
        """
        if record.network or not self._is_red(record, titles):
            return False
        self.red_looks += 1
        return self.red_looks < 2 and record.status not in {self.last_failure, claim}

    def _is_red(self, record: SiteRecord, titles: TitleIndex) -> bool:
        return record.status in MAY_BE_RED and any(
            judge(link, record, titles).status in FAILING for link in self.links
        )

    def knows_fragments(self, record: SiteRecord) -> bool:
        """Say whether a record tells of each fragment that links name whether it is there."""
        if record.status not in {Status.OK, Status.MOVED}:
            return True
        return set(self.fragments) <= {*record.fragments, *record.missing_fragments}

    def apply(self, record: SiteRecord, titles: TitleIndex) -> None:
        """Judge the links by a record, and drop the page's text: a run has many pages."""
        record = replace(
            record,
            requests=record.requests + self.requests,
            seconds=record.seconds + self.seconds,
        )
        for link in self.links:
            self.verdicts[link.url] = judge(link, record, titles, cached=self.cached)
        self.record = replace(record, text="", source="", headings=(), stated_titles=(), authors=())


def url_tasks(links: Sequence[Link]) -> dict[str, UrlTask]:
    """Return the tasks of the links by their canonical URL, in the order of first use."""
    found: dict[str, UrlTask] = {}
    for link in links:
        url = canonical_url(link.url)
        task = found.get(url)
        if task is None:
            task = found[url] = _url_task(url)
        task.links.append(link)
        fragment = page_fragment(link.url) if "#" in link.url else ""
        if fragment and fragment not in task.fragments:
            task.fragments = (*task.fragments, fragment)
    return found


def _url_task(url: str) -> UrlTask:
    parts = split_url(url)
    if parts is None or parts.scheme not in {"http", "https"}:
        return UrlTask(url, None, "")
    return UrlTask(url, parts, parts.hostname or "")


def unresponsive_record(name: str) -> SiteRecord:
    """Return the record of the URLs of a host that never answered."""
    return SiteRecord(
        status=Status.UNREACHABLE,
        detail=f"{name} did not answer, and was tried twice",
        evidence=("timeout",),
        network=True,
    )


def api_denied_record(name: str) -> SiteRecord:
    """Return the record of an id that an interface denies once more."""
    return SiteRecord(
        status=Status.GONE,
        detail=f"{name} has no such thing",
        evidence=(f"the interface of {name} denies it, as its page did before",),
    )


def unrequestable_record(url: str) -> SiteRecord:
    """Return the record of a URL that names no host to request from."""
    other = "://" in url and not url.lower().startswith(("http://", "https://"))
    detail = "only http and https URLs are checked" if other else "it names no host"
    return SiteRecord(status=Status.REFUSED, detail=detail)
