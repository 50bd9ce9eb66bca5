"""data/links.jsonl: the last known status of every link, written by the weekly job only.

One sorted line a URL, so that a change is a line in a diff. The README shows a link as gone only
after three runs over at least a week found it so.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import as_json
from awesome_p2ti.files.file_io import write_whole
from awesome_p2ti.files.file_lock import exclusive
from awesome_p2ti.history.json_lines import read_lines, text_of
from awesome_p2ti.problems import Problem, SetupError
from awesome_p2ti.urls import percent_encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FILE = "data/links.jsonl"
FAILURES = 3
DAYS = 7
GONE = "gone"
_SUCCESS = frozenset({"ok", "moved"})
_FAILING = frozenset({GONE, "wrong"})
_UNREACHABLE = "unreachable"
_MAX_BYTES = 1 << 28
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# https://archive.org/help/wayback_api.php: /web/TIMESTAMP/ADDRESS; "if_" and its likes show it raw.
_SNAPSHOT = re.compile(r"https://web\.archive\.org/web/[0-9]{1,14}(?:[a-z]{2}_)?/[!-~]+")
_KEYS = {
    "url": "url",
    "status": "status",
    "since": "status_since",
    "last": "last_failure",
    "ok": "last_ok",
    "failures": "failures",
}
"""The keys of a line in the file, and the fields that they fill. One more, "target", is the field
``moved_to`` of a success and ``snapshot`` of a failure."""
_DAYS = ("since", "last", "ok")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One URL of the ledger; days are written as 2026-11-23."""

    url: str
    status: str
    status_since: str  # the first day of this status
    last_failure: str = ""  # the last day on which it was found to be so, where that is a failure
    last_ok: str = ""  # the last day on which it was fine
    failures: int = 0  # how often in a row it was found to be gone
    moved_to: str = ""  # of a success: the URL to which the site redirects permanently
    snapshot: str = ""  # of a failure: an archived copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a run found for one URL."""

    url: str
    status: str
    moved_to: str = ""
    archived_copy: str = ""  # a snapshot of what is gone
    cached: bool = False  # whether an earlier run found it, and this one trusted that


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """When the links were last checked, how many there were, and how many were fine or failed."""

    day: str  # 2026-11-23
    total: int
    fine: int
    failing: int


def record(root: Path, observations: Iterable[Observation], today: dt.date, *, whole: bool) -> None:
    """Write what a run found into the ledger of the list in ``root``; raises SetupError."""
    with locked(root):
        save(root, update(load(root), observations, today, whole=whole))


def update(
    old: Mapping[str, Line], observations: Iterable[Observation], today: dt.date, *, whole: bool
) -> dict[str, Line]:
    """Return the ledger after a run; a run over the whole list forgets what the list dropped."""
    new = {} if whole else dict(old)
    for observed in observations:
        new[observed.url] = _observed(old.get(observed.url), observed, today.isoformat())
    return new


def _observed(before: Line | None, now: Observation, day: str) -> Line:
    same = before is not None and before.status == now.status
    since = before.status_since if before is not None and same else day
    if now.status in _SUCCESS:
        moved_to = percent_encoded(now.moved_to)
        return Line(
            url=now.url, status=now.status, status_since=since, last_ok=day, moved_to=moved_to
        )
    if now.cached and before is not None:
        return before
    failures = before.failures if before is not None else 0
    if now.status == GONE:
        # Two runs on one day count as one failure.
        failures = (
            failures if before is not None and same and before.last_failure == day else failures + 1
        )
    elif now.status != _UNREACHABLE:
        failures = 0  # a response: it is not gone; no response proves nothing
    return Line(
        url=now.url,
        status=now.status,
        status_since=since,
        last_failure=day,
        last_ok=before.last_ok if before is not None else "",
        failures=failures,
        snapshot=now.archived_copy or (before.snapshot if before is not None and same else ""),
    )


def read(text: str) -> dict[str, Line]:
    """Read a ledger; raises SetupError for a line that is none."""
    return {line.url: line for _, line in _rows(text)}


def _rows(text: str) -> Iterator[tuple[int, Line]]:
    return read_lines(text, FILE, _line, "the weekly job")


