"""Fields that no model has: where they stand, how they are spelt, what they are called here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml import MappingNode

from awesome_p2ti.identifiers import find_arxiv_id, find_doi, find_openreview_id
from awesome_p2ti.loading.line_faults import no_space_after_colon
from awesome_p2ti.schema.places import Steps, fields_at
from awesome_p2ti.schema.suggestions import field_meant, nearest, plain_word

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
    if glued := no_space_after_colon(source.line(source.span(loc, key=True).line).strip()):
        return source.problem(loc, "unknown-field", glued.message, glued.hint, key=True)
    known = list(fields_at(model, parent))
    if parent == () and set(wrapped_fields(field, source)) & {*known}:
        hint = "delete this line, and begin the fields below it in the first column"
        return source.problem(loc, "unknown-field", message, hint, key=True)
    hint = _elsewhere(model, loc, field, source) or _spelt(field, known, parent, source)
    hint = hint or "the fields are: " + ", ".join(known)
    return source.problem(loc, "unknown-field", message, hint, key=True)


def _spelt(field: str, known: list[str], parent: Steps, source: SourceFile) -> str:
    """Return the field of the same place that was meant, or nothing."""
    if parent == () and plain_word(field) == "id" and "title" in known:
        return "delete the line: the file's name is the id"
    meant = field_meant(field)
    if known[:1] == ["url"] and plain_word(field) in {"link", "href", "address", "page"}:
        meant = "url"
    meant = meant if meant in known else nearest(field, known)
    if meant and meant in _given(source, parent):
        return f"'{meant}' is there already: keep one of the two"
    return f"did you mean '{meant}'?" if meant else ""


def wrapped_fields(name: str, source: SourceFile) -> set[str]:
    """Return the fields below a name at the top of a document, where it holds a mapping."""
    return _given(source, (name,))


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
    shown = value.value if value is not None and isinstance(value.value, str) else "..."
    name = _known_as(field, list(links))
    if len(loc) == 1 and name and not _known_as(field, list(top)):
        if name in _given(source, ("links",)):
            return f"it stands below links, where '{name}' is already: keep one of the two"
        return f"it stands below links: {{{name}: {shown}}}"
    name = _known_as(field, list(top))
    if loc[:1] == ("links",) and len(loc) == 2 and name and not _known_as(field, list(links)):
        if name in _given(source, ()):
            return f"it stands at the top, where '{name}' is already: keep one of the two"
        return f"it stands at the top, beside links: {name}: {_plain_value(name, shown)}"
    return ""


def _known_as(field: str, known: list[str]) -> str:
    """Return the field of a place that a name is, in other letters or another word, or nothing."""
    spelt = {plain_word(name): name for name in known}.get(plain_word(field), "")
    meant = field_meant(field)
    return spelt or (meant if meant in known else "")


def _plain_value(field: str, shown: str) -> str:
    """Return the value that a field of ids holds for a pasted address."""
    finders = {"arxiv": find_arxiv_id, "doi": find_doi, "openreview": find_openreview_id}
    found = finders[field](shown) if field in finders else ""
    return f'"{found}"' if found else shown
