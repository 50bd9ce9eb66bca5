"""Places in a document: their names in words, and what a model has there."""

from __future__ import annotations

import types
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

Steps = tuple[str | int, ...]


def place_name(loc: Steps) -> str:
    """Return a place in a document as words: ``links.code``, ``item 2 of authors``."""
    if len(loc) > 2 and loc[-1] == "url" and isinstance(loc[-2], int):
        loc = loc[:-2]  # nearly all links are written without 'url'
    if len(loc) > 2 and loc[0] in {"rows", "columns"} and isinstance(loc[1], int):
        return f"{loc[0][:-1]} {loc[1] + 1}: {place_name(loc[2:])}"
    names = [str(step) for step in loc if isinstance(step, str)]
    whole = ".".join(names) or "the document"
    if loc and isinstance(loc[-1], int):
        return f"item {loc[-1] + 1} of {whole}"
    return whole


def model_at(model: type[BaseModel], loc: Steps) -> type[BaseModel] | None:
    """Return the model at a place below ``model``, or None where there are other values."""
    found = annotation_at(model, loc) if loc else model
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def fields_at(model: type[BaseModel], loc: Steps) -> dict[str, Any]:
    """Return the fields of the model at a place below ``model``."""
    found = model_at(model, loc)
    return found.model_fields if found else {}


def annotation_at(model: type[BaseModel], loc: Steps) -> Any:
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
