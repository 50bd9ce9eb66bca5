"""The numbers of a run or of several, what their pattern suggests, and both in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from awesome_p2ti.escaping import visible
from awesome_p2ti.links.models import FAILING, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_p2ti.links.checker import Result


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
    return numbers_of(
        ((v.link.url, v.status.value, bool(v.accepted)) for v in result.verdicts),
        result.requests,
        unchecked=len(result.unchecked),
        seconds=round(seconds, 2),
        interrupted=result.interrupted,
        hints=hints,
    )


def numbers_of(
    links: Iterable[tuple[str, str, bool]],
    requests_by_host: Mapping[str, float],
    *,
    unchecked: int,
    seconds: float,
    interrupted: bool,
    hints: Sequence[str],
) -> dict[str, Any]:
    """Return the numbers of links: each is its URL, its status, and whether that is accepted."""
    by_status: Counter[str] = Counter()
    by_host: dict[str, Counter[str]] = {}
    failing = {s.value for s in FAILING}
    red = 0
    for url, status, accepted in links:
        by_status[status] += 1
        by_host.setdefault(_host(url), Counter())[status] += 1
        red += status in failing and not accepted
    requests = sum(requests_by_host.values())
    count = by_status.total()
    return {
        "links": count,
        "unchecked": unchecked,
        "by_status": {s.value: by_status[s.value] for s in Status if by_status[s.value]},
        "by_host": {host: dict(sorted(c.items())) for host, c in sorted(by_host.items())},
        "red": red,
        "requests": requests,
        "requests_by_host": dict(sorted(requests_by_host.items())),
        "requests_per_link": round(requests / max(1, count), 3),
        "seconds": seconds,
        "interrupted": interrupted,
        "hints": list(hints),
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
        lines.append(f"    {visible(host) or '?'}: " + ", ".join(f"{n} {s}" for s, n in c.items()))
    if numbers["unchecked"]:
        lines.append(f"{numbers['unchecked']:,} links were not asked: the run was interrupted")
    lines += [f"hint: {visible(h)}" for h in numbers["hints"]]
    return "\n".join(lines) + "\n"
