"""Problem: the one value for everything that can be wrong with a user's data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is, one to one with GitHub's annotations and SARIF's levels."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Edit:
    """A safe repair: the characters of a file from ``start`` up to ``end`` become ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to fix: where it is, what is wrong, and what to do.

    ``path`` is relative to the list's root, with forward slashes; ``line`` and ``column`` count
    characters from 1. ``end_column`` is where the underlined text ends on that line (exclusive; 0:
    not known). ``code`` is a key of ``awesome_p2ti.codes.CODES``. ``edit`` is a certain
    repair, where there is one: ``awesome-p2ti fix`` applies it.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    end_column: int = field(default=0, compare=False)
    edit: Edit | None = field(default=None, compare=False)

    def at(self, path: str) -> Problem:
        """Return the same problem under another path."""
        return replace(self, path=path)


@dataclass(frozen=True, slots=True)
class Span:
    """A range of one line, in characters from 1; ``end_column`` is exclusive, 0 if unknown."""

    line: int = 1
    column: int = 1
    end_column: int = 0


class SetupError(Exception):
    """A mistake in the user's set-up, not in the data; the command line prints it and exits 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def fault_place(e: BaseException) -> str:
    """Return where in this package an exception began, such as ``links/checker.py:12``, or "?"."""
    import traceback
    from pathlib import Path

    package = Path(__file__).resolve().parent
    for frame in reversed(traceback.extract_tb(e.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(package):
            return f"{file.relative_to(package).as_posix()}:{frame.lineno}"
    return "?"
