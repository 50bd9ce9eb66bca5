"""What is sound of a broken entry, so that rules find in one round what else is wrong with it."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)
ROUNDS = 4
"""The most rounds: an error that is taken out may bring another one to light."""
_PLACEHOLDERS: dict[str, tuple[Any, Any]] = {
    "title": ("-", ""),
    "date": ("2000", ""),
    "tasks": (["none"], ()),
    "name": ("-", ""),
    "about": ("-", ""),
    "order": (1, 1),
}
"""For each field that a paper or a table needs, a value that passes, and what to leave instead."""


def sound_part(model: type[M], values: dict[str, Any]) -> M | None:
    """Return a document's model without its faulty fields; a value that was surely meant counts.

    None where more is missing than ``_PLACEHOLDERS`` stand for.
    """
    values = copy.deepcopy(values)
    empty: dict[str, Any] = {}
    for _ in range(ROUNDS):
        try:
            found = model.model_validate(values)
        except ValidationError as e:
            for error in e.errors(include_url=False):
                _take_out(values, error, empty)
            continue
        return found.model_copy(update=empty)
    return None


def _take_out(values: dict[str, Any], error: ErrorDetails, empty: dict[str, Any]) -> None:
    loc, kind = error["loc"], error["type"]
    meant = _meant(error)
    if len(loc) > 1 and loc[0] == "rows" and isinstance(loc[1], int):
        _take_out_of_row(values["rows"], loc[1], loc[2:])
    elif kind == "missing" and len(loc) == 1 and loc[0] in _PLACEHOLDERS:
        values[str(loc[0])], empty[str(loc[0])] = _PLACEHOLDERS[str(loc[0])]
    elif meant and all(isinstance(step, str) for step in loc) and loc[0] in values:
        _owner(values, loc)[str(loc[-1])] = meant
    else:
        names = []
        for step in loc:
            if not isinstance(step, str) or step == "[key]":
                break
            names.append(step)
        _owner(values, names).pop(names[-1], None) if names else None


def _take_out_of_row(rows: list[Any], i: int, loc: tuple[int | str, ...]) -> None:
    """Take a score out of a row; with another fault the row says nothing, and keeps its number."""
    if len(loc) > 1 and loc[0] == "scores":
        rows[i]["scores"].pop(loc[1], None)
    else:
        rows[i] = {"method": f"- {i}", "scores": {}, "seen_in": "paper-text"}


def _meant(error: ErrorDetails) -> str:
    """Return the value that `fix` would write, or the digits that YAML took for a number."""
    if error["type"] == "string_type" and isinstance(error["input"], float):
        return f"{error['input']:.5f}" if error["loc"] == ("arxiv",) else ""
    return str(error.get("ctx", {}).get("replacement", ""))


def _owner(values: dict[str, Any], loc: tuple[int | str, ...] | list[str]) -> dict[str, Any]:
    """Return the mapping that holds the last step, or the nearest there is on the way."""
    owner = values
    for step in loc[:-1]:
        inner = owner.get(str(step))
        if not isinstance(inner, dict):
            return owner
        owner = inner
    return owner
