"""A paper taken out of the list: each place that names it, and the record that it was declined.

Only the lines of these places change; all else in a file stays as it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yaml import MappingNode, Node, SequenceNode

from awesome_p2ti.adding.entry_text import quoted, scalar
from awesome_p2ti.links.inputs.catalog import from_catalog
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.links.exceptions import ExceptionList
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.schema.models import Paper, Results

DECLINED = "data/declined.yaml"
_HEAD = "# yaml-language-server: $schema=schema/declined.json\ndeclined:\n"


@dataclass(slots=True)
class Removal:
    """What taking a paper out changes."""

    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The old and the new text of each file that names it."""
    losses: list[str] = field(default_factory=list)
    """What is lost for good with it: its scores in tables."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines of a file, counted from 0 and without the last, that become others."""

    first: int
    end: int
    lines: tuple[str, ...] = ()


def plan_removal(
    catalog: Catalog, paper: Entry[Paper], exceptions: ExceptionList | None = None
) -> Removal:
    """Return what changes in the files that name a paper; raises SetupError where none can.

    Tables and data sets keep naming it by its title and address; its own scores go, and so do the
    ``exceptions`` for links that it alone has.
    """
    removal = Removal()
    for other in catalog.papers.values():
        ids = other.data.distinct_from or ()
        if paper.id in ids and other is not paper:
            left = [i for i in ids if i != paper.id]
            lines = [f"distinct_from: [{', '.join(map(scalar, left))}]"] if left else []
            change = _field(other.source, ["distinct_from"], lines)
            _apply(removal, other.source, [change])
    for dataset in catalog.datasets.values():
        if dataset.data.paper == paper.id:
            _apply(removal, dataset.source, _of_dataset(dataset, paper))
    for results in catalog.results.values():
        changes = list(_of_results(results, paper, removal.losses))
        _apply(removal, results.source, changes)
    if exceptions is not None and isinstance(exceptions.source, SourceFile):
        changes = _of_exceptions(exceptions, exceptions.source, _own_urls(catalog, paper))
        _apply(removal, exceptions.source, changes)
    return removal


def _own_urls(catalog: Catalog, paper: Entry[Paper]) -> set[str]:
    """Return the addresses that no other entry has."""
    paths: dict[str, set[str]] = {}
    for url, use in from_catalog(catalog):
        paths.setdefault(url, set()).add(use.path)
    return {url for url, of in paths.items() if of == {paper.path}}


def _of_exceptions(
    exceptions: ExceptionList, source: SourceFile, urls: Collection[str]
) -> list[_Change]:
    """Return the changes by which exceptions for these addresses go."""
    going = [n for n, accepted in enumerate(exceptions.entries) if accepted.url in urls]
    if going and len(going) == len(exceptions.entries):
        return [_field(source, ["exceptions"], ["exceptions: []"])]
    return [_Change(*_lines(_node(source, ["exceptions", number]))) for number in going]


def _of_dataset(dataset: Entry[Any], paper: Entry[Paper]) -> list[_Change]:
    """Return the change by which a data set names its paper by title and address."""
    items = [f"  {line}" for line in _reference(paper.data, "- ")]
    if not dataset.data.papers:
        return [_field(dataset.source, ["paper"], ["papers:", *items])]
    first = _node(dataset.source, ["papers", 0])
    indent = " " * (first.start_mark.column - 2)
    items = [f"{indent}{line}" for line in _reference(paper.data, "- ")]
    line = first.start_mark.line
    return [_field(dataset.source, ["paper"], []), _Change(line, line, tuple(items))]


def _of_results(
    results: Entry[Results], paper: Entry[Paper], losses: list[str]
) -> Iterator[_Change]:
    """Yield the changes of a table: rows of the paper go, rows that it reports name it in full."""
    rows = results.data.rows
    own = [number for number, row in enumerate(rows) if row.paper == paper.id]
    if own and len(own) == len(rows):
        message = f"{results.path} holds scores of {paper.id} alone"
        raise SetupError(message, "delete that table first, if it is to go")
    for number, row in enumerate(rows):
        if number in own:
            first, end = _lines(_node(results.source, ["rows", number]))
            losses.append(f'{results.path}:{first + 1}: the scores of "{row.method}"')
            yield _Change(first, end)
        elif row.reported_by == paper.id:
            lines = [f"  {line}" for line in _reference(paper.data)]
            yield _field(results.source, ["rows", number, "reported_by"], ["reporter:", *lines])


