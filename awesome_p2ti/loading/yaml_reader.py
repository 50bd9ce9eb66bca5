"""Files to values: reads one file and turns its YAML into plain values, or into problems.

A broken file is a result and never an exception. Whatever YAML 1.1 would change silently is
reported with its place: keys given twice, tabs, aliases, numbers, booleans, dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, YAMLError
from yaml.resolver import Resolver

from awesome_p2ti.codes import problem_at
from awesome_p2ti.files.file_io import NotRegularError, TooLargeError, read_regular
from awesome_p2ti.loading.source_file import PLAIN, SourceFile, parsed_document, span_of
from awesome_p2ti.loading.unicode_checks import find_text_issues
from awesome_p2ti.loading.yaml_errors import check_aliases, check_depth, syntax_problem
from awesome_p2ti.problems import Edit, Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 64 * 1024
_NOTHING = ("", "~", "null", "Null", "NULL")
_TYPES: dict[str, list[tuple[str, Any]]] = Resolver.yaml_implicit_resolvers
_PLAIN_TEXT = re.compile(r"[\n -~]*")  # nothing in it is hidden, broken or a tab
_PLAIN_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})(?:\.\d*)?(?:[eE][-+]?\d{1,3})?")


@dataclass(frozen=True, slots=True)
class AmbiguousScalar:
    """A plain scalar that YAML silently reads as a date, a boolean or a number."""

    kind: str
    text: str


def read(file: str | Path, path: str) -> tuple[SourceFile | None, list[Problem]]:
    """Read one file of at most 64 KiB of UTF-8; ``path`` is what problems call it.

    No symbolic link or pipe is opened: what strangers send must not lead elsewhere.
    """
    try:
        raw = read_regular(file, MAX_BYTES)
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
        hint = "save the file with the encoding UTF-8"
        return None, [Problem(path, line, column, "not-utf8", message, hint)]
    return SourceFile(path, text), []


def parse(source: SourceFile) -> tuple[Any, list[Problem]]:
    """Return the values of a document and what is wrong with its text and its YAML.

    The values are None where the document cannot be read at all.
    """
    problems = [] if _PLAIN_TEXT.fullmatch(source.text) else [*_text_problems(source)]
    if any(p.code == "control-character" for p in problems):
        return None, problems
    hint = "delete the file, or fill it: CONTRIBUTING.md shows an entry"
    if not source.text.strip():
        return None, [
            *problems,
            _file_problem(source.path, "empty-file", "the file is empty", hint),
        ]
    try:
        if deep := check_depth(source):
            return None, [*problems, deep]
        root = parsed_document(source.text).root
    except MarkedYAMLError as e:
        if any(p.code == "tab" for p in problems):
            return None, problems  # whatever else the parser reports follows from the tab
        return None, [*problems, syntax_problem(source, e)]
    except YAMLError as e:
        return None, [
            *problems,
            _file_problem(source.path, "yaml-syntax", str(e).partition("\n")[0]),
        ]
    if root is None or root.value in _NOTHING:
        return None, [
            *problems,
            _file_problem(source.path, "empty-file", "the file holds no values", hint),
        ]
    if "*" in source.text and (aliases := check_aliases(source)):
        return None, [*problems, *aliases]
    converter = _NodeConverter(source, problems)
    return converter.value(root), problems


class _NodeConverter:
    """Converts nodes to values and collects the problems on the way."""

    __slots__ = ("path", "problems", "source")

    def __init__(self, source: SourceFile, problems: list[Problem]) -> None:
        self.source = source
        self.path = source.path
        self.problems = problems

    def value(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if node.tag:
            self._tag(node)
        if isinstance(node, MappingNode):
            return self._mapping(node)
        values = [self.value(child) for child in node.value]
        for i, value in enumerate(values):
            if value is None:
                self._report(node.value[i], "empty-value", "this item has no value", "delete it")
        return values

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, child in node.value:
            name = key.value
            if not isinstance(key, ScalarNode):
                self._report(key, "wrong-type", "a list or mapping cannot be a field's name")
            elif name in values:
                message = f"'{name}' is given twice; YAML would silently drop the first"
                self._report(key, "duplicate-key", message, "delete one of the two")
            else:
                value = values[name] = self.value(child)
                if value is None:
                    message = f"'{name}' has no value"
                    self._report(key, "empty-value", message, "fill it, or delete the line")
        return values

    def _scalar(self, node: ScalarNode) -> Any:
        text: str = node.value
        tag = node.tag
        if tag == PLAIN:
            return _typed(text) if _TYPES.get(text[:1]) else text
        if tag:
            self._tag(node)
        if not text.isprintable():
            self._check_escapes(node, text)
        return text

    def _check_escapes(self, node: ScalarNode, text: str) -> None:
        for issue in find_text_issues(text):
            if text[issue.start : issue.end] not in self.source.text:
                message = f"an escape in quotes: {issue.message}"
                self._report(node, issue.code, message, "delete the escape")
        if "\n" in text.rstrip("\n"):
            self._report(node, "line-break", "the text has a line break", "write it on one line")
        elif "\n" in text:
            hint = "write it on one line, or with '>-' instead of '>' or '|'"
            self._report(node, "line-break", "the text ends in a line break", hint)

    def _tag(self, node: Node) -> None:
        hint = "delete the tag: the fields' types are known"
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self._report(node, "yaml-tag", f"'{tag}' is a YAML tag", hint)

    def _report(self, node: Node, code: str, message: str, hint: str = "") -> None:
        self.problems.append(problem_at(self.path, span_of(node), code, message, hint))


def _typed(text: str) -> Any:
    for tag, pattern in _TYPES[text[:1]]:
        if pattern.match(text):
            return _converted(tag.rpartition(":")[2], text)
    return text


def _converted(kind: str, text: str) -> Any:
    """Return the value of a plain spelling of a type, and any other as an AmbiguousScalar."""
    match kind:
        case "null":
            return None
        case "bool":
            return text == "true" if text in {"true", "false"} else AmbiguousScalar("boolean", text)
        case "int" | "float" if _PLAIN_NUMBER.fullmatch(text):
            return int(text) if kind == "int" else float(text)
        case "timestamp":
            return AmbiguousScalar("date", text)
    return AmbiguousScalar("number", text)


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
    message = f"the file holds {size:,} bytes, more than {MAX_BYTES:,}"
    return _file_problem(
        path, "file-too-large", message, "an entry is a few lines: move the rest away"
    )


def _file_problem(path: str, code: str, message: str, hint: str = "") -> Problem:
    return Problem(path, 1, 1, code, message, hint)
