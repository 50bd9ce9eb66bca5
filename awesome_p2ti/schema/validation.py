"""Values to models: pydantic's errors as problems, in words that the entry's author knows."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from awesome_p2ti.codes import CODES
from awesome_p2ti.loading.yaml_reader import AmbiguousScalar

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.problems import Problem

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def validate(model: type[M], value: Any, source: SourceFile) -> tuple[M | None, list[Problem]]:
    """Return the model of a document's values, or all that is wrong with them."""
    try:
        return model.model_validate(value), []
    except ValidationError as e:
        errors = e.errors(include_url=False)
    problems = [_problem(model, error, source) for error in errors if not _is_follow_up(error)]
    return None, problems


def _is_follow_up(error: ErrorDetails) -> bool:
    """Return whether an error only follows from another: an empty value, a list of wrong items."""
    return error["input"] is None or (error["type"] == "too_short" and len(error["input"]) > 0)


def _problem(model: type[BaseModel], error: ErrorDetails, source: SourceFile) -> Problem:
    loc, kind, value = error["loc"], error["type"], error["input"]
    key = bool(loc) and loc[-1] == "[key]"
    loc = loc[:-1] if key else loc
    context = error.get("ctx", {})
    name = _name(loc)
    if kind == "missing":
        return _missing(model, loc, source)
    if kind == "extra_forbidden":
        return _unknown(model, loc, source)
    if kind in CODES:
        message = f"{name} {error['msg']}"
        value_meant = str(context.get("replacement", ""))
        replacement = source.quoted_like(loc, value_meant) if value_meant and not key else None
        hint = str(context.get("hint", ""))
        return source.problem(loc, kind, message, hint, key=key, replacement=replacement)
    if kind in _EXPECTED:
        return _wrong_type(loc, _EXPECTED[kind], value, source)
    if kind == "literal_error":
        known = [a for a in get_args(_annotation(model, loc)) if isinstance(a, str)]
        message = f'{name} is none of the known words: "{value}"'
        hint = did_you_mean(str(value), known) or "one of: " + ", ".join(known)
        return source.problem(loc, "unknown-value", message, hint)
    if kind == "too_short":
        return source.problem(
            loc, "empty-value", f"{name} is empty", "fill it, or delete the field"
        )
    message = f"{name}: {error['msg'][0].lower()}{error['msg'][1:]}"
    return source.problem(loc, "out-of-range", message)


def _missing(model: type[BaseModel], loc: Loc, source: SourceFile) -> Problem:
    *parent, field = loc
    info = _fields(model, tuple(parent)).get(str(field))
    about = info.description if info else ""
    what = f"{_name(tuple(parent))} needs" if parent else f"a {model.__name__.lower()} needs"
    hint = f"add '{field}: ...'" + (
        f" - {about[0].lower()}{about[1:].rstrip('.')}" if about else ""
    )
    return source.problem(parent, "missing-field", f"{what} the field '{field}'", hint)


def _unknown(model: type[BaseModel], loc: Loc, source: SourceFile) -> Problem:
    field = str(loc[-1])
    known = list(_fields(model, loc[:-1]))
    owner = f"'{loc[-2]}'" if len(loc) > 1 else f"a {model.__name__.lower()}"
    message = f"'{field}' is not a field of {owner}"
    hint = did_you_mean(field, known) or "the fields are: " + ", ".join(known)
    return source.problem(loc, "unknown-field", message, hint, key=True)


def _wrong_type(loc: Loc, expected: str, value: Any, source: SourceFile) -> Problem:
    name = _name(loc)
    node = source.node(loc)
    raw = node.value if node is not None and isinstance(node.value, str) else ""
    if isinstance(value, AmbiguousScalar):
        return _ambiguous_problem(loc, expected, value, source)
    if expected == "text" and isinstance(value, bool | int | float):
        code = "yaml-boolean" if isinstance(value, bool) else "yaml-number"
        read = f"the boolean {raw}" if isinstance(value, bool) else f"the number {value}"
        message = f"{name} must be text, but YAML reads {raw} as {read}"
        return source.problem(
            loc, code, message, f'write it in quotes: "{raw}"', replacement=f'"{raw}"'
        )
    shown = f'the text "{value}"' if isinstance(value, str) else _shape(value)
    hint = {
        "a list": f"write {name.rpartition('.')[2]}: [{raw}]" if raw and len(raw) < 60 else "",
        "a mapping": "write the fields below it, indented by two spaces",
        "true or false": "write true or false, without quotes",
        "a number": "write it without quotes",
        "a whole number": "write it without quotes, thousands marks and decimals",
    }.get(expected, "")
    return source.problem(loc, "wrong-type", f"{name} must be {expected}, not {shown}", hint)


def _ambiguous_problem(
    loc: Loc, expected: str, value: AmbiguousScalar, source: SourceFile
) -> Problem:
    message = f"{_name(loc)} must be {expected}, but some YAML parsers read {value.text}"
    hint, replacement = f'write it in quotes: "{value.text}"', f'"{value.text}"'
    if value.kind == "date":
        message = f"{_name(loc)} must be {expected}, but YAML reads {value.text} as a date"
        if loc == ("date",):
            replacement = value.text[:7]
            hint = f"write the year and the month: {replacement}"
    elif value.kind == "boolean":
        message += " as true or false"
        if expected == "true or false":
            yes = value.text.lower() in {"y", "yes", "on", "true"}
            message = f'{_name(loc)} must be true or false, not "{value.text}"'
            replacement = "true" if yes else "false"
            hint = f"write {replacement}"
    else:
        message += " as another number"
    if expected not in {"text", "true or false"}:
        hint, replacement = "write plain digits", ""
    return source.problem(loc, f"yaml-{value.kind}", message, hint, replacement=replacement or None)


def did_you_mean(word: str, known: list[str]) -> str:
    """Return the hint that names the known word most like ``word``, or nothing."""
    from rapidfuzz import fuzz, process

    if not (best := process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)):
        return ""
    return f"did you mean '{best[0]}'?"


def _name(loc: Loc) -> str:
    """Return a place in a document as words: ``links.code``, ``item 2 of authors``."""
    if len(loc) > 2 and loc[-1] == "url" and isinstance(loc[-2], int):
        loc = loc[:-2]  # nearly all links are written without 'url'
    names = [str(step) for step in loc if isinstance(step, str)]
    whole = ".".join(names) or "the document"
    if loc and isinstance(loc[-1], int):
        return f"item {loc[-1] + 1} of {whole}"
    return whole


def _shape(value: Any) -> str:
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a mapping"


def _fields(model: type[BaseModel], loc: Loc) -> dict[str, Any]:
    """Return the fields of the model at a place below ``model``."""
    found = _annotation(model, loc) if loc else model
    return found.model_fields if isinstance(found, type) and issubclass(found, BaseModel) else {}


def _annotation(model: type[BaseModel], loc: Loc) -> Any:
    """Return the type of the values at a place below ``model``, without None."""
    current: Any = model
    for step in loc:
        if isinstance(step, int):
            current = (get_args(current) or (Any,))[0]
        elif isinstance(current, type) and issubclass(current, BaseModel):
            info = current.model_fields.get(step)
            current = info.annotation if info else None
        else:
            current = (get_args(current) or (None,))[-1]
        current = _without_none(current)
    return current


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in {Union, types.UnionType}:
        kept = [a for a in get_args(annotation) if a is not type(None)]
        return _without_none(kept[0]) if kept else annotation
    if hasattr(annotation, "__metadata__"):
        return _without_none(annotation.__origin__)
    return annotation
