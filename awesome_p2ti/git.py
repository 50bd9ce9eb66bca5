"""What git knows: which files differ from a revision."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from pathlib import Path


def changed_files(root: Path, revision: str) -> list[str]:
    """Return the paths, from ``root``, of files that differ from where ``revision`` and HEAD part.

    Files that are not committed yet count too; deleted ones do not. Raises SetupError where git
    does not know the revision.
    """
    if revision.startswith("-"):
        raise SetupError(f"'{revision}' is no git revision")
    base = _git(root, "merge-base", revision, "HEAD").strip()
    differing = _git(root, "diff", "--name-only", "--relative", "--diff-filter=d", "-z", base, "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return sorted({name for name in (differing + new).split("\0") if name})


def _git(root: Path, *args: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as e:
        raise SetupError(f"git cannot be run: {e}") from e
    if done.returncode:
        said = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()[0]
        raise SetupError(f"git {args[0]}: {said}", "fetch the revision first, or name another one")
    return done.stdout
