"""A command run within the test's own process: a start of Python's takes longer than most of them.

What depends on the process itself (its start, signals, pipes, its environment) is tested with one
of its own.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
from pathlib import Path

from awesome_p2ti.cli import run


def call(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder and return its exit code and what it printed."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    out, err = streams
    with (
        contextlib.chdir(cwd or Path.cwd()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run(args)
    for stream in streams:
        stream.seek(0)
    return subprocess.CompletedProcess(args, code, out.read(), err.read())
