"""Runs a link checker in a simulated web and compares what it says with the truth.

The gate (`gate.py`) runs our own checker and demands its figures; `benchmarks.links` runs others
beside it and prints a table.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awesome_p2ti.urls import without_userinfo
from tests.simweb import harness, world
from tests.simweb.scenarios import build
from tests.simweb.services.github import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

FAILING = {"gone", "wrong"}
DEAD = FAILING | {"broken-demo", "fragment-missing"}


@dataclass(frozen=True, slots=True)
class Checker:
    """A program to run, and how its report is read: what it says of each case.

    The verdict is one of our words where `ours` is set, else ok, error, timeout or excluded.
    """

    name: str
    prepare: Callable[[Path, list[world.Case]], list[str]]
    read: Callable[[harness.Seen, Path, list[world.Case]], list[Said]]
    ours: bool = False


class Said(NamedTuple):
    """What a checker says of one link."""

    verdict: str
    detail: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One link, what a checker said of it, and whether that is right."""

    case: world.Case
    verdict: str
    detail: str
    right: bool
    false_alarm: bool  # a live link was called dead


@dataclass(slots=True)
class Outcome:
    """What one checker said of one list, and what it cost."""

    checker: str
    links: list[Judged]
    seen: harness.Seen
    again: float | None = None  # seconds of a second run, with the cache of the first


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one run, none of which is a time."""

    links: int
    right: int
    live: int
    false_alarms: int
    soft: int
    soft_found: int
    requests: int
    over_limit: int
    traps: int
    traps_followed: int


def program(name: str) -> str:
    """Return the path of a program in this environment."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else (shutil.which(name) or name)


def prepare_ours(folder: Path, cases: list[world.Case]) -> list[str]:
    """Return our own command, with the list as JSON lines."""
    rows = []
    for case in cases:
        row = {"url": case.url, "title": case.title, "role": case.role}
        row |= {"authors": list(case.authors), "year": case.year}
        row |= {"arxiv": case.arxiv, "doi": case.doi, "former_titles": list(case.former_titles)}
        rows.append(row)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "links.jsonl").write_text(text)
    given = ["--format", "json", "--output", "report.json", "--allow-network", world.PUBLIC]
    return [program("awesome-p2ti"), "links", "links.jsonl", *given]


def read_ours(seen: harness.Seen, folder: Path, cases: list[world.Case]) -> list[Said]:
    """Return what the report says of each link."""
    path = folder / "report.json"
    if not path.exists():
        raise SystemExit(f"awesome-p2ti wrote no report:\n{seen.stderr[-3000:]}")
    links = json.loads(path.read_text())["links"]
    said = {
        link["url"]: Said(link["status"], str(link.get("detail", "")), link["moved_to"])
        for link in links
    }
    # A report names no user and no password, whatever the list names.
    return [said.get(without_userinfo(case.url), Said("not reported")) for case in cases]


OURS = Checker("awesome-p2ti", prepare_ours, read_ours, ours=True)


def is_right(case: world.Case, verdict: str, *, ours: bool) -> bool:
    """Return whether the verdict is one that a careful person accepts.

    lychee has fewer words: an error is right where the truth is that something must be mended, a
    time-out (or an error) where nobody can say, and leaving a link out where it must not be asked.
    """
    if ours:
        return verdict in case.truth
    if verdict == "ok":
        return bool({"ok", "moved", "blocked"} & set(case.truth))
    if verdict == "excluded":
        return "refused" in case.truth
    wanted = {"unreachable", "refused"} | (DEAD if verdict == "error" else set())
    return bool(wanted & set(case.truth))


def judge(case: world.Case, said: Said, *, ours: bool) -> Judged:
    """Compare what was said of one link with the truth; a moved one must lead to the true place."""
    verdict, detail = said.verdict, said.detail
    called_dead = verdict in FAILING if ours else verdict == "error"
    right = is_right(case, verdict, ours=ours)
    if ours and case.moved_to and verdict == "moved" and said.moved_to != case.moved_to:
        right, detail = False, f"to {said.moved_to}, not to {case.moved_to}"
    return Judged(case, verdict, detail, right, case.kind == "live" and called_dead)


def run(
    checker: Checker, name: str, *, token: bool = True, second: bool = False, seed: int = 1
) -> Outcome:
    """Run one checker on one list; `second` asks for another run with the cache of the first."""
    cases = build(name, seed).cases
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        work = folder / "work"
        work.mkdir()
        command = checker.prepare(work, cases)
        environment = {"GITHUB_TOKEN": TOKEN} if token else {}
        seen = harness.run(name, command, folder=folder, environment=environment, seed=seed)
        said = checker.read(seen, work, cases)
        links = [
            judge(case, each, ours=checker.ours) for case, each in zip(cases, said, strict=True)
        ]
        outcome = Outcome(checker.name, links, seen)
        if second and checker.ours:
            again = harness.run(name, command, folder=folder, environment=environment, seed=seed)
            outcome.again = again.cost["wall"]
    return outcome


def traps_followed(outcome: Outcome) -> int:
    """Return how many of the links that lead inside got a byte of a request inside."""
    visits = outcome.seen.traps
    marks = [f"{visit['bytes']} " for visit in visits]
    marks += [f"{v['address']}:{v['port']} " for v in visits if v["bytes"][:1] == "\x16"]
    wanted = [link.case.trap for link in outcome.links if link.case.trap]
    return sum(any(f"{trap} " in text for text in marks) for trap in wanted)


def figures(outcome: Outcome) -> Figures:
    """Count what a run got right and what it asked of the web."""
    links = outcome.links
    soft = [link for link in links if link.case.kind == "soft"]
    return Figures(
        links=len(links),
        right=sum(link.right for link in links),
        live=sum(link.case.kind == "live" for link in links),
        false_alarms=sum(link.false_alarm for link in links),
        soft=len(soft),
        soft_found=sum(link.right for link in soft),
        requests=len(outcome.seen.requests),
        over_limit=sum(sum(kinds.values()) for kinds in outcome.seen.over.values()),
        traps=sum(bool(link.case.trap) for link in links),
        traps_followed=traps_followed(outcome),
    )


def mistakes(outcome: Outcome) -> list[str]:
    """Return lines for each wrong verdict, each limit that was broken and each visit inside."""
    lines = []
    for link in outcome.links:
        if not link.right:
            mark = "FALSE ALARM " if link.false_alarm else ""
            truth = "|".join(link.case.truth)
            lines.append(f"  {mark}{link.case.url}")
            said = f"said {link.verdict} ({link.detail})"
            lines.append(f"    {said}, truth {truth}: {link.case.about}")
    hosts = Counter({host: sum(kinds.values()) for host, kinds in outcome.seen.over.items()})
    for host, count in hosts.most_common():
        lines.append(f"  over a limit: {host} {count} {outcome.seen.over[host]}")
    visits = [(v["address"], v["port"], v["bytes"][:60]) for v in outcome.seen.traps]
    lines += [f"  inside: {address} {port} {sent!r}" for address, port, sent in visits]
    return lines
