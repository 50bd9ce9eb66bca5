"""data/added.jsonl: on which day each paper reached the list, written by the workflow Build only.

What stood in the list when the file was begun has no day, and is no news. One sorted line a paper,
so that a change is a line in a diff.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import as_json
from awesome_p2ti.files.file_io import write_whole
from awesome_p2ti.history.json_lines import read_lines, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FILE = "data/added.jsonl"
DAYS = 60
"""How many days a paper is new, counted back from the newest day in the file."""
_MAX_BYTES = 1 << 26


def recent(days: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Return the days that count as new, the newest first, each with its papers' ids, sorted."""
    newest = max(days.values(), default="")
    if not newest:
        return []
    first = (dt.date.fromisoformat(newest) - dt.timedelta(days=DAYS)).isoformat()
    found: dict[str, list[str]] = {}
    for name, day in sorted(days.items(), key=lambda item: item[0]):
        if day >= first:
            found.setdefault(day, []).append(name)
    return sorted(found.items(), reverse=True)


def update(old: Mapping[str, str] | None, ids: Iterable[str], today: dt.date) -> dict[str, str]:
    """Return the days of the papers that are listed now: today for what was not listed before.

    ``old`` is None where nothing was recorded yet: then all that is listed gets no day. A day that
    is still to come becomes today.
    """
    if old is None:
        return dict.fromkeys(ids, "")
    latest = today.isoformat()
    return {name: min(old.get(name, latest), latest) for name in ids}


def record(root: Path, ids: Iterable[str], today: dt.date) -> None:
    """Bring the file of the list in ``root`` up to the papers of today; raises SetupError."""
    text = load_text(root)
    days = update(None if text is None else read(text), ids, today)
    write_whole(root / FILE, write(days), name=FILE)


def load(root: Path) -> dict[str, str]:
    """Return each recorded paper's id and day, which may be empty; raises SetupError."""
    return read(load_text(root) or "")


def load_text(root: Path) -> str | None:
    """Return the file's text, or None where there is none; raises SetupError."""
    return text_of(root, FILE, _MAX_BYTES)


def read(text: str) -> dict[str, str]:
    """Read the lines of the file; raises SetupError for a line that is none."""
    return dict(line for _, line in read_lines(text, FILE, _line, "the workflow Build"))


def _line(values: Any) -> tuple[str, str]:
    if not isinstance(values, dict) or not {"id"} <= values.keys() <= {"id", "day"}:
        raise TypeError("it is no JSON object with an id and, perhaps, a day")
    name, day = values["id"], values.get("day", "")
    if not isinstance(name, str) or not isinstance(day, str):
        raise TypeError("id and day must be text")
    if day and dt.date.fromisoformat(day).isoformat() != day:
        raise ValueError("day must be a day such as 2026-11-23")
    return name, day


def write(days: Mapping[str, str]) -> str:
    """Return the file's text, sorted by id; what has no day is written without one."""
    rows = ({"id": name} | ({"day": day} if day else {}) for name, day in sorted(days.items()))
    return "".join(as_json(row) + "\n" for row in rows)
