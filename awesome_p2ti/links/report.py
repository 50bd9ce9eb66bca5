"""What a run says: problems at their places, a summary with hints, and reports for machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from awesome_p2ti.codes import CODES
from awesome_p2ti.links.model import RED, Status, Use, Verdict
from awesome_p2ti.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.links.check import Result

_QUIET = frozenset({Status.OK})
_WORDS = {
    Status.MOVED: "has moved to {target}",
    Status.GONE: "is gone",
    Status.WRONG: "is not what the entry names",
    Status.BROKEN_DEMO: "is a demo that does not run",
    Status.FRAGMENT_MISSING: "leads to a page without that part",
    Status.BLOCKED: "is closed to programs",
    Status.UNREACHABLE: "cannot be reached for now",
    Status.REFUSED: "is not asked",
}
_HINTS = {
    Status.WRONG: "correct the address, or the title if it is another work's",
    Status.BROKEN_DEMO: "ask its owners to restart it, or remove the link",
    Status.FRAGMENT_MISSING: "remove what stands after '#', or name a part that the page has",
    Status.BLOCKED: "open it in a browser; if it is fine, data/exceptions.yaml can say so",
    Status.UNREACHABLE: "nothing for now: the next run asks again",
    Status.REFUSED: "link a public http or https address",
}


def problems_of(verdicts: Sequence[Verdict]) -> list[Problem]:
    """Return a problem for each use of each link that is not fine and not accepted."""
    found = []
    for verdict in verdicts:
        if verdict.status in _QUIET or verdict.accepted:
            continue
        pairs = zip(
            verdict.link.uses or (Use(),), verdict.per_use or (verdict.status,), strict=False
        )
        found += [_problem(verdict, use, status) for use, status in pairs if status not in _QUIET]
    return sorted(set(found))


def _problem(verdict: Verdict, use: Use, status: Status) -> Problem:
    words = _WORDS[status].format(target=verdict.moved_to or "another address")
    detail = "" if status is Status.MOVED or not verdict.detail else f": {verdict.detail}"
    code = f"link-{status.value}"
    return Problem(
        use.path or "<arguments>",
        max(use.line, 1),
        max(use.column, 1),
        code,
        f"{verdict.link.url} {words}{detail}",
        _hint(verdict, use, status),
        CODES[code].severity,
        use.end_column,
    )


def _hint(verdict: Verdict, use: Use, status: Status) -> str:
    if status is Status.MOVED:
        return (
            "run: awesome-p2ti fix" if use.path.startswith("data/") else f"write {verdict.moved_to}"
        )
    if status is Status.GONE:
        if verdict.archive:
            return f"add archived: {verdict.archive}"
        return "find where it went, or remove the link"
    return _HINTS[status]


def hints_of(result: Result, *, token: bool) -> list[str]:
    """Return what the pattern of a run's failures suggests."""
    hints = []
    fallen = result.fallbacks
    if fallen["github"] and not token:
        hints.append(f"{fallen['github']} GitHub links fell back to pages: set GITHUB_TOKEN")
    elif fallen["github"] > 10:
        hints.append(f"{fallen['github']} GitHub links fell back to pages: look at GITHUB_TOKEN")
    hints += [
        f"{fallen[name]} links fell back to pages: the interface of {name} did not answer"
        for name in ("arxiv", "huggingface", "doi", "openreview", "youtube")
        if fallen[name] > 10
    ]
    bad = Counter(_host(v.link.url) for v in result.verdicts if v.status is Status.UNREACHABLE)
    hints += [
        f"{count} links lead to {host}, which did not answer: it may be down as a whole"
        for host, count in bad.most_common(3)
        if count >= 3
    ]
    shut = sum(1 for v in result.verdicts if v.status is Status.BLOCKED and not v.accepted)
    if shut > 20:
        hints.append(f"{shut} links are closed to programs: another network may see more")
    return hints


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def summary(result: Result, seconds: float, hints: Sequence[str]) -> dict[str, Any]:
    """Return the numbers of a run."""
    by_status = Counter(v.status.value for v in result.verdicts)
    by_host: dict[str, Counter[str]] = {}
    for verdict in result.verdicts:
        by_host.setdefault(_host(verdict.link.url), Counter())[verdict.status.value] += 1
    requests = sum(result.requests.values())
    return {
        "links": len(result.verdicts),
        "unchecked": len(result.unchecked),
        "by_status": {s.value: by_status[s.value] for s in Status if by_status[s.value]},
        "by_host": {host: dict(sorted(c.items())) for host, c in sorted(by_host.items())},
        "red": sum(1 for v in result.verdicts if v.status in RED and not v.accepted),
        "requests": requests,
        "requests_by_host": dict(sorted(result.requests.items())),
        "requests_per_link": round(requests / max(1, len(result.verdicts)), 3),
        "seconds": round(seconds, 2),
        "interrupted": result.interrupted,
        "hints": list(hints),
    }


def as_json(result: Result, numbers: Mapping[str, Any], problems: Sequence[Problem] = ()) -> str:
    """Return one object: the links, the summary, and problems that belong to no link."""
    links = [link_row(v) for v in result.verdicts]
    other = [
        {"path": p.path, "line": p.line, "column": p.column, "code": p.code, "message": p.message}
        for p in problems
        if not p.code.startswith("link-")
    ]
    document = {"links": links, "summary": dict(numbers), "problems": other}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


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
        "uses": uses,
    }


def summary_text(numbers: Mapping[str, Any]) -> str:
    """Return the summary for people: verdicts, the hosts that are not well, hints."""
    counts = ", ".join(f"{n:,} {s}" for s, n in numbers["by_status"].items()) or "none"
    lines = [
        f"{numbers['links']:,} links: {counts}",
        f"{numbers['requests']:,} requests in {numbers['seconds']:.1f} s",
    ]
    ill = {
        host: {s: n for s, n in c.items() if s not in {"ok", "moved"}}
        for host, c in numbers["by_host"].items()
    }
    worst = sorted((h for h in ill.items() if h[1]), key=lambda h: (-sum(h[1].values()), h[0]))[:10]
    for host, c in worst:
        lines.append(f"    {host or '?'}: " + ", ".join(f"{n} {s}" for s, n in c.items()))
    if numbers["unchecked"]:
        lines.append(f"{numbers['unchecked']:,} links were not asked: the run was interrupted")
    lines += [f"hint: {h}" for h in numbers["hints"]]
    return "\n".join(lines) + "\n"
