"""Small changes of a module's source that its tests should notice: what `benchmarks.mutants` runs.

A mutant is one change at one place: a comparison, an operator, a condition, a number, a text, a
returned value, a call of min or any. Constants of a module count too, for thresholds stand there.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_OUT = frozenset({"annotation", "returns", "decorator_list", "type_params"})
"""Parts of the tree that say nothing of behaviour, or (frozen, slots) what no test is about."""

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One change: the place's number in its module, which of its changes, and how it reads."""

    path: str
    place: int
    change: int
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before}  ->  {self.after}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node hangs in the tree, so that another can be put there."""

    parent: ast.AST
    field: str
    number: int | None

    def node(self) -> ast.AST:
        value = getattr(self.parent, self.field)
        found = value if self.number is None else value[self.number]
        assert isinstance(found, ast.AST)
        return found

    def put(self, node: ast.AST) -> None:
        if self.number is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.number] = node


def mutants_of(path: str, source: str) -> list[Mutant]:
    """Return every mutant of a module, in the order of its source."""
    found = []
    for number, place in enumerate(_places(ast.parse(source))):
        node = place.node()
        for change, other in enumerate(_changes(node)):
            shown = (
                place.parent if isinstance(node, ast.cmpop | ast.operator | ast.boolop) else node
            )
            line = getattr(shown, "lineno", 0)
            before = _short(shown)
            place.put(other)
            after = _short(other if shown is node else shown)
            place.put(node)
            found.append(Mutant(path, number, change, line, before, after))
    return found


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """Return the module's tree with that one change."""
    tree = ast.parse(source)
    place = list(_places(tree))[mutant.place]
    place.put(list(_changes(place.node()))[mutant.change])
    return ast.fix_missing_locations(tree)


def _places(node: ast.AST) -> Iterator[_Place]:
    for field, value in ast.iter_fields(node):
        if field in LEFT_OUT or _is_no_behaviour(node, field):
            continue
        children = value if isinstance(value, list) else [value]
        for number, child in enumerate(children):
            if isinstance(child, ast.AST) and not _is_left_out(child):
                yield _Place(node, field, number if isinstance(value, list) else None)
                yield from _places(child)


def _is_no_behaviour(node: ast.AST, field: str) -> bool:
    """Return whether a field belongs to a class's options or an assertion."""
    return isinstance(node, ast.Assert) or (isinstance(node, ast.ClassDef) and field == "keywords")


def _is_left_out(node: ast.AST) -> bool:
    """Return whether a node holds imports for types, or words for people (docstring, f-string)."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return alone or isinstance(node, ast.JoinedStr)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    if type(node) in SWAPPED:
        yield SWAPPED[type(node)]()
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node.value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Name) and node.id in OTHER_NAME:
        yield ast.Name(OTHER_NAME[node.id], node.ctx)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _with_test(node, ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Return) and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Expr | ast.AugAssign):
        yield ast.Pass()


def _with_test(node: ast.If | ast.IfExp | ast.While, test: ast.expr) -> ast.AST:
    if isinstance(node, ast.IfExp):
        return ast.IfExp(test, node.body, node.orelse)
    return type(node)(test, node.body, node.orelse)


def _other_constants(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 1.25 + 0.01)
        yield ast.Constant(value * 0.75 - 0.01)
    elif isinstance(value, str):
        yield ast.Constant("" if value else "something else")


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _short(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"if {_short(node.test)}"
    if isinstance(node, ast.Break | ast.Continue | ast.Pass):
        return type(node).__name__.lower()
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else text[:57] + "..."
