"""data/links.jsonl: what was last known of every address, written by the weekly job only.

One sorted line an address, so that a change is a line in a diff. A reader of the list is told that
something is gone only when it was found so three times over at least a week.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.links.model import Status, Verdict
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = "data/links.jsonl"
FAILURES = 3
DAYS = 7


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


def write(lines: Mapping[str, Line]) -> str:
    """Return the ledger's text: sorted, without what is empty."""
    rows = []
    for _, line in sorted(lines.items()):
        kept = {k: v for k, v in asdict(line).items() if v not in {"", 0}}
        rows.append(json.dumps(kept, ensure_ascii=False) + "\n")
    return "".join(rows)


def update(
    old: Mapping[str, Line], verdicts: Iterable[Verdict], today: dt.date, *, whole: bool
) -> dict[str, Line]:
    """Return the ledger after a run; a run over the whole list forgets what the list dropped."""
    new = {} if whole else dict(old)
    for verdict in verdicts:
        new[verdict.link.url] = _line(old.get(verdict.link.url), verdict, today.isoformat())
    return new


def _line(before: Line | None, verdict: Verdict, day: str) -> Line:
    status = verdict.status
    same = before is not None and before.status == status.value
    since = before.since if before is not None and same else day
    ok = before.ok if before is not None else ""
    if status in {Status.OK, Status.MOVED}:
        return Line(
            url=verdict.link.url, status=status.value, since=since, ok=day, target=verdict.moved_to
        )
    if verdict.cached and before is not None:
        return before
    failures = before.failures if before is not None else 0
    if status is Status.GONE:
        # Two looks on one day are one failure.
        failures = failures if before is not None and same and before.last == day else failures + 1
    elif status is not Status.UNREACHABLE:
        failures = 0  # it answers, so it is not gone; silence proves neither
    return Line(
        url=verdict.link.url,
        status=status.value,
        since=since,
        last=day,
        ok=ok,
        failures=failures,
        target=verdict.archive or (before.target if before is not None and same else ""),
    )


def is_gone(line: Line | None) -> bool:
    """Say whether readers are to be told that an address is gone."""
    if line is None or line.status != Status.GONE.value or line.failures < FAILURES:
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
