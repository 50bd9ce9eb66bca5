"""Reading on behind a syntax fault: what is no YAML is blanked out, and the rest keeps its place.

A field ends where the next one begins in the same column. Each field of a broken document is parsed
alone; of one that fails its own fields are tried, and what still fails is said and becomes spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yaml import MappingNode, MarkedYAMLError, YAMLError

from awesome_p2ti.codes import problem_at
from awesome_p2ti.loading.line_faults import Fault
from awesome_p2ti.loading.source_file import SourceFile, compose
from awesome_p2ti.loading.syntax_faults import find_fault
from awesome_p2ti.loading.yaml_errors import check_depth, plain_words
from awesome_p2ti.problems import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.problems import Problem

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_FENCE = "```"
_BIBTEX = re.compile(r"\s*@[A-Za-z]+\s*\{")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?(?:\s*[:：=]|\s+[\"'\[])")


@dataclass(slots=True)
class Recovery:
    """The lines of a broken document, of which the broken ones become blank."""

    path: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    """The names of fields that were blanked out."""

    def report(self, line: int, column: int, message: str, hint: str) -> None:
        """Add a problem at a line and column, both from 0."""
        span = Span(line + 1, column + 1, column + 2)
        self.problems.append(problem_at(self.path, span, "yaml-syntax", message, hint))

    def blank(self, start: int, end: int) -> None:
        """Replace lines by spaces, and remember the fields that began in them."""
        for i in range(start, end):
            if self.lines[i].lstrip().startswith("http"):
                self.hidden.add("url")
            elif match := _KEY.match(self.lines[i]):
                self.hidden.add(match[1])
            self.lines[i] = " " * len(self.lines[i])


def recover(source: SourceFile) -> tuple[SourceFile | None, list[Problem], frozenset[str]]:
    """Return a source in which what is no YAML is blank, its faults, and the fields blanked out.

    No source where the faults are not in single fields: then nothing more can be read.
    """
    state = Recovery(source.path, source.yaml_text.split("\n"))
    if any(line.startswith("---") for line in state.lines[1:]):
        return None, [], frozenset()
    _foreign_lines(state)
    _blank_faults(state, 0, len(state.lines), 0)
    readable = replace(source, readable="\n".join(state.lines))
    try:
        if deep := check_depth(readable):
            return None, [*state.problems, deep], frozenset()
        compose(readable.yaml_text)
    except YAMLError:
        return None, state.problems, frozenset()
    return readable, state.problems, frozenset(state.hidden)


def _foreign_lines(state: Recovery) -> None:
    """Blank out a merge conflict with both versions, Markdown's fences, and records of BibTeX."""
    marks = [i for i, line in enumerate(state.lines) if line.startswith(_CONFLICT)]
    if marks and state.lines[marks[0]].startswith("<<<<<<<"):
        hint = "keep one of the two versions, and delete the lines of <<<<<<<, ======= and >>>>>>>"
        state.report(marks[0], 0, "marks of a merge conflict stand here", hint)
        state.blank(marks[0], marks[-1] + 1)
    fences = [i for i, line in enumerate(state.lines) if line.startswith(_FENCE)]
    if fences:
        message = "Markdown's ``` is no YAML"
        state.report(fences[0], 0, message, "delete the lines that begin with ```")
        for i in fences:
            state.blank(i, i + 1)
    for start in (i for i, line in enumerate(state.lines) if _BIBTEX.match(line)):
        hint = "write its values as fields of an entry, or let `add --from-bibtex` do it"
        state.report(start, 0, "this is BibTeX, and no YAML", hint)
        state.blank(start, _end_of_record(state.lines, start))


def _end_of_record(lines: list[str], start: int) -> int:
    """Return the line behind a record of BibTeX: that in which its braces are closed."""
    depth = 0
    for i, line in enumerate(lines[start:], start):
        depth += line.count("{") - line.count("}")
        if depth <= 0:
            return i + 1
    return len(lines)


def _blank_faults(state: Recovery, start: int, end: int, indent: int) -> None:
    for first, last in _fields(state.lines, start, end, indent):
        block = state.lines[first:last]
        fault = _fault(state.path, block)
        if fault is None:
            continue
        inner = next((i for i in range(first + 1, last) if state.lines[i].strip()), last)
        if inner < last and re.fullmatch(r"\s*[\w-]+:\s*(?:#.*)?", state.lines[first].rstrip()):
            depth = _indent(state.lines[inner])
            if depth > indent and _KEY.match(state.lines[inner]):
                _blank_faults(state, inner, last, depth)
                if _fault(state.path, state.lines[first:last]) is None:
                    _blank_empty(state, first, last)
                    continue
        else:
            state.report(first + fault.line, fault.column, fault.message, fault.hint)
            state.blank(first, last)
            continue
        if not any(first < p.line <= last for p in state.problems):
            state.report(first + fault.line, fault.column, fault.message, fault.hint)
        state.blank(first, last)


def _blank_empty(state: Recovery, first: int, last: int) -> None:
    """Blank out a field of which nothing is left."""
    if not any(line.strip() for line in state.lines[first + 1 : last]):
        state.blank(first, last)


def _fields(lines: list[str], start: int, end: int, indent: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line (exclusive) of each field that begins in a column."""
    starts = [
        i
        for i in range(start, end)
        if lines[i].strip() and _indent(lines[i]) <= indent and lines[i].lstrip()[0] not in "#]}-"
    ]
    if starts and lines[starts[0]].startswith("---"):
        starts = starts[1:]
    for i, first in enumerate(starts):
        yield first, starts[i + 1] if i + 1 < len(starts) else end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _fault(path: str, block: list[str]) -> Fault | None:
    """Return what is wrong with the lines of one field, or None where they are one."""
    text = "\n".join(block)
    try:
        if deep := check_depth(SourceFile(path, text)):
            return Fault(deep.line - 1, deep.column - 1, deep.message, deep.hint)
        node = compose(text)
    except MarkedYAMLError as e:
        marks = [m.line for m in (e.context_mark, e.problem_mark) if m]
        found = find_fault(block, marks, str(e.problem))
        return found or plain_words(e, block)
    except YAMLError as e:
        return Fault(0, 0, str(e).partition("\n")[0], "")
    if isinstance(node, MappingNode) and not _glued_key(block[0]):
        return None
    found = find_fault(block, [0], "")
    return found or Fault(0, 0, "this line is no 'field: value'", "write a colon and a space")


def _glued_key(line: str) -> bool:
    """Return whether YAML takes a line such as ``title:"A: B"`` for a strange key."""
    return re.match(r"\s*[A-Za-z_-]+:[^\s/]", line) is not None
