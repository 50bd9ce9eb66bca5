"""Which of the links a run is about: those of a change, or one shard of all."""

from __future__ import annotations

import hashlib
import re
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from awesome_p2ti.links.extract import Pair
    from awesome_p2ti.links.model import Link

_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
# A change of these lines changes what all links of the entry have to agree with.
_DEFINING = re.compile(r"^(?:title|name|authors|former_titles)\s*:")


def shard_of(links: Sequence[Link], text: str, lane: Callable[[str], str]) -> list[Link]:
    """Return the part ``I/N`` of the links; all links of a lane are in one part."""
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    number, count = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= count:
        raise SetupError(f"--shard {text} is no part of a whole", "write 1/4, 2/4, 3/4 or 4/4")
    return [link for link in links if _bucket(lane(_host(link.url)), count) == number - 1]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _bucket(name: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % count


def changed_since(pairs: Iterable[Pair], root: Path, revision: str) -> list[Pair]:
    """Return the uses that stand on lines which a change since ``revision`` added."""
    lines = _added_lines(root, revision)
    kept = []
    for url, use in pairs:
        added = lines.get(use.path)
        if added is not None and (use.line in added or 0 in added):
            kept.append((url, use))
    return kept


def _added_lines(root: Path, revision: str) -> dict[str, set[int]]:
    """Return the added lines by file; line 0 stands for the whole file."""
    if revision.startswith("-"):
        raise SetupError(f"'{revision}' is no git revision")
    base = _git(root, "merge-base", revision, "HEAD").strip()
    diff = _git(root, "diff", "--relative", "--unified=0", "--no-color", "--no-ext-diff",
                "--src-prefix=a/", "--dst-prefix=b/", base, "--")  # fmt: skip
    found = _parse_diff(diff)
    for name in _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split(
        "\0"
    ):
        if name:
            found[name] = {0}
    return found


def _parse_diff(diff: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    current: set[int] = set()
    number = 0
    for line in diff.splitlines():
        if line.startswith("+++ "):
            name = line[4:].strip().strip('"').removeprefix("b/")
            current = found.setdefault(name, set()) if name != "/dev/null" else set()
        elif match := _HUNK.match(line):
            number = int(match[1])
        elif line.startswith("+"):
            current.add(number)
            if _DEFINING.match(line[1:]):
                current.add(0)
            number += 1
    return found


def _git(root: Path, *args: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", "-C", str(root), *args],
            capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=120, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as e:
        raise SetupError(f"git cannot be run: {e}") from e
    if done.returncode:
        said = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()[0]
        raise SetupError(f"git {args[0]}: {said}", "fetch the revision first, or name another one")
    return done.stdout
