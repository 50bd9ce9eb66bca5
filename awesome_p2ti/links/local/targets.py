"""To which file on disk a relative address leads."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

# In the name of a file these would be read as the beginning of a fragment, a query, an escape.
_MISREAD = re.compile(r"[#?]|%(?=[0-9A-Fa-f]{2})")


def target_of(address: str, file: str, shown_from: Path, base: Path | None) -> tuple[str, str]:
    """Return the address as reports show it, and the absolute path of what it leads to.

    ``file`` is where it is written, a hyphen for standard input; reports show paths from the folder
    ``shown_from``. An address that begins with a slash leads from ``base``, on GitHub the
    repository; None: nobody knows from where. Of two that lead elsewhere none is shown alike.
    """
    named, sharp, fragment = address.partition("#")
    path = unquote(named.partition("?")[0], errors="surrogateescape")  # as the system has names
    here = Path(file).absolute()
    if "\0" in path:
        return address, str(here.parent / "\ufffd")
    if not path:
        target = here
    elif path.startswith("/"):
        target = (base or here.parent) / path.lstrip("/")
    else:
        target = here.parent / path
    full = os.path.normpath(target)
    if not path and file == "-":
        shown = file
    elif path.startswith("/") and (base is None or is_of_site(file)):
        shown = path
    else:
        shown = _relative(full, shown_from)
    slash = "/" if path.endswith("/") and not shown.endswith("/") else ""
    shown = _MISREAD.sub(lambda match: f"%{ord(match[0]):02X}", shown)
    return f"{shown}{slash}{sharp}{fragment}", full


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path


def is_of_site(file: str) -> bool:
    """Return whether a file is one that a program makes a site of, whose root is not known."""
    return file.lower().endswith((".html", ".htm", ".mdx"))
