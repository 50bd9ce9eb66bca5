"""The rules on data/declined.yaml: works that were looked at and left out stay out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.normalize import title_words
from awesome_p2ti.urls import canonical_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import DeclinedWork, Paper


def no_declined_work_is_listed(catalog: Catalog) -> Iterator[Problem]:
    """Find papers that the list has declined, by id, address or title."""
    works = catalog.declined.data.declined if catalog.declined else ()
    declined = {key: work for work in works for key in _keys_of_declined(work)}
    if not declined:
        return
    for paper in catalog.papers.values():
        for loc, key in _keys_of_paper(paper.data):
            if work := declined.get(key):
                message = f'"{work.title}" was declined on {work.declined}: {work.reason}'
                hint = "leave it out, or take it out of data/declined.yaml and say why"
                yield paper.problem(loc, "declined-work", message, hint)
                break


def declined_works_have_an_address(catalog: Catalog) -> Iterator[Problem]:
    """Ask for a way to open each work that was declined."""
    if catalog.declined is None:
        return
    for i, work in enumerate(catalog.declined.data.declined):
        if not (work.arxiv or work.doi or work.openreview or work.url):
            message = f'nothing leads a reader to "{work.title}"'
            hint = "add arxiv, doi, openreview or url"
            yield catalog.declined.problem(["declined", i], "no-paper", message, hint)


Key = tuple[str, str]
"""A kind of name, and a normal form of it."""


def _keys_of_declined(work: DeclinedWork) -> Iterator[Key]:
    for name in ("arxiv", "doi", "openreview"):
        if value := getattr(work, name):
            yield name, value.lower()
    if work.url:
        yield "url", canonical_key(work.url)
    yield "title", title_words(work.title)


def _keys_of_paper(paper: Paper) -> Iterator[tuple[Loc, Key]]:
    for name in ("arxiv", "doi", "openreview"):
        if value := getattr(paper, name):
            yield [name], (name, value.lower())
    for i, link in enumerate(paper.links.paper or ()):
        yield ["links", "paper", i, "url"], ("url", canonical_key(link.url))
    yield ["title"], ("title", title_words(paper.title))
