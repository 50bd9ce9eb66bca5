"""The text of one file and the place of each value in it, computed from YAML nodes on demand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from awesome_p2ti.codes import problem_at
from awesome_p2ti.loading.unicode_checks import ODD_SPACES
from awesome_p2ti.problems import Edit, Problem, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yaml import Mark

    Loc = Sequence[str | int]

_SPACES = str.maketrans(dict.fromkeys("\t" + ODD_SPACES, " "))
"""What looks like a space is read as one; it is reported as a fault of the text."""
PLAIN = "plain"
_PLAIN_TEXT = re.compile(r"https?://[A-Za-z0-9._~/+%=:;!$&'()*@?#-]*(?<!:)|\d{4}-\d\d")
"""Addresses and months: what needs no quotes anywhere and what YAML takes for nothing else."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The text of one file under its path from the list's root."""

    path: str
    text: str
    readable: str = ""
    """The text with spaces in place of what is no YAML, where there is such a thing."""

    @property
    def yaml_text(self) -> str:
        """Return what is parsed; each character stands where it stands in ``text``."""
        if self.readable or ("\t" not in self.text and self.text.isascii()):
            return self.readable or self.text
        return _with_plain_spaces(self.text)

    @property
    def has_mark(self) -> bool:
        """Return whether a byte order mark begins the text; libyaml does not count it."""
        return self.text.startswith("\ufeff")

    def node(self, loc: Loc, *, key: bool = False) -> Node | None:
        """Return the node at ``loc``, or the deepest one on the way to it (None: an empty file).

        ``key``: return the last step's key instead of its value.
        """
        return parsed_document(self.yaml_text).node(loc, key=key)

    def span(self, loc: Loc, *, key: bool = False) -> Span:
        """Return the place of the value at ``loc``, of its key, or of the nearest node there is."""
        node = self.node(loc, key=key)
        return Span() if node is None else span_of(node)

    def problem(
        self,
        loc: Loc,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        replacement: str | None = None,
    ) -> Problem:
        """Return a problem at the value at ``loc``, or at its key.

        ``replacement`` is YAML text to write in the value's place, where that is safe.
        """
        problem = problem_at(self.path, self.span(loc, key=key), code, message, hint)
        place = self.char_range(loc) if replacement is not None else None
        return replace(problem, edit=Edit(*place, replacement or "")) if place else problem

    def quoted_like(self, loc: Loc, value: str) -> str | None:
        """Return a text as YAML for the place of another value, in the same quotes where possible.

        None where there is a block of lines (``|``, ``>``) or no text.
        """
        node = self.node(loc)
        if not isinstance(node, ScalarNode) or node.style in {"|", ">"}:
            return None
        if node.style == "'":
            return "'" + value.replace("'", "''") + "'"
        if node.style == '"' or not _PLAIN_TEXT.fullmatch(value):
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return value

    def char_range(self, loc: Loc) -> tuple[int, int] | None:
        """Return the start and end of the value at ``loc`` in ``text``, in characters."""
        node = self.node(loc)
        if node is None:
            return None
        return node.start_mark.index + self.has_mark, node.end_mark.index + self.has_mark

    def raw(self, loc: Loc) -> str:
        """Return the value at ``loc`` as it is typed, or nothing where it has several lines."""
        place = self.char_range(loc)
        typed = self.text[slice(*place)].strip() if place else ""
        return "" if "\n" in typed else typed

    def line(self, number: int) -> str:
        """Return line ``number`` (from 1) without its line break, or nothing past the end."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


@lru_cache(maxsize=16)
def _with_plain_spaces(text: str) -> str:
    return text.translate(_SPACES)


class NodeLoader(CParser):
    """PyYAML's C composer without its look-up of types, which ``node_values`` does."""

    def resolve(self, kind: type[Node], _value: str, implicit: tuple[bool, bool]) -> str:
        """Mark plain scalars, whose type YAML guesses, apart from quoted ones and collections."""
        return PLAIN if kind is ScalarNode and implicit[0] else ""

    def descend_resolver(self, current_node: Node | None, current_index: object) -> None:
        """Do nothing: path resolvers are not used."""

    def ascend_resolver(self) -> None:
        """Do nothing: path resolvers are not used."""


def compose(text: str) -> Node | None:
    """Return the tree of nodes of a document; raises what PyYAML raises."""
    loader = NodeLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


class Document:
    """The nodes of one text; a mapping's keys are indexed when something asks for one of them."""

    __slots__ = ("_pairs", "root")

    def __init__(self, text: str) -> None:
        self.root = compose(text)
        self._pairs: dict[int, dict[str, tuple[Node, Node]]] = {}

    def node(self, loc: Loc, *, key: bool = False) -> Node | None:
        """Return the node at ``loc``, or the deepest on the way to it; see ``SourceFile.node``."""
        node = self.root
        for i, step in enumerate(loc):
            if isinstance(node, SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    return node
                node = node.value[step]
            elif isinstance(node, MappingNode):
                pair = self._pairs_of(node).get(str(step))
                if pair is None:
                    continue  # a step that only the model knows: "links.code" may hold one link
                node = pair[0] if key and i == len(loc) - 1 else pair[1]
        return node

    def _pairs_of(self, node: MappingNode) -> dict[str, tuple[Node, Node]]:
        """Return the key and value nodes of a mapping by key; of equal keys the first counts."""
        pairs = self._pairs.get(id(node))
        if pairs is None:
            pairs = {k.value: (k, v) for k, v in reversed(node.value) if isinstance(k, ScalarNode)}
            self._pairs[id(node)] = pairs
        return pairs


@lru_cache(maxsize=16)
def parsed_document(text: str) -> Document:
    """Return the nodes of a text; raises what PyYAML raises.

    The places of one file are wanted one after another, so only the last few texts are cached: a
    text is parsed once, and a long list does not fill the memory.
    """
    return Document(text)


def span_of(node: Node) -> Span:
    """Return the place of a node: all of a scalar, the first character of a collection."""
    return mark_span(node.start_mark, node.end_mark if isinstance(node, ScalarNode) else None)


def mark_span(start: Mark, end: Mark | None = None) -> Span:
    """Return the place between two of PyYAML's marks, which count from 0."""
    one_line = end is not None and end.line == start.line and end.column > start.column
    last = end.column if end is not None and one_line else start.column + 1
    return Span(start.line + 1, start.column + 1, last + 1)
