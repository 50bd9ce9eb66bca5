"""Files to values: reads one file and turns its YAML into plain values, or into problems.

A broken file is a result and never an exception. Whatever YAML 1.1 would change silently is
reported with its place: keys given twice, tabs, aliases, numbers, booleans, dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yaml import MarkedYAMLError, YAMLError

from awesome_p2ti.codes import problem_at
from awesome_p2ti.files.file_io import NotRegularError, TooLargeError, read_regular
from awesome_p2ti.loading.node_values import NodeConverter
from awesome_p2ti.loading.source_file import SourceFile, parsed_document
from awesome_p2ti.loading.unicode_checks import find_text_issues
from awesome_p2ti.loading.yaml_errors import check_aliases, check_depth, syntax_problem
from awesome_p2ti.problems import Edit, Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 64 * 1024
"""How large a file may be: an entry is a few lines."""
MAX_BYTES_OF = {"data/declined.yaml": 1024 * 1024}
"""How large files may be that grow with each decision."""
_SAVE_AS_UTF8 = "save the file with the encoding UTF-8"
_MOST_ZEROS = 0.4
"""The share of zeros from which a text is one of two bytes a letter."""
_NOTHING = ("", "~", "null", "Null", "NULL")
_NO_YAML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x2028, 0x2029], "_")
"""What YAML refuses to read; it is reported, and the rest is read with a mark in its place."""
_PLAIN_TEXT = re.compile(r"[\n -~]*")  # nothing in it is hidden, broken or a tab


def read(file: str | Path, path: str) -> tuple[SourceFile | None, list[Problem]]:
    """Read one file of UTF-8, of at most 64 KiB in most places; ``path`` is what problems call it.

    No symbolic link or pipe is opened: what strangers send must not lead elsewhere.
    """
    try:
        raw = read_regular(file, MAX_BYTES_OF.get(path, MAX_BYTES))
    except NotRegularError:
        return None, [_file_problem(path, "stray-file", "this is not a plain file", "delete it")]
    except TooLargeError as e:
        return None, [_too_large(path, e.size)]
    except OSError as e:
        why = e.strerror or type(e).__name__
        return None, [_file_problem(path, "not-readable", f"the file cannot be read: {why}")]
    return decode(raw, path)


def decode(raw: bytes, path: str) -> tuple[SourceFile | None, list[Problem]]:
    """Return the text of one file's bytes, or the problem with them."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as e:
        before = raw[: e.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = f"byte 0x{raw[e.start]:02x} is not UTF-8"
        return None, [Problem(path, line, column, "not-utf8", message, _SAVE_AS_UTF8)]
    if text.count("\0") > len(text) * _MOST_ZEROS:
        message = "every second byte is zero: this is UTF-16, and not UTF-8"
        return None, [_file_problem(path, "not-utf8", message, _SAVE_AS_UTF8)]
    return SourceFile(path, text), []


@dataclass(frozen=True, slots=True)
class Parsed:
    """The values of a document as far as it can be read, and what is wrong with it."""

    source: SourceFile
    """The source in which the values have their places."""
    value: Any
    """None where the document cannot be read at all."""
    problems: list[Problem]
    hidden: frozenset[str] = frozenset()
    """The names of fields that cannot be read, so nobody misses them."""


def parse(source: SourceFile) -> tuple[Any, list[Problem]]:
    """Return the values of a document and what is wrong with its text and its YAML.

    The values are None where the document is no YAML.
    """
    parsed = parse_readable(source)
    return None if parsed.source.readable else parsed.value, parsed.problems


def parse_readable(source: SourceFile) -> Parsed:
    """Return the values of a document; what stands behind a syntax fault is read too."""
    problems = [] if _PLAIN_TEXT.fullmatch(source.text) else [*_text_problems(source)]
    if problems and any(p.code == "control-character" for p in problems):
        source = replace(source, readable=source.yaml_text.translate(_NO_YAML))
    if not source.text or source.text.isspace():
        return Parsed(source, None, [*problems, _empty(source.path, "the file is empty")])
    hidden: frozenset[str] = frozenset()
    try:
        if deep := check_depth(source):
            return Parsed(source, None, [*problems, deep])
        root = parsed_document(source.yaml_text).root
    except YAMLError as e:
        from awesome_p2ti.loading.recovery import recover

        readable, faults, hidden = recover(source)
        problems += _without_follow_ups(faults, problems) or _parser_problem(source, e, problems)
        if readable is None:
            return Parsed(source, None, problems)
        source = readable
        root = parsed_document(source.yaml_text).root
    if root is None or root.value in _NOTHING:
        if hidden:
            return Parsed(source, {}, problems, hidden)
        problems.append(_empty(source.path, "the file holds no values"))
        return Parsed(source, None, problems)
    if "*" in source.text and (aliases := check_aliases(source)):
        return Parsed(source, None, [*problems, *aliases])
    found: list[Problem] = []
    value = NodeConverter(source, found).value(root)
    if found:
        code = "control-character"
        unseen = {p.line for p in problems if p.code == code}
        problems += (p for p in found if p.code == code or p.line not in unseen)
    return Parsed(source, value, problems, hidden)


def _without_follow_ups(faults: list[Problem], known: list[Problem]) -> list[Problem]:
    """Return the faults in lines without a tab: a tab as indentation explains whatever follows."""
    tabs = {p.line for p in known if p.code == "tab"}
    return [f for f in faults if f.line not in tabs]


def _parser_problem(source: SourceFile, e: YAMLError, known: list[Problem]) -> list[Problem]:
    if any(p.code == "tab" for p in known):
        return []
    if isinstance(e, MarkedYAMLError):
        return [syntax_problem(source, e)]
    return [_file_problem(source.path, "yaml-syntax", str(e).partition("\n")[0])]


def _empty(path: str, message: str) -> Problem:
    hint = "delete the file, or fill it: CONTRIBUTING.md shows an entry"
    return _file_problem(path, "empty-file", message, hint)


def _text_problems(source: SourceFile) -> Iterator[Problem]:
    line, line_start, at = 1, 0, 0
    for issue in sorted(find_text_issues(source.text), key=lambda f: f.start):
        line += source.text.count("\n", at, issue.start)
        line_start = source.text.rfind("\n", at, issue.start) + 1 or line_start
        at = issue.start
        column = at - line_start + 1
        span = Span(line, column, column + issue.end - issue.start)
        edit = (
            None if issue.replacement is None else Edit(issue.start, issue.end, issue.replacement)
        )
        problem = problem_at(source.path, span, issue.code, issue.message, issue.hint)
        yield replace(problem, edit=edit)
    if "\t" in source.text:
        for number, row in enumerate(source.text.split("\n"), 1):
            if "\t" in row:
                column = row.index("\t") + 1
                span = Span(number, column, column + 1)
                yield problem_at(
                    source.path, span, "tab", "a tab stands here", "write spaces instead"
                )


def _too_large(path: str, size: int) -> Problem:
    most = MAX_BYTES_OF.get(path, MAX_BYTES)
    message = f"the file holds {size:,} bytes, more than {most:,}"
    return _file_problem(
        path, "file-too-large", message, "an entry is a few lines: move the rest away"
    )


def _file_problem(path: str, code: str, message: str, hint: str = "") -> Problem:
    return Problem(path, 1, 1, code, message, hint)
