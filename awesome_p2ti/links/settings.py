"""What the link checker may be told: ``[tool.awesome_p2ti.links]``, with sane values for all."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LaneLimit:
    """How one host wants to be asked: seconds between requests, and connections at a time."""

    pause: float = 0.2
    connections: int = 2


# Each host's own rule where it states one, else what its users found it to bear. A name stands for
# its subdomains too, and they share the limit.
#   arXiv: its interface takes one request every three seconds on one connection (and a little more,
#     for its clock begins when a request arrives)
#     (https://info.arxiv.org/help/api/tou.html), its pages up to four a second in bursts
#     (https://info.arxiv.org/help/bulk_data.html).
#   Hugging Face: 500 API requests in five minutes without an account; it states what is left.
#   github.com: no published number for pages; a browser that opens one page asks more often. With a
#     pause of 0.12 s, 400 repositories take 50 s without a token; with 0.075 s half a minute.
DEFAULT_LANES: dict[str, LaneLimit] = {
    "export.arxiv.org": LaneLimit(3.2, 1),
    "arxiv.org": LaneLimit(0.5, 1),
    "api.github.com": LaneLimit(1.0, 1),
    "github.com": LaneLimit(0.075, 5),
    "gist.github.com": LaneLimit(0.25, 1),
    "raw.githubusercontent.com": LaneLimit(0.1, 2),
    "huggingface.co": LaneLimit(0.16, 2),
    "doi.org": LaneLimit(0.16, 2),
    "crossref.org": LaneLimit(0.2, 1),
    "datacite.org": LaneLimit(0.2, 1),
    "openreview.net": LaneLimit(0.35, 1),
    "youtube.com": LaneLimit(0.2, 1),
    "youtu.be": LaneLimit(0.2, 1),
    "drive.google.com": LaneLimit(0.5, 1),
    "docs.google.com": LaneLimit(0.5, 1),
    "archive.org": LaneLimit(0.5, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """Limits on time, bytes, requests and trust; times in seconds unless the name says days."""

    timeout: float = 9.0  # until the first byte of an answer
    body_timeout: float = 4.0  # for the rest of it
    retry_timeout: float = 8.0  # for a host that has already been silent once
    threads: int = 32
    redirects: int = 20  # as browsers
    attempts: int = 3
    retry_pause: float = 1.0  # before the second attempt; it grows fourfold for each further one
    max_wait: float = 60.0  # of one Retry-After
    wait_budget: float = 600.0  # of all waits that one host may demand in a run
    max_bytes: int = 64 * 1024
    max_bytes_fragment: int = 2 * 1024 * 1024
    max_age_days: float = 7.0
    suggestions: int = 20  # snapshots looked up for what is gone
    control_hosts: tuple[str, ...] = ("github.com", "arxiv.org")
    default_lane: LaneLimit = LaneLimit()
    lanes: Mapping[str, LaneLimit] = field(default_factory=lambda: DEFAULT_LANES)
    agent: str = ""  # the list's address, told to every site


def read_settings(table: Mapping[str, Any], *, agent: str = "") -> LinkSettings:
    """Read the table; a name or value that is not understood is a ``SetupError``."""
    known = {f.name: f for f in fields(LinkSettings)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known or name == "agent":
            raise _unknown(key, known)
        values[name] = _value(key, value, getattr(LinkSettings(), name))
    lanes = dict(DEFAULT_LANES) | dict(values.pop("lanes", {}))
    return LinkSettings(**values, lanes=lanes, agent=agent)


def _unknown(key: str, known: Mapping[str, object]) -> SetupError:
    close = difflib.get_close_matches(key.replace("-", "_"), list(known), n=1)
    hint = f"did you mean {close[0]!r}?" if close else "the settings are in links/settings.py"
    return SetupError(f"pyproject.toml: [tool.awesome_p2ti.links] has no setting {key!r}", hint)


def _value(key: str, value: object, default: object) -> object:
    if isinstance(default, LaneLimit):
        return _lane(key, value)
    if key == "lanes":
        if not isinstance(value, dict):
            raise _wrong(key, value, "a table of hosts")
        return {str(host).lower(): _lane(f"lanes.{host}", v) for host, v in value.items()}
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise _wrong(key, value, "a list of names")
        return tuple(value)
    wanted: type | tuple[type, ...] = int if isinstance(default, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted) or value < 0:  # type: ignore[operator]
        raise _wrong(key, value, "a number of at least 0")
    if key in {"threads", "attempts"} and value < 1:  # type: ignore[operator]
        raise _wrong(key, value, "a number of at least 1")
    return value


def _lane(key: str, value: object) -> LaneLimit:
    if not isinstance(value, dict) or set(value) - {"pause", "connections"}:
        raise _wrong(key, value, "a table with pause and connections")
    pause, connections = value.get("pause", 0.2), value.get("connections", 2)
    if isinstance(pause, bool) or not isinstance(pause, int | float) or not 0 <= pause <= 3600:
        raise _wrong(f"{key}.pause", pause, "seconds from 0 to 3600")
    if isinstance(connections, bool) or not isinstance(connections, int) or connections < 1:
        raise _wrong(f"{key}.connections", connections, "a number of at least 1")
    return LaneLimit(float(pause), connections)


def _wrong(key: str, value: object, wanted: str) -> SetupError:
    message = f"pyproject.toml: [tool.awesome_p2ti.links] {key} is {value!r}, not {wanted}"
    return SetupError(message)
