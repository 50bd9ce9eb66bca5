"""Fields that no model has: where they stand, how they are spelt, what they are called here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_origin

from yaml import MappingNode, ScalarNode, SequenceNode

from awesome_p2ti.loading.line_faults import torn_field
from awesome_p2ti.schema.field_types import FINDERS, plain_month, plain_value
from awesome_p2ti.schema.places import Steps, annotation_at, fields_at
from awesome_p2ti.schema.suggestions import field_meant, nearest, plain_word
from awesome_p2ti.schema.wrong_types import list_meant

if TYPE_CHECKING:
    from pydantic import BaseModel

    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.problems import Problem


def unknown_field(model: type[BaseModel], loc: Steps, source: SourceFile) -> Problem:
    """Return the problem with a field that the model at its place does not have."""
    field, parent = str(loc[-1]), loc[:-1]
    steps = [str(step) for step in parent if isinstance(step, str)]
    owner = f"'{'.'.join(steps)}'" if steps else f"a {model.__name__.lower()}"
    message = f"'{field}' is not a field of {owner}"
    if glued := torn_field(source.line(source.span(loc, key=True).line).strip()):
        return source.problem(loc, "unknown-field", glued.message, glued.hint, key=True)
    known = list(fields_at(model, parent))
    if parent == () and set(wrapped_fields(field, source)) & {*known}:
        hint = _unwrapped(field, source)
        return source.problem(loc, "unknown-field", message, hint, key=True)
    hint = _elsewhere(model, loc, field, source) or _spelt(model, loc, known, source)
    hint = hint or "the fields are: " + ", ".join(known)
    return source.problem(loc, "unknown-field", message, hint, key=True)


def _spelt(model: type[BaseModel], loc: Steps, known: list[str], source: SourceFile) -> str:
    """Return the field of the same place that was meant, or nothing."""
    field, parent = str(loc[-1]), loc[:-1]
    if parent == () and plain_word(field) == "id" and "title" in known:
        return "delete the line: the file's name is the id"
    meant = field_meant(field)
    if known[:1] == ["url"] and plain_word(field) in {"link", "href", "address", "page"}:
        meant = "url"
    meant = meant if meant in known else nearest(field, known)
    if meant and meant in _given(source, parent):
        return f"'{meant}' is there already: keep one of the two"
    if meant == "date" and (hint := _date_in_parts(field, source)):
        return hint
    if meant and (value := _value_meant(model, loc, meant, source)):
        return f"write {meant}: {value}"
    return f"did you mean '{meant}'?" if meant else ""


def _value_meant(model: type[BaseModel], loc: Steps, meant: str, source: SourceFile) -> str:
    """Return what to write behind the field that was meant where it is not what stands there."""
    node = source.node(loc)
    if not isinstance(node, ScalarNode) or not node.value:
        return ""
    if get_origin(annotation_at(model, (*loc[:-1], meant))) is tuple and meant != "links":
        return list_meant(meant, node.value)
    value = plain_value(meant, node.value)
    return "" if value == node.value else value


def _date_in_parts(field: str, source: SourceFile) -> str:
    """Return what to write where year and month are fields of their own, or nothing."""
    values = [source.node((name,)) for name in ("year", "month")]
    if not {"year", "month"} <= _given(source, ()) or plain_word(field) not in {"year", "month"}:
        return ""
    if plain_word(field) == "month":
        return "delete the line: date holds the year and the month"
    year, month = (str(node.value) if node else "" for node in values)
    return f"write date: {found}" if (found := plain_month(f"{year} {month}")) else ""


def _unwrapped(name: str, source: SourceFile) -> str:
    """Return how the fields below a name at the top of a document come to stand at its top."""
    node = source.node((name,))
    if not isinstance(node, SequenceNode):
        return "delete this line, and begin the fields below it in the first column"
    if len(node.value) > 1:
        return "one file holds one entry: move each to its own, its fields in the first column"
    return "delete this line and the '- ', and begin the fields in the first column"


def wrapped_fields(name: str, source: SourceFile) -> set[str]:
    """Return the fields of the mapping, or of the first one in a list, below a name at the top."""
    return _given(source, (name,)) or _given(source, (name, 0))


def _given(source: SourceFile, loc: Steps) -> set[str]:
    """Return the names of the fields at a place."""
    node = source.node(loc)
    if loc and node is source.node(loc[:-1]):
        return set()  # there is no such place
    return {key.value for key, _ in node.value} if isinstance(node, MappingNode) else set()


def _elsewhere(model: type[BaseModel], loc: Steps, field: str, source: SourceFile) -> str:
    """Return where a field stands that is known one level further up or down, or nothing."""
    links, top = fields_at(model, ("links",)), model.model_fields
    value = source.node(loc)
    shown = value.value if isinstance(value, ScalarNode) else "..."
    name = _known_as(field, list(links))
    if len(loc) == 1 and name and not _known_as(field, list(top)):
        return _below_links(field, name, shown, source)
    name = _known_as(field, list(top))
    if loc[:1] == ("links",) and len(loc) == 2 and name and not _known_as(field, list(links)):
        if name in _given(source, ()):
            return f"it stands at the top, where '{name}' is already: keep one of the two"
        return f"it stands at the top, beside links: {name}: {plain_value(name, shown)}"
    return ""


def _below_links(field: str, name: str, shown: str, source: SourceFile) -> str:
    """Return where a link stands that was written beside ``links``, or nothing."""
    if plain_word(field) != name and not re.search(r"[./]", shown):
        return ""  # another word, and no address: a "model" may be a base model
    if name == "paper" and (id_field := next((f for f in FINDERS if FINDERS[f](shown)), "")):
        if id_field in _given(source, ()):
            return f"delete the line: {id_field} says so already"
        return f"write {id_field}: {plain_value(id_field, shown)}"
    if name in _given(source, ("links",)):
        return f"it stands below links, where '{name}' is already: keep one of the two"
    return f"it stands below links: {{{name}: {shown}}}"


def _known_as(field: str, known: list[str]) -> str:
    """Return the field of a place that a name is, in other letters or another word, or nothing."""
    spelt = {plain_word(name): name for name in known}.get(plain_word(field), "")
    meant = field_meant(field)
    return spelt or (meant if meant in known else "")
