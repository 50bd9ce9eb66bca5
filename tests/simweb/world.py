"""What exists in one simulated web: its sites, its names, and the links that are asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.simweb.certificates import Tls
from tests.simweb.meters import Limit
from tests.simweb.wire import Reply, Request, plain

Handler = Callable[[Request], Reply]

PUBLIC = "127.10.0.0/16"  # the addresses that stand for the public internet
FRONT = "127.10.0.1"  # serves every host that has nothing special about its address
NAME_SERVER = "127.10.0.53"
REFUSES = "127.10.9.1"  # nothing listens
SILENT = "127.10.9.2"  # accepts, and then never says a word
DROPS = "127.10.9.3"  # never completes a connection
RESETS = "127.10.9.4"  # accepts, and resets
PLAIN_ONLY = "127.10.9.5"  # port 80 only
SECURE_ONLY = "127.10.9.6"  # port 443 only
PLAIN_ON_443 = "127.10.9.7"  # speaks HTTP without TLS on port 443
OLD_TLS = "127.10.9.8"  # TLS 1.2 on port 443, for sites with `Tls.OLD_CIPHERS`


@dataclass(frozen=True, slots=True)
class Case:
    """A link, with the verdicts that a careful person with a browser would accept, best first.

    `kind` says what the link is for the summary: live, soft (it answers 200 but is not it), dead,
    trap (it leads inside) or away (nobody can say for now).
    """

    url: str
    truth: tuple[str, ...]
    kind: str
    about: str
    title: str = ""
    role: str = "project"
    authors: tuple[str, ...] = ()
    year: int | None = None
    trap: str = ""  # the mark by which a visit of the trap behind this link is known
    moved_to: str = ""  # where a moved link must be said to lead, fragment included
    arxiv: str = ""  # further names of the work that an entry may carry
    doi: str = ""
    former_titles: tuple[str, ...] = ()


USUAL = Limit()


def too_many(request: Request) -> Reply:
    """What an ordinary host says to somebody who asks too much."""
    return plain("Too Many Requests", 429, Retry_After="2")


@dataclass(slots=True)
class Site:
    """One host name: who answers, how fast, and how much it bears."""

    handler: Handler
    limit: Limit = USUAL
    tls: Tls = Tls.GOOD
    address: str = FRONT
    refusal: Handler = too_many
    latency: float | None = None


@dataclass(slots=True)
class Names:
    """What the name server says beyond the addresses of the sites."""

    addresses: dict[str, list[str]] = field(default_factory=dict)  # several, or a forbidden one
    rebinding: dict[str, str] = field(default_factory=dict)  # public at first, then this
    failing: set[str] = field(default_factory=set)  # SERVFAIL
    mute: set[str] = field(default_factory=set)  # no answer at all
    late: dict[str, float] = field(default_factory=dict)  # no such name for so many seconds


@dataclass(slots=True)
class Web:
    """A whole simulated web."""

    seed: int = 1
    slowest: float = 0.03  # the longest ordinary wait for a first byte, in seconds
    fastest: float = 0.002
    sites: dict[str, Site] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    cases: list[Case] = field(default_factory=list)

    def site(self, host: str, handler: Handler, **more: object) -> Site:
        """Put a site into this web."""
        site = Site(handler, **more)  # type: ignore[arg-type]
        self.sites[host] = site
        return site

    def add(self, url: str, truth: str, kind: str, about: str, **more: object) -> None:
        """Put a link into the list; `truth` holds the accepted verdicts between bars."""
        case = Case(url, tuple(truth.split("|")), kind, about, **more)  # type: ignore[arg-type]
        self.cases.append(case)
