"""Runs our link checker beside lychee, both unmodified, inside a simulated web, and prints a table.

    python -m benchmarks.links                      # behaviours and realistic, with a token
    python -m benchmarks.links --list behaviours --show-wrong
    python -m benchmarks.links --list realistic --no-token --second-run
    python -m benchmarks.links --list all           # outages and raw throughput as well

The simulated web and the truth about its links are in `tests/simweb`; it needs Linux and root (or
unprivileged user namespaces), because each program runs in a network of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.simweb import harness, world
from tests.simweb.scenarios import LISTS, build
from tests.simweb.services.github import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

RED = {"gone", "wrong"}
DEAD = {"gone", "wrong", "broken-demo", "fragment-missing"}
CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36"
)
TUNED = """
max_retries = 5
retry_wait_time = 2
timeout = 30
accept = "100..=103,200..=299,403,429,999"
exclude_all_private = true
include_fragments = "full"
header = { Accept = "text/html,*/*;q=0.8", Accept-Language = "en" }

[hosts."arxiv.org"]
concurrency = 4
request_interval = "100ms"

[hosts."github.com"]
concurrency = 5
request_interval = "100ms"
"""


@dataclass(slots=True)
class Outcome:
    """What one checker said of one list, and what it cost."""

    checker: str
    verdicts: list[str]  # one a case: a verdict of ours, or ok, error, timeout or excluded
    details: list[str]
    seen: harness.Seen
    again: float | None = None
    right: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checker:
    """A program to run, and how its report is read."""

    name: str
    prepare: Callable[[Path, list[world.Case]], list[str]]
    read: Callable[[harness.Seen, Path, list[world.Case]], list[tuple[str, str]]]
    ours: bool = False


def program(name: str) -> str:
    """The path of a program in this environment."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else (shutil.which(name) or name)


def prepare_ours(folder: Path, cases: list[world.Case]) -> list[str]:
    """Our own command, with the list as JSON lines."""
    rows = []
    for case in cases:
        row = {"url": case.url, "title": case.title, "role": case.role}
        rows.append(row | {"authors": list(case.authors), "year": case.year})
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "links.jsonl").write_text(text)
    given = ["--format", "json", "--output", "report.json", "--allow-network", world.PUBLIC]
    return [program("awesome-p2ti"), "links", "links.jsonl", *given]


def read_ours(seen: harness.Seen, folder: Path, cases: list[world.Case]) -> list[tuple[str, str]]:
    """Verdict and detail of each link."""
    path = folder / "report.json"
    if not path.exists():
        raise SystemExit(f"awesome-p2ti wrote no report:\n{seen.stderr[-3000:]}")
    links = json.loads(path.read_text())["links"]
    said = {link["url"]: (link["status"], str(link.get("detail", ""))) for link in links}
    return [said.get(case.url, ("not reported", "")) for case in cases]


def prepare_lychee(folder: Path, cases: list[world.Case], manner: str = "") -> list[str]:
    """lychee, with the list as Markdown: the line tells the link."""
    (folder / "links.md").write_text("".join(f"* <{case.url}>\n" for case in cases))
    command = [program("lychee"), "links.md", "--format", "json", "--no-progress", "-v"]
    if manner == "unpaced":
        return [*command, "--host-request-interval", "0ms", "--host-concurrency", "64"]
    if not manner:
        return command
    (folder / "tuned.toml").write_text(f'user_agent = "{CHROME}"\n' + TUNED)
    return [*command, "--config", "tuned.toml", "--cookie-jar", "cookies.json"]


def read_lychee(seen: harness.Seen, _: Path, cases: list[world.Case]) -> list[tuple[str, str]]:
    """lychee's four words for a link, by the line it stands in."""
    report = json.loads(seen.stdout[seen.stdout.index("{") : seen.stdout.rindex("\n}") + 2])
    words = {"success_map": "ok", "error_map": "error", "timeout_map": "timeout"}
    said: dict[int, tuple[str, str]] = {}
    for name, word in (words | {"excluded_map": "excluded"}).items():
        for rows in report[name].values():
            for row in rows:
                status: dict[str, Any] = row.get("status", {})
                said[row["span"]["line"]] = (word, status.get("text", ""))
    return [said.get(line, ("excluded", "")) for line, _ in enumerate(cases, 1)]


CHECKERS = (
    Checker("awesome-p2ti", prepare_ours, read_ours, ours=True),
    Checker("lychee", prepare_lychee, read_lychee),
    Checker("lychee, tuned", partial(prepare_lychee, manner="tuned"), read_lychee),
    Checker("lychee, unpaced", partial(prepare_lychee, manner="unpaced"), read_lychee),
)


