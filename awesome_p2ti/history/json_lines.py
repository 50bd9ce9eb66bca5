"""Files of JSON lines that workflows write: read whole, or with the line that is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from awesome_p2ti.files.file_io import NotRegularError, read_regular
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")


def text_of(root: Path, name: str, max_bytes: int) -> str | None:
    """Return a file's text, or None where the list has no such file; raises SetupError."""
    try:
        return read_regular(root / name, max_bytes).decode("utf-8")
    except (FileNotFoundError, NotRegularError):
        return None
    except (OSError, UnicodeDecodeError) as e:
        raise SetupError(f"{name} cannot be read: {e}", "restore it from git") from e


def read_lines(
    text: str, name: str, line_of: Callable[[Any], T], writer: str
) -> Iterator[tuple[int, T]]:
    """Yield each line with its number; only a line feed ends one, whatever else a text holds.

    ``line_of`` raises ValueError or TypeError for a value that is no line, and this then
    SetupError; ``writer`` is who writes the file.
    """
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        try:
            line = line_of(json.loads(row))
        except (ValueError, TypeError, RecursionError) as e:
            hint = f"restore it from git; {writer} writes it"
            raise SetupError(f"{name}:{number}: this is no line of the file: {e}", hint) from e
        yield number, line
