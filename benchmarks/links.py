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
import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.simweb import harness, scoring, world
from tests.simweb.scenarios import LISTS, build
from tests.simweb.scoring import Checker, Outcome, Said, program

if TYPE_CHECKING:
    from pathlib import Path

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


def read_lychee(seen: harness.Seen, _: Path, cases: list[world.Case]) -> list[Said]:
    """lychee's four words for a link, by the line it stands in."""
    report = json.loads(seen.stdout[seen.stdout.index("{") : seen.stdout.rindex("\n}") + 2])
    words = {"success_map": "ok", "error_map": "error", "timeout_map": "timeout"}
    said: dict[int, Said] = {}
    for name, word in (words | {"excluded_map": "excluded"}).items():
        for rows in report[name].values():
            for row in rows:
                status: dict[str, Any] = row.get("status", {})
                said[row["span"]["line"]] = Said(word, status.get("text", ""))
    return [said.get(line, Said("excluded")) for line, _ in enumerate(cases, 1)]


CHECKERS = (
    scoring.OURS,
    Checker("lychee", prepare_lychee, read_lychee),
    Checker("lychee, tuned", partial(prepare_lychee, manner="tuned"), read_lychee),
    Checker("lychee, unpaced", partial(prepare_lychee, manner="unpaced"), read_lychee),
)


def row(outcome: Outcome) -> dict[str, str]:
    """One line of the table."""
    counted = scoring.figures(outcome)
    cost = outcome.seen.cost
    return {
        "checker": outcome.checker,
        "right": f"{100 * counted.right / counted.links:.1f}%",
        "live called dead": f"{counted.false_alarms} of {counted.live}",
        "soft errors": f"{counted.soft_found} of {counted.soft}",
        "requests a link": f"{counted.requests / counted.links:.2f}",
        "over a limit": str(counted.over_limit),
        "traps followed": f"{counted.traps_followed} of {counted.traps}",
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


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description="Our link checker beside lychee.")
    parser.add_argument("--list", choices=[*LISTS, "both", "all"], default="both")
    parser.add_argument("--only", help="run only the checkers whose name holds this")
    parser.add_argument("--no-token", action="store_true", help="without a token for GitHub")
    parser.add_argument("--show-wrong", action="store_true", help="list the wrong verdicts")
    parser.add_argument("--second-run", action="store_true", help="run ours again, with its cache")
    parser.add_argument("--seed", type=int, default=1, help="draw other links of the same kinds")
    args = parser.parse_args()
    reason = harness.why_not()
    if reason:
        print(f"nothing can be run here: {reason}", file=sys.stderr)
        return 2
    os.chdir(harness.ROOT)
    several = {"both": LISTS[:2], "all": LISTS}
    for name in several.get(args.list, (args.list,)):
        cases = build(name, args.seed).cases
        kinds = Counter(case.kind for case in cases)
        print(
            f"\n## {name}: {len(cases)} links ({', '.join(f'{n} {k}' for k, n in kinds.items())})"
        )
        rows, outcomes = [], []
        for checker in CHECKERS:
            fits = ("unpaced" in checker.name) <= (name == "throughput")
            if fits and (args.only is None or args.only in checker.name):
                token, second = not args.no_token, args.second_run
                outcome = scoring.run(checker, name, token=token, second=second, seed=args.seed)
                outcomes.append(outcome)
                rows.append(row(outcome))
        print_table(rows)
        if args.show_wrong:
            for outcome in outcomes:
                print(f"\nwrong in {outcome.checker}:")
                print("\n".join(scoring.mistakes(outcome)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
