"""Values to models: pydantic's errors as problems, in words that the entry's author knows."""

from __future__ import annotations

import re
import types
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from awesome_p2ti.codes import CODES
from awesome_p2ti.identifiers import (
    find_arxiv_id,
    find_doi,
    find_openreview_id,
    is_arxiv_id,
)
from awesome_p2ti.loading.node_values import AmbiguousScalar
from awesome_p2ti.loading.syntax_faults import no_space_after_colon
from awesome_p2ti.normalize import split_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic_core import ErrorDetails

    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.problems import Problem

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]
MAX_SHOWN = 60
"""The length from which a text that the message holds is not said again in the hint."""
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


_MEANINGS = {
    ("approach", "zero-shot"): "write encoder where a network was trained for it, training-free "
    "where nothing was; papers call both zero-shot",
    ("approach", "tuning-free"): "write encoder where a network was trained for it, training-free "
    "where nothing was; papers call both tuning-free",
    ("approach", "fine-tuning"): "write test-time: something is optimized for each new subject",
    ("approach", "finetuning"): "write test-time: something is optimized for each new subject",
    ("approach", "optimization"): "write test-time: something is optimized for each new subject",
    ("references", "single"): "write one",
    ("references", "multiple"): "write few",
}
"""What other people's words for a value mean here."""


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
    given = value if isinstance(value, dict) else {}
    meant = {_meant(str(k), model) for k in given if k not in model.model_fields}
    return None, [
        _problem(model, error, source)
        for error in errors
        if not _is_follow_up(error, {*hidden, *meant})
    ]


def _meant(name: str, model: type[BaseModel]) -> str:
    """Return the field that an unknown name at the top of a document stands for, or nothing."""
    from rapidfuzz import fuzz, process

    known = list(model.model_fields)
    if glued := re.match(r"[\w-]+(?=:)", name):
        name = glued[0]
    best = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
    return best[0] if best else ""


def _is_follow_up(error: ErrorDetails, known: Collection[str]) -> bool:
    """Return whether an error only follows from another: an empty value, a field misspelt."""
    if error["type"] == "missing" and len(error["loc"]) == 1 and error["loc"][0] in known:
        return True
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
        near = _MEANINGS.get((str(loc[-1]), str(value).lower()))
        hint = near or did_you_mean(str(value), known) or "one of: " + ", ".join(known)
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
    parent = loc[:-1]
    known = list(_fields(model, parent))
    steps = [str(step) for step in parent if isinstance(step, str)]
    owner = f"'{'.'.join(steps)}'" if steps else f"a {model.__name__.lower()}"
    message = f"'{field}' is not a field of {owner}"
    if glued := no_space_after_colon(source.line(source.span(loc, key=True).line).strip()):
        return source.problem(loc, "unknown-field", glued.message, glued.hint, key=True)
    hint = _elsewhere(model, loc, field, source) or did_you_mean(field, known)
    hint = hint or "the fields are: " + ", ".join(known)
    return source.problem(loc, "unknown-field", message, hint, key=True)


def _elsewhere(model: type[BaseModel], loc: Loc, field: str, source: SourceFile) -> str:
    """Return where a field stands that is known one level further up or down, or nothing."""
    links = _fields(model, ("links",))
    value = source.node(loc)
    shown = value.value if value is not None and isinstance(value.value, str) else "..."
    if len(loc) == 1 and field in links:
        return f"it stands below links: {{{field}: {shown}}}"
    if loc[:1] == ("links",) and field in model.model_fields and field not in links:
        plain = _plain_value(field, shown)
        return f"it stands at the top, beside links: {field}: {plain}"
    return ""


def _plain_value(field: str, shown: str) -> str:
    """Return the value that a field of ids holds for a pasted address."""
    finders = {"arxiv": find_arxiv_id, "doi": find_doi, "openreview": find_openreview_id}
    found = finders[field](shown) if field in finders else ""
    return f'"{found}"' if found else shown


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
    if glued := no_space_after_colon(raw) if expected == "a mapping" else None:
        return source.problem(loc, "wrong-type", glued.message, glued.hint)
    if value is False and loc[:1] == ("links",):
        message = f"{_name(loc[:2])} must be an address, not the boolean false"
        return source.problem(loc, "wrong-type", message, "leave the field out: there is none")
    if value is not None and expected == "a list" and isinstance(value, str):
        return _no_list(loc, value, source)
    shown = f'the text "{value}"' if isinstance(value, str) else _shape(value)
    hint = {
        "a mapping": "write the fields below it, indented by two spaces",
        "true or false": "write true or false, without quotes",
        "a number": "write it without quotes",
        "a whole number": "write it without quotes, thousands marks and decimals",
    }.get(expected, "")
    return source.problem(loc, "wrong-type", f"{name} must be {expected}, not {shown}", hint)


_FULL_WIDTH_LIST = re.compile(r"[【［〔「『](.*)[】］〕」』]")


def _no_list(loc: Loc, value: str, source: SourceFile) -> Problem:
    """Return the problem with a text where a list belongs, and the list to write."""
    name = str(loc[-1])
    message = f'{_name(loc)} must be a list, not the text "{value}"'
    items = split_names(value) if name == "authors" else tuple(re.split(r"\s*[,;]\s*", value))
    if dashes := re.match(r"-\S", value):
        message = "a space is missing after '-'"
        items = tuple(re.split(r"\s+-(?=\S)", value[1:])) if dashes else ()
    elif wide := _FULL_WIDTH_LIST.fullmatch(value):
        message = f"{value[0]} and {value[-1]} are full-width brackets: YAML knows [ and ]"
        items = tuple(re.split(r"\s*[,，、]\s*", wide[1]))
    if name in {"caveats", "former_titles"}:
        items = (value,)
    shown = ", ".join(f'"{i}"' if re.search(r"[,:#\[\]{}&*!|>'\"%@`]", i) else i for i in items)
    hint = f"write {name}: [{shown}]" if len(items) > 1 or len(value) < MAX_SHOWN else ""
    return source.problem(loc, "wrong-type", message, hint)


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
        if plain := _with_mark(loc, value.text):
            hint, replacement = f"write {plain}", plain
    if expected not in {"text", "true or false"}:
        hint, replacement = "write plain digits", ""
    return source.problem(loc, f"yaml-{value.kind}", message, hint, replacement=replacement or None)


def _with_mark(loc: Loc, text: str) -> str:
    """Return the date or the arXiv id that a number with an underscore stands for, or nothing."""
    if loc == ("date",) and re.fullmatch(r"(?:19|20)\d\d_(?:0[1-9]|1[0-2])", text):
        return text.replace("_", "-")
    if loc[-1:] == ("arxiv",) and is_arxiv_id(text.replace("_", ".")):
        return f'"{text.replace("_", ".")}"'
    return ""


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
