"""data/links.jsonl: what was last known of every address, written by the weekly job only.

One sorted line an address, so that a change is a line in a diff. A reader of the list is told that
something is gone only when it was found so three times over at least a week.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "data/links.jsonl"
FAILURES = 3
DAYS = 7
GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One address of the ledger; days are written as 2026-11-23."""

    url: str
    status: str
    since: str  # the first day of this status
    last: str = ""  # the last day on which it was found to be so, where that is a failure
    ok: str = ""  # the last day on which it was fine
    failures: int = 0  # how often in a row it was found to be gone
    target: str = ""  # where it has moved, or a snapshot of what is gone


def read(text: str) -> dict[str, Line]:
    """Read a ledger; raises SetupError for a line that is none."""
    lines: dict[str, Line] = {}
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        try:
            line = Line(**json.loads(row))
        except (ValueError, TypeError) as e:
            hint = "restore it from git; the weekly job writes it"
            raise SetupError(f"{FILE}:{number}: this is no line of the ledger: {e}", hint) from e
        lines[line.url] = line
    return lines


def load(root: Path) -> dict[str, Line]:
    """Return the ledger of the list in ``root``, empty where there is none; raises SetupError."""
    file = root / FILE
    if not file.is_file() or file.is_symlink():
        return {}
    try:
        return read(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as e:
        raise SetupError(f"{FILE} cannot be read: {e}", "restore it from git") from e


def save(root: Path, lines: Mapping[str, Line]) -> None:
    """Put the ledger of the list in ``root`` in its place."""
    (root / FILE).write_text(write(lines), encoding="utf-8", newline="\n")


def write(lines: Mapping[str, Line]) -> str:
    """Return the ledger's text: sorted, without what is empty."""
    rows = []
    for _, line in sorted(lines.items()):
        kept = {k: v for k, v in asdict(line).items() if v not in {"", 0}}
        rows.append(json.dumps(kept, ensure_ascii=False) + "\n")
    return "".join(rows)


def is_gone(line: Line | None) -> bool:
    """Say whether readers are to be told that an address is gone."""
    if line is None or line.status != GONE or line.failures < FAILURES:
        return False
    first, last = _date(line.since), _date(line.last)
    return first is not None and last is not None and (last - first).days >= DAYS


def gone(lines: Mapping[str, Line]) -> dict[str, str]:
    """Return the addresses that are gone, with a snapshot where one is known."""
    return {url: line.target for url, line in lines.items() if is_gone(line)}


def _date(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
