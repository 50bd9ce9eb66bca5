"""A draft as the text of an entry's file, in the form in which the list writes entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from awesome_p2ti.adding.draft import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.adding.draft import Draft

MODELINE = "# yaml-language-server: $schema=../../schema/papers.json\n"
"""The first line of a paper's file, by which editors know its fields."""


def entry_text(
    draft: Draft,
    tasks: Sequence[str],
    approach: str = "",
    distinct_from: Sequence[str] = (),
    comments: Sequence[str] = (),
) -> str:
    """Return the text of an entry; ``comments`` stand above its fields.

    A title that nobody states is a field without a value, so that `check` asks for it.
    """
    lines = [f"# {' '.join(comment.split())}" for comment in comments]
    lines += [f"title: {quoted(draft.title.value)}" if draft.title else "title:"]
    lines += _fields(draft)
    lines += [f"tasks: {_flow(tasks)}"] if tasks else []
    lines += [f"approach: {approach}"] if approach else []
    lines += [f"distinct_from: {_flow(distinct_from)}"] if distinct_from else []
    links = [(name, fact.value) for name in LINKS if (fact := getattr(draft, name))]
    lines += ["links:"] if links else []
    lines += [f"  {name}: {scalar(url)}" for name, url in links]
    return MODELINE + "\n".join(lines) + "\n"


def _fields(draft: Draft) -> Iterator[str]:
    if draft.name:
        yield f"name: {scalar(draft.name.value)}"
    if draft.former_titles:
        yield "former_titles:"
        yield from (f"  - {quoted(title)}" for title in draft.former_titles.value)
    if draft.authors:
        yield f"authors: {_flow(draft.authors.value)}"
    if draft.date:
        yield f"date: {scalar(draft.date.value)}"
    if draft.venue:
        yield f"venue: {scalar(draft.venue.value)}"
    if draft.arxiv:
        yield f"arxiv: {quoted(draft.arxiv.value)}"
    if draft.doi:
        yield f"doi: {quoted(draft.doi.value)}"
    if draft.openreview:
        yield f"openreview: {scalar(draft.openreview.value)}"


def _flow(values: Sequence[str]) -> str:
    return f"[{', '.join(map(scalar, values))}]"


def scalar(value: str) -> str:
    """Return a text as YAML, in quotes only where YAML would read something else without."""
    try:
        plain = value == value.strip() and yaml.safe_load(f"a: [{value}]") == {"a": [value]}
    except (yaml.YAMLError, ValueError):
        plain = False
    return value if plain and "\n" not in value else quoted(value)


def quoted(value: str) -> str:
    """Return a text in double quotes; what YAML does not print, a line break too, is an escape."""
    return "".join(['"', *(_ESCAPES.get(c) or _printed(c) for c in value), '"'])


_ESCAPES = {"\\": r"\\", '"': r"\""}


def _printed(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
