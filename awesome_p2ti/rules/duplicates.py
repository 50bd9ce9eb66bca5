"""The rule that no paper is in the list twice: by its ids, its title, its URLs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

from awesome_p2ti.identifiers import arxiv_id_of_doi
from awesome_p2ti.normalize import title_words
from awesome_p2ti.rules.misplaced_ids import id_in_address
from awesome_p2ti.urls import canonical_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Paper

SIMILAR = 90.0
"""The similarity, in percent of letters, from which two titles are nearly the same."""
MAX_ALIKE = 3
"""The most titles compared for one shared key: what more of them share is a common phrase."""
_REPOSITORY = re.compile(r"github\.com/[^/?#]+/[^/?#]+")
_BRANCH = re.compile(rf"({_REPOSITORY.pattern})/tree/(?:main|master)")
MIN_SUBTITLE = 5
"""The fewest words of a subtitle (a title without its 'Name:') that identify a paper."""


def find_duplicates(catalog: Catalog) -> Iterator[Problem]:
    """Find the same paper in two files by its ids, its title and its URLs."""
    papers = list(catalog.papers.values())
    for name in ("arxiv", "doi", "openreview"):
        yield from _equal_values(papers, f"duplicate-{name}", _ids(name))
    yield from _equal_values(papers, "duplicate-title", _titles)
    for role in ("paper", "code", "project"):
        yield from _equal_values(papers, f"duplicate-{role}", _links_of(role))
    yield from _similar_titles(papers)


def first_with_its_links(papers: Iterable[Entry[Paper]], paper: Paper) -> list[Entry[Paper]]:
    """Return the first entry with each code and project of a paper: those that the rule names."""
    first: dict[tuple[str, str], Entry[Paper]] = {}
    found: dict[str, Entry[Paper]] = {}
    wanted = [(role, _links_of(role), _links_of(role)(paper)) for role in ("code", "project")]
    for other in papers:
        for role, keys, own in wanted:
            for key in own.keys() & keys(other.data).keys():
                if first.setdefault((role, key), other) is other:
                    found[other.id] = other
    return list(found.values())


PlacedValue = tuple["Loc", str]
"""The place of a value in its entry, and the value as it is shown."""
Keys = Callable[["Paper"], "dict[str, PlacedValue]"]
"""The values of a paper that no other may have, under their normal forms."""


def _ids(name: str) -> Keys:
    """Return what finds the ids of one kind: in their field, or in an address of the paper."""

    def keys(paper: Paper) -> dict[str, PlacedValue]:
        value, pages = getattr(paper, name), paper.links.paper
        found: dict[str, PlacedValue] = {value.lower(): ([name], value)} if value else {}
        if not pages and not paper.doi:
            return found
        if name == "arxiv" and paper.doi and (arxiv := arxiv_id_of_doi(paper.doi)):
            found.setdefault(arxiv, (["doi"], paper.doi))
        for i, link in enumerate(pages or ()):
            field, value = id_in_address(link.url)
            if field == name and link.official:
                found.setdefault(value.lower(), (["links", "paper", i, "url"], link.url))
        return found

    return keys


def _titles(paper: Paper) -> dict[str, PlacedValue]:
    """Return the title and the former ones: a paper under an old title is the same paper."""
    found: dict[str, PlacedValue] = {}
    if paper.title:
        found[title_words(paper.title)] = ["title"], paper.title
    for i, title in enumerate(paper.former_titles or ()):
        found.setdefault(title_words(title), (["former_titles", i], title))
    return found


def _links_of(role: str) -> Keys:
    """Return what finds the addresses of a role, and for code a repository that is the project."""
    names = (role, "project") if role == "code" else (role,)

    def keys(paper: Paper) -> dict[str, PlacedValue]:
        found: dict[str, PlacedValue] = {}
        for name in names:
            for i, link in enumerate(getattr(paper.links, name) or ()):
                if not link.official or (name != role and "hub.com/" not in link.url):
                    continue
                key = _page_key(link.url)
                if name == role or _REPOSITORY.fullmatch(key):
                    found.setdefault(key, (["links", name, i, "url"], link.url))
        return found

    return keys


def _page_key(url: str) -> str:
    """Return what the addresses of one page, or of one repository's first page, share."""
    key = canonical_key(url).removesuffix("?").removesuffix("/index.html")
    branch = _BRANCH.fullmatch(key) if "/tree/" in key else None
    return branch[1] if branch else key


