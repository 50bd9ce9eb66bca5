"""Built files: written atomically, compared with what is on disk, removed when orphaned."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.files.file_io import is_inside, read_regular, write_whole
from awesome_p2ti.files.file_lock import exclusive
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_DIFF = 12
_MAX_BYTES = 1 << 28
GENERATED_MARKER = "Built from data/ and templates/ by `awesome-p2ti build`"
"""In the first lines of each built page or picture; only files with it are ever removed."""
_MARK_WITHIN = 1000


@dataclass(frozen=True, slots=True)
class File:
    """A built file: its path from the list's root, and its text."""

    path: str
    text: str


def read_current(root: Path, path: str) -> str | None:
    """Return the text of the file at a path, or None where there is no readable text.

    Only a plain file inside the list is read, up to a size that nothing built comes near.
    """
    file = root / path
    try:
        return read_regular(file, _MAX_BYTES).decode("utf-8") if is_inside(file, root) else None
    except (OSError, UnicodeDecodeError):
        return None


def write(root: Path, file: File) -> None:
    """Write a file atomically; raises SetupError, and never writes outside ``root``."""
    write_whole(root / file.path, file.text, name=file.path, inside=root)


def rewrite(root: Path, old: str, file: File) -> bool:
    """Write an entry's file anew, and return whether it still held the old text: else it stays."""
    with exclusive(root / "data"):
        if read_current(root, file.path) != old:
            return False
        write(root, file)
        return True


def orphaned(root: Path, folder: str, built: Iterable[str]) -> list[str]:
    """Return the paths of files in a folder that were built once and are not built any more.

    A file was built if it holds the marker: what somebody put there by hand stays.
    """
    kept = set(built)
    try:
        found = sorted(f for f in (root / folder).iterdir() if f.is_file() and not f.is_symlink())
    except OSError:
        return []
    paths = [f"{folder}/{f.name}" for f in found]
    return [p for p in paths if p not in kept and _is_marked(read_current(root, p))]


def _is_marked(text: str | None) -> bool:
    return text is not None and GENERATED_MARKER in text[:_MARK_WITHIN]


def remove(root: Path, path: str) -> None:
    """Delete a file that was built; raises SetupError where the system refuses."""
    if not is_inside(root / path, root):
        raise SetupError(f"{path} is not removed: its folder leads out of the list")
    try:
        (root / path).unlink(missing_ok=True)
    except OSError as e:
        raise SetupError(f"{path} cannot be removed: {e.strerror}") from e


def diff(old: str, file: File) -> str:
    """Return the difference of a current text and a new one, as `git apply` reads it."""
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        file.text.splitlines(keepends=True),
        f"a/{file.path}",
        f"b/{file.path}",
    )
    end = "\n\\ No newline at end of file\n"
    return "".join(line if line.endswith("\n") else line + end for line in lines)


def short_diff(old: str, file: File) -> str:
    """Return the first lines of the difference of a current text and a built one."""
    lines = difflib.unified_diff(
        old.splitlines(),
        file.text.splitlines(),
        file.path,
        f"{file.path} (built)",
        lineterm="",
        n=0,
    )
    shown = [line if len(line) <= 160 else line[:157] + "..." for line in lines]
    more = len(shown) - MAX_DIFF
    tail = [f"... and {more} more lines"] if more > 0 else []
    return "\n".join(shown[:MAX_DIFF] + tail) + "\n" if shown else ""
