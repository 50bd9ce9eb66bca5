"""What a verifier is, what a lookup takes and returns, and what reading an interface needs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from awesome_p2ti.links.http.errors import ABSENT_STATUSES, RETRIABLE_ERRORS, TRANSIENT_STATUSES
from awesome_p2ti.links.models import FAILING, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.models import SiteRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupContext:
    """What a lookup may use of earlier runs of today, and of the earlier batches of this run."""

    gone_before: Collection[str] = ()  # ids that were gone: one more denial is enough
    control_id: str = ""  # an id that is known to exist
    deferred: Collection[str] = ()  # ids of earlier batches that this lookup has to decide
    requested: int = 0  # how many ids the earlier batches held
    last_batch: bool = True
    fragments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What links name after '#', by id."""
    names_no_work: Callable[[str, SiteRecord], bool] = lambda _, __: False
    """Whether an id's record names no work of its links: more of its text is worth a request."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What an interface answered; an id that is in none of the three is undecided."""

    records: Mapping[str, SiteRecord] = field(default_factory=dict)
    denied: frozenset[str] = frozenset()  # the interface has no such id; its page decides
    deferred: frozenset[str] = frozenset()  # left for the last batch to decide

    def claim(self, ident: str) -> Status | None:
        """Return the failure that the interface alone tells of an id: its page has to agree."""
        record = self.records.get(ident)
        if ident in self.denied:
            return Status.GONE
        alone = record is not None and record.status in FAILING and not record.confirmed
        return record.status if record and alone else None

    @property
    def answered(self) -> bool:
        """Whether the interface responded at all for these ids."""
        return bool(self.records or self.denied or self.deferred)


class SiteVerifier(ABC):
    """One site whose ids are looked up through its interface instead of fetching its pages.

    Threads share it: it keeps nothing of a lookup but returns all that was learnt.
    """

    name: ClassVar[str]
    host: ClassVar[str]  # whose rate limit its requests count for
    hosts: ClassVar[frozenset[str]]  # whose URLs it may identify
    batch: ClassVar[int] = 1  # how many ids one request may carry
    absent_statuses: ClassVar[frozenset[int]] = ABSENT_STATUSES  # its pages' "no such thing"
    page_bytes: ClassVar[int] = 0  # how much of its pages must be read, where more than usual
    whole_page_bytes: ClassVar[int] = 0  # to read of a page whose id names no work
    reads_fragments: ClassVar[bool] = False  # whether lookup says which fragments there are
    has_interface: ClassVar[bool] = True  # whether lookup needs one service, which may fail

    @abstractmethod
    def identify(self, parts: SplitResult) -> str | None:
        """Return the site's id in a URL of one of its hosts, or None where it has none."""

    @abstractmethod
    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Look ids up in the site's interface."""

    def page(self, ident: str) -> str:
        """Return the URL of the page that shows an id, or nothing where the link's own does."""
        return ""

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Return what only this site's pages state, or None to read it as any page."""
        return None


MAX_API_FAILURES = 2  # failures in a row after which a request is not repeated


def request_with_retries(
    http: HttpClient, url: str, *, attempts: int = 0, **options: Any
) -> Response:
    """Request from an interface, and again with growing pauses where the failure is transient."""
    host = str(urlsplit(url).hostname)
    response = http.get(url, **options)
    limit = attempts or (
        1 if http.api_failures[host] >= MAX_API_FAILURES else http.settings.attempts
    )
    for turn in range(1, limit):
        if not _is_transient(response):
            break
        http.rate_limiter.sleep(http.settings.retry_pause * 4 ** (turn - 1))
        again = http.get(url, **options)
        again.requests += response.requests
        again.seconds += response.seconds
        response = again
    http.api_failures[host] = http.api_failures[host] + 1 if _is_transient(response) else 0
    return response


def _is_transient(response: Response) -> bool:
    return (
        response.error.kind in RETRIABLE_ERRORS
        if response.error
        else response.status in TRANSIENT_STATUSES
    )


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Cut a sequence into pieces of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def per_id_cost(response: Response, count: int) -> tuple[float, float]:
    """Return each id's part of the requests and seconds of one reply."""
    return response.requests / max(count, 1), response.seconds / max(count, 1)


def options_of(headers: Mapping[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """Return the options of a request for data rather than for a page."""
    return {"headers": {"Accept": "application/json", **(headers or {})}, **more}
