"""To which file on disk a relative address leads."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote


def target_of(address: str, file: str, top: Path) -> tuple[str, str]:
    """Return the address as reports show it, and the absolute path of what it leads to.

    ``file`` is where it is written, a hyphen for standard input; ``top`` the folder to which an
    address that begins with a slash is relative, as on GitHub, and from which reports show paths.
    """
    named, sharp, fragment = address.partition("#")
    path = unquote(named.partition("?")[0])
    here = Path(file).absolute()
    if "\0" in path:
        return address, str(here.parent / "\ufffd")
    if not path:
        target = here
    elif path.startswith("/"):
        target = top / path.lstrip("/")
    else:
        target = here.parent / path
    full = os.path.normpath(target)
    if not path and file == "-":
        shown = file
    elif path.startswith("/") and is_of_site(file):
        shown = path
    elif Path(full).is_relative_to(top):
        shown = Path(full).relative_to(top).as_posix()
    else:
        shown = path
    slash = "/" if path.endswith("/") and not shown.endswith("/") else ""
    return f"{shown}{slash}{sharp}{fragment}", full


def is_of_site(file: str) -> bool:
    """Return whether a file is one that a program makes a site of, whose root is not known."""
    return file.lower().endswith((".html", ".htm", ".mdx"))
