"""What a file of links is, by its name or its first line: Markdown, HTML, text or JSON lines."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Kind(StrEnum):
    """How a text names its links; the values are those of --input."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    JSON_LINES = "jsonl"


SUFFIXES = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".mdx": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".txt": Kind.TEXT,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
}
"""The kinds by the ends of files' names."""
_README = ("readme.md", "readme.markdown", "readme.mdx", "readme.html", "readme.txt")
_JSON_OBJECT = re.compile(r'\s*\{\s*["}]')


def kind_of(path: str) -> Kind | None:
    """Return the kind of a file by its name, or None where that does not tell."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


def is_page(path: str) -> bool:
    """Return whether a file is one that a folder is searched for: JSON lines may be any data."""
    return kind_of(path) not in {None, Kind.JSON_LINES}


def kind_of_text(text: str) -> Kind:
    """Return the kind of a text without a name: JSON lines where an object is on its first line."""
    return Kind.JSON_LINES if _JSON_OBJECT.match(text) else Kind.MARKDOWN


def readme_in(folder: Path) -> Path | None:
    """Return a folder's README, however its name is written, or None."""
    names = {p.name.lower(): p for p in sorted(folder.iterdir(), reverse=True) if p.is_file()}
    return next((names[name] for name in _README if name in names), None)
