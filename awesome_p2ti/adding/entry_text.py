"""A draft as the text of an entry's file, which `check` passes: what it refuses is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import yaml

from awesome_p2ti.adding.draft import FIELDS, LINKS
from awesome_p2ti.catalog import Entry, parse_entry
from awesome_p2ti.fixing.text_edits import fix_source
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.rules.registry import check
from awesome_p2ti.schema.models import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.adding.draft import Draft
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.problems import Problem

MODELINE = "# yaml-language-server: $schema=../../schema/papers.json\n"
"""The first line of a paper's file, by which editors know its fields."""
NEEDED = frozenset({"title", "authors", "date"})
"""Fields that stay with their faults, for a person to mend."""
_KEY = re.compile(r" *([a-z_]+):")


@dataclass(frozen=True, slots=True)
class Settled:
    """The text of a file, and what `check` will say of it."""

    path: str
    text: str
    problems: tuple[Problem, ...]
    entry: Entry[Paper] | None
    """None where the text is no sound entry."""


def settle(
    draft: Draft,
    key: str,
    catalog: Catalog,
    tasks: Sequence[str],
    approach: str = "",
    distinct_from: Sequence[str] = (),
) -> Settled:
    """Return the file of a draft; what `check` refuses leaves the draft, with a remark."""
    year = draft.date.value[:4] if draft.date else _newest_year(catalog)
    path = f"data/papers/{year}/{key}.yaml"
    while True:
        source = SourceFile(path, entry_text(draft, tasks, approach, distinct_from))
        settled = _checked(SourceFile(path, fix_source(source, Paper)), key, catalog)
        refused = {f: p for p in settled.problems if (f := _field_at(settled.text, p.line))}
        if not refused:
            return settled
        for name, problem in refused.items():
            draft.remarks.append(f"{name} is left out: {problem.message}")
            setattr(draft, name, None)


def skeleton(
    draft: Draft,
    failures: Sequence[str],
    catalog: Catalog,
    tasks: Sequence[str],
    approach: str = "",
) -> Settled:
    """Return a file that holds what is known without any service, and says what it lacks."""
    known = draft.arxiv or draft.doi or draft.openreview
    words = re.findall(r"[a-z0-9]+", fold_accents(known.value if known else ""))
    year = draft.date.value[:4] if draft.date else _newest_year(catalog)
    key = "-".join(["arxiv" if draft.arxiv else "paper", *words])[:60].strip("-")
    comments = [
        f"NOT COMPLETE: no source answered ({'; '.join(failures)}).",
        "Fill in the title and what else `awesome-p2ti check` asks for, and delete these lines.",
    ]
    text = entry_text(draft, tasks, approach, comments=comments)
    return _checked(SourceFile(f"data/papers/{year}/{key}.yaml", text), key, catalog)


def _checked(source: SourceFile, key: str, catalog: Catalog) -> Settled:
    data, problems = parse_entry(source, Paper)
    entry = Entry(key, data, source) if data is not None else None
    if entry is not None:
        problems = [*problems, *_problems_of_rules(entry, catalog)]
    return Settled(source.path, source.text, tuple(sorted(set(problems))), entry)


def _problems_of_rules(entry: Entry[Paper], catalog: Catalog) -> Iterator[Problem]:
    """Yield what the rules say of an entry, but for what it has in common with others."""
    named = {i: catalog.papers[i] for i in entry.data.distinct_from or () if i in catalog.papers}
    alone = replace(catalog, papers={**named, entry.id: entry}, results={}, datasets={},
                    metrics={}, declined=None, sound_parts={})  # fmt: skip
    return (problem for problem in check(alone) if problem.path == entry.path)


def _field_at(text: str, line: int) -> str:
    """Return the field of a draft that stands on a line and that an entry can do without."""
    lines = text.split("\n")[:line]
    keys = (match[1] for row in reversed(lines) if (match := _KEY.match(row)))
    name = next(keys, "")
    return name if name in FIELDS and name not in NEEDED else ""


def _newest_year(catalog: Catalog) -> str:
    """Return the year in whose folder a work without a date is put."""
    return max((p.data.date[:4] for p in catalog.papers.values()), default="2000")


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