def is_right(case: world.Case, verdict: str, *, ours: bool) -> bool:
    """Whether the verdict is one that a careful person accepts.

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


def called_dead(case: world.Case, verdict: str, *, ours: bool) -> bool:
    """Whether a live link was called dead."""
    return case.kind == "live" and (verdict in RED if ours else verdict == "error")


def traps_followed(cases: list[world.Case], seen: harness.Seen) -> int:
    """How many of the links that lead inside got a byte of a request inside."""
    seen_marks = [f"{visit['bytes']} " for visit in seen.traps]
    seen_marks += [f"{v['address']}:{v['port']} " for v in seen.traps if v["bytes"][:1] == "\x16"]
    marks = [case.trap for case in cases if case.trap]
    return sum(any(f"{mark} " in text for text in seen_marks) for mark in marks)


def run(checker: Checker, name: str, token: bool, second: bool) -> Outcome:
    """One checker on one list."""
    cases = build(name).cases
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        work = folder / "work"
        work.mkdir()
        command = checker.prepare(work, cases)
        environment = {"GITHUB_TOKEN": TOKEN} if token else {}
        seen = harness.run(name, command, folder=folder, environment=environment)
        said = checker.read(seen, work, cases)
        outcome = Outcome(checker.name, [v for v, _ in said], [d for _, d in said], seen)
        outcome.right = [
            is_right(case, verdict, ours=checker.ours)
            for case, verdict in zip(cases, outcome.verdicts, strict=True)
        ]
        if second and checker.ours:
            again = harness.run(name, command, folder=folder, environment=environment)
            outcome.again = again.cost["wall"]
    return outcome


def row(cases: list[world.Case], outcome: Outcome, *, ours: bool) -> dict[str, str]:
    """One line of the table."""
    pairs = list(zip(cases, outcome.verdicts, outcome.right, strict=True))
    soft = [good for case, _, good in pairs if case.kind == "soft"]
    false = sum(called_dead(case, verdict, ours=ours) for case, verdict, _ in pairs)
    over = sum(sum(kinds.values()) for kinds in outcome.seen.over.values())
    traps = sum(1 for case in cases if case.trap)
    cost = outcome.seen.cost
    return {
        "checker": outcome.checker,
        "right": f"{100 * sum(outcome.right) / len(cases):.1f}%",
        "live called dead": f"{false} of {sum(case.kind == 'live' for case in cases)}",
        "soft errors": f"{sum(soft)} of {len(soft)}",
        "requests a link": f"{len(outcome.seen.requests) / len(cases):.2f}",
        "over a limit": str(over),
        "traps followed": f"{traps_followed(cases, outcome.seen)} of {traps}",
        "wall s": f"{cost['wall']:.1f}",
        "cpu s": f"{cost['processor']:.1f}",
        "peak MB": f"{cost['memory_mb']:.0f}",
        "second run s": "" if outcome.again is None else f"{outcome.again:.1f}",
    }


def print_table(rows: list[dict[str, str]]) -> None:
    """The table, aligned."""
    names = list(rows[0])
    widths = [max(len(name), *(len(row[name]) for row in rows)) for name in names]
    lines = [names, ["-" * width for width in widths], *[list(row.values()) for row in rows]]
    for cells in lines:
        filled = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        print("| " + " | ".join(filled) + " |")


def print_wrong(cases: list[world.Case], outcome: Outcome) -> None:
    """What a checker got wrong, with the truth."""
    for case, verdict, detail, good in zip(
        cases, outcome.verdicts, outcome.details, outcome.right, strict=True
    ):
        if not good:
            mark = "FALSE ALARM " if case.kind == "live" and verdict in RED | {"error"} else ""
            truth = "|".join(case.truth)
            print(f"  {mark}{case.url}")
            print(f"    said {verdict} ({detail}), truth {truth}: {case.about}")
    hosts = Counter({host: sum(kinds.values()) for host, kinds in outcome.seen.over.items()})
    for host, count in hosts.most_common():
        print(f"  over a limit: {host} {count} {outcome.seen.over[host]}")
    for visit in outcome.seen.traps:
        print(f"  inside: {visit['address']} {visit['port']} {visit['bytes'][:60]!r}")


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description="Our link checker beside lychee.")
    parser.add_argument("--list", choices=[*LISTS, "both", "all"], default="both")
    parser.add_argument("--only", help="run only the checkers whose name holds this")
    parser.add_argument("--no-token", action="store_true", help="without a token for GitHub")
    parser.add_argument("--show-wrong", action="store_true", help="list the wrong verdicts")
    parser.add_argument("--second-run", action="store_true", help="run ours again, with its cache")
    args = parser.parse_args()
    reason = harness.why_not()
    if reason:
        print(f"nothing can be run here: {reason}", file=sys.stderr)
        return 2
    os.chdir(harness.ROOT)
    several = {"both": LISTS[:2], "all": LISTS}
    for name in several.get(args.list, (args.list,)):
        cases = build(name).cases
        kinds = Counter(case.kind for case in cases)
        print(
            f"\n## {name}: {len(cases)} links ({', '.join(f'{n} {k}' for k, n in kinds.items())})"
        )
        rows, outcomes = [], []
        for checker in CHECKERS:
            fits = ("unpaced" in checker.name) <= (name == "throughput")
            if fits and (args.only is None or args.only in checker.name):
                outcome = run(checker, name, not args.no_token, args.second_run)
                outcomes.append(outcome)
                rows.append(row(cases, outcome, ours=checker.ours))
        print_table(rows)
        if args.show_wrong:
            for outcome in outcomes:
                print(f"\nwrong in {outcome.checker}:")
                print_wrong(cases, outcome)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
