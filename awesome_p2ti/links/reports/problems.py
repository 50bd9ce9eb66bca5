"""Verdicts as problems: each at its place in a file, with a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.codes import CODES
from awesome_p2ti.links.local.schemes import NEVER_REQUESTED
from awesome_p2ti.links.models import LinkUse, Status, Verdict
from awesome_p2ti.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_LINKS = frozenset(f"link-{status.value}" for status in Status)
_PREDICATES = {
    Status.MOVED: "has moved to {moved_to}",
    Status.GONE: "is gone",
    Status.WRONG: "is not what the entry names",
    Status.UNRELATED: "does not name the work",
    Status.BROKEN_DEMO: "is a demo that does not run",
    Status.FRAGMENT_MISSING: "leads to a page without that part",
    Status.BLOCKED: "is closed to programs",
    Status.UNREACHABLE: "cannot be reached for now",
    Status.REFUSED: "is not requested",
}
_HINTS = {
    Status.WRONG: "correct the URL, or the title if it is another work's",
    Status.UNRELATED: "correct the URL; if it is right, an exception can say so",
    Status.BROKEN_DEMO: "ask its owners to restart it, or remove the link",
    Status.FRAGMENT_MISSING: "remove what comes after '#', or name a part that the page has",
    Status.BLOCKED: "open it in a browser; if it is fine, an exception can say so",
    Status.UNREACHABLE: "nothing for now: the next run tries again",
    Status.REFUSED: "link a public http or https URL",
}


def problems_of(verdicts: Sequence[Verdict]) -> list[Problem]:
    """Return a problem for each use of each link whose verdict is neither ok nor accepted."""
    problems = []
    for verdict in verdicts:
        if verdict.status is Status.OK or verdict.accepted:
            continue
        uses, statuses = verdict.link.uses or (LinkUse(),), verdict.per_use or (verdict.status,)
        for use, status in zip(uses, statuses, strict=False):
            if status is not Status.OK:
                problems.append(_problem(verdict, use, status))
    return sorted(set(problems))


def of_no_link(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that no verdict has: of files that are not read, of exceptions."""
    return [p for p in problems if p.code not in _OF_LINKS]


def _problem(verdict: Verdict, use: LinkUse, status: Status) -> Problem:
    predicate = _PREDICATES[status].format(moved_to=verdict.moved_to or "another URL")
    if status is Status.WRONG and not (use.title or use.name):
        predicate = "is not what was linked"
    detail = "" if status is Status.MOVED or not verdict.detail else f": {verdict.detail}"
    code = f"link-{status.value}"
    return Problem(
        use.path or "<arguments>",
        max(use.line, 1),
        max(use.column, 1),
        code,
        f"{verdict.link.url} {predicate}{detail}",
        _hint(verdict, use, status),
        CODES[code].severity if NEVER_REQUESTED.isdisjoint(verdict.evidence) else Severity.NOTE,
        use.end_column,
    )


def _hint(verdict: Verdict, use: LinkUse, status: Status) -> str:
    in_data = use.path.startswith("data/") and use.path.endswith(".yaml")
    if status is Status.MOVED:
        return "run: awesome-p2ti fix" if in_data else f"write {verdict.moved_to}"
    if status is Status.GONE:
        if verdict.archive:
            copy = verdict.archive
            return f"add archived: {copy}" if in_data else f"link its copy instead: {copy}"
        return "find where it went, or remove the link"
    if not NEVER_REQUESTED.isdisjoint(verdict.evidence):
        return ""
    if status is Status.WRONG and not (use.title or use.name):
        return "correct the URL"
    return _HINTS[status]
