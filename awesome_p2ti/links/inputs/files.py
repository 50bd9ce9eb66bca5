"""The links of files outside the catalog, or of standard input, each with its place."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.codes import problem_at
from awesome_p2ti.config import find_project
from awesome_p2ti.links.inputs.bare_urls import bare_urls
from awesome_p2ti.links.inputs.folders import files_below, files_of_glob
from awesome_p2ti.links.inputs.html_links import page_links
from awesome_p2ti.links.inputs.json_lines import from_json_lines
from awesome_p2ti.links.inputs.markdown import FoundUrl, UnreadPart, read_markdown
from awesome_p2ti.links.inputs.markdown_sources import without_mdx_comments
from awesome_p2ti.links.inputs.nesting import NestingError
from awesome_p2ti.links.inputs.text_offsets import Lines
from awesome_p2ti.links.local.kinds import Kind, kind_of, kind_of_text
from awesome_p2ti.links.local.schemes import is_relative, shortened
from awesome_p2ti.links.local.targets import target_of
from awesome_p2ti.links.models import LinkUse
from awesome_p2ti.problems import SetupError, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.problems import Problem

STDIN = "-"
BOM = "\ufeff"  # the byte order mark that some editors put before a text
WRITER_WAIT = 10.0
"""Seconds in which somebody has to write into a pipe that is named as a file."""
_HEAD, _RARE = 8192, 1000  # more than one NUL in so many bytes of the beginning: no text
_THE_REST = "; what can be read is checked"


@dataclass(slots=True)
class FileReader:
    """Reads files of links, each of them once; what it cannot read is added to ``problems``."""

    root: Path | None
    """The folder to which reports' paths are relative; None: they are as they were named."""
    problems: list[Problem]
    kind: Kind | None = None
    """What named files and standard input are; None: their names or first lines tell."""
    texts: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    """What is not on disk, standard input, by the path that relative addresses in it lead from."""
    _read: set[Path] = field(default_factory=set)
    _tops: dict[Path, Path | None] = field(default_factory=dict)

    def read(self, path: str) -> list[UrlUse]:
        """Return the links of a file, or of standard input where the path is a hyphen.

        Raises SetupError where it cannot be read, or where nothing tells what it is.
        """
        kind = self.kind or kind_of(path)
        if path != STDIN:
            if kind is None:
                hint = "name that with --input, such as --input markdown"
                raise SetupError(f"the name of '{path}' does not tell what is in it", hint)
            if self._was_read(_absolute(path)):
                return []
        unread: list[Problem] = []
        text = read_text(path, unread)
        shown = display_path(path, self.root)
        kind = kind or kind_of_text(text)
        if kind is Kind.JSON_LINES:
            shown = path
            url_uses = list(from_json_lines(path, text, unread))
        else:
            if path == STDIN:
                self.texts[str(Path(path).absolute())] = kind, text
            text = without_mdx_comments(text) if path.lower().endswith(".mdx") else text
            found = _from_text(shown, text, kind, unread)
            url_uses = [self._with_target(url, use, path) for url, use in found]
        self.problems += [problem.at(shown) for problem in unread]
        return url_uses

    def _was_read(self, file: Path) -> bool:
        """Return whether a file, or what it is a symbolic link to, was read; else note that."""
        names = {file}
        if "\0" not in str(file):
            names.add(Path(os.path.realpath(file)))
        if not self._read.isdisjoint(names):
            return True
        self._read |= {file} if file.is_symlink() else names
        return False

    def read_folder(self, folder: Path) -> list[UrlUse]:
        """Return the links of all files with links below a folder, file by file."""
        closed: list[OSError] = []
        files = files_below(folder, closed)
        for e in closed:
            self._not_readable(str(e.filename), f"the folder cannot be searched: {e.strerror}")
        return [url_use for file in files for url_use in self._read_one(file)]

    def read_glob(self, pattern: str) -> list[UrlUse]:
        """Return the links of all files that a pattern names; raises SetupError without any."""
        return [url_use for file in files_of_glob(pattern) for url_use in self._read_one(file)]

    def _read_one(self, file: Path) -> list[UrlUse]:
        """Return the links of one of many files; one that cannot be read is a problem."""
        try:
            return self.read(str(file))
        except SetupError as e:
            self._not_readable(str(file), e.message)
            return []

    def _not_readable(self, path: str, message: str) -> None:
        shown = display_path(path, self.root)
        self.problems.append(problem_at(shown, Span(), "not-readable", message))

    def _with_target(self, url: str, use: LinkUse, file: str) -> UrlUse:
        """Return a URL as written in a file, or to what it leads there if it is relative."""
        if url.startswith("//"):
            return f"https:{url}", use
        if not is_relative(url):
            return url, use
        top = self._top_of(_absolute(file).parent)
        shown_from = self.root or Path.cwd()
        base = top or (None if self.root else shown_from)
        shown, target = target_of(url, file, shown_from, base)
        return shown, replace(use, target=target, top=str(top or ""))

    def _top_of(self, folder: Path) -> Path | None:
        """Return the folder of the repository that holds a folder, else the root above it."""
        if folder not in self._tops:
            inside = self.root is not None and folder.is_relative_to(self.root)
            self._tops[folder] = find_project(folder) or (self.root if inside else None)
        return self._tops[folder]


