"""Values in the JSON of an interface, which may be of any type, or wrapped, or not there."""

from __future__ import annotations

import re
from typing import Any


def text_of(value: object) -> str:
    """Return a text that an interface gave, plain or wrapped as ``{"value": ...}``."""
    if isinstance(value, dict):
        value = value.get("value")
    return " ".join(value.split())[:1000] if isinstance(value, str) else ""


def texts_of(value: object) -> tuple[str, ...]:
    """Return a list of texts that an interface gave, plain or wrapped."""
    if isinstance(value, dict):
        value = value.get("value")
    return tuple(v for v in value if isinstance(v, str))[:200] if isinstance(value, list) else ()


def json_path(value: object, *keys: str | int) -> Any:
    """Return the value at a path in a JSON value, or None."""
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def year_of(value: object) -> int | None:
    """Return a year that an interface gave as a number or in digits, or None."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value):
        value = int(value)
    fine = isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999
    return value if fine and isinstance(value, int) else None
