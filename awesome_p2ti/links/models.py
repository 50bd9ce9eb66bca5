"""The values that flow through the link checker.

A ``SiteRecord`` is what a site answers for a URL; it knows nothing of our entries, so it is cached
and outlives edits. A ``Verdict`` is what that means for the entries that link to the URL.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from awesome_p2ti.urls import without_userinfo

if TYPE_CHECKING:
    from awesome_p2ti.history.repositories import RepositoryState


class Status(StrEnum):
    """The status of a URL, from best to worst in the order of ``SEVERITY_ORDER``."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    WRONG = "wrong"
    UNRELATED = "unrelated"
    BROKEN_DEMO = "broken-demo"
    FRAGMENT_MISSING = "fragment-missing"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


AcceptableStatus = Literal[
    "moved",
    "gone",
    "wrong",
    "unrelated",
    "broken-demo",
    "fragment-missing",
    "blocked",
    "unreachable",
]
"""The statuses that a person may let pass."""
FAILING = frozenset({Status.GONE, Status.WRONG})
SEVERITY_ORDER = (
    Status.OK,
    Status.MOVED,
    Status.BLOCKED,
    Status.FRAGMENT_MISSING,
    Status.UNRELATED,
    Status.BROKEN_DEMO,
    Status.UNREACHABLE,
    Status.REFUSED,
    Status.WRONG,
    Status.GONE,
)


class TitleKind(StrEnum):
    """What a record's title is a title of, which decides how much a difference means."""

    WORK = "work"  # the site states the title of a paper: arXiv, a DOI, citation_title
    PAGE = "page"  # a web page's own title, which may be anything
    REPOSITORY = "repository"  # a code host's name and description
    MEDIA = "media"  # a video, a model, a file


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUse:
    """One place that links to a URL, and what the entry there states."""

    path: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    entry: str = ""
    target: str = ""  # the file to which a relative address leads
    top: str = ""  # the folder out of which nobody knows what such an address leads to; "": none
    role: str = ""
    title: str = ""
    name: str = ""
    former_titles: tuple[str, ...] = ()  # titles of earlier versions
    arxiv: str = ""
    doi: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One URL and all the places that link to it; never with a password."""

    url: str
    uses: tuple[LinkUse, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", without_userinfo(self.url))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """What a site answers for a URL: nothing of our entries, so it can be cached."""

    status: Status
    detail: str = ""
    title: str = ""
    title_kind: TitleKind = TitleKind.PAGE
    authors: tuple[str, ...] = ()
    year: int | None = None
    headings: tuple[str, ...] = ()
    text: str = ""  # the beginning of what a reader sees, to search for a title
    stated_titles: tuple[str, ...] = ()  # by citation_title or BibTeX
    names: tuple[str, ...] = ()  # what else may name a work: topics, tags, a channel, a folder
    source: str = ""  # all that may name a work, as written: README, card or HTML; never stored
    short: bool = False  # the source is whole, however short: what is said of a video
    moved_to: str = ""
    permanent: bool = False  # each redirect to moved_to is 301 or 308, or the site says so
    size: int = 0  # characters of all that a reader sees
    truncated: bool = False  # only the first part of the page was read
    client_rendered: bool = False  # a script may draw more than the page shows without it
    final_url: str = ""  # where redirects led
    archived: bool = False
    about: RepositoryState | None = None  # of a repository, a model or a space
    evidence: tuple[str, ...] = ()
    heuristic: bool = False  # detected by a heuristic: an agreeing title outweighs it
    confirmed: bool = False  # by two independent looks, as what fails a run must be
    transient: bool = False  # the failure may pass: worth a retry
    fragments: tuple[str, ...] = ()  # the requested ones that the page has
    missing_fragments: tuple[str, ...] = ()  # the requested ones that it has not
    network: bool = False  # the host did not answer at all
    requests: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the record of a URL means for the entries that link to it."""

    link: Link
    status: Status
    detail: str = ""
    title: str = ""
    moved_to: str = ""
    permanent: bool = False
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    archive: str = ""  # a snapshot of what is gone
    requests: float = 0.0
    seconds: float = 0.0
    cached: bool = False
    per_use: tuple[Status, ...] = ()
    accepted: str = ""  # the reason of the exception that accepts this verdict
    about: RepositoryState | None = None  # what the site says of a repository, model or space