def _reference(paper: Paper, bullet: str = "") -> list[str]:
    """Return a paper as a work that is named and not listed, one line a field."""
    fields = [f"title: {quoted(paper.title)}"]
    fields += [f"arxiv: {quoted(paper.arxiv)}"] if paper.arxiv else []
    fields += [f"url: {scalar(paper.url)}"] if paper.url and not paper.arxiv else []
    fields += [f"venue: {scalar(paper.venue)}"] if paper.venue else []
    return [f"{bullet if not n else ' ' * len(bullet)}{line}" for n, line in enumerate(fields)]


def declined_text(source: SourceFile | None, paper: Paper, day: str, reason: str) -> str:
    """Return the text of data/declined.yaml with a paper at its end; raises SetupError."""
    fields = [f"title: {quoted(paper.title)}"]
    fields += [f"arxiv: {quoted(paper.arxiv)}"] if paper.arxiv else []
    fields += [f"doi: {quoted(paper.doi)}"] if paper.doi else []
    fields += [f"openreview: {scalar(paper.openreview)}"] if paper.openreview else []
    if len(fields) == 1 and (url := paper.url or next((k.url for _, k in paper.links.items()), "")):
        fields.append(f"url: {scalar(url)}")
    fields += [f"declined: {quoted(day)}", f"reason: {scalar(reason)}"]
    text = source.text if source else _HEAD
    items = source.node(["declined"]) if source else None
    if isinstance(items, SequenceNode) and not items.value and source:
        return _with_changes(source, [_field(source, ["declined"], ["declined:", *_item(fields)])])
    if source is not None and (not isinstance(items, SequenceNode) or items.flow_style):
        raise SetupError(
            f"{DECLINED}: its works do not stand on lines of their own", "mend it first"
        )
    indent = items.value[0].start_mark.column - 2 if isinstance(items, SequenceNode) else 2
    text = text if text.endswith("\n") else f"{text}\n"
    return text + "".join(f"{line}\n" for line in _item(fields, indent))


def _item(fields: Sequence[str], indent: int = 2) -> list[str]:
    marks = ["- ", *["  "] * (len(fields) - 1)]
    return [f"{' ' * indent}{mark}{line}" for mark, line in zip(marks, fields, strict=True)]


def _apply(removal: Removal, source: SourceFile, changes: Sequence[_Change]) -> None:
    if changes:
        removal.texts[source.path] = source.text, _with_changes(source, changes)


def _with_changes(source: SourceFile, changes: Sequence[_Change]) -> str:
    """Return a text with its lines changed, from the last change to the first."""
    lines = source.text.split("\n")
    for change in sorted(changes, key=lambda c: (c.first, c.end), reverse=True):
        lines[change.first : change.end] = change.lines
    return "\n".join(lines)


def _field(source: SourceFile, loc: Loc, lines: Sequence[str]) -> _Change:
    """Return the change of a field and its value into other lines at the field's indentation."""
    key, value = source.node(loc, key=True), _node(source, loc)
    if key is None:
        raise _unwritten(source, value)
    _, end = _lines(value)
    start = key.start_mark
    before = source.text.split("\n")[start.line][: start.column]
    if before.strip(" -"):
        raise _unwritten(source, value)
    if not lines and "-" in before:
        raise _unwritten(source, value)
    rest = " " * len(before)
    new = tuple(f"{rest if number else before}{line}" for number, line in enumerate(lines))
    return _Change(start.line, max(end, start.line + 1), new)


def _node(source: SourceFile, loc: Loc) -> Node:
    """Return the node of a value; raises SetupError where it stands on a line with others."""
    node = source.node(loc)
    parent = source.node(loc[:-1])
    if node is None or (isinstance(parent, SequenceNode | MappingNode) and parent.flow_style):
        raise _unwritten(source, node or parent)
    if isinstance(parent, SequenceNode):
        start = node.start_mark
        if source.text.split("\n")[start.line][: start.column].strip() != "-":
            raise _unwritten(source, node)
    return node


def _unwritten(source: SourceFile, node: Node | None) -> SetupError:
    line = node.start_mark.line + 1 if node else 1
    message = f"{source.path}:{line}: what names the paper shares its line with other values"
    return SetupError(message, "put it on a line of its own, or take it out by hand")


def _lines(node: Node) -> tuple[int, int]:
    """Return the first line of a value and the line behind its last one, comments left out."""
    return node.start_mark.line, _last(node) + 1


def _last(node: Node) -> int:
    """Return the last line on which a value has characters of its own."""
    if (
        not isinstance(node, SequenceNode | MappingNode) or not node.value or node.flow_style
    ):  # a block of lines ends at the beginning of the next line
        mark = node.end_mark
        return mark.line if mark.column else max(mark.line - 1, node.start_mark.line)
    last = node.value[-1]
    return _last(last[1] if isinstance(last, tuple) else last)