def _equal_values(papers: list[Entry[Paper]], code: str, keys: Keys) -> Iterator[Problem]:
    """Report equal values at both places, so that whoever added one of them sees it."""
    seen: dict[str, tuple[Entry[Paper], PlacedValue]] = {}
    for paper in papers:
        for key, found in keys(paper.data).items():
            first, found_first = seen.setdefault(key, (paper, found))
            if first is paper:
                continue
            counts = code != "duplicate-code" or "code" in {found[0][1], found_first[0][1]}
            if counts and not _marked_distinct(paper, first):
                yield _also_in(paper, found, first, code)
                yield _also_in(first, found_first, paper, code)


def _also_in(paper: Entry[Paper], found: PlacedValue, other: Entry[Paper], code: str) -> Problem:
    loc, shown = found
    field = ".".join(step for step in loc[:2] if isinstance(step, str))
    hint = "keep one entry if it is the same paper, else correct one of the two"
    if code in {"duplicate-code", "duplicate-project"}:
        hint += f", or add distinct_from: [{other.id}]"
    return paper.problem(loc, code, f'{field} "{shown}" is also in {other.path}', hint)


def _marked_distinct(one: Entry[Paper], two: Entry[Paper]) -> bool:
    return two.id in (one.data.distinct_from or ()) or one.id in (two.data.distinct_from or ())


def _similar_titles(papers: list[Entry[Paper]]) -> Iterator[Problem]:
    """Find titles that differ in a word, or only in a leading 'Name:', in linear time.

    Two titles that differ in one word are equal once that word is left out of both: each title is
    filed under itself without each of its words in turn, and only titles that meet are compared.
    """
    keys_of = [_title_keys(paper.data.title) for paper in papers]
    shared = {key for key, n in Counter(chain.from_iterable(keys_of)).items() if n > 1}
    met: dict[int, int] = {}
    often: dict[int, int] = {}
    for i, paper in enumerate(papers):
        others = set()
        for key in keys_of[i] & shared:  # few: most keys are of one title alone
            if met.setdefault(key, i) == i:
                continue
            often[key] = often.get(key, 0) + 1
            if often[key] <= MAX_ALIKE:
                others.add(met[key])
        for j in sorted(others):
            other = papers[j]
            if _similar(paper.data.title, other.data.title) and not _marked_distinct(paper, other):
                yield _similar_title(paper, other)
                yield _similar_title(other, paper)


def _similar_title(paper: Entry[Paper], other: Entry[Paper]) -> Problem:
    message = f'title: nearly the same as "{other.data.title}" in {other.path}'
    hint = f"keep one entry, or add distinct_from: [{other.id}] if they are two works"
    return paper.problem(["title"], "similar-title", message, hint)


def _title_keys(title: str) -> set[int]:
    """Return a number for the words of a title, for them without each, and for the subtitle's.

    Another is for the letters: "Fine Tuning" is "Finetuning". A set of words has the sum of their
    hashes, so leaving one out is a subtraction.
    """
    words = title_words(title)
    hashes = [*map(hash, words.split(" "))]
    total = sum(hashes)
    keys = {total, hash(words.replace(" ", ""))}
    if len(hashes) > 3:
        keys.update([total - one for one in hashes])
    if subtitle := _subtitle(title):
        keys.add(sum(map(hash, subtitle.split(" "))))
    return keys


def _similar(one: str, two: str) -> bool:
    from rapidfuzz.fuzz import ratio

    normal_one, normal_two = title_words(one), title_words(two)
    differing = set(normal_one.split()) ^ set(normal_two.split())
    if all(any(c.isdigit() for c in word) for word in differing):
        return False  # equal is duplicate-title, and a number tells "Cones" from "Cones 2"
    same_subtitle = (_subtitle(one) or normal_one) == (_subtitle(two) or normal_two)
    return same_subtitle or ratio(normal_one, normal_two) >= SIMILAR


def _subtitle(title: str) -> str:
    normal = title_words(title.partition(": ")[2])
    return normal if normal.count(" ") >= MIN_SUBTITLE - 1 else ""
