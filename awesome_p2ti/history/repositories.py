"""data/repositories.jsonl: what GitHub and the hub last said of each repository, model and space.

One sorted line an address of the list, with the day on which it was said; written by the weekly job
only. What a site says is theirs: a value that cannot be meant is left out.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import as_json
from awesome_p2ti.files.file_io import write_whole
from awesome_p2ti.history.json_lines import read_lines, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

FILE = "data/repositories.jsonl"
DAYS = 60
"""How many days a state counts, back from the newest day in the file."""
MAX_STARS = 10**8
_MAX_BYTES = 1 << 26
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,59}")
# What services write where they know no licence, or one that has no name.
_LICENCE_WORDS = {"noassertion": "other", "none": "", "unknown": "", "unlicensed": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryState:
    """What a site says of a repository, a model or a space; what it does not say is left empty."""

    licence: str = ""
    """As the site names it: ``MIT``, ``creativeml-openrail-m``; ``other`` is one without a name."""
    archived: bool = False
    pushed: str = ""
    """The day of the last push, such as 2026-11-23."""
    stars: int | None = None
    gated: bool = False
    """Whether only who asks for access gets it."""
    running: bool | None = None
    """Whether a space runs, or would for a visitor; None where it is no space."""
    day: str = ""
    """On which day the site said so; empty until that is recorded."""


_DEFAULTS = asdict(RepositoryState())


def licence_of(value: object) -> str:
    """Return a licence as a site names it, or nothing where it names none or several."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str) or not _LICENCE.fullmatch(value):
        return ""
    return _LICENCE_WORDS.get(value.lower(), value)


def day_of(value: object) -> str:
    """Return the day of a time such as ``2025-06-01T00:00:00Z``, or nothing."""
    day = value[:10] if isinstance(value, str) else ""
    return day if _is_day(day) else ""


def stars_of(value: object) -> int | None:
    """Return a number of stars, or None where it cannot be one."""
    return value if type(value) is int and 0 <= value <= MAX_STARS else None


def read_state(values: object) -> RepositoryState:
    """Read a state that ``state_values`` wrote; raises ValueError or TypeError."""
    if not isinstance(values, dict) or not values.keys() <= _DEFAULTS.keys():
        raise TypeError("it is no JSON object of what a site says of a repository")
    for name, value in values.items():
        if not _CHECKS[name](value):
            raise ValueError(f"{name} cannot be {json.dumps(value)[:40]}")
    return RepositoryState(**values)


def state_values(state: RepositoryState) -> dict[str, Any]:
    """Return what a site says as JSON values; what it does not say is left out."""
    return {k: v for k, v in asdict(state).items() if v != _DEFAULTS[k]}


def update(
    old: Mapping[str, RepositoryState],
    said: Mapping[str, RepositoryState],
    listed: Iterable[str],
    today: dt.date,
) -> dict[str, RepositoryState]:
    """Return the states after a run: of ``listed`` addresses, what was said today, or before.

    A day that is still to come, of whatever clock, becomes today.
    """
    latest = today.isoformat()
    new = {}
    for url in listed:
        state = replace(said[url], day=latest) if url in said else old.get(url)
        if state is not None:
            new[url] = replace(state, day=min(state.day, latest), pushed=min(state.pushed, latest))
    return new


def recent(states: Mapping[str, RepositoryState]) -> dict[str, RepositoryState]:
    """Return what is not 60 days older than the newest that is known; no clock is asked."""
    newest = max((s.day for s in states.values()), default="")
    if not newest:
        return {}
    first = (dt.date.fromisoformat(newest) - dt.timedelta(days=DAYS)).isoformat()
    return {url: state for url, state in states.items() if state.day > first}


def run_today(
    links: Iterable[tuple[str, str, bool]], states: Mapping[str, RepositoryState]
) -> bool | None:
    """Say whether one of these links can be run; None where nothing is known of any.

    A link is its role, its address, and whether it is the authors' own. Code has to be that, alive
    and licensed, weights open, and a demo has to run.
    """
    known = [
        _runs(role, states[url], official=official)
        for role, url, official in links
        if role in {"code", "weights", "demo"} and url in states
    ]
    return any(known) if known else None


def _runs(role: str, state: RepositoryState, *, official: bool) -> bool:
    if role == "code":
        return official and not state.archived and bool(state.licence)
    return state.running is True if role == "demo" else not state.gated


def record(
    root: Path, said: Mapping[str, RepositoryState], listed: Iterable[str], today: dt.date
) -> None:
    """Write what a run over the whole list was told into its file; raises SetupError."""
    states = update(load(root), said, listed, today)
    if states or (root / FILE).exists():
        write_whole(root / FILE, write(states), name=FILE)


def load(root: Path) -> dict[str, RepositoryState]:
    """Return each address and what was said of it, empty without the file; raises SetupError."""
    return read(text_of(root, FILE, _MAX_BYTES) or "")


def read(text: str) -> dict[str, RepositoryState]:
    """Read the lines of the file; raises SetupError for a line that is none."""
    return dict(line for _, line in read_lines(text, FILE, _line, "the weekly job"))


def _line(values: Any) -> tuple[str, RepositoryState]:
    if not isinstance(values, dict) or not isinstance(values.get("url"), str):
        raise TypeError("it is no JSON object with a url")
    state = read_state({k: v for k, v in values.items() if k != "url"})
    if not state.day:
        raise ValueError("it has no day")
    return values["url"], state


def write(states: Mapping[str, RepositoryState]) -> str:
    """Return the file's text, sorted by address, without what is not known."""
    rows = ({"url": url} | state_values(state) for url, state in sorted(states.items()))
    return "".join(as_json(row) + "\n" for row in rows)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_flag(value: object) -> bool:
    return type(value) is bool


_CHECKS: dict[str, Callable[[object], bool]] = {
    "licence": lambda value: value == licence_of(value) != "",
    "archived": _is_flag,
    "pushed": _is_day,
    "stars": lambda value: stars_of(value) is not None,
    "gated": _is_flag,
    "running": _is_flag,
    "day": _is_day,
}