def _line(values: Any) -> Line:
    if not isinstance(values, dict):
        raise TypeError("it is not a JSON object")
    for name, value in values.items():
        kind = int if name == "failures" else str
        if name not in _KEYS and name != "target":
            raise ValueError(f"it has no {json.dumps(name)[:40]}")
        if type(value) is not kind:
            expected = "a whole number" if kind is int else "text"
            raise TypeError(f"{name} must be {expected}, not {json.dumps(value)[:40]}")
    for name in _DAYS:
        if values.get(name) and _date(values[name]) is None:
            raise ValueError(f'{name} must be a day such as 2026-11-23, not "{values[name][:40]}"')
    target = "moved_to" if values.get("status") in _SUCCESS else "snapshot"
    return Line(**{_KEYS.get(name, target): value for name, value in values.items()})


def load(root: Path) -> dict[str, Line]:
    """Return the ledger of the list in ``root``, empty where there is none; raises SetupError."""
    return read(load_text(root))


def load_text(root: Path) -> str:
    """Return the ledger's text, empty where there is none; raises SetupError."""
    return text_of(root, FILE, _MAX_BYTES) or ""


def save(root: Path, lines: Mapping[str, Line]) -> None:
    """Write the ledger of the list in ``root`` atomically; raises SetupError."""
    write_whole(root / FILE, write(lines), name=FILE)


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other runs from writing the ledger between a read and a write; raises SetupError."""
    folder = (root / FILE).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with exclusive(folder):
            yield
    except OSError as e:
        raise SetupError(f"{FILE} cannot be written: {e.strerror or e}") from e


def write(lines: Mapping[str, Line]) -> str:
    """Return the ledger's text: sorted by URL, without empty fields."""
    rows = []
    for _, line in sorted(lines.items()):
        values = {key: getattr(line, field) for key, field in _KEYS.items()}
        values["target"] = line.moved_to or line.snapshot
        kept = {key: value for key, value in values.items() if value not in {"", 0}}
        rows.append(as_json(kept) + "\n")
    return "".join(rows)


def last_check(lines: Mapping[str, Line]) -> LinkCheck | None:
    """Return the newest day in a ledger and what is known then, or None where it holds no day."""
    day = max((d for line in lines.values() for d in (line.last_failure, line.last_ok)), default="")
    if not day:
        return None
    statuses = [line.status for line in lines.values()]
    fine, failing = (sum(s in some for s in statuses) for some in (_SUCCESS, _FAILING))
    return LinkCheck(day, len(statuses), fine, failing)


def is_gone(line: Line | None) -> bool:
    """Return whether the README shows a URL as gone."""
    if line is None or line.status != GONE or line.failures < FAILURES:
        return False
    first, last = _date(line.status_since), _date(line.last_failure)
    return first is not None and last is not None and (last - first).days >= DAYS


def gone(lines: Mapping[str, Line]) -> dict[str, str]:
    """Return the URLs that are gone, each with its archived copy or nothing."""
    return {
        url: line.snapshot if is_snapshot(line.snapshot) else ""
        for url, line in lines.items()
        if is_gone(line)
    }


def is_snapshot(url: str) -> bool:
    """Return whether a URL is a copy at the Internet Archive, where no stranger can put one."""
    return _SNAPSHOT.fullmatch(url) is not None


def foreign_snapshots(text: str) -> Iterator[Problem]:
    """Find archived copies that are not at the Internet Archive."""
    for number, line in _rows(text):
        if line.status == GONE and line.snapshot and not is_snapshot(line.snapshot):
            message = f'the copy of {line.url} does not lie at web.archive.org: "{line.snapshot}"'
            hint = "restore the line from git; the weekly job writes it"
            yield Problem(FILE, number, 1, "ledger-copy", message, hint)


def future_days(text: str, today: dt.date) -> Iterator[Problem]:
    """Find days in the future, by more than the time zones can explain."""
    for number, line in _rows(text):
        for name in _DAYS:
            day = _date(getattr(line, _KEYS[name]))
            if day is not None and (day - today).days > 1:
                message = f"{name}: {day} is still to come"
                hint = "restore the line from git; the weekly job writes it"
                yield Problem(FILE, number, 1, "ledger-date", message, hint)


def _date(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except (TypeError, ValueError):
        return None
