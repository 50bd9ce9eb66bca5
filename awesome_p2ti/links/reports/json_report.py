"""The JSON report of a run: every link with its verdict, the numbers, and other problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.codes import CODES
from awesome_p2ti.escaping import json_document
from awesome_p2ti.history.repositories import read_state, state_values
from awesome_p2ti.links.models import Link, LinkUse, Status, Verdict
from awesome_p2ti.links.reports.problems import of_no_link
from awesome_p2ti.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.history.repositories import RepositoryState


def json_report(
    verdicts: Sequence[Verdict], numbers: Mapping[str, Any], problems: Sequence[Problem] = ()
) -> str:
    """Return one object: the links, the summary, and problems that belong to no link."""
    links = [link_row(v) for v in verdicts]
    other = [
        {"path": p.path, "line": p.line, "column": p.column, "code": p.code, "message": p.message}
        for p in of_no_link(problems)
    ]
    return json_document({"links": links, "summary": dict(numbers), "problems": other})


def link_row(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON values."""
    statuses = verdict.per_use or (verdict.status,)
    uses = [
        {
            "path": use.path,
            "line": use.line,
            "column": use.column,
            "entry": use.entry,
            "role": use.role,
            "status": status.value,
        }
        for use, status in zip(verdict.link.uses, statuses, strict=False)
    ]
    return {
        "url": verdict.link.url,
        "status": verdict.status.value,
        "detail": verdict.detail,
        "title": verdict.title,
        "moved_to": verdict.moved_to,
        "permanent": verdict.permanent,
        "archive": verdict.archive,
        "evidence": list(verdict.evidence),
        "notes": list(verdict.notes),
        "requests": verdict.requests,
        "seconds": verdict.seconds,
        "cached": verdict.cached,
        "accepted": verdict.accepted,
        "about": state_values(verdict.about) if verdict.about else None,
        "uses": uses,
    }


def verdict_of(row: Mapping[str, Any]) -> Verdict:
    """Return the verdict that ``link_row`` wrote, as far as reports show it."""
    uses = row.get("uses", ())
    return Verdict(
        link=Link(row["url"], tuple(_use_of(use) for use in uses)),
        status=Status(row["status"]),
        detail=row.get("detail", ""),
        title=row.get("title", ""),
        moved_to=row.get("moved_to", ""),
        permanent=row.get("permanent", False),
        archive=row.get("archive", ""),
        evidence=tuple(row.get("evidence", ())),
        cached=row.get("cached", False),
        accepted=row.get("accepted") or "",
        about=_about(row.get("about")),
        per_use=tuple(Status(use.get("status") or row["status"]) for use in uses),
    )


def _about(values: object) -> RepositoryState | None:
    """Return what a site says of a repository, or None where a report holds anything else."""
    try:
        return read_state(values)
    except (TypeError, ValueError):
        return None


def _use_of(row: Mapping[str, Any]) -> LinkUse:
    return LinkUse(
        path=row.get("path", ""),
        line=row.get("line", 0),
        column=row.get("column", 0),
        entry=row.get("entry", ""),
        role=row.get("role", ""),
    )


def problem_of(row: Mapping[str, Any]) -> Problem:
    """Return the problem of a report that belongs to no link."""
    code = row["code"]
    place = row["path"], row["line"], row["column"]
    return Problem(*place, code, row["message"], severity=CODES[code].severity)
