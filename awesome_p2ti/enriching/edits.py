"""A value for an empty field as an edit of the entry's text: one new line, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml import MappingNode, ScalarNode, SequenceNode

from awesome_p2ti.adding.entry_text import scalar
from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.fixing.text_edits import apply_edits
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.problems import Edit
from awesome_p2ti.schema.models import ROLES, Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yaml import Node

_ORDER = tuple(Paper.model_fields)


def with_value(source: SourceFile, field: str, value: str) -> SourceFile | None:
    """Return the file with a value in a field that it lacks.

    None where the field is there, or where the new text would say anything else besides.
    """
    before = parse_entry(source, Paper)[0]
    edit = _edit(source, field, value) if before is not None else None
    if before is None or edit is None:
        return None
    new = SourceFile(source.path, apply_edits(source.text, [edit]))
    after = parse_entry(new, Paper)[0]
    if after is None:
        return None
    old, found = (_plain(paper, field) for paper in (before, after))
    wanted = (None, value) if field == "venue" else (None, (value,))
    return new if (old[1], found[1]) == wanted and old[0] == found[0] else None


def _plain(paper: Paper, field: str) -> tuple[dict[str, object], object]:
    """Return an entry without a field, and that field's value."""
    if field == "venue":
        return paper.model_dump(exclude={"venue"}), paper.venue
    links = getattr(paper.links, field)
    urls = tuple(link.url for link in links) if links else None
    return paper.model_dump(exclude={"links": {field}}), urls


def _edit(source: SourceFile, field: str, value: str) -> Edit | None:
    root = source.node([])
    if not isinstance(root, MappingNode) or root.flow_style:
        return None
    if field == "venue":
        return _line(source, root, _ORDER, field, f"venue: {scalar(value)}")
    links = _value(root, "links")
    if links is None:
        return _line(source, root, _ORDER, "links", "links:", f"  {field}: {scalar(value)}")
    if not isinstance(links, MappingNode) or links.flow_style:
        return None
    return _line(source, links, ROLES, field, f"{field}: {scalar(value)}")


def _line(
    source: SourceFile, parent: MappingNode, order: Sequence[str], field: str, *lines: str
) -> Edit | None:
    """Return the edit that puts lines behind the last field that stands before this one."""
    keys = [key.value for key, _ in parent.value]
    if field in keys or not keys:
        return None
    before = order[: order.index(field)]
    earlier = [pair for pair in parent.value if pair[0].value in before]
    indent = " " * parent.start_mark.column
    text = _newline(source).join(f"{indent}{line}" for line in lines)
    if not earlier:
        start = parent.start_mark.index - parent.start_mark.column
        return Edit(start, start, text + _newline(source))
    end = _end(earlier[-1][1])
    if end is None:
        return None
    at = source.text.find("\n", end)
    if at < 0:
        return Edit(len(source.text), len(source.text), _newline(source) + text)
    return Edit(at + 1, at + 1, text + _newline(source))


def _end(node: Node) -> int | None:
    """Return where a value ends in the text; None where that is not plain: a block of lines."""
    while isinstance(node, MappingNode | SequenceNode) and not node.flow_style:
        if not node.value:
            return None
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if isinstance(node, ScalarNode) and node.style in {"|", ">"}:
        return None
    return int(node.end_mark.index)


def _value(parent: MappingNode, name: str) -> Node | None:
    return next((value for key, value in parent.value if key.value == name), None)


def _newline(source: SourceFile) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"
