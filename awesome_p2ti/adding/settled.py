"""A draft as a file that `check` passes: what it would not pass is left out and said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.adding.draft import FIELDS
from awesome_p2ti.adding.entry_text import entry_text
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
