"""The links of files outside the catalog: Markdown and JSON lines, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.codes import problem_at
from awesome_p2ti.links.inputs.json_lines import from_json_lines
from awesome_p2ti.links.inputs.markdown import read_markdown
from awesome_p2ti.links.models import LinkUse
from awesome_p2ti.problems import SetupError, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.problems import Problem

STDIN = "-"
BOM = "\ufeff"  # the byte order mark that some editors put before a text


def from_json_lines_file(path: str, problems: list[Problem]) -> Iterator[UrlUse]:
    """Yield the links of a file of JSON lines, or of standard input where the path is a hyphen."""
    return from_json_lines(path, read_text(path, problems), problems)


def from_markdown_file(path: str, root: Path | None, problems: list[Problem]) -> list[UrlUse]:
    """Return the links of a Markdown file; a part that is not read is added to ``problems``."""
    shown = display_path(path, root)
    unread: list[Problem] = []
    url_uses = list(_from_markdown(shown, read_text(path, unread), unread))
    problems += [problem.at(shown) for problem in unread]
    return url_uses


def from_markdown_folder(folder: Path, root: Path | None, problems: list[Problem]) -> list[UrlUse]:
    """Return the links of all Markdown files below a folder, file by file in order of path."""
    return [
        url_use
        for file in sorted(folder.rglob("*.md"))
        for url_use in from_markdown_file(str(file), root, problems)
    ]


def _from_markdown(path: str, text: str, problems: list[Problem]) -> Iterator[UrlUse]:
    urls, unread = read_markdown(text)
    for found in urls:
        yield (
            found.url,
            LinkUse(path=path, line=found.line, column=found.column, end_column=found.end_column),
        )
    for part in unread:
        message = f"no links are looked for here: {part.reason}"
        problems.append(problem_at(path, Span(part.line, part.column), "link-input", message))


def display_path(path: str, root: Path | None) -> str:
    """Return a path as reports show it: relative to the list's root where it lies below that."""
    full = Path(path).absolute()
    if root is not None and full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    return path


def read_text(path: str, problems: list[Problem]) -> str:
    """Return the text of a file, or of standard input where the path is a hyphen.

    The first byte that is not UTF-8 is added to ``problems`` with its place, and the rest is read.
    Raises SetupError when the file cannot be read.
    """
    try:
        raw = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as e:
        raise SetupError(f"{path} cannot be read: {e.strerror or e}") from e
    except ValueError as e:
        raise SetupError(f"{path!r} is no name of a file: {e}") from e
    try:
        return raw.decode().removeprefix(BOM)
    except UnicodeDecodeError as e:
        before = raw[: e.start].decode().removeprefix(BOM).split("\n")
        place = Span(len(before), len(before[-1]) + 1)
        message = f"the byte 0x{raw[e.start]:02X} is not UTF-8; what can be read is checked"
        problems.append(problem_at(path, place, "not-utf8", message, "save the file as UTF-8"))
    return raw.decode("utf-8", "replace").removeprefix(BOM)
