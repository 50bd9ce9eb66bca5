"""What is wrong with a document's YAML itself: its syntax, its depth, its aliases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml import Node, ScalarNode, SequenceNode
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from awesome_p2ti.codes import problem_at
from awesome_p2ti.loading.line_faults import Fault
from awesome_p2ti.loading.source_file import NodeLoader, SourceFile, mark_span, parsed_document
from awesome_p2ti.problems import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yaml import MarkedYAMLError

    from awesome_p2ti.loading.line_faults import Fault
    from awesome_p2ti.problems import Problem

MAX_DEPTH = 50
MAX_NODES = 50_000
_INDENTED = "\n" + " " * MAX_DEPTH


def check_depth(source: SourceFile) -> Problem | None:
    """Return a problem where values are nested too deeply, before anything recurses into them."""
    # The C composer calls itself for each level and would overrun the stack: look before. Each of
    # these signs may begin a list or a mapping.
    text = source.yaml_text
    possible = text.count("[") + text.count("{") + text.count("-") + text.count("?")
    if possible <= MAX_DEPTH and _INDENTED not in text:
        return None
    depth = 0
    for event in _events(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            message = f"lists or mappings stand more than {MAX_DEPTH} deep in one another"
            return problem_at(
                source.path, mark_span(event.start_mark), "too-deep", message, "flatten it"
            )
    return None


def _event_span(event: Any) -> Span:
    return mark_span(event.start_mark, event.end_mark)


def _events(text: str) -> Iterator[Any]:
    loader = NodeLoader(text)
    while loader.check_event():
        yield loader.get_event()


def check_aliases(source: SourceFile) -> list[Problem]:
    """Return a problem for each alias, or one if writing them out would exceed all bounds."""
    spans = [
        (event.anchor, _event_span(event))
        for event in _events(source.yaml_text)
        if type(event) is AliasEvent
    ]
    if not spans:
        return []
    root = parsed_document(source.yaml_text).root
    if root is not None and _expanded_size(root, {}, set()) > MAX_NODES:
        message = f"written out, this file's aliases grow to more than {MAX_NODES:,} values"
        return [problem_at(source.path, spans[0][1], "alias-bomb", message, "write the values out")]
    return [
        problem_at(
            source.path, s, "yaml-alias", f"'*{a}' is an alias", f"write out what '&{a}' holds"
        )
        for a, s in spans
    ]


def _expanded_size(node: Node, seen: dict[int, int], open_nodes: set[int]) -> int:
    """Count the values below a node with every alias written out (self-containing: without end)."""
    if isinstance(node, ScalarNode):
        return 1
    if id(node) in open_nodes:
        return MAX_NODES + 1
    if id(node) not in seen:
        open_nodes.add(id(node))
        children = (
            node.value
            if isinstance(node, SequenceNode)
            else [n for pair in node.value for n in pair]
        )
        total = 1 + sum(_expanded_size(child, seen, open_nodes) for child in children)
        open_nodes.discard(id(node))
        seen[id(node)] = total
    return seen[id(node)]


_OUT_OF_COLUMN = (
    "this line does not continue what stands above it",
    "begin it in the same column as its neighbours, and close quotes and brackets",
)
_PLAIN_MESSAGES = {
    "mapping values are not allowed in this context": (
        "a colon followed by a space begins a new field here",
        "put the whole text in double quotes",
    ),
    "could not find expected ':'": ("this line is no 'field: value'", "write a colon and a space"),
    "did not find expected key": _OUT_OF_COLUMN,
    "did not find expected '-' indicator": _OUT_OF_COLUMN,
    "did not find expected <document start>": _OUT_OF_COLUMN,
    "did not find expected ',' or ']'": ("the list is not closed", "close it with ']'"),
    "did not find expected ',' or '}'": ("the mapping is not closed", "close it with '}'"),
    "found unexpected end of stream": ("the quoted text is not closed", "close the quotes"),
    "did not find expected alphabetic or numeric character": (
        "a text that begins with * or & needs quotes",
        "put the text in double quotes",
    ),
    "but found another document": (
        "a second document begins here",
        "one file holds one entry: move what follows to a file of its own",
    ),
    "found undefined alias": ("'*' begins an alias here", "put the text in double quotes"),
}
_NO_HINT = "compare the line with those of another entry"


def syntax_problem(source: SourceFile, e: MarkedYAMLError) -> Problem:
    """Return, in plain words, what the parser did not understand and how to fix it."""
    fault = plain_words(e, source.yaml_text.split("\n"))
    span = Span(fault.line + 1, fault.column + 1, fault.column + 2)
    return problem_at(source.path, span, "yaml-syntax", fault.message, fault.hint)


def plain_words(e: MarkedYAMLError, lines: Sequence[str]) -> Fault:
    """Return the parser's own words as ours, at the place where it gave up."""
    from awesome_p2ti.loading.line_faults import Fault

    mark = e.problem_mark or e.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = str(e.problem or e.context or "the text is not YAML")
    row = lines[line] if line < len(lines) else ""
    if problem == "found character that cannot start any token":
        message = f"'{row[column : column + 1]}' cannot begin a value in YAML"
        return Fault(line, column, message, "put the text in double quotes")
    message, hint = _PLAIN_MESSAGES.get(problem, (problem, _NO_HINT))
    if "another document" in problem and not any(row.strip() for row in lines[line + 1 :]):
        hint = "delete the line"
    if problem in _PLAIN_MESSAGES and re.fullmatch(r"\s+[\w-]+", row[:column]):
        message, hint = _OUT_OF_COLUMN
    if "did not find expected" in problem and e.context_mark and "flow" in str(e.context):
        line, column = e.context_mark.line, e.context_mark.column
    return Fault(line, column, message, hint)
