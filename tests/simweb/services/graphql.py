"""A reader and a runner for the part of GraphQL that clients of GitHub use.

A resolver is a function `(name, arguments) -> value`; a value is a scalar, None, a list, or an
`Object`. An unknown field is an error of the whole request, as on the real service.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = re.compile(
    r'[\s,]+|#[^\n]*|(?P<t>\.\.\.|[{}()\[\]:$!=@|]|-?\d+(?:\.\d+)?|"(?:\\.|[^"\\])*"|\w+)'
)


class QueryError(Exception):
    """The query cannot be understood; the text is the error's message."""


@dataclass(slots=True)
class Object:
    """A value with fields: its type's name, and how a field is found."""

    kind: str
    resolve: Callable[[str, dict[str, Any]], Any]


class MissingError(Exception):
    """A field that does not exist in the world: null, with an error of type NOT_FOUND."""

    kind = "NOT_FOUND"


class ExceededError(MissingError):
    """A field beyond what one query may cost: null, and the rest of the answer is filled."""

    kind = "RESOURCE_LIMITS_EXCEEDED"


@dataclass(slots=True)
class Field:
    """A selected field, or a fragment when `on` is set ('' for a spread without a condition)."""

    name: str
    alias: str
    arguments: dict[str, Any] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    on: str | None = None


class Parser:
    """Reads a document."""

    def __init__(self, text: str, variables: dict[str, Any]) -> None:
        self.tokens = [hit["t"] for hit in TOKEN.finditer(text) if hit["t"]]
        self.place = 0
        self.variables = variables
        self.fragments: dict[str, Field] = {}

    def peek(self) -> str:
        """The next token, '' at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        """Take the next token."""
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise QueryError(f'Expected "{wanted or "a name"}", actual: "{token}"')
        self.place += 1
        return token

    def document(self) -> list[Field]:
        """The fields of the one operation."""
        operation: list[Field] = []
        while self.peek():
            if self.peek() == "fragment":
                self.take()
                name = self.take()
                self.take("on")
                self.fragments[name] = Field("", "", on=self.take(), fields=self.selection())
                continue
            if self.peek() in {"query", "mutation"}:
                self.take()
                self.skip_to_selection()
            operation = self.selection()
        return operation

    def skip_to_selection(self) -> None:
        """Pass an operation's name and its declared variables."""
        depth = 0
        while self.peek() and (self.peek() != "{" or depth):
            token = self.take()
            depth += (token == "(") - (token == ")")

    def selection(self) -> list[Field]:
        """{ … }"""
        self.take("{")
        fields = []
        while self.peek() != "}":
            fields.append(self.one())
        self.take("}")
        return fields

    def one(self) -> Field:
        """A field or a fragment."""
        if self.peek() == "...":
            self.take()
            if self.peek() == "on":
                self.take()
                return Field("", "", on=self.take(), fields=self.selection())
            if self.peek() == "{":
                return Field("", "", on="", fields=self.selection())
            return Field(self.take(), "", on="spread")
        alias = name = self.take()
        if self.peek() == ":":
            self.take()
            name = self.take()
        arguments = self.arguments() if self.peek() == "(" else {}
        fields = self.selection() if self.peek() == "{" else []
        return Field(name, alias, arguments, fields)

    def arguments(self) -> dict[str, Any]:
        """( name: value … )"""
        self.take("(")
        found = {}
        while self.peek() != ")":
            name = self.take()
            self.take(":")
            found[name] = self.value()
        self.take(")")
        return found

    def value(self) -> Any:
        """A literal, a variable, a list or an enumeration's name."""
        token = self.take()
        if token == "$":
            return self.variables.get(self.take())
        if token == "[":
            items = []
            while self.peek() != "]":
                items.append(self.value())
            self.take("]")
            return items
        if token in {"true", "false", "null"}:
            return {"true": True, "false": False, "null": None}[token]
        if token[0] == '"' or token[0] == "-" or token[0].isdigit():
            return json.loads(token)
        return token


@dataclass
class Run:
    """Runs a parsed document; `errors` holds what was not found."""

    fragments: dict[str, Field]
    errors: list[dict[str, Any]] = field(default_factory=list)

    def fields(self, value: Object, wanted: list[Field], path: list[Any]) -> dict[str, Any]:
        """The wanted fields of an object."""
        found: dict[str, Any] = {}
        for item in wanted:
            if item.on is not None:
                part = self.fragments.get(item.name, item) if item.on == "spread" else item
                if part.on in {"", value.kind, "RepositoryOwner", "Node", "Actor"}:
                    found |= self.fields(value, part.fields, path)
                continue
            here = [*path, item.alias]
            if item.name == "__typename":
                found[item.alias] = value.kind
                continue
            try:
                answer = value.resolve(item.name, item.arguments)
            except MissingError as fault:
                answer = None
                self.errors.append(
                    {
                        "type": fault.kind,
                        "path": here,
                        "locations": [{"line": 1, "column": 1}],
                        "message": str(fault),
                    }
                )
            found[item.alias] = self.value(answer, item.fields, here)
        return found

    def value(self, answer: Any, wanted: list[Field], path: list[Any]) -> Any:
        """Any value, with what is wanted of it."""
        if isinstance(answer, Object):
            return self.fields(answer, wanted, path)
        if isinstance(answer, list):
            return [self.value(each, wanted, [*path, n]) for n, each in enumerate(answer)]
        return answer


def execute(query: str, variables: dict[str, Any], root: Object) -> dict[str, Any]:
    """The reply's JSON for a query."""
    parser = Parser(query, variables)
    try:
        wanted = parser.document()
        run = Run(parser.fragments)
        data = run.fields(root, wanted, [])
    except QueryError as fault:
        return {"errors": [{"message": str(fault)}]}
    return {"data": data} | ({"errors": run.errors} if run.errors else {})
