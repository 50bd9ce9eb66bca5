"""Verdicts grouped by what a reader has to do about them, and how sure each is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status, Verdict
from awesome_p2ti.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY = 10
"""How many findings of one host, with one reason, are told in one line."""


@dataclass(frozen=True, slots=True)
class Group:
    """Verdicts about which the same is to be done."""

    title: str
    todo: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict, or all those on links of one host that have the same reason."""

    verdicts: tuple[Verdict, ...]
    host: str
    reason: str


GROUPS = (
    Group("Dead", "remove the link, or put its archived copy beside it", (Status.GONE,)),
    Group("Wrong", "correct the URL: what is there is something else", (Status.WRONG,)),
    Group("Moved", "write the new URL; in a list's entries awesome-p2ti fix does it",
          (Status.MOVED,)),
    Group("Unrelated", "look whether the URL is the right one", (Status.UNRELATED,)),
    Group("Not all there", "name a part that the page has, or ask the demo's owners",
          (Status.FRAGMENT_MISSING, Status.BROKEN_DEMO)),
    Group("Could not be checked", "nothing for now: open what matters in a browser",
          (Status.UNREACHABLE, Status.BLOCKED, Status.REFUSED)),
)  # fmt: skip
_CERTAIN = frozenset({Status.GONE, Status.WRONG, Status.BROKEN_DEMO})
_WHY = {
    Status.GONE: "two requests agree",
    Status.WRONG: "what is there says so",
    Status.MOVED: "the site redirects there",
    Status.UNRELATED: "nothing that was read names the work",
    Status.BROKEN_DEMO: "its host says so",
    Status.FRAGMENT_MISSING: "the whole page was read",
    Status.BLOCKED: "a person in a browser may see it",
    Status.UNREACHABLE: "it may be back tomorrow",
    Status.REFUSED: "it was not requested",
}


def grouped(verdicts: Sequence[Verdict]) -> list[tuple[Group, int, list[Finding]]]:
    """Return each group with its number of links and its findings; none that has no links."""
    found = []
    for group in GROUPS:
        own = [v for v in verdicts if v.status in group.statuses and not v.accepted]
        if own:
            own.sort(key=lambda v: group.statuses.index(v.status))
            found.append((group, len(own), _findings(own)))
    return found


def _findings(verdicts: Sequence[Verdict]) -> list[Finding]:
    """Join the verdicts of one host with one reason where they are many, at the first's place."""
    alike: dict[tuple[Status, str, str], list[Verdict]] = {}
    for v in verdicts:
        alike.setdefault((v.status, host_of(v.link.url), _reason(v)), []).append(v)
    findings = []
    for (_, host, reason), some in alike.items():
        parts = [tuple(some)] if host and len(some) >= MANY else [(v,) for v in some]
        findings += [Finding(part, host, reason) for part in parts]
    return findings


def _reason(verdict: Verdict) -> str:
    """Return why a verdict was given, without what is of its own URL only."""
    if verdict.status is Status.MOVED:
        return f"moved to {host_of(verdict.moved_to)}"
    return verdict.detail.replace(verdict.link.url, "it") or verdict.status.value


def how_sure(verdict: Verdict) -> str:
    """Return in one line how sure a verdict is, and why."""
    status = verdict.status
    if status in _CERTAIN or (status is Status.MOVED and verdict.permanent):
        word = "certain"
    elif status in {Status.MOVED, Status.UNRELATED, Status.FRAGMENT_MISSING}:
        word = "likely"
    else:
        word = "not known"
    return f"{word}: {'; '.join(verdict.evidence) or _WHY[status]}"