def _from_text(path: str, text: str, kind: Kind, problems: list[Problem]) -> Iterator[UrlUse]:
    found, unread = _READERS[kind](text)
    for url in found:
        place = LinkUse(path=path, line=url.line, column=url.column, end_column=url.end_column)
        yield shortened(url.url), place
    for part in unread:
        message = f"no links are looked for here: {part.reason}"
        problems.append(problem_at(path, Span(part.line, part.column), "link-input", message))


def _read_html(text: str) -> tuple[list[FoundUrl], list[UnreadPart]]:
    try:
        rows = list(page_links(text))
    except NestingError:
        return [], [UnreadPart(1, 1, "elements of HTML are nested too deep")]
    return _with_places(text, rows), []


def _read_plain(text: str) -> tuple[list[FoundUrl], list[UnreadPart]]:
    return _with_places(text, list(bare_urls(text))), []


def _with_places(text: str, rows: list[tuple[str, int, int]]) -> list[FoundUrl]:
    lines = Lines(text)
    places = [(*lines.line_and_column(start), url, end - start) for url, start, end in rows]
    return [FoundUrl(line, column, column + length, url) for line, column, url, length in places]


_READERS = {Kind.MARKDOWN: read_markdown, Kind.HTML: _read_html, Kind.TEXT: _read_plain}


def display_path(path: str, root: Path | None) -> str:
    """Return a path as reports show it: relative to the list's root where it lies below that."""
    full = _absolute(path)
    if path != STDIN and root is not None and full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    return path


def _absolute(path: str) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed


def read_text(path: str, problems: list[Problem]) -> str:
    """Return the text of a file, or of standard input where the path is a hyphen.

    The first byte that is not UTF-8 is added to ``problems`` with its place, and the rest is read,
    but for bytes of a binary file. Raises SetupError when the file cannot be read.
    """
    try:
        raw = sys.stdin.buffer.read() if path == STDIN else _bytes_of(path)
    except OSError as e:
        if path == STDIN and e.errno == errno.EBADF:
            hint = "hand the links on with a pipe, or name files"
            raise SetupError("standard input is closed", hint) from e
        raise SetupError(f"{path} cannot be read: {e.strerror or e}") from e
    except ValueError as e:
        raise SetupError(f"{path!r} is no name of a file: {e}") from e
    binary = _is_binary(raw)
    try:
        text, place = raw.decode(), Span()
    except UnicodeDecodeError as e:
        text = raw.decode("utf-8", "replace")
        before = raw[: e.start].decode().removeprefix(BOM).split("\n")
        place = Span(len(before), len(before[-1]) + 1)
        message = f"the byte 0x{raw[e.start]:02X} is not UTF-8"
    else:
        if not binary:
            return text.removeprefix(BOM)
        message = "it holds NUL bytes"
    message += ", nor is it a text: no link in it is read" if binary else _THE_REST
    problems.append(problem_at(path, place, "not-utf8", message, "save the file as UTF-8"))
    return "" if binary else text.removeprefix(BOM)


def _is_binary(raw: bytes) -> bool:
    """Return whether bytes are no text of any kind that is read: images, archives, UTF-16."""
    head = raw[:_HEAD]
    return head.count(0) * _RARE > len(head)


def _bytes_of(path: str) -> bytes:
    """Return what a file holds, or what comes from a pipe into which somebody writes."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if stat.S_ISFIFO(os.fstat(handle).st_mode):
            if not select.select([handle], [], [], WRITER_WAIT)[0]:
                raise SetupError(f"{path} is a pipe into which nobody writes")
            os.set_blocking(handle, True)
        return file.read()
