"""Where in the tool's own code an exception came from."""

from __future__ import annotations

import traceback
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def fault_place(e: BaseException) -> str:
    """Return the innermost place in this package, such as ``links/pages/html.py:12``, or "?"."""
    for frame in reversed(traceback.extract_tb(e.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(PACKAGE):
            return f"{file.relative_to(PACKAGE).as_posix()}:{frame.lineno}"
    return "?"
