"""Which enrichments can be written: those after which `check` says no more than before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from awesome_p2ti.catalog import Entry, parse_entry
from awesome_p2ti.enriching.edits import with_value
from awesome_p2ti.rules.registry import check
from awesome_p2ti.schema.models import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.enriching.enrichment import Enrichment
    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.problems import Problem


@dataclass(slots=True)
class Written:
    """The new texts of files by path, what they hold, and what could not be written, with why."""

    texts: dict[str, str] = field(default_factory=dict)
    kept: list[Enrichment] = field(default_factory=list)
    refused: list[tuple[Enrichment, str]] = field(default_factory=list)

    def leave(self, path: str, why: str) -> None:
        """Take a file out again, and what it would have held."""
        del self.texts[path]
        self.refused += [(one, why) for one in self.kept if one.path == path]
        self.kept = [one for one in self.kept if one.path != path]


def write_into(catalog: Catalog, enrichments: Sequence[Enrichment]) -> Written:
    """Return the texts of the entries with the enrichments in them, as far as `check` lets them."""
    written = Written()
    touched = [catalog.papers[key] for key in dict.fromkeys(p.key for p in enrichments)]
    known = {_said(p) for p in _problems(catalog, touched)}
    left = list(enrichments)
    while True:
        entries = _entries(catalog, left, written)
        kept = [p for p in left if not any(p is refused for refused, _ in written.refused)]
        changed = replace(catalog, papers={**catalog.papers, **entries})
        new = [p for p in _problems(changed, entries.values()) if _said(p) not in known]
        bad = _refused_by(new, kept, entries)
        if not bad:
            written.kept = kept
            written.texts = {e.path: e.source.text for e in entries.values()}
            return written
        written.refused += bad
        left = [p for p in kept if not any(p is refused for refused, _ in bad)]


def _entries(
    catalog: Catalog, enrichments: Iterable[Enrichment], written: Written
) -> dict[str, Entry[Paper]]:
    """Return the changed entries, and note what has no place in its file."""
    sources: dict[str, SourceFile] = {}
    by_key: dict[str, list[Enrichment]] = defaultdict(list)
    for one in enrichments:
        by_key[one.key].append(one)
    for key, own in by_key.items():
        source = catalog.papers[key].source
        for one in own:
            new = with_value(source, one.field, one.value)
            if new is None:
                why = "it is no sound value, or has no plain place in the file: write it by hand"
                written.refused.append((one, why))
            else:
                source = sources[key] = new
    parsed = {key: (parse_entry(source, Paper)[0], source) for key, source in sources.items()}
    return {k: Entry(k, data, source) for k, (data, source) in parsed.items() if data is not None}


def _problems(catalog: Catalog, entries: Iterable[Entry[Paper]]) -> list[Problem]:
    of_files = [p for e in entries for p in parse_entry(e.source, Paper)[1]]
    return [*of_files, *check(catalog)]


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.code, problem.message


def _refused_by(
    problems: Sequence[Problem], kept: Sequence[Enrichment], entries: dict[str, Entry[Paper]]
) -> list[tuple[Enrichment, str]]:
    """Return the enrichments that lead to new problems: those on its line, else all of its file."""
    found: dict[int, tuple[Enrichment, str]] = {}
    for problem in problems:
        own = [p for p in kept if p.path == problem.path]
        on_line = [p for p in own if _line_of(p, entries[p.key]) == problem.line]
        for one in on_line or own:
            found.setdefault(id(one), (one, problem.message))
    if problems and not found:  # none of them is told at a changed file
        return [(one, problems[0].message) for one in kept]
    return list(found.values())


def _line_of(enrichment: Enrichment, entry: Entry[Paper]) -> int:
    loc = ["venue"] if enrichment.field == "venue" else ["links", enrichment.field]
    return entry.source.span(loc).line
