"""The values that flow through the link checker.

A ``Record`` is what a site says stands at an address; it knows nothing of our entry, so it can be
cached and outlives edits. A ``Verdict`` is what that means for the entries that use the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from awesome_p2ti.urls import without_userinfo


class Status(StrEnum):
    """What became of an address, from best to worst in the order of ``SEVERITY_ORDER``."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    WRONG = "wrong"
    BROKEN_DEMO = "broken-demo"
    FRAGMENT_MISSING = "fragment-missing"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


FAILING = frozenset({Status.GONE, Status.WRONG})
SEVERITY_ORDER = (
    Status.OK,
    Status.MOVED,
    Status.BLOCKED,
    Status.FRAGMENT_MISSING,
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
    """One place that names an address, and what the entry there says of itself."""

    path: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    entry: str = ""
    role: str = ""
    title: str = ""
    name: str = ""
    former_titles: tuple[str, ...] = ()  # titles of earlier versions
    authors: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One address and all the places that use it; never with a password."""

    url: str
    uses: tuple[LinkUse, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", without_userinfo(self.url))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """What a site says stands at an address. Nothing about our entry, so it can be cached."""

    status: Status
    detail: str = ""
    title: str = ""
    title_kind: TitleKind = TitleKind.PAGE
    authors: tuple[str, ...] = ()
    year: int | None = None
    headings: tuple[str, ...] = ()
    text: str = ""  # the first of what a reader sees, to look for a title in
    stated_titles: tuple[
        str, ...
    ] = ()  # titles that the page states formally: citation_title, BibTeX
    moved_to: str = ""
    permanent: bool = False  # every hop to moved_to was 301 or 308, or the site's own word
    size: int = 0  # characters of all that a reader sees
    truncated: bool = False  # only the first part of the page was read
    client_rendered: bool = False  # a script may draw more than the page shows without it
    final_url: str = ""  # where redirects led
    archived: bool = False
    evidence: tuple[str, ...] = ()
    heuristic: bool = False  # the verdict rests on how a page looks: an agreeing title outweighs it
    transient: bool = False  # the failure may pass: ask again
    fragments: tuple[str, ...] = ()  # those asked for that the page has
    missing_fragments: tuple[str, ...] = ()  # those asked for that it has not
    network: bool = False  # the host did not answer at all
    requests: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the record of an address means for those who use it."""

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
