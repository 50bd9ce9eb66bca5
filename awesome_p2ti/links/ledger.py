"""The ledger after a run: what the verdicts change in what was last known of every address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.ledger import FILE, Line, gone, is_gone, load, locked, read, save, write
from awesome_p2ti.links.models import Status, Verdict
from awesome_p2ti.urls import percent_encoded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["FILE", "Line", "gone", "is_gone", "load", "read", "record", "save", "update", "write"]


def record(root: Path, verdicts: Iterable[Verdict], today: dt.date, *, whole: bool) -> None:
    """Write what a run found into the ledger of the list in ``root``."""
    with locked(root):
        save(root, update(load(root), verdicts, today, whole=whole))


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
            url=verdict.link.url,
            status=status.value,
            since=since,
            ok=day,
            target=percent_encoded(verdict.moved_to),
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
