"""data/links.jsonl: what was last known of every address, written by the weekly job only.

One sorted line an address, so that a change is a line in a diff. A reader of the list is told that
something is gone only when it was found so three times over at least a week.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import as_json
from awesome_p2ti.file_io import NotRegularError, read_regular, write_whole
from awesome_p2ti.file_lock import exclusive
from awesome_p2ti.problems import Problem, SetupError
from awesome_p2ti.urls import percent_encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FILE = "data/links.jsonl"
FAILURES = 3
DAYS = 7
GONE = "gone"
_FINE = frozenset({"ok", "moved"})
_FAILING = frozenset({GONE, "wrong"})
_SILENT = "unreachable"
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
    "target": "target",
}
"""The keys of a line in the file, and the fields that they fill."""
_DAYS = ("since", "last", "ok")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One address of the ledger; days are written as 2026-11-23."""

    url: str
    status: str
    status_since: str  # the first day of this status
    last_failure: str = ""  # the last day on which it was found to be so, where that is a failure
    last_ok: str = ""  # the last day on which it was fine
    failures: int = 0  # how often in a row it was found to be gone
    target: str = ""  # where it has moved, or a snapshot of what is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a run found of one address."""

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
    if now.status in _FINE:
        moved_to = percent_encoded(now.moved_to)
        return Line(
            url=now.url, status=now.status, status_since=since, last_ok=day, target=moved_to
        )
    if now.cached and before is not None:
        return before
    failures = before.failures if before is not None else 0
    if now.status == GONE:
        # Two looks on one day are one failure.
        failures = (
            failures if before is not None and same and before.last_failure == day else failures + 1
        )
    elif now.status != _SILENT:
        failures = 0  # it answers, so it is not gone; silence proves neither
    return Line(
        url=now.url,
        status=now.status,
        status_since=since,
        last_failure=day,
        last_ok=before.last_ok if before is not None else "",
        failures=failures,
        target=now.archived_copy or (before.target if before is not None and same else ""),
    )


def read(text: str) -> dict[str, Line]:
    """Read a ledger; raises SetupError for a line that is none."""
    return {line.url: line for _, line in _rows(text)}


def _rows(text: str) -> Iterator[tuple[int, Line]]:
    """Yield the lines with their numbers; only a line feed ends one, whatever else a text holds."""
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        try:
            yield number, _line(json.loads(row))
        except (ValueError, TypeError, RecursionError) as e:
            hint = "restore it from git; the weekly job writes it"
            raise SetupError(f"{FILE}:{number}: this is no line of the ledger: {e}", hint) from e


def _line(values: Any) -> Line:
    if not isinstance(values, dict):
        raise TypeError("it is not a JSON object")
    for name, value in values.items():
        kind = int if name == "failures" else str
        if name not in _KEYS:
            raise ValueError(f"it has no {json.dumps(name)[:40]}")
        if type(value) is not kind:
            said = "a whole number" if kind is int else "text"
            raise TypeError(f"{name} must be {said}, not {json.dumps(value)[:40]}")
    for name in _DAYS:
        if values.get(name) and _date(values[name]) is None:
            raise ValueError(f'{name} must be a day such as 2026-11-23, not "{values[name][:40]}"')
    return Line(**{_KEYS[name]: value for name, value in values.items()})


def load(root: Path) -> dict[str, Line]:
    """Return the ledger of the list in ``root``, empty where there is none; raises SetupError."""
    return read(load_text(root))


def load_text(root: Path) -> str:
    """Return the ledger's text, empty where there is none; raises SetupError."""
    try:
        return read_regular(root / FILE, _MAX_BYTES).decode("utf-8")
    except (FileNotFoundError, NotRegularError):
        return ""
    except (OSError, UnicodeDecodeError) as e:
        raise SetupError(f"{FILE} cannot be read: {e}", "restore it from git") from e


def save(root: Path, lines: Mapping[str, Line]) -> None:
    """Put the ledger of the list in ``root`` in its place, whole; raises SetupError."""
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
    """Return the ledger's text: sorted, without what is empty."""
    rows = []
    for _, line in sorted(lines.items()):
        values = ((key, getattr(line, field)) for key, field in _KEYS.items())
        kept = {key: value for key, value in values if value not in {"", 0}}
        rows.append(as_json(kept) + "\n")
    return "".join(rows)


def last_check(lines: Mapping[str, Line]) -> LinkCheck | None:
    """Return the newest day in a ledger and what is known then, or None where it holds no day."""
    day = max((d for line in lines.values() for d in (line.last_failure, line.last_ok)), default="")
    if not day:
        return None
    statuses = [line.status for line in lines.values()]
    fine, failing = (sum(s in some for s in statuses) for some in (_FINE, _FAILING))
    return LinkCheck(day, len(statuses), fine, failing)


def is_gone(line: Line | None) -> bool:
    """Say whether readers are to be told that an address is gone."""
    if line is None or line.status != GONE or line.failures < FAILURES:
        return False
    first, last = _date(line.status_since), _date(line.last_failure)
    return first is not None and last is not None and (last - first).days >= DAYS


def gone(lines: Mapping[str, Line]) -> dict[str, str]:
    """Return the addresses that are gone, with a snapshot where one is known."""
    return {
        url: line.target if is_snapshot(line.target) else ""
        for url, line in lines.items()
        if is_gone(line)
    }


def is_snapshot(url: str) -> bool:
    """Say whether an address is a copy at the Internet Archive, where no stranger can put one."""
    return _SNAPSHOT.fullmatch(url) is not None


def foreign_copies(text: str) -> Iterator[Problem]:
    """Find what a ledger calls the copy of something gone though it lies elsewhere."""
    for number, line in _rows(text):
        if line.status == GONE and line.target and not is_snapshot(line.target):
            message = f'the copy of {line.url} does not lie at web.archive.org: "{line.target}"'
            hint = "restore the line from git; the weekly job writes it"
            yield Problem(FILE, number, 1, "ledger-copy", message, hint)


def future_days(text: str, today: dt.date) -> Iterator[Problem]:
    """Find days in a ledger that are still to come, by more than time zones make of them."""
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
