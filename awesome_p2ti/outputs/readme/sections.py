"""The sections of papers: by approach where a section is long, then by year, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper, Task

LONG = 150
"""From how many papers on a section is divided by approach."""
MIN_YEARS = 12
"""From how many papers on a section is divided by year."""
APPROACHES = {
    "test-time": "Test-time fine-tuning",
    "encoder": "Encoder",
    "training-free": "Training-free",
    "hybrid": "Hybrid",
    "add-on": "Add-on",
}
NOT_STATED = "Approach not stated"


@dataclass(frozen=True, slots=True)
class Year:
    """The papers of one year, newest first; ``name`` is empty where a part is not divided."""

    name: str
    anchor: str
    papers: tuple[Entry[Paper], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The papers of one approach by year; ``name`` is empty where a section is not divided."""

    name: str
    anchor: str
    years: tuple[Year, ...]

    @property
    def number(self) -> int:
        """Return how many papers the part holds."""
        return sum(len(year.papers) for year in self.years)


@dataclass(frozen=True, slots=True)
class Section:
    """One task and its papers, newest first within each part."""

    task: Task
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """Return how many papers the section holds."""
        return sum(part.number for part in self.parts)


def sections(catalog: Catalog) -> list[Section]:
    """Return the sections that hold a paper, in the order of data/tasks.yaml."""
    by_task: dict[str, list[Entry[Paper]]] = {}
    for paper in sorted(catalog.papers.values(), key=newest_first):
        by_task.setdefault(paper.data.tasks[0], []).append(paper)
    return [Section(t, _parts(t.id, by_task[t.id])) for t in catalog.tasks if t.id in by_task]


def newest_first(paper: Entry[Paper]) -> tuple[int, int, str, str]:
    """Return the key that sorts papers from the newest to the oldest, then by title.

    A paper of which only the year is known is the last of its year.
    """
    p = paper.data
    return -int(p.date[:4]), -p.months, p.title.lower(), paper.id


def _parts(section: str, papers: Sequence[Entry[Paper]]) -> tuple[Part, ...]:
    if len(papers) < LONG:
        return (Part("", section, _years(section, papers)),)
    parts = []
    for approach, name in (*APPROACHES.items(), (None, NOT_STATED)):
        anchor = f"{section}-{approach or 'not-stated'}"
        if own := [p for p in papers if p.data.approach == approach]:
            parts.append(Part(name, anchor, _years(anchor, own)))
    return tuple(parts)


def _years(anchor: str, papers: Sequence[Entry[Paper]]) -> tuple[Year, ...]:
    if len(papers) < MIN_YEARS:
        return (Year("", anchor, tuple(papers)),)
    years = groupby(papers, key=lambda p: p.data.date[:4])
    return tuple(Year(year, f"{anchor}-{year}", tuple(own)) for year, own in years)
