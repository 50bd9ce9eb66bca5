"""What git knows: which files, and which of their lines, came since a revision."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from pathlib import Path

_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def changed_files(root: Path, revision: str) -> list[str]:
    """Return the paths, from ``root``, of files that differ from where ``revision`` and HEAD part.

    Files that are not committed yet count too; deleted ones do not. Raises SetupError where git
    does not know the revision.
    """
    differing = _diff(root, revision, "--name-only", "--diff-filter=d", "-z")
    return sorted({*_names(differing), *_untracked(root)})


def added_lines(root: Path, revision: str) -> dict[str, dict[int, str]]:
    """Return file to line number to text of the lines that came since ``revision`` and HEAD part.

    Of files that git does not track yet all lines count. Raises SetupError where git does not know
    the revision.
    """
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/")
    found = _parse(_diff(root, revision, *options))
    for name in _untracked(root):
        try:
            text = (root / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found[name] = dict(enumerate(text.split("\n"), 1))
    return found


def _parse(diff: str) -> dict[str, dict[int, str]]:
    """Read a diff without context; a hunk's own counts say which lines are its."""
    found: dict[str, dict[int, str]] = {}
    lines = iter(diff.split("\n"))
    current: dict[int, str] = {}
    for line in lines:
        if line.startswith("+++ "):
            name = line[4:].rstrip("\t").strip('"').removeprefix("b/")
            current = found.setdefault(name, {}) if name != "/dev/null" else {}
        elif match := _HUNK.match(line):
            for _ in range(int(match[1] or 1)):
                next(lines, "")
            first, count = int(match[2]), int(match[3] or 1)
            for number in range(first, first + count):
                text = next(lines, "")
                text = next(lines, "") if text.startswith("\\") else text  # "no newline at the end"
                current[number] = text[1:]
    return found


def _diff(root: Path, revision: str, *options: str) -> str:
    if revision.startswith("-"):
        raise SetupError(f"'{revision}' is no git revision")
    base = _git(root, "merge-base", revision, "HEAD").strip()
    return _git(root, "diff", "--relative", *options, base, "--")


def _untracked(root: Path) -> list[str]:
    return _names(_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "."))


def _names(listing: str) -> list[str]:
    return [name for name in listing.split("\0") if name]


def _git(root: Path, *args: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", "-C", str(root), *args],
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
