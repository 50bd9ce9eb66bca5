"""Repairs to a text, byte for byte the same elsewhere: comments, quotes and wrapping stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.loading.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.problems import Edit, Problem
    from awesome_p2ti.strict_model import Model

ROUNDS = 5
"""How often a repaired text is looked at again: one repair may bring another fault to light."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with every edit made; of two that overlap, the first one."""
    parts: list[str] = []
    at = 0
    for edit in sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end)):
        if edit.start < at or edit.end > len(text) or (edit.start == at == edit.end and parts):
            continue
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def fix_source(source: SourceFile, model: type[Model], edits: Iterable[Edit] = ()) -> str:
    """Return the text of a file with ``edits`` made and every fault mended that mends itself.

    A repair after which the file says less than before is not made.
    """
    best = source
    data, problems = parse_entry(source, model)
    wanted = [*edits, *_edits(problems)]
    for _ in range(ROUNDS):
        tried = SourceFile(best.path, apply_edits(best.text, wanted))
        after, problems = parse_entry(tried, model)
        broken = any(p.code == "yaml-syntax" for p in problems)
        if tried.text == best.text or broken or _says_less(after, data):
            break
        best, data = tried, after
        wanted = _edits(problems)
    return best.text


def _says_less(after: Model | None, before: Model | None) -> bool:
    """Say whether what a file says is lost by a repair, or a field of it."""
    if before is None:
        return False
    return after is None or not before.model_fields_set <= after.model_fields_set


def _edits(problems: Iterable[Problem]) -> list[Edit]:
    return [p.edit for p in problems if p.edit is not None]
