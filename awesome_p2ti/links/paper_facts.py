"""What one source states of a paper: the other thing, beside ``SiteRecord``, that a reply says.

A ``SiteRecord`` tells whether a link leads where it should; ``PaperFacts`` are what an entry could
be written from. A field that a source does not state stays empty: nothing is filled in by a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["project", "code", "demo", "weights", "dataset", "video", "paper"]
"""The roles of links, as entries have them."""


Place = Literal["paper", "page", "readme", "hub", "unnamed"]
"""Where a link stands: in the paper's own data, on its project page, on the hub, or by itself.

``readme`` is a repository whose README names the paper, ``unnamed`` one that names it nowhere.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLink:
    """A link that a source gives for a paper."""

    role: Role
    url: str
    vouched: bool = False
    """Whether a person gives it: in the abstract, on the project page, by hand on the hub."""
    place: Place = "paper"
    moved_to: str = ""
    """Where it is now, if the address was an older one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What one source states of a paper, as it writes it; empty is what it does not state."""

    source: str
    """Who says so, as a person knows it: ``arXiv``, ``Crossref``, ``the page at thecvf.com``."""
    arxiv: str = ""
    """Without its version."""
    doi: str = ""
    openreview: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Given name first."""
    public: str = ""
    """When it was first public: ``2023-04-06``, ``2023-04`` or ``2023``."""
    submitted: str = ""
    """The day on which the service took it in, for lists of days; never an entry's date."""
    venue: str = ""
    """The venue in the source's own words: a journal reference, an event, a container's title."""
    comment: str = ""
    """What the authors remark, which may name a venue."""
    categories: tuple[str, ...] = ()
    """The service's subjects, the first one first: ``cs.CV``."""
    links: tuple[StatedLink, ...] = ()
    abstract: str = ""
    published: bool = False
    """Whether this is the work as published, by a registry or proceedings, and no preprint."""
    withdrawn: bool = False
    """Whether the authors or the service took it back."""
    newer: str = ""
    """The arXiv id of another paper of which this one is, by its authors, an older version."""
