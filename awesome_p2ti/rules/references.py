"""The rules that what an entry names exists: tasks, papers, metrics, data sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.identifiers import find_arxiv_id
from awesome_p2ti.normalize import title_words
from awesome_p2ti.schema.suggestions import did_you_mean, nearest, plain_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Dataset, Paper, Results


MOST_COMPARED = 1000
"""How many unknown ids are held against all known ones: for each, that takes as long as all are."""


class _KnownIds:
    """The ids that an entry may name, by the kind of what they name."""

    def __init__(self, catalog: Catalog) -> None:
        self._entries = catalog.by_kind()
        self._unreadable = catalog.unreadable
        self._hints: dict[tuple[str, str], str] = {}
        self._otherwise: dict[str, str] = {}

    def has(self, kind: str, name: str) -> bool:
        return name in self._entries[kind] or f"{kind}/{name}" in self._unreadable

    def hint(self, kind: str, name: str) -> str:
        key = kind, name
        if key not in self._hints:
            compared = len(self._hints) < MOST_COMPARED
            alike = did_you_mean(name, list(self._entries[kind])) if compared else ""
            if known := self._called_otherwise(kind, name):
                alike = f"did you mean '{known}'?"
            self._hints[key] = alike or f"use the name of a file in data/{kind}"
        return self._hints[key]

    def _called_otherwise(self, kind: str, name: str) -> str:
        """Return the id of what is called by its file, its arXiv id or its title, or nothing."""
        if self.has(kind, stem := name.rpartition("/")[2].removesuffix(".yaml")):
            return stem
        if kind != "papers":
            return ""
        if not self._otherwise:
            for paper in self._entries[kind].values():
                self._otherwise[title_words(paper.data.title)] = paper.id
                self._otherwise[paper.data.arxiv or ""] = paper.id
        return self._otherwise.get(find_arxiv_id(name) or title_words(name), "")


def references(catalog: Catalog) -> Iterator[Problem]:
    """Demand that every task and id that an entry names exists."""
    tasks = [t.id for t in catalog.tasks]
    by_name = {plain_word(t.name): t.id for t in catalog.tasks}
    known = _KnownIds(catalog)
    for paper in catalog.papers.values():
        yield from _unknown_ids(paper, ["distinct_from"], paper.data.distinct_from, "papers", known)
    with_tasks: list[Entry[Paper] | Entry[Dataset]]
    with_tasks = [*catalog.papers.values(), *catalog.datasets.values()]
    for entry in with_tasks:
        for i, task in enumerate(entry.data.tasks or ()):
            if tasks and task not in tasks:
                near = by_name.get(plain_word(task)) or nearest(task, tasks)
                hint = f"did you mean '{near}'?" if near else "the tasks are: " + ", ".join(tasks)
                if near in (entry.data.tasks or ()):
                    hint = f"delete it: '{near}' is there already"
                message = f"tasks: '{task}' is not in data/tasks.yaml"
                yield entry.problem(["tasks", i], "unknown-task", message, hint)
    for dataset in catalog.datasets.values():
        yield from _unknown_ids(dataset, ["paper"], dataset.data.paper, "papers", known)
    for results in catalog.results.values():
        yield from _results_references(results, known)


def _results_references(results: Entry[Results], known: _KnownIds) -> Iterator[Problem]:
    yield from _unknown_ids(results, ["dataset"], results.data.dataset, "datasets", known)
    for i, column in enumerate(results.data.columns):
        yield from _unknown_ids(results, ["columns", i, "metric"], column.metric, "metrics", known)
    for i, row in enumerate(results.data.rows):
        yield from _unknown_ids(results, ["rows", i, "paper"], row.paper, "papers", known)
        yield from _unknown_ids(
            results, ["rows", i, "reported_by"], row.reported_by, "papers", known
        )


def _unknown_ids(
    entry: Entry[Any],
    loc: Loc,
    ids: str | tuple[str, ...] | None,
    kind: str,
    known: _KnownIds,
) -> Iterator[Problem]:
    many = ids if isinstance(ids, tuple) else (ids,) if ids else ()
    for i, name in enumerate(many):
        if known.has(kind, name):
            continue
        hint = known.hint(kind, name)
        message = f"{loc[-1]}: '{name}' is the id of no entry in data/{kind}"
        where = [*loc, i] if isinstance(ids, tuple) else loc
        yield entry.problem(where, "unknown-reference", message, hint)


def items_stand_once(catalog: Catalog) -> Iterator[Problem]:
    """Find what a paper names twice, a paper told from itself, and columns that share an id."""
    for paper in catalog.papers.values():
        for field in ("tasks", "base_models", "distinct_from"):
            names: tuple[str, ...] = getattr(paper.data, field) or ()
            if len(names) < 2 or len(set(names)) == len(names):
                continue
            for i, name in enumerate(names):
                if name in names[:i]:
                    message = f"item {i + 1} of {field} is item {names.index(name) + 1} again"
                    yield paper.problem([field, i], "repeated-item", message, "delete it")
        if paper.id in (paper.data.distinct_from or ()):
            place: Loc = ["distinct_from", (paper.data.distinct_from or ()).index(paper.id)]
            message = f"distinct_from: '{paper.id}' is this entry itself"
            hint = "name the other entry, or delete it"
            yield paper.problem(place, "unknown-reference", message, hint)
    for results in catalog.results.values():
        ids = [column.id for column in results.data.columns]
        for i, name in enumerate(ids):
            if name in ids[:i]:
                message = f"column {i + 1} has the id of column {ids.index(name) + 1}: '{name}'"
                hint = "give each column an id of its own, or delete one of the two"
                yield results.problem(["columns", i, "id"], "repeated-item", message, hint)


def papers_have_an_address(catalog: Catalog) -> Iterator[Problem]:
    """Ask for a way to open each paper."""
    for paper in catalog.papers.values():
        if not paper.data.url:
            hint = "add arxiv, doi or openreview, or links.paper where there is none of them"
            yield paper.problem([], "no-paper", "nothing leads a reader to the paper", hint)


def rows_name_listed_papers(catalog: Catalog) -> Iterator[Problem]:
    """Demand that a row of results names its paper by id where that is listed."""
    by_arxiv = {p.data.arxiv: p.id for p in catalog.papers.values() if p.data.arxiv}
    for results in catalog.results.values():
        for i, row in enumerate(results.data.rows):
            if row.arxiv and row.arxiv in by_arxiv:
                message = f"row {i + 1}: arXiv {row.arxiv} is listed"
                hint = f"write paper: {by_arxiv[row.arxiv]}"
                yield results.problem(["rows", i, "arxiv"], "unlisted-paper", message, hint)
            elif row.arxiv:
                message = (
                    f'row {i + 1}: the paper of "{row.method}" (arXiv {row.arxiv}) is not listed'
                )
                hint = "add an entry for it in data/papers"
                yield results.problem(["rows", i, "arxiv"], "unlisted-paper", message, hint)
