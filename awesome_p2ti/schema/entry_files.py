"""Where the files of a list lie below data/, and what each holds by its place."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.codes import problem_at
from awesome_p2ti.problems import Problem, Span
from awesome_p2ti.schema.models import KINDS, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from awesome_p2ti.schema.strict_model import Model

DATA = "data"
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
OTHER_FILES = frozenset(
    {
        "added.jsonl",
        "discovered.jsonl",
        "links.jsonl",
        "repositories.jsonl",
        "exceptions.yaml",
        "LICENSE",
    }
)
"""Files of data/ that are no entries and are read elsewhere."""


def model_of(path: str) -> type[Model] | None:
    """Return the model of the file at a path from the list's root; None where no entry lies."""
    parts = path.split("/")[1:]
    if is_entry(parts):
        return KINDS[parts[0]]
    return VOCABULARY.get(parts[0].removesuffix(".yaml")) if len(parts) == 1 else None


def lies_in(path: str, names: Collection[str]) -> bool:
    """Return whether a path is one of ``names`` (best a set) or is below one of them."""
    if "." in names or path in names:
        return True
    end = path.rfind("/")
    while end > 0:
        if path[:end] in names:
            return True
        end = path.rfind("/", 0, end)
    return False


def files(root: Path) -> Iterator[str]:
    """Yield the paths, from ``root``, of all files below data/, sorted."""
    return _walk(root / DATA, DATA)


def _walk(folder: Path, path: str) -> Iterator[str]:
    """Yield the paths of all files below a folder, sorted; links are files, and never followed."""
    try:
        found = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        yield path  # reading it will say why
        return
    for item in found:
        if item.name.startswith("."):
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _walk(Path(item.path), f"{path}/{item.name}")
        else:
            yield f"{path}/{item.name}"


def is_entry(parts: list[str]) -> bool:
    """Return whether a path below data/ is where an entry lies."""
    if not parts or not parts[-1].endswith(".yaml") or parts[0] not in KINDS:
        return False
    if parts[0] == "papers":
        return len(parts) == 3 and _YEAR.fullmatch(parts[1]) is not None
    return len(parts) == 2


def stray(path: str) -> Problem:
    """Return the problem of a file from which no entry is read, for its place or its name."""
    places = "data/papers/<year>/<id>.yaml, " + ", ".join(
        f"data/{kind}/<id>.yaml" for kind in KINDS if kind != "papers"
    )
    message = "no entry is read from this file"
    if path.endswith(".yml") and is_entry(f"{path[:-4]}.yaml".split("/")[1:]):
        return problem_at(path, Span(), "stray-file", message, "let its name end in .yaml")
    return problem_at(path, Span(), "stray-file", message, f"entries lie in {places}")
