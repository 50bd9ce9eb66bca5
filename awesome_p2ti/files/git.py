"""Files and lines that changed since a git revision."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.files.file_io import read_regular
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MAX_BYTES = 1 << 26
_SETTINGS = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
# What .gitattributes and settings could hide is shown: as text, by git itself, moved or not.
_SHOW_ALL = (
    "--relative", "--text", "--no-textconv", "--no-ext-diff", "--no-renames", "--no-color",
    "--submodule=short", "--ignore-submodules=none", f"-O{os.devnull}",
)  # fmt: skip
_PATCH = ("--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/")
_OVERRULING = frozenset(
    f"GIT_{name}"
    for name in (
        "DIR", "WORK_TREE", "INDEX_FILE", "PREFIX", "NAMESPACE", "EXTERNAL_DIFF", "DIFF_OPTS",
        "LITERAL_PATHSPECS", "GLOB_PATHSPECS", "NOGLOB_PATHSPECS", "ICASE_PATHSPECS", "ATTR_SOURCE",
    )
)  # fmt: skip
"""Variables that make git look at another repository, at less of it, or in another way."""
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_LETTERS = {
    b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r",
}  # fmt: skip
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


_PLAIN_FILE = "100"  # how the modes of plain files begin, and those of links and submodules do not


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that came, went or is another now, by its path from the list's root."""

    path: str
    exists: bool
    """Whether it is there now."""
    before: bytes | None = None
    after: bytes | None = None
    """What it held and holds, where it was and is a plain file."""


def changes(root: Path, revision: str) -> list[ChangedFile]:
    """Return what differs from where ``revision`` and HEAD part, with what stood there, by path.

    Files that are not committed yet count too; a moved file is one that went and one that came.
    Raises SetupError where git does not know the revision.
    """
    fields = iter(_names(_diff(root, revision, "--raw", "--no-abbrev", "-z")))
    rows = [(head.split(), path) for head, path in zip(fields, fields, strict=True)]
    blobs = [row[2] for row, _ in rows if row[0][1:].startswith(_PLAIN_FILE)]
    texts = _blobs(root, blobs)
    before = {path: texts.get(row[2]) for row, path in rows}
    gone = {path for row, path in rows if row[4] == "D"}
    return [
        ChangedFile(
            path,
            path not in gone,
            before.get(path),
            None if path in gone else _current(root / path),
        )
        for path in sorted({*before, *_untracked(root)})
    ]


def _current(file: Path) -> bytes | None:
    """Return what a file holds, or None where it is no plain file, from which nothing is read."""
    try:
        return read_regular(file, _MAX_BYTES)
    except OSError:
        return None


def _blobs(root: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Return the contents of git's objects by their names."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    answer = _git(root, "cat-file", "--batch", stdin="\n".join(wanted).encode() + b"\n")
    raw, start, found = os.fsencode(answer), 0, {}
    for name in wanted:
        end = raw.index(b"\n", start) + 1
        if raw[start:end].endswith(b" missing\n"):  # of a clone that holds only a part
            start = end
            continue
        size = int(raw[start:end].split()[-1])
        found[name] = raw[end : end + size]
        start = end + size + 1
    return found


def added_lines(root: Path, revision: str) -> dict[str, dict[int, str]]:
    """Return file to line number to text of the lines that came since ``revision`` and HEAD part.

    Of files that git does not track yet all lines count. Raises SetupError where git does not know
    the revision.
    """
    found = _parse(_diff(root, revision, *_PATCH))
    for name in _untracked(root):
        raw = _current(root / name)
        if raw is not None:
            text = raw.decode("utf-8", "surrogateescape")
            found[name] = dict(enumerate(text.split("\n"), 1))
    return found


def _parse(diff: str) -> dict[str, dict[int, str]]:
    """Read a diff without context; a hunk's own counts say which lines are its."""
    found: dict[str, dict[int, str]] = {}
    lines = iter(diff.split("\n"))
    current: dict[int, str] = {}
    for line in lines:
        if line.startswith("+++ "):
            name = _unquoted(line[4:].rstrip("\t")).removeprefix("b/")
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


def _unquoted(name: str) -> str:
    """Return a file's name as it is: git quotes unusual characters as C does."""
    if not name.startswith('"'):
        return name
    raw = _ESCAPE.sub(_character, os.fsencode(name[1:-1]))
    return os.fsdecode(raw)


def _character(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else _LETTERS.get(code, code)


def _diff(root: Path, revision: str, *options: str) -> str:
    if revision.startswith("-"):
        raise SetupError(f"'{revision}' is no git revision")
    if revision == "HEAD" and _is_without_commits(root):
        base = _git(root, "hash-object", "-t", "tree", "--stdin").strip()  # all is new
    else:
        base = _git(root, "merge-base", revision, "HEAD").strip()
    return _git(root, "diff", *_SHOW_ALL, *options, base, "--")


def _is_without_commits(root: Path) -> bool:
    return _run(root, ("rev-parse", "--quiet", "--verify", "HEAD"), b"").returncode == 1


def ignored(folder: Path, files: Sequence[str]) -> set[str]:
    """Return those of some files that git ignores; none where there is no git or no repository."""
    if not files:
        return set()
    names = b"\0".join(map(os.fsencode, files)) + b"\0"
    try:
        done = _run(folder, ("check-ignore", "-z", "--stdin"), names)
    except SetupError:
        return set()
    return set(_names(os.fsdecode(done.stdout))) if done.returncode == 0 else set()


def not_checked_out(root: Path) -> set[str]:
    """Return the files that git has and a sparse checkout leaves out, by path from ``root``."""
    try:
        done = _run(root, ("ls-files", "-t", "-z"), b"")
    except SetupError:
        return set()
    tagged = _names(os.fsdecode(done.stdout))
    return {name[2:] for name in tagged if name.startswith("S ")}


def _untracked(root: Path) -> list[str]:
    return _names(_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "."))


def _names(listing: str) -> list[str]:
    return [name for name in listing.split("\0") if name]


def _run(root: Path, args: Sequence[str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *_SETTINGS, "-C", str(root), *args],
            input=stdin,
            capture_output=True,
            env={k: v for k, v in os.environ.items() if k not in _OVERRULING},
            timeout=120,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as e:
        raise SetupError(f"git cannot be run: {e}") from e


def _git(root: Path, *args: str, stdin: bytes = b"") -> str:
    done = _run(root, args, stdin)
    if done.returncode:
        stderr = done.stderr.decode("utf-8", "replace").strip()
        message = (stderr or f"exit code {done.returncode}").splitlines()[0]
        raise SetupError(f"git {args[0]}: {message}", _hint(stderr, root))
    return os.fsdecode(done.stdout)  # bytes as they are: text mode would make lines of returns


def _hint(stderr: str, root: Path) -> str:
    """Return what to do about what git says."""
    if "dubious ownership" in stderr:
        allow = f"git config --global --add safe.directory {root.resolve()}"
        return f"the folder is another user's: `{allow}` lets git read it"
    if "not a git repository" in stderr:
        return "what changed is known only in a clone of a git repository"
    return "fetch the revision first, or name another one"
