"""The settings of the link checker, each with a default.

They stand in ``[tool.awesome_p2ti.links]`` of pyproject.toml, or in .awesome-links.toml.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from awesome_p2ti.config import LINKS_TABLE, TABLE, read_table, unknown_setting
from awesome_p2ti.links.models import AcceptableStatus  # noqa: TC001 pydantic reads it
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = f"pyproject.toml: {LINKS_TABLE}"
MAX_DAYS = 36500
MAX_SECONDS = 3600.0
RENAMED = {"lanes": "hosts", "default-lane": "default-host", "default_lane": "default-host"}

Timeout = Annotated[
    float,
    Field(strict=True, gt=0, le=MAX_SECONDS, description="a number of seconds above 0, up to 3600"),
]
Pause = Annotated[
    float,
    Field(strict=True, ge=0, le=MAX_SECONDS, description="a number of seconds from 0 to 3600"),
]
Count = Annotated[
    int, Field(strict=True, ge=0, le=10_000, description="a whole number from 0 to 10000")
]
Tries = Annotated[
    int, Field(strict=True, ge=1, le=1000, description="a whole number of at least 1, up to 1000")
]
Bytes = Annotated[
    int, Field(strict=True, ge=1, le=1 << 30, description="a number of bytes from 1 to 2^30")
]
Host = Annotated[str, Field(pattern=r"^[^\s/:@?#]+$")]


def _day(value: object) -> object:
    """Return a day of TOML, or one in quotes, as text; what is none is left for pydantic."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    return dt.date.fromisoformat(value).isoformat() if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, config=TABLE, kw_only=True)
class AcceptedSetting:
    """One accepted verdict, as data/exceptions.yaml has them, for who has no such file."""

    url: Annotated[str, Field(min_length=1, description="a URL, or a pattern with *")]
    verdict: Annotated[AcceptableStatus, Field(description="a status that can be accepted")]
    reason: Annotated[str, Field(min_length=1, description="why it is accepted")]
    until: Annotated[
        str, BeforeValidator(_day), Field(description="the last day, such as 2027-06-30")
    ]


@dataclass(frozen=True, slots=True, config=TABLE)
class HostLimit:
    """The limit of one host: seconds between requests, and connections at a time."""

    pause: Pause = 0.2
    connections: Tries = 2


# Each host's own rule where it states one, else what has been found to work. A name includes its
# subdomains, which share the limit.
#   arXiv: its interface takes one request every three seconds on one connection (and a little more,
#     for its clock begins when a request arrives)
#     (https://info.arxiv.org/help/api/tou.html), its pages up to four a second in bursts
#     (https://info.arxiv.org/help/bulk_data.html).
#   Hugging Face: 500 API requests in five minutes without an account; it states what is left.
#   github.com: no published number for pages; opening one page in a browser takes more. With a
#     pause of 0.12 s, 400 repositories take 50 s without a token; with 0.075 s half a minute.
DEFAULT_HOSTS: dict[str, HostLimit] = {
    "export.arxiv.org": HostLimit(3.2, 1),
    "arxiv.org": HostLimit(0.5, 1),
    "api.github.com": HostLimit(1.0, 1),
    "github.com": HostLimit(0.075, 5),
    "gist.github.com": HostLimit(0.25, 1),
    "raw.githubusercontent.com": HostLimit(0.1, 2),
    "huggingface.co": HostLimit(0.16, 2),
    "doi.org": HostLimit(0.16, 2),
    "crossref.org": HostLimit(0.2, 1),
    "datacite.org": HostLimit(0.2, 1),
    "openreview.net": HostLimit(0.35, 1),
    "youtube.com": HostLimit(0.2, 1),
    "youtu.be": HostLimit(0.2, 1),
    "drive.google.com": HostLimit(0.5, 1),
    "docs.google.com": HostLimit(0.5, 1),
    "archive.org": HostLimit(0.5, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True, config=TABLE)
class LinkSettings:
    """Limits on time, bytes, requests and trust; times in seconds unless the name says days."""

    timeout: Timeout = 9.0  # until the first byte of a response
    body_timeout: Timeout = 4.0  # for the rest of it
    retry_timeout: Timeout = 8.0  # for a host that has not responded once
    threads: Tries = 32
    redirects: Count = 20  # as browsers
    attempts: Tries = 3
    retry_pause: Pause = 1.0  # before the second attempt; it grows fourfold for each further one
    max_wait: Pause = 60.0  # of one Retry-After, and of several if none lets us in
    wait_budget: Pause = 600.0  # of all waits that one host may demand in a run
    max_bytes: Bytes = 64 * 1024
    max_bytes_fragment: Bytes = 2 * 1024 * 1024
    max_age_days: Annotated[
        float, Field(strict=True, ge=0, le=MAX_DAYS, description=f"days from 0 to {MAX_DAYS}")
    ] = 7.0
    max_time: Annotated[
        float, Field(strict=True, ge=0, le=7 * 86400, description="seconds from 0 to 604800")
    ] = 0.0  # of a whole run; 0: no limit
    exclude: Annotated[tuple[str, ...], Field(description="a list of patterns with *")] = ()
    exceptions: Annotated[
        tuple[AcceptedSetting, ...], Field(description="a list of tables, [[exceptions]]")
    ] = ()
    suggestions: Count = 20  # snapshots looked up for what is gone
    control_hosts: Annotated[tuple[Host, ...], Field(description="a list of host names")] = (
        "github.com",
        "arxiv.org",
    )
    default_host: HostLimit = Field(
        default=HostLimit(), description="a table with pause and connections"
    )
    hosts: dict[Host, HostLimit] = Field(
        default_factory=lambda: DEFAULT_HOSTS, description="a table of hosts"
    )
    agent: str = Field(default="", exclude=True)  # the list's URL, for the User-Agent; no setting


def read_settings(table: Mapping[str, Any], *, agent: str = "", place: str = PLACE) -> LinkSettings:
    """Read the table; a name or value that is not understood is a ``SetupError``."""
    for name in table:
        if new := RENAMED.get(name):
            raise SetupError(f"{place} has no setting '{name}' any more", f"name it '{new}'")
    if "agent" in table:
        raise unknown_setting(place, "agent", LinkSettings)
    read = read_table(LinkSettings, table, place)
    hosts = DEFAULT_HOSTS | {h.lower().rstrip("."): limit for h, limit in read.hosts.items()}
    return replace(read, hosts=hosts, agent=agent)
