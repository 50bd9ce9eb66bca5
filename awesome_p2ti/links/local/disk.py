"""What is on disk below a folder, by its exact names: letter case counts, as it does on the web."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from awesome_p2ti.files.file_io import read_regular

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1 << 24
"""How much of a file is read to find its parts."""
_CLOSE = 0.8


class Disk:
    """Looks up names, each folder once."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self._names: dict[Path, frozenset[str]] = {}

    def is_inside(self, path: Path) -> bool:
        """Return whether a path lies below the folder."""
        return path.is_relative_to(self.top)

    def has(self, path: Path) -> bool:
        """Return whether something has exactly this name."""
        if not self.is_inside(path):
            return path.exists()
        folder = self.top
        for part in path.relative_to(self.top).parts:
            if part not in self._names_in(folder):
                return False
            folder = folder / part
        return True

    def nearest(self, path: Path) -> str:
        """Return the name of what is there instead, from the folder, or nothing.

        That is what differs in letter case alone, or else one with a similar name.
        """
        folder = self.top
        for part in path.relative_to(self.top).parts if self.is_inside(path) else ():
            names = self._names_in(folder)
            same = [name for name in sorted(names) if name.lower() == part.lower()]
            found = (
                [part]
                if part in names
                else same or difflib.get_close_matches(part, names, 1, _CLOSE)
            )
            if not found:
                return ""
            folder = folder / found[0]
        return "" if folder == self.top else folder.relative_to(self.top).as_posix()

    def text(self, path: Path) -> str | None:
        """Return the text of a file, or None where it cannot be read as one."""
        try:
            return read_regular(path.resolve(), MAX_BYTES).decode("utf-8", "replace")
        except (OSError, RuntimeError):
            return None

    def _names_in(self, folder: Path) -> frozenset[str]:
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(path.name for path in folder.iterdir())
            except (OSError, ValueError):
                self._names[folder] = frozenset()
        return self._names[folder]
