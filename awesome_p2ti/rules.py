"""RULES: what must hold across entries - references, duplicates, dates, scores."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from awesome_p2ti.addresses import same_page_key
from awesome_p2ti.fields import venue_parts
from awesome_p2ti.validate import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.entries import Column, Dataset, Paper, Results
    from awesome_p2ti.places import Loc
    from awesome_p2ti.problems import Problem

SIMILAR = 90.0
"""How alike two titles are, in percent of their letters, to be called nearly the same."""
MIN_SUBTITLE = 5
"""From how many words on a title without its 'Name:' stands for the whole."""
OUTLIER = 6.0
"""How many times the middle spread a score may lie from the median."""
MIN_SCORES = 8
"""From how many scores on a column tells what is usual."""


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


def no_paper_twice(catalog: Catalog) -> Iterator[Problem]:
    """Find the same paper in two files by its ids, its title and its addresses."""
    papers = list(catalog.papers.values())
    for name, code in (
        ("arxiv", "duplicate-arxiv"),
        ("doi", "duplicate-doi"),
        ("openreview", "duplicate-openreview"),
    ):
        yield from _same(papers, code, _field(name))
    yield from _same(papers, "duplicate-title", _title_key)
    for role in ("code", "project"):
        yield from _same(papers, f"duplicate-{role}", _links_of(role))
    yield from _similar_titles(papers)


Found = tuple["Loc", str]
"""Where a value stands, and how it is shown."""
Keys = Callable[["Paper"], "dict[str, Found]"]
"""What of a paper must be of no other: a normal form of each value, and the value itself."""


def _field(name: str) -> Keys:
    def keys(paper: Paper) -> dict[str, Found]:
        value = getattr(paper, name)
        return {value.lower(): ([name], value)} if value else {}

    return keys


def _title_key(paper: Paper) -> dict[str, Found]:
    return {normal_title(paper.title): (["title"], paper.title)}


def _links_of(role: str) -> Keys:
    def keys(paper: Paper) -> dict[str, Found]:
        links = getattr(paper.links, role) or ()
        return {
            same_page_key(link.url): (["links", role, i, "url"], link.url)
            for i, link in enumerate(links)
            if link.official
        }

    return keys


def _same(papers: list[Entry[Paper]], code: str, keys: Keys) -> Iterator[Problem]:
    """Report equal values at both places, so that whoever added one of them sees it."""
    seen: dict[str, Entry[Paper]] = {}
    for paper in papers:
        for key, found in keys(paper.data).items():
            first = seen.setdefault(key, paper)
            if first is not paper and not _told_apart(paper, first):
                yield _also_in(paper, found, first, code)
                yield _also_in(first, keys(first.data)[key], paper, code)


def _also_in(paper: Entry[Paper], found: Found, other: Entry[Paper], code: str) -> Problem:
    loc, shown = found
    field = ".".join(step for step in loc[:2] if isinstance(step, str))
    hint = "keep one entry if it is the same paper, else correct one of the two"
    if code in {"duplicate-code", "duplicate-project"}:
        hint += f", or add distinct_from: [{other.id}]"
    return paper.problem(loc, code, f'{field} "{shown}" is also in {other.path}', hint)


def _told_apart(one: Entry[Paper], two: Entry[Paper]) -> bool:
    return two.id in (one.data.distinct_from or ()) or one.id in (two.data.distinct_from or ())


@lru_cache(maxsize=1 << 17)
def normal_title(title: str) -> str:
    """Return a title as lower-case words without accents and punctuation."""
    if not title.isascii():
        title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode() or title
    return " ".join(_WORDS.findall(title.lower())) or title


_WORDS = re.compile(r"[a-z0-9]+|[^\x00-\x7f]+")


def _similar_titles(papers: list[Entry[Paper]]) -> Iterator[Problem]:
    """Find titles that differ in a word, or only in a leading 'Name:', in linear time.

    Two titles that differ in one word are equal once that word is left out of both: each title is
    filed under itself without each of its words in turn, and only titles that meet are compared.
    """
    met: dict[int, int] = {}
    for i, paper in enumerate(papers):
        others = set()
        for key in _title_keys(paper.data.title):
            j = met.setdefault(key, i)
            if j != i:
                others.add(j)
        for j in sorted(others):
            other = papers[j]
            if _similar(paper.data.title, other.data.title) and not _told_apart(paper, other):
                yield _nearly(paper, other)
                yield _nearly(other, paper)


def _nearly(paper: Entry[Paper], other: Entry[Paper]) -> Problem:
    message = f'title: nearly the same as "{other.data.title}" in {other.path}'
    hint = f"keep one entry, or add distinct_from: [{other.id}] if they are two works"
    return paper.problem(["title"], "similar-title", message, hint)


def _title_keys(title: str) -> Iterator[int]:
    """Yield a number for the words of a title, for them without each, and for the subtitle's.

    A set of words has the sum of their hashes, so leaving one out is a subtraction.
    """
    normal = normal_title(title)
    hashes = [hash(word) for word in normal.split(" ")]
    total = sum(hashes)
    yield total
    if len(hashes) > 3:
        for one in set(hashes):
            yield total - one
    if subtitle := _subtitle(title):
        yield sum(hash(word) for word in subtitle.split(" "))


def _similar(one: str, two: str) -> bool:
    from rapidfuzz.fuzz import ratio

    normal_one, normal_two = normal_title(one), normal_title(two)
    if normal_one == normal_two:
        return False  # that is duplicate-title
    same_subtitle = (_subtitle(one) or normal_one) == (_subtitle(two) or normal_two)
    return same_subtitle or ratio(normal_one, normal_two) >= SIMILAR


def _subtitle(title: str) -> str:
    _, colon, rest = title.partition(": ")
    normal = normal_title(rest) if colon else ""
    return normal if normal.count(" ") >= MIN_SUBTITLE - 1 else ""


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


def scores_are_plausible(catalog: Catalog) -> Iterator[Problem]:
    """Find scores outside their column's range, or far from every other row's."""
    for results in catalog.results.values():
        for column in results.data.columns:
            yield from _column_scores(results, column)


def _column_scores(results: Entry[Results], column: Column) -> Iterator[Problem]:
    groups: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, row in enumerate(results.data.rows):
        if (score := row.scores.get(column.id)) is None:
            continue
        loc: Loc = ["rows", i, "scores", column.id]
        if column.range and not column.range[0] <= score <= column.range[1]:
            low, high = column.range
            message = f"row {i + 1}: {column.name} {score:g} lies outside {low:g} to {high:g}"
            hint = f"divide by 100: {score / 100:g}" if low <= score / 100 <= high else ""
            yield results.problem(loc, "score-out-of-range", message, hint)
        elif not row.note:
            groups[row.protocol].append((i, score))
    for scores in groups.values():
        yield from _outliers(results, column, scores)


def _outliers(
    results: Entry[Results], column: Column, scores: list[tuple[int, float]]
) -> Iterator[Problem]:
    if len(scores) < MIN_SCORES:
        return
    values = [s for _, s in scores]
    low, median, high = statistics.quantiles(values, n=4)
    spread = max(high - low, abs(median) * 0.01, 1e-9)
    for i, score in scores:
        if abs(score - median) > OUTLIER * spread:
            message = (
                f"row {i + 1}: {column.name} {score:g} is far from the others ({low:g}-{high:g})"
            )
            hint = "compare it with the source's table; a note on the row says that it is meant"
            yield results.problem(["rows", i, "scores", column.id], "score-outlier", message, hint)


RULES: tuple[Callable[[Catalog], Iterator[Problem]], ...] = (
    references,
    papers_have_an_address,
    dates_agree_with_arxiv,
    no_paper_twice,
    rows_name_listed_papers,
    scores_are_plausible,
)


def check(catalog: Catalog) -> list[Problem]:
    """Return all that the rules find in a catalog."""
    return [problem for rule in RULES for problem in rule(catalog)]
