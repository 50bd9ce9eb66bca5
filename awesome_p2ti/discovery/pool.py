"""A pool of papers to rank, as JSON lines: ``{"id": "2208.12242", "title": "..."}``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.files.file_io import read_regular
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1 << 28
MAX_TITLE = 1000
_HINT = 'a line looks like {"id": "2208.12242", "title": "DreamBooth: Fine Tuning ..."}'


@dataclass(frozen=True, slots=True)
class PoolPaper:
    """A paper that may belong in the list."""

    id: str
    """Its arXiv id, or another name for it, such as an address."""
    title: str


def read_pool(path: Path) -> list[PoolPaper]:
    """Return the papers of a file, each once; raises SetupError for a line that is none."""
    try:
        text = read_regular(path, MAX_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        why = getattr(e, "strerror", None) or e
        raise SetupError(f"{path} cannot be read: {why}", "name a file of JSON lines") from e
    papers: dict[str, PoolPaper] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                paper = _paper(json.loads(line))
            except (ValueError, TypeError, RecursionError) as e:
                raise SetupError(f"{path}:{number}: this line is no paper: {e}", _HINT) from e
            papers.setdefault(paper.id, paper)
    return list(papers.values())


def _paper(value: Any) -> PoolPaper:
    if not isinstance(value, dict):
        raise TypeError("it is no JSON object")
    ident, title = value.get("id"), value.get("title")
    if not isinstance(ident, str) or not isinstance(title, str):
        raise TypeError("id and title must be texts")
    title = " ".join(title.split())
    if not ident.strip() or not title or len(title) > MAX_TITLE:
        raise ValueError(f"id and title must not be empty, and a title up to {MAX_TITLE} letters")
    return PoolPaper(ident.strip(), title)
