"""The addresses of a run: links that share one are one address, asked once and judged at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Link, Record, Status, Verdict
from awesome_p2ti.links.verdicts import judge
from awesome_p2ti.urls import canonical_url, page_fragment, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.matching.title_index import Known
    from awesome_p2ti.links.settings import LinkSettings

SHORT_PATIENCE = 0.8  # seconds, for a host that a run of today found silent


@dataclass(slots=True)
class Address:
    """One address in its canonical spelling, and the links that lead to it."""

    url: str
    links: list[Link]
    fragments: tuple[str, ...] = ()
    record: Record | None = None
    verdicts: dict[str, Verdict] = field(default_factory=dict)  # by the links' addresses
    cached: bool = False
    attempts: int = 0
    prior: Status | None = None  # how it failed when it was last asked, today
    archive: str = ""
    requests: float = 0.0  # of attempts that failed
    seconds: float = 0.0

    @property
    def host(self) -> str:
        """The host to ask."""
        parts = split(self.url)
        return (parts.hostname or "") if parts else ""

    def patience(self, settings: LinkSettings) -> float:
        """Return how many seconds to wait for an answer: fewer, the surer that none will come."""
        if self.prior is Status.UNREACHABLE:
            return min(SHORT_PATIENCE, settings.timeout)
        return settings.timeout if self.attempts == 0 else settings.retry_timeout

    def again(self, record: Record, settings: LinkSettings) -> bool:
        """Say whether a failure is worth another attempt."""
        if not record.passing or self.prior is record.status:
            return False
        twice = record.network or record.status is Status.WRONG
        return self.attempts < (2 if twice else settings.attempts)

    def keep(self, record: Record, known: Known) -> None:
        """Judge the links by a record, and let go of the page's text: a run has many pages."""
        record = replace(
            record,
            requests=record.requests + self.requests,
            seconds=record.seconds + self.seconds,
        )
        for link in self.links:
            self.verdicts[link.url] = judge(link, record, known, cached=self.cached)
        self.record = replace(record, text="", headings=(), works=(), authors=())


def plan(links: Sequence[Link]) -> dict[str, Address]:
    """Return the addresses of the links by their canonical spelling, in the order of first use."""
    found: dict[str, Address] = {}
    for link in links:
        url, fragment = canonical_url(link.url), page_fragment(link.url)
        address = found.setdefault(url, Address(url, []))
        address.links.append(link)
        if fragment and fragment not in address.fragments:
            address.fragments = (*address.fragments, fragment)
    return found


def silent_record(name: str) -> Record:
    """Return what is said of the addresses of a host that never answered."""
    return Record(
        status=Status.UNREACHABLE,
        detail=f"{name} did not answer, and was tried twice",
        evidence=("timeout",),
        network=True,
    )


def denied_record(name: str) -> Record:
    """Return what is said of an id that an interface denies once more."""
    return Record(
        status=Status.GONE,
        detail=f"{name} has no such thing",
        evidence=(f"the interface of {name} denies it, as its page did before",),
    )


def unasked_record(url: str) -> Record:
    """Return what is said of an address that names nothing to ask."""
    other = "://" in url and not url.lower().startswith(("http://", "https://"))
    detail = "only http and https addresses are asked" if other else "it names no host to ask"
    return Record(status=Status.REFUSED, detail=detail)
