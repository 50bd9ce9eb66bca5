"""Edits of a text that leave all else byte for byte: comments, quotes and wrapping stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.loading.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.problems import Edit, Problem
    from awesome_p2ti.schema.strict_model import Model

ROUNDS = 5
"""The most rounds of repairs of one text: a repair may reveal another problem."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with every edit applied; of two that overlap, only the first."""
    parts: list[str] = []
    at = 0
    for edit in sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end)):
        if edit.start < at or edit.end > len(text) or (edit.start == at == edit.end and parts):
            continue
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def fix_source(source: SourceFile, model: type[Model], edits: Iterable[Edit] = ()) -> str:
    """Return the text of a file with ``edits`` applied and every problem fixed that has an edit.

    A repair after which a field would be lost is not made.
    """
    best = source
    data, problems = parse_entry(source, model)
    wanted = [*edits, *_edits(problems)]
    for _ in range(ROUNDS):
        tried = SourceFile(best.path, apply_edits(best.text, wanted))
        after, problems = parse_entry(tried, model)
        broken = any(p.code == "yaml-syntax" for p in problems)
        if tried.text == best.text or broken or _loses_fields(after, data):
            break
        best, data = tried, after
        wanted = _edits(problems)
    return best.text


def _loses_fields(after: Model | None, before: Model | None) -> bool:
    """Return whether a repair loses the whole entry or one of its fields."""
    if before is None:
        return False
    return after is None or not before.model_fields_set <= after.model_fields_set


def _edits(problems: Iterable[Problem]) -> list[Edit]:
    return [p.edit for p in problems if p.edit is not None]
