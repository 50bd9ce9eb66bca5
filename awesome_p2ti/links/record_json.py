"""Site records as JSON, as the cache stores them: defaults left out, and read with distrust."""

from __future__ import annotations

import json
from dataclasses import fields

from awesome_p2ti.history.repositories import read_state, state_values
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind

MAX_TEXT = 3000  # characters of a page's text that are stored
_DEFAULTS = {f.name: f.default for f in fields(SiteRecord)}


def encode(record: SiteRecord) -> str:
    """Return a record as JSON, without default values."""
    values = {f.name: getattr(record, f.name) for f in fields(SiteRecord)}
    values |= {"text": record.text[:MAX_TEXT], "source": "", "requests": 0.0, "seconds": 0.0}
    if record.about is not None:
        values["about"] = state_values(record.about)
    unusual = {k: v for k, v in values.items() if k == "status" or v != _DEFAULTS[k]}
    return as_text(json.dumps(unusual, ensure_ascii=False, separators=(",", ":")))


def decode(text: object) -> SiteRecord | None:
    """Read a record from JSON; None where it is not one, or holds a value of another type."""
    try:
        values = json.loads(text) if isinstance(text, str) else None
        if not isinstance(values, dict) or not all(_fits(k, v) for k, v in values.items()):
            return None
        values["status"] = Status(values["status"])
        if "about" in values:
            values["about"] = read_state(values["about"])
        values["title_kind"] = TitleKind(values.get("title_kind", TitleKind.PAGE))
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return SiteRecord(**values)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _fits(name: str, value: object) -> bool:
    """Say whether a field of a record may hold a value, as its default tells."""
    if name == "about":
        return isinstance(value, dict)
    if name == "year":
        return value is None or type(value) is int
    default = _DEFAULTS.get(name)
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if isinstance(default, bool | int | float):
        return type(value) is type(default)
    return isinstance(value, str)


def as_text(text: str) -> str:
    """Return a text that can be stored: half a character, which has no bytes, is replaced."""
    return text.encode("utf-8", "replace").decode()
