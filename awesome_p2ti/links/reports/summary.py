"""The numbers of a run or of several, hints from the pattern of failures, and both as text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import escape_control_chars
from awesome_p2ti.links.models import FAILING, Status
from awesome_p2ti.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_p2ti.links.checker import Result


def hints_of(result: Result, *, token: bool) -> list[str]:
    """Return the hints that the pattern of a run's failures gives; ``token``: GitHub's is set."""
    hints = []
    fallbacks = result.fallbacks
    if fallbacks["github"] and not token:
        hints.append(f"{fallbacks['github']} GitHub links fell back to pages: set GITHUB_TOKEN")
    elif fallbacks["github"] > 10:
        hints.append(f"{fallbacks['github']} GitHub links fell back to pages: check GITHUB_TOKEN")
    hints += [
        f"{fallbacks[name]} links fell back to pages: the interface of {name} did not respond"
        for name in ("arxiv", "huggingface", "doi", "openreview", "youtube")
        if fallbacks[name] > 10
    ]
    unreachable = Counter(
        host_of(v.link.url) for v in result.verdicts if v.status is Status.UNREACHABLE
    )
    del unreachable[""]  # on disk
    hints += [
        f"{count} links lead to {host}, which did not respond: it may be down as a whole"
        for host, count in unreachable.most_common(3)
        if count >= 3
    ]
    blocked = sum(1 for v in result.verdicts if v.status is Status.BLOCKED and not v.accepted)
    if blocked > 20:
        hints.append(f"{blocked} links are closed to programs: another network may reach more")
    return hints


def summary(
    result: Result, seconds: float, hints: Sequence[str], *, excluded: int = 0, problems: int = 0
) -> dict[str, Any]:
    """Return the numbers of a run; ``excluded`` links were left out by a pattern.

    ``problems`` belong to no link.
    """
    return numbers_of(
        ((v.link.url, v.status.value, bool(v.accepted)) for v in result.verdicts),
        result.requests,
        unchecked=len(result.unchecked),
        excluded=excluded,
        problems=problems,
        seconds=round(seconds, 2),
        interrupted=result.interrupted,
        hints=hints,
    )


def numbers_of(
    links: Iterable[tuple[str, str, bool]],
    requests_by_host: Mapping[str, float],
    *,
    unchecked: int,
    excluded: int,
    problems: int,
    seconds: float,
    interrupted: bool,
    hints: Sequence[str],
) -> dict[str, Any]:
    """Return the numbers of links: each is its URL, its status, and whether that is accepted."""
    by_status: Counter[str] = Counter()
    by_host: dict[str, Counter[str]] = {}
    failing = {s.value for s in FAILING}
    red = accepted_ones = 0
    for url, status, accepted in links:
        by_status[status] += 1
        by_host.setdefault(host_of(url), Counter())[status] += 1
        red += status in failing and not accepted
        accepted_ones += accepted
    requests = sum(requests_by_host.values())
    count = by_status.total()
    return {
        "links": count,
        "unchecked": unchecked,
        "excluded": excluded,
        "by_status": {s.value: by_status[s.value] for s in Status if by_status[s.value]},
        "by_host": {host: dict(sorted(c.items())) for host, c in sorted(by_host.items())},
        "red": red,
        "accepted": accepted_ones,
        "problems": problems,
        "requests": requests,
        "requests_by_host": dict(sorted(requests_by_host.items())),
        "requests_per_link": round(requests / max(1, count), 3),
        "seconds": seconds,
        "interrupted": interrupted,
        "hints": list(hints),
    }


def summary_text(numbers: Mapping[str, Any]) -> str:
    """Return the summary as text: verdicts, requests, the ten worst hosts, hints."""
    counts = ", ".join(f"{n:,} {s}" for s, n in numbers["by_status"].items()) or "none"
    lines = [
        f"{numbers['links']:,} links: {counts}",
        f"{numbers['requests']:,} requests in {numbers['seconds']:.1f} s",
    ]
    failing = {
        host: {s: n for s, n in c.items() if s not in {"ok", "moved"}}
        for host, c in numbers["by_host"].items()
    }
    worst = sorted((h for h in failing.items() if h[1]), key=lambda h: (-sum(h[1].values()), h[0]))
    for host, c in worst[:10]:
        lines.append(
            f"    {escape_control_chars(host) or 'on disk, or without a host'}: "
            + ", ".join(f"{n} {s}" for s, n in c.items())
        )
    if numbers["accepted"]:
        lines.append(f"{numbers['accepted']:,} links are accepted as they are, as exceptions say")
    if numbers["problems"]:
        lines.append(f"{numbers['problems']:,} problems are of no link: the report names them")
    if numbers["unchecked"]:
        lines.append(f"{numbers['unchecked']:,} links were not checked: the run was ended early")
    if numbers["excluded"]:
        lines.append(f"{numbers['excluded']:,} links were left out, as --exclude or a setting says")
    lines += [f"hint: {escape_control_chars(h)}" for h in numbers["hints"]]
    return "\n".join(lines) + "\n"
