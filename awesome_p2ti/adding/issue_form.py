"""The text of an issue made by the form for papers: its values, or why it cannot be read.

The text is a stranger's. A field is what stands between two of the form's own labels, in the form's
order; whatever follows the last label is one text, labels or not, and is read by people alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.schema.models import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.schema.models import Task

MAX_TEXT = 70_000
"""The most characters of a text that is read: GitHub's own limit is about as high."""
ADDRESS, TASK, APPROACH, MORE = "Address", "Task", "Approach", "Anything else"
LABELS = (ADDRESS, TASK, APPROACH, MORE)
"""The labels of the form, in its order."""
NOTHING = "_No response_"
"""What GitHub writes for a field that was left empty."""
_HEADING = re.compile(r"### (?P<label>[A-Za-z ]+?)\s*")


@dataclass(frozen=True, slots=True)
class Form:
    """What a person filled in; what was left empty is empty."""

    address: str
    task: str = ""
    """The id of a task."""
    approach: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text is no form that can be read, and what its author can do."""

    message: str
    hint: str


def read_form(text: str, tasks: Sequence[Task]) -> Form | Unreadable:
    """Return the values of a form for a paper, of which the tasks are those of the list."""
    if len(text) > MAX_TEXT:
        message = f"the text has {len(text):,} characters, more than the {MAX_TEXT:,} that are read"
        return Unreadable(message, "shorten it")
    fields = _fields(text)
    if fields is None:
        hint = f'let the heading "### {ADDRESS}" stand once, and the address below it'
        return Unreadable("a heading of the form stands there twice", hint)
    if ADDRESS not in fields:
        return Unreadable("the text is not that of the form", "open a new issue with the form")
    rows = (line.strip() for line in fields[ADDRESS].split("\n"))
    lines = [line for line in rows if line and not line.startswith("```")]
    if len(lines) != 1:
        message = "there is no address" if not lines else "the address has more than one line"
        return Unreadable(message, "write one id or address of the paper below its heading")
    task = _choice(fields, TASK, {t.name: t.id for t in tasks} | {t.id: t.id for t in tasks})
    approach = _choice(fields, APPROACH, {name: name for name in approaches()})
    for label, value in ((TASK, task), (APPROACH, approach)):
        if value is None:
            hint = "choose one of the form's, or leave the field empty"
            return Unreadable(f"what stands below {label} is none of its choices", hint)
    return Form(lines[0], task or "", approach or "")


def approaches() -> tuple[str, ...]:
    """Return the approaches that an entry may name."""
    schema = Paper.model_json_schema()["properties"]["approach"]
    choices = next(one["enum"] for one in schema["anyOf"] if "enum" in one)
    return tuple(choices)


def _fields(text: str) -> Mapping[str, str] | None:
    """Return the text below each label; None where one comes again, or out of the form's order."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    label = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = _HEADING.fullmatch(line)
        if label != MORE and heading and heading["label"] in LABELS:
            later = heading["label"]
            if label and LABELS.index(later) <= LABELS.index(label):
                return None
            label = later
            current = found[label] = []
        else:
            current.append(line)
    values = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return {name: "" if value == NOTHING else value for name, value in values.items()}


def _choice(fields: Mapping[str, str], label: str, choices: Mapping[str, str]) -> str | None:
    """Return what a choice stands for, nothing where it was left empty, None where it is none."""
    value = fields.get(label, "")
    return choices.get(value) if value else ""
