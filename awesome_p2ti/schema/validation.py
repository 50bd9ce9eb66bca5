"""Values to models: pydantic's errors as problems, in words that the entry's author knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from awesome_p2ti.codes import CODES
from awesome_p2ti.loading.node_values import AmbiguousScalar
from awesome_p2ti.schema.places import Steps, annotation_at, model_at, place_name
from awesome_p2ti.schema.strict_model import descriptions
from awesome_p2ti.schema.suggestions import did_you_mean, field_meant, nearest, value_meant

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic_core import ErrorDetails

    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.problems import Problem

M = TypeVar("M", bound=BaseModel)
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


def validate(
    model: type[M], value: Any, source: SourceFile, hidden: Collection[str] = ()
) -> tuple[M | None, list[Problem]]:
    """Return the model of a document's values, or all that is wrong with them.

    Nobody misses the fields ``hidden``: they are there and cannot be read.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as e:
        errors = e.errors(include_url=False)
    from awesome_p2ti.schema.unknown_fields import wrapped_fields

    given = value if isinstance(value, dict) else {}
    unknown = [str(k) for k in given if k not in model.model_fields]
    meant = {_meant(k, model) for k in unknown}.union(*(wrapped_fields(k, source) for k in unknown))
    return None, [
        _problem(model, error, source)
        for error in errors
        if not _is_follow_up(error, {*hidden, *meant})
    ]


def _meant(name: str, model: type[BaseModel]) -> str:
    """Return the field that an unknown name at the top of a document stands for, or nothing."""
    if glued := re.match(r"[\w-]+(?=:|\s*[=：﹕∶])", name):
        name = glued[0]
    meant = field_meant(name)
    return meant if meant in model.model_fields else nearest(name, list(model.model_fields))


def _is_follow_up(error: ErrorDetails, known: Collection[str]) -> bool:
    """Return whether an error only follows from another: an empty value, a field misspelt."""
    if error["type"] == "missing" and len(error["loc"]) == 1 and error["loc"][0] in known:
        return True
    if error["type"] == "missing" and error["loc"][-1] == "url":
        return "url" in known or bool({*error["input"]} - {"official", "archived", "note"})
    return error["input"] is None or (error["type"] == "too_short" and len(error["input"]) > 0)


def _problem(model: type[BaseModel], error: ErrorDetails, source: SourceFile) -> Problem:
    from awesome_p2ti.schema.unknown_fields import unknown_field
    from awesome_p2ti.schema.wrong_types import wrong_type

    loc, kind, value = error["loc"], error["type"], error["input"]
    key = bool(loc) and loc[-1] == "[key]"
    loc = loc[:-1] if key else loc
    context = error.get("ctx", {})
    name = place_name(loc)
    if kind == "missing":
        return _missing(model, loc, source)
    if kind == "extra_forbidden":
        return unknown_field(model, loc, source)
    if kind in CODES:
        message = f"{name} {error['msg']}"
        surely = str(context.get("replacement", ""))
        replacement = source.quoted_like(loc, surely) if surely and not key else None
        hint = str(context.get("hint", ""))
        return source.problem(loc, kind, message, hint, key=key, replacement=replacement)
    if kind in _EXPECTED:
        return wrong_type(loc, _EXPECTED[kind], value, source)
    if kind == "literal_error" and isinstance(value, list | dict):
        return wrong_type(loc, "text", value, source)
    if kind == "literal_error":
        known = [a for a in get_args(annotation_at(model, loc)) if isinstance(a, str)]
        word = value.text if isinstance(value, AmbiguousScalar) else str(value)
        message = f'{name} is none of the known words: "{word}"'
        near = value_meant(str(loc[-1]), word) or did_you_mean(word, known)
        hint = near or "one of: " + ", ".join(known)
        return source.problem(loc, "unknown-value", message, hint)
    if kind == "too_short":
        return source.problem(
            loc, "empty-value", f"{name} is empty", "fill it, or delete the field"
        )
    message, hint = f"{name}: {error['msg'][0].lower()}{error['msg'][1:]}", ""
    if kind == "string_too_long":
        message = f"{name} has {len(value):,} characters, more than {context['max_length']:,}"
        hint = "say it in fewer words"
    return source.problem(loc, "out-of-range", message, hint)


def _missing(model: type[BaseModel], loc: Steps, source: SourceFile) -> Problem:
    *parent, field = loc
    owner = model_at(model, tuple(parent))
    about = descriptions(owner).get(str(field), "") if owner else ""
    what = f"{place_name(tuple(parent))} needs" if parent else f"a {model.__name__.lower()} needs"
    hint = f"add '{field}: ...'" + (
        f" - {about[0].lower()}{about[1:].rstrip('.')}" if about else ""
    )
    return source.problem(parent, "missing-field", f"{what} the field '{field}'", hint)
