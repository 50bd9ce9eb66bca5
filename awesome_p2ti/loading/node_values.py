"""YAML nodes to plain values; whatever YAML 1.1 would change in silence is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard

from yaml import MappingNode, Node, ScalarNode
from yaml.resolver import Resolver

from awesome_p2ti.codes import problem_at
from awesome_p2ti.loading.source_file import PLAIN, SourceFile, span_of
from awesome_p2ti.loading.unicode_checks import find_text_issues
from awesome_p2ti.problems import Span

if TYPE_CHECKING:
    from awesome_p2ti.problems import Problem

_TYPES: dict[str, list[tuple[str, Any]]] = Resolver.yaml_implicit_resolvers
_HASH = re.compile(r"[ \t]#\S")
_LETTER_ESCAPE = re.compile(r'"(?:[^"\\]|\\[^0abtnvfreNLP_])*?\\([0abtnvfreNLP_])')
_PLAIN_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})(?:\.\d*)?(?:[eE][-+]?\d{1,3})?")
_ESCAPES = {"t": "a tab", "n": "a line break", "r": "a carriage return", "b": "a backspace",
            "f": "a form feed", "_": "a no-break space", "e": "an escape sign"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AmbiguousScalar:
    """A plain scalar that YAML silently reads as a date, a boolean or a number."""

    kind: str
    text: str


class NodeConverter:
    """Converts nodes to values and collects the problems on the way."""

    __slots__ = ("has_hash", "path", "problems", "source")

    def __init__(self, source: SourceFile, problems: list[Problem]) -> None:
        self.source = source
        self.path = source.path
        self.problems = problems
        text = source.yaml_text
        self.has_hash = (" #" in text or "\t#" in text) and _HASH.search(text) is not None

    def value(self, node: Node) -> Any:
        """Return the plain value of a node and of all below it."""
        if type(node) is ScalarNode:  # sooner than isinstance, and PyYAML makes no others
            return self._scalar(node)
        if node.tag:
            self._tag(node)
        if isinstance(node, MappingNode):
            return self._mapping(node)
        values = [
            self._scalar(child) if type(child) is ScalarNode else self.value(child)
            for child in node.value
        ]
        for i, value in enumerate(values):
            if value is None:
                self._report(node.value[i], "empty-value", "this item has no value", "delete it")
        return values

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        before: Node | None = None
        for key, child in node.value:
            name, last, before = key.value, before, child
            if not isinstance(key, ScalarNode):
                self._report(key, "wrong-type", "a list or mapping cannot be a field's name")
            elif name in values and _begins_another(node, key):
                message = f"a second entry begins here: '{name}' is given twice"
                hint = "one file holds one entry: move what follows to a file of its own"
                self._report(key, "duplicate-key", message, hint)
                break
            elif name in values:
                message = f"'{name}' is given twice; YAML would silently drop the first"
                self._report(key, "duplicate-key", message, "delete one of the two")
            else:
                scalar = type(child) is ScalarNode
                value = values[name] = self._scalar(child) if scalar else self.value(child)
                if value is None and node.flow_style and _is_decimal(last, key):
                    self._decimal_comma(last, key)
                elif value is None:
                    self._empty_field(key, child, in_braces=bool(node.flow_style))
        return values

    def _scalar(self, node: ScalarNode) -> Any:
        text: str = node.value
        tag = node.tag
        if tag == PLAIN:
            if self.has_hash:
                self._check_comment(node)
            return _typed(text) if _TYPES.get(text[:1]) else text
        if tag:
            self._tag(node)
        if not text.isprintable():
            self._check_escapes(node, text)
        return text

    def _decimal_comma(self, whole: ScalarNode, decimals: ScalarNode) -> None:
        start, end = whole.start_mark, decimals.end_mark
        span = Span(start.line + 1, start.column + 1, end.column + 1)
        message = f"a comma ends the value, so '{decimals.value}' is another field"
        hint = f"write {whole.value}.{decimals.value}"
        self.problems.append(problem_at(self.path, span, "yaml-number", message, hint))

    def _empty_field(self, key: ScalarNode, child: Node, *, in_braces: bool) -> None:
        from awesome_p2ti.loading.line_faults import in_quotes, torn_field

        name = key.value
        rest = self._rest_of_line(child)
        if in_braces:
            fault = torn_field(name)
            message = fault.message if fault else f"'{name}' has no value"
            hint = fault.hint if fault else f"fill it, or leave '{name}' out"
            self._report(key, "empty-value", message, hint)
        elif rest.startswith("#") and rest[1:2].strip():
            message = f"# begins a comment, so '{name}' has no value"
            self._report(key, "comment", message, f"write {name}: {in_quotes(rest)}")
        else:
            message = f"'{name}' has no value"
            self._report(key, "empty-value", message, "fill it, or delete the line")

    def _check_comment(self, node: ScalarNode) -> None:
        rest = self._rest_of_line(node)
        if node.value and rest.startswith("#") and rest[1:2].strip() and rest[1:2] != "#":
            from awesome_p2ti.loading.line_faults import in_quotes

            message = f'"{rest}" is cut off: a # behind a space begins a comment'
            hint = f"write {in_quotes(f'{node.value} {rest}')}, or a space behind the #"
            self._report(node, "comment", message, hint)

    def _rest_of_line(self, node: Node) -> str:
        text, end = self.source.yaml_text, node.end_mark.index + self.source.has_mark
        line_end = text.find("\n", end)
        return text[end : line_end if line_end >= 0 else len(text)].strip()

    def _check_escapes(self, node: ScalarNode, text: str) -> None:
        mark = self.source.has_mark
        raw = self.source.yaml_text[node.start_mark.index + mark : node.end_mark.index + mark]
        if node.style == '"' and (letter := _LETTER_ESCAPE.match(raw)):
            from awesome_p2ti.loading.syntax_faults import in_single_quotes

            what = _ESCAPES.get(letter[1], "another character")
            message = f"in double quotes, \\{letter[1]} is {what}"
            hint = f"write it in single quotes: {in_single_quotes(raw[1:-1])}"
            self._report(node, "backslash", message, hint)
            return
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


def _is_decimal(whole: Node | None, decimals: Node) -> TypeGuard[ScalarNode]:
    """Return whether two values of a flow mapping are a number with a decimal comma."""
    return (
        isinstance(whole, ScalarNode)
        and isinstance(decimals, ScalarNode)
        and whole.value.isdigit()
        and decimals.value.isdigit()
        and whole.end_mark.index + 1 == decimals.start_mark.index
    )


def _begins_another(node: MappingNode, key: ScalarNode) -> bool:
    """Return whether a second entry begins with a key: the first field again, and others too."""
    names = [k.value for k, _ in node.value if isinstance(k, ScalarNode)]
    if key.value != names[0]:
        return False
    again = names.index(key.value, 1)
    return not {*names[again + 1 :]}.isdisjoint(names[1:again])


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
