"""python -m benchmarks.check: time and memory of `check` and `build` as whole processes.

Beside them the bare cost of the same files: a process that reads each and runs PyYAML's C composer
over it. Compare the rows of one run by their ratios; machines are noisy. At the end, what one file
costs as it doubles, by what each step costs more than the one before it: 2 or less is linear.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.generate import make_list, results_file, unknown_fields

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000, 10_000, 100_000)
BARE = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.compose(file.read_text("utf-8"), yaml.CSafeLoader)
"""
LOAD = BARE.replace("yaml.compose(", "yaml.load(")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took."""

    seconds: float
    mebibytes: float


def measure(command: list[str], *, runs: int, codes: tuple[int, ...] = (0,)) -> Cost:
    """Return the least time and the most memory of some runs of a command."""
    seconds, memory = [], 0.0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(time.perf_counter() - start)
        memory = max(memory, usage.ru_maxrss / 1024)
        if process.returncode not in codes:
            raise RuntimeError(f"{command} exited with {process.returncode}")
    return Cost(min(seconds), memory)


def main() -> None:
    """Print one table for the sizes given as arguments (default: 1,000, 10,000 and 100,000)."""
    sizes = [int(a.replace(",", "")) for a in sys.argv[1:]] or list(SIZES)
    tool = [sys.executable, "-m", "awesome_p2ti"]
    help_cost = measure([*tool, "--help"], runs=7)
    bare_python = measure([sys.executable, "-c", "pass"], runs=7)
    print(
        f"--help: {help_cost.seconds * 1000:.0f} ms "
        f"(python alone: {bare_python.seconds * 1000:.0f} ms)"
    )
    print(
        f"{'entries':>8}  {'command':<24} {'seconds':>8} {'us/entry':>9} {'of bare':>8} {'MiB':>6}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            make_list(Path(folder), size)
            runs = 3 if size <= 10_000 else 1
            data = str(Path(folder, "data"))
            rows = {
                "read and compose, bare": [sys.executable, "-c", BARE, data],
                "read and load, bare": [sys.executable, "-c", LOAD, data],
                "check": [*tool, "--root", folder, "check"],
                "build": [*tool, "--root", folder, "build", "--allow-loss"],
                "build --check": [*tool, "--root", folder, "build", "--check"],
            }
            bare = 0.0
            for name, command in rows.items():
                cost = measure(command, runs=runs)
                bare = bare or cost.seconds
                print(
                    f"{size:>8,}  {name:<24} {cost.seconds:>8.2f} "
                    f"{cost.seconds / size * 1e6:>9.0f} {cost.seconds / bare:>8.2f} "
                    f"{cost.mebibytes:>6.0f}"
                )
    growth()


def growth() -> None:
    """Print how the cost of one file grows with its rows and with its problems."""
    tool = [sys.executable, "-m", "awesome_p2ti"]
    base = measure([*tool, "check", "--help"], runs=3).seconds
    build = ("build", "--only", "leaderboards", "--allow-loss")
    steps: list[tuple[str, tuple[str, ...], str, Callable[[int], str], tuple[int, ...]]] = [
        ("rows", ("check",), "results/many.yaml", results_file, (100, 200, 400)),
        ("rows", build, "results/many.yaml", results_file, (100, 200, 400)),
        ("problems", ("check",), "papers/2024/a.yaml", unknown_fields, (750, 1500, 3000)),
    ]
    for noun, command, path, text, sizes in steps:
        costs = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                make_list(Path(folder), 1)
                file = Path(folder, "data", path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text(size), encoding="utf-8")
                cost = measure([*tool, "--root", folder, *command], runs=3, codes=(0, 1))
                costs.append(max(cost.seconds - base, 1e-3))
        shown = ", ".join(f"{s:,}: {c:.2f} s" for s, c in zip(sizes, costs, strict=True))
        ratios = ", ".join(f"{b / a:.1f}" for a, b in pairwise(costs))
        print(f"{command[0]} of {noun} in one file: {shown} (each twice the one before: {ratios})")


if __name__ == "__main__":
    main()
