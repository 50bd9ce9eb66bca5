"""The rule that an id stands in its own field, where duplicates and dates are checked by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.identifiers import (
    arxiv_id_of_doi,
    find_arxiv_id,
    find_doi,
    find_openreview_id,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Paper

_FINDERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("arxiv", find_arxiv_id),
    ("openreview", find_openreview_id),
    ("doi", find_doi),
)


def ids_stand_in_their_fields(catalog: Catalog) -> Iterator[Problem]:
    """Find the DOI of an arXiv paper, and an address of the paper that an id says shorter."""
    for paper in catalog.papers.values():
        if paper.data.doi and (arxiv := arxiv_id_of_doi(paper.data.doi)):
            message = f"the DOI is that of arXiv {arxiv}"
            hint = _hint(paper, "doi", "arxiv", arxiv)
            yield paper.problem(["doi"], "misplaced-id", message, hint)
        for i, link in enumerate(paper.data.links.paper or ()):
            name, value = id_in_address(link.url)
            if value and link.official:
                message = f"links.paper is the address of {name} {value}"
                loc: Loc = ["links", "paper", i, "url"]
                hint = _hint(paper, "links.paper", name, value)
                yield paper.problem(loc, "misplaced-id", message, hint)


def id_in_address(url: str) -> tuple[str, str]:
    """Return the field and the plain id that a paper's address names, or two empty texts."""
    for name, find in _FINDERS:
        if value := find(url):
            return name, value
    return "", ""


def _hint(paper: Entry[Paper], place: str, name: str, value: str) -> str:
    current = getattr(paper.data, name)
    if current == value:
        return f"delete {'it' if place == 'doi' else place}: {name} says so already"
    if current:
        return f"delete the one that is another paper's: {name} is {current}"
    where = "" if place == "doi" else f" of {place}, beside the title"
    return f'write {name}: "{value}" instead{where}'
