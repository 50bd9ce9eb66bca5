"""What is on disk, by its exact names: letter case counts, as it does on the web."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

from awesome_p2ti.files.file_io import read_regular
from awesome_p2ti.files.git import not_checked_out

MAX_BYTES = 1 << 24
"""How much of a file is read to find its parts."""
_CLOSE = 0.8


class Disk:
    """Looks up names, each folder once."""

    def __init__(self) -> None:
        self._names: dict[Path, frozenset[str] | None] = {}
        self._left_out: dict[Path, frozenset[Path]] = {}

    def has(self, path: Path, top: Path | None) -> bool | None:
        """Return whether something has exactly this name, or None where nobody may look.

        Names above ``top`` are taken as the system takes them.
        """
        if top is None or not path.is_relative_to(top):
            return _is_there(path)
        folder = top
        for part in path.relative_to(top).parts:
            names = self._names_in(folder)
            folder = folder / part
            found = part in names if names is not None else _is_there(folder)
            if not found:
                return found
        return True

    def is_left_out(self, path: Path, top: Path) -> bool:
        """Return whether git has a file or folder that a sparse checkout does not put here."""
        if top not in self._left_out:
            files = {Path(name) for name in not_checked_out(top)}
            self._left_out[top] = frozenset(files.union(*(file.parents for file in files)))
        return path.is_relative_to(top) and path.relative_to(top) in self._left_out[top]

    def nearest(self, path: Path, top: Path | None) -> str:
        """Return the name of what is there instead, from ``top``, or nothing.

        That is what differs in letter case alone, or else one with a similar name.
        """
        if top is None or not path.is_relative_to(top):
            return ""
        folder = top
        for part in path.relative_to(top).parts:
            names = self._names_in(folder) or frozenset()
            same = [name for name in sorted(names) if name.lower() == part.lower()]
            found = (
                [part]
                if part in names
                else same or difflib.get_close_matches(part, names, 1, _CLOSE)
            )
            if not found:
                return ""
            folder = folder / found[0]
        return "" if folder == top else folder.relative_to(top).as_posix()

    def text(self, path: Path) -> str | None:
        """Return the text of a file, or None where it cannot be read as one."""
        try:
            return read_regular(path.resolve(), MAX_BYTES).decode("utf-8", "replace")
        except (OSError, RuntimeError):
            return None

    def _names_in(self, folder: Path) -> frozenset[str] | None:
        """Return the names in a folder, none where it is no folder, or None where none are told."""
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(path.name for path in folder.iterdir())
            except PermissionError:
                self._names[folder] = None
            except (OSError, ValueError):
                self._names[folder] = frozenset()
        return self._names[folder]


def _is_there(path: Path) -> bool | None:
    """Return whether a name is taken, or None where that may not be known."""
    try:
        os.lstat(path)
    except PermissionError:
        return None
    except (OSError, ValueError):
        return False
    return True
