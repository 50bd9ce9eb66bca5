"""Runs an unmodified program inside a simulated web of its own, and brings back what was seen.

The program gets a network with nothing but the simulated web in it (`unshare --mount --net`), so it
needs Linux, and root or unprivileged user namespaces; `why_not` says what is in the way.

By hand: `python -m tests.simweb.harness behaviours -- lychee links.md`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Seen:
    """One run: what it cost, what it printed, and what the web saw of it."""

    cost: dict[str, float]
    stdout: str
    stderr: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    over: dict[str, dict[str, int]] = field(default_factory=dict)
    most_at_once: dict[str, int] = field(default_factory=dict)
    most_open: dict[str, int] = field(default_factory=dict)
    traps: list[dict[str, Any]] = field(default_factory=list)


def _unshare() -> list[str]:
    command = ["unshare", "--mount", "--net"]
    return command if os.geteuid() == 0 else [*command, "--map-root-user"]


def why_not() -> str:
    """Why no program can be run inside a simulated web here; empty when one can."""
    if not sys.platform.startswith("linux"):
        return "network namespaces are a feature of Linux"
    if shutil.which("unshare") is None:
        return "the program unshare (util-linux) is not installed"
    trial = subprocess.run([*_unshare(), "true"], capture_output=True, text=True)
    if trial.returncode != 0:
        return f"namespaces are not permitted here: {trial.stderr.strip()}"
    return ""


def run(
    name: str,
    command: list[str],
    *,
    folder: Path | None = None,
    seed: int = 1,
    environment: dict[str, str] | None = None,
    timeout: float = 1800,
) -> Seen:
    """Run `command` in the web called `name`; `folder`/work is where the command starts."""
    made = None
    if folder is None:
        made = tempfile.TemporaryDirectory()
        folder = Path(made.name)
    (folder / "work").mkdir(exist_ok=True)
    command = [str(Path(shutil.which(command[0]) or command[0]).absolute()), *command[1:]]
    inside = [sys.executable, "-m", "tests.simweb.inside", name, str(folder), str(seed), "--"]
    full = {key: text for key, text in os.environ.items() if not key.lower().endswith("_proxy")}
    full |= {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1"}
    full.pop("GITHUB_TOKEN", None)
    full |= {"PYTHONPATH": str(ROOT)} | (environment or {})
    try:
        subprocess.run(
            [*_unshare(), *inside, *command], cwd=ROOT, env=full, check=True, timeout=timeout
        )
        log = json.loads((folder / "log.json").read_text())
        return Seen(
            json.loads((folder / "cost.json").read_text()),
            (folder / "stdout").read_text(errors="replace"),
            (folder / "stderr").read_text(errors="replace"),
            log["requests"],
            log["over"],
            log["most_at_once"],
            log["most_open"],
            log["traps"],
        )
    finally:
        if made is not None:
            made.cleanup()


def main() -> None:
    """Run a command by hand and say what the web saw of it."""
    name, dashes, *command = sys.argv[1:]
    if dashes != "--" or not command:
        raise SystemExit("usage: python -m tests.simweb.harness LIST -- COMMAND…")
    reason = why_not()
    if reason:
        raise SystemExit(reason)
    seen = run(name, command)
    sys.stdout.write(seen.stdout)
    sys.stderr.write(seen.stderr)
    counts = {"requests": len(seen.requests), "trap visits": len(seen.traps)}
    sys.stdout.write(json.dumps(seen.cost | counts | {"over the limit": seen.over}) + "\n")


if __name__ == "__main__":
    main()
