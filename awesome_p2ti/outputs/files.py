"""Files that are built: written only when changed, never half, and compared when asked."""

from __future__ import annotations

import contextlib
import difflib
import os
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from pathlib import Path

MAX_DIFF = 12


@dataclass(frozen=True, slots=True)
class File:
    """A built file: its path from the list's root, and its text."""

    path: str
    text: str


def current(root: Path, path: str) -> str | None:
    """Return the text that stands at a path now, or None where there is no readable text."""
    try:
        return (root / path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def write(root: Path, file: File) -> None:
    """Put a file in its place in one step: a reader sees the old text or the new one, all of it."""
    target = root / file.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as e:
        raise SetupError(f"{file.path} cannot be written: {e.strerror}") from e
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(file.text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(target))  # noqa: PTH101
        os.replace(name, target)  # noqa: PTH105
    except OSError as e:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise SetupError(f"{file.path} cannot be written: {e.strerror}") from e
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def short_diff(old: str, file: File) -> str:
    """Return the first lines of what differs between a standing text and a built one."""
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
