"""The folder of the site on disk: only what changed is written, only what was built goes."""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING

from awesome_p2ti.files.file_io import write_whole
from awesome_p2ti.outputs.output_files import read_current, remove
from awesome_p2ti.outputs.site.addresses import FOLDER
from awesome_p2ti.outputs.site.renderer import SiteFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LIST = f"{FOLDER}/files.txt"
"""The paths of all files that the last build made; what somebody else put there is not in it."""


def write_site(root: Path, files: Sequence[SiteFile]) -> tuple[int, int]:
    """Bring the folder up to date; return how many files were written, and how many removed.

    Raises SetupError where a file cannot be written, or its folder leads out of the list.
    """
    built = {file.path for file in files}
    before = (read_current(root, LIST) or "").split("\n")
    gone = [path for path in before if _is_ours(path) and path not in built]
    # The list comes first: a build that is killed leaves no file that no list names.
    named = "".join(f"{path}\n" for path in sorted({*built, *gone}))
    names = SiteFile(LIST, lambda: named)
    written = [file for file in [names, *files] if read_current(root, file.path) != file.text]
    for file in written:
        write_whole(root / file.path, file.text, name=file.path, inside=root, durable=False)
    there = [path for path in gone if (root / path).is_file()]
    for path in there:
        remove(root, path)
    if gone:
        text = "".join(f"{path}\n" for path in sorted(built))
        write_whole(root / LIST, text, name=LIST, inside=root, durable=False)
    return len(written), len(there)


def _is_ours(path: str) -> bool:
    """Return whether a path in the list of files names one below the site's folder."""
    return path.startswith(f"{FOLDER}/") and normpath(path) == path
