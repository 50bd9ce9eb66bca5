"""Which files a folder or a glob names: those with links that git does not ignore."""

from __future__ import annotations

import glob
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.files.git import ignored
from awesome_p2ti.links.local.kinds import is_page, kind_of
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NEVER = frozenset({"node_modules", "__pycache__"})
_HIDDEN_BUT_READ = frozenset({".github"})


def is_glob(argument: str) -> bool:
    """Return whether an argument is a pattern of paths, and not the name of what is there."""
    return glob.has_magic(argument) and not os.path.lexists(argument)


def files_below(folder: Path, closed: list[OSError]) -> list[Path]:
    """Return the files with links below a folder, in order of path, symbolic links last.

    What git ignores is not among them, nor what lies in hidden folders, but for .github. Why a
    folder cannot be searched is added to ``closed``.
    """
    return _not_ignored(folder, _links_last(_walk(folder, closed)))


def files_of_glob(pattern: str) -> list[Path]:
    """Return the files with links that a pattern names; ``**`` stands for any folders.

    Raises SetupError where there is none.
    """
    paths = map(Path, glob.glob(pattern, recursive=True))  # noqa: PTH207 - a pattern may begin at /
    found = [p for p in paths if kind_of(p.name) and _is_file(p)]
    named = Path(re.split(r"[*?\[]", pattern, maxsplit=1)[0] + "_").parents
    folders = {f for p in found for f in p.parents}.difference(named)
    skipped = {f for f in folders if _is_skipped(f)}
    found = [p for p in found if skipped.isdisjoint(p.parents)]
    files = _not_ignored(Path(), _links_last(found))
    if not files:
        hint = "write ** for any folders; .md, .markdown, .mdx, .html, .txt and .jsonl are read"
        raise SetupError(f"no file with links fits '{pattern}'", hint)
    return files


def _links_last(files: Iterable[Path]) -> list[Path]:
    return sorted(files, key=lambda path: (path.is_symlink(), path))


def _walk(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    for base, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [f for f in folders if not _is_skipped(Path(base, f))]
        yield from (p for name in files if is_page(name) and _is_file(p := Path(base, name)))


def _is_file(path: Path) -> bool:
    """Return whether something is a file, or may be one for all that can be told."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False


def _is_skipped(folder: Path) -> bool:
    """Return whether nobody writes a list in a folder: hidden ones, and those of packages."""
    name = folder.name
    hidden = name.startswith(".") and name not in _HIDDEN_BUT_READ and bool(name.strip("."))
    return hidden or name in _NEVER or os.path.exists(folder / "pyvenv.cfg")  # noqa: PTH110


def _not_ignored(folder: Path, files: list[Path]) -> list[Path]:
    dropped = ignored(folder, [os.path.abspath(f) for f in files])  # noqa: PTH100
    return [f for f in files if os.path.abspath(f) not in dropped]  # noqa: PTH100
