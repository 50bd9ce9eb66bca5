"""Joining the JSON reports of shards into one."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from awesome_p2ti.links.model import RED, Status
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def merge(files: Sequence[Path]) -> dict[str, Any]:
    """Return one report of several; a link that is in two counts as the later one says."""
    reports = [_read(f) for f in files]
    links: dict[str, Any] = {}
    for report in reports:
        for row in report["links"]:
            links[row["url"]] = row
    rows = [links[url] for url in sorted(links)]
    # What belongs to no link, such as an exception that has expired, each part says anew.
    told = [p for report in reports for p in report.get("problems", [])]
    problems = list({json.dumps(p, sort_keys=True): p for p in told}.values())
    return {"links": rows, "summary": _summary(rows, reports), "problems": problems}


def _read(file: Path) -> dict[str, Any]:
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise SetupError(f"{file} cannot be read: {e}") from e
    if not isinstance(report, dict) or not isinstance(report.get("links"), list):
        raise SetupError(f"{file} is no JSON report of links", "write it with --format json")
    if not all(isinstance(r, dict) and isinstance(r.get("url"), str) for r in report["links"]):
        raise SetupError(f"{file} has links without an address")
    return report


def _summary(rows: Sequence[dict[str, Any]], reports: Sequence[dict[str, Any]]) -> dict[str, Any]:
    parts = [r.get("summary", {}) for r in reports]
    by_status = Counter(str(r.get("status")) for r in rows)
    by_host: dict[str, Counter[str]] = {}
    asked: Counter[str] = Counter()
    for part in parts:
        asked.update(part.get("requests_by_host", {}))
        for host, counts in part.get("by_host", {}).items():
            by_host.setdefault(host, Counter()).update(counts)
    red = {s.value for s in RED}
    return {
        "links": len(rows),
        "unchecked": sum(p.get("unchecked", 0) for p in parts),
        "by_status": {s.value: by_status[s.value] for s in Status if by_status[s.value]},
        "by_host": {host: dict(sorted(c.items())) for host, c in sorted(by_host.items())},
        "red": sum(1 for r in rows if r.get("status") in red and not r.get("accepted")),
        "requests": sum(asked.values()),
        "requests_by_host": dict(sorted(asked.items())),
        "requests_per_link": round(sum(asked.values()) / max(1, len(rows)), 3),
        "seconds": max((p.get("seconds", 0.0) for p in parts), default=0.0),
        "interrupted": any(p.get("interrupted") for p in parts),
        "hints": sorted({h for p in parts for h in p.get("hints", [])}),
    }
