"""RULES: what must hold across entries - references, duplicates, dates, scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.base_models import base_models_are_known, base_models_stand_once
from awesome_p2ti.catalog import load
from awesome_p2ti.declined import declined_works_have_an_address, no_declined_work_is_listed
from awesome_p2ti.duplicates import no_paper_twice
from awesome_p2ti.fields import venue_parts
from awesome_p2ti.scores import scores_are_plausible
from awesome_p2ti.validate import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.entries import Dataset, Paper, Results
    from awesome_p2ti.places import Loc
    from awesome_p2ti.problems import Problem


def references(catalog: Catalog) -> Iterator[Problem]:
    """Demand that every venue, task and id that an entry names exists."""
    tasks = [t.id for t in catalog.tasks]
    for paper in catalog.papers.values():
        if paper.data.venue and catalog.venues:
            name, _, _ = venue_parts(paper.data.venue)
            if name not in catalog.venues:
                hint = did_you_mean(name, sorted(catalog.venues)) or "add it to data/venues.yaml"
                message = f'venue: "{name}" is not in data/venues.yaml'
                yield paper.problem(["venue"], "unknown-venue", message, hint)
        yield from _known(paper, ["distinct_from"], paper.data.distinct_from, catalog, "papers")
    placed: list[Entry[Paper] | Entry[Dataset]]
    placed = [*catalog.papers.values(), *catalog.datasets.values()]
    for entry in placed:
        for i, task in enumerate(entry.data.tasks or ()):
            if tasks and task not in tasks:
                hint = did_you_mean(task, tasks) or "the tasks are: " + ", ".join(tasks)
                message = f"tasks: '{task}' is not in data/tasks.yaml"
                yield entry.problem(["tasks", i], "unknown-task", message, hint)
    for dataset in catalog.datasets.values():
        yield from _known(dataset, ["paper"], dataset.data.paper, catalog, "papers")
    for results in catalog.results.values():
        yield from _results_references(results, catalog)


def _results_references(results: Entry[Results], catalog: Catalog) -> Iterator[Problem]:
    yield from _known(results, ["dataset"], results.data.dataset, catalog, "datasets")
    for i, column in enumerate(results.data.columns):
        yield from _known(results, ["columns", i, "metric"], column.metric, catalog, "metrics")
    columns = [c.id for c in results.data.columns]
    if results.data.sort not in columns:
        message = f"sort: '{results.data.sort}' is not a column"
        hint = did_you_mean(results.data.sort, columns) or "the columns are: " + ", ".join(columns)
        yield results.problem(["sort"], "unknown-column", message, hint)
    for i, row in enumerate(results.data.rows):
        yield from _known(results, ["rows", i, "paper"], row.paper, catalog, "papers")
        yield from _known(results, ["rows", i, "reported_by"], row.reported_by, catalog, "papers")
        for name in row.scores.keys() - set(columns):
            hint = did_you_mean(name, columns) or "the columns are: " + ", ".join(columns)
            message = f"row {i + 1}: '{name}' is not a column"
            yield results.source.problem(
                ["rows", i, "scores", name], "unknown-column", message, hint, key=True
            )


def _known(
    entry: Entry[Any], loc: Loc, ids: str | tuple[str, ...] | None, catalog: Catalog, kind: str
) -> Iterator[Problem]:
    many = ids if isinstance(ids, tuple) else (ids,) if ids else ()
    entries = catalog.kinds()[kind]
    for i, name in enumerate(many):
        if name in entries or f"{kind}/{name}" in catalog.broken:
            continue
        hint = did_you_mean(name, list(entries)) or f"use the name of a file in data/{kind}"
        message = f"{loc[-1]}: '{name}' is the id of no entry in data/{kind}"
        where = [*loc, i] if isinstance(ids, tuple) else loc
        yield entry.problem(where, "unknown-reference", message, hint)


def papers_have_an_address(catalog: Catalog) -> Iterator[Problem]:
    """Ask for a way to open each paper."""
    for paper in catalog.papers.values():
        if not paper.data.url:
            hint = "add arxiv, doi or openreview, or links.paper where there is none of them"
            yield paper.problem([], "no-paper", "nothing leads a reader to the paper", hint)


def dates_agree_with_arxiv(catalog: Catalog) -> Iterator[Problem]:
    """Demand that a paper's month is its arXiv id's, unless it was public elsewhere before."""
    for paper in catalog.papers.values():
        month = arxiv_month(paper.data.arxiv or "")
        if not month or paper.data.date in {month, month[:4]}:
            continue
        if paper.data.date > month:
            told = f"was there in {month}"
        elif not _public_before(paper.data, month):
            told = f"is of {month}, and nothing else says that the paper was public before"
        else:
            continue
        message = f"the date is {paper.data.date}, but arXiv {paper.data.arxiv} {told}"
        hint = f"write date: {month}, or correct the id if it is another paper's"
        yield paper.problem(["date"], "date-contradicts-arxiv", message, hint)


def _public_before(paper: Paper, month: str) -> bool:
    """Say whether an entry names a place where the paper may have stood before it came to arXiv."""
    if _months(month) - _months(paper.date) > MAX_LEAD:
        return False
    published = bool(paper.venue) and venue_parts(paper.venue or "")[1] <= int(month[:4])
    return published or bool(paper.openreview or paper.doi or paper.links.paper)


MAX_LEAD = 24
"""How many months a paper may be public elsewhere before it comes to arXiv."""


def arxiv_month(arxiv: str) -> str:
    """Return the year and month that an arXiv id names, or nothing."""
    digits = arxiv.rpartition("/")[2][:4]
    if len(digits) != 4:
        return ""
    century = 19 if digits[0] == "9" and "/" in arxiv else 20
    return f"{century}{digits[:2]}-{digits[2:]}"


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:] or 12)


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


RULES: tuple[Callable[[Catalog], Iterator[Problem]], ...] = (
    references,
    papers_have_an_address,
    dates_agree_with_arxiv,
    no_paper_twice,
    no_declined_work_is_listed,
    declined_works_have_an_address,
    base_models_are_known,
    base_models_stand_once,
    rows_name_listed_papers,
    scores_are_plausible,
)


def check(catalog: Catalog) -> list[Problem]:
    """Return all that the rules find in a catalog."""
    return [problem for rule in RULES for problem in rule(catalog)]


def examine_list(root: Path) -> tuple[Catalog, list[Problem]]:
    """Return the list below ``root`` and all that is wrong with it, sorted.

    Raises SetupError where there is no list.
    """
    catalog, problems = load(root)
    return catalog, sorted({*problems, *check(catalog)})
