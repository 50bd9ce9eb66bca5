"""The addresses of a run: links that share one are one address, asked once and judged at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Link, SiteRecord, Status, Verdict
from awesome_p2ti.links.verdicts import judge
from awesome_p2ti.urls import canonical_url, page_fragment, split_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.settings import LinkSettings

SHORT_TIMEOUT = 0.8  # seconds, for a host that a run of today found silent


@dataclass(slots=True)
class UrlTask:
    """One address in its canonical spelling, and the links that lead to it."""

    url: str
    links: list[Link]
    fragments: tuple[str, ...] = ()
    record: SiteRecord | None = None
    verdicts: dict[str, Verdict] = field(default_factory=dict)  # by the links' addresses
    cached: bool = False
    attempts: int = 0
    last_failure: Status | None = None  # how it failed when it was last asked, today
    archive: str = ""
    requests: float = 0.0  # of attempts that failed
    seconds: float = 0.0

    @property
    def host(self) -> str:
        """The host to ask."""
        parts = split_url(self.url)
        return (parts.hostname or "") if parts else ""

    def timeout(self, settings: LinkSettings) -> float:
        """Return how many seconds to wait for an answer: fewer, the surer that none will come."""
        if self.last_failure is Status.UNREACHABLE:
            return min(SHORT_TIMEOUT, settings.timeout)
        return settings.timeout if self.attempts == 0 else settings.retry_timeout

    def should_retry(self, record: SiteRecord, settings: LinkSettings) -> bool:
        """Say whether a failure is worth another attempt."""
        if not record.transient or self.last_failure is record.status:
            return False
        twice = record.network or record.status is Status.WRONG
        return self.attempts < (2 if twice else settings.attempts)

    def apply(self, record: SiteRecord, titles: TitleIndex) -> None:
        """Judge the links by a record, and let go of the page's text: a run has many pages."""
        record = replace(
            record,
            requests=record.requests + self.requests,
            seconds=record.seconds + self.seconds,
        )
        for link in self.links:
            self.verdicts[link.url] = judge(link, record, titles, cached=self.cached)
        self.record = replace(record, text="", headings=(), stated_titles=(), authors=())


def url_tasks(links: Sequence[Link]) -> dict[str, UrlTask]:
    """Return the addresses of the links by their canonical spelling, in the order of first use."""
    found: dict[str, UrlTask] = {}
    for link in links:
        url, fragment = canonical_url(link.url), page_fragment(link.url)
        task = found.setdefault(url, UrlTask(url, []))
        task.links.append(link)
        if fragment and fragment not in task.fragments:
            task.fragments = (*task.fragments, fragment)
    return found


def unresponsive_record(name: str) -> SiteRecord:
    """Return what is said of the addresses of a host that never answered."""
    return SiteRecord(
        status=Status.UNREACHABLE,
        detail=f"{name} did not answer, and was tried twice",
        evidence=("timeout",),
        network=True,
    )


def api_denied_record(name: str) -> SiteRecord:
    """Return what is said of an id that an interface denies once more."""
    return SiteRecord(
        status=Status.GONE,
        detail=f"{name} has no such thing",
        evidence=(f"the interface of {name} denies it, as its page did before",),
    )


def unasked_record(url: str) -> SiteRecord:
    """Return what is said of an address that names nothing to ask."""
    other = "://" in url and not url.lower().startswith(("http://", "https://"))
    detail = "only http and https addresses are asked" if other else "it names no host to ask"
    return SiteRecord(status=Status.REFUSED, detail=detail)
