"""Which files of a list make its site, and whether one of them is another than it was."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("data", "templates")
FILES = ("pyproject.toml",)

Marks = dict[str, tuple[int, int, int]]
"""What tells a file from an earlier one of its name: time, size and number on the disk."""


def marks(root: Path) -> Marks:
    """Return the marks of all files that make the site; what cannot be looked at has none."""
    found: Marks = {}
    for path in [*FILES, *(p for folder in FOLDERS for p in _below(root, folder))]:
        try:
            stat = (root / path).stat(follow_symlinks=False)
        except OSError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found


def _below(root: Path, folder: str) -> Iterator[str]:
    try:
        found = list(os.scandir(root / folder))
    except OSError:
        return
    for item in found:
        if item.is_dir(follow_symlinks=False):
            yield from _below(root, f"{folder}/{item.name}")
        else:
            yield f"{folder}/{item.name}"
