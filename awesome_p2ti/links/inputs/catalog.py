"""The links of the catalog, each with its place: the one module of links that knows entries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from awesome_p2ti.identifiers import arxiv_url, doi_url, openreview_url
from awesome_p2ti.links.inputs.files import FileReader
from awesome_p2ti.links.models import LinkUse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.problems import Problem

README = "README.md"
WHOLE_LIST = "."
_ID_URLS = (("arxiv", arxiv_url), ("doi", doi_url), ("openreview", openreview_url))


def all_links(catalog: Catalog, root: Path, problems: list[Problem]) -> list[UrlUse]:
    """Return the links of all entries, and those of the README that come from no entry.

    A part of the README that is not read is added to ``problems``.
    """
    url_uses = list(from_catalog(catalog))
    readme = root / README
    if readme.is_file():
        of_entries = {url for url, _ in url_uses}
        in_readme = FileReader(root, problems).read(str(readme))
        url_uses += [(url, use) for url, use in in_readme if url not in of_entries]
    return url_uses


def links_by_name(catalog: Catalog) -> dict[str, list[UrlUse]]:
    """Return the links of entries by all that names an entry: its id, its file, a folder above it.

    An entry without links is in it too, by its id; all links are under ``WHOLE_LIST``.
    """
    named: dict[str, list[UrlUse]] = {entry.id: [] for entry in catalog.entries()}
    named[WHOLE_LIST] = []
    for url, use in from_catalog(catalog):
        folders = map(str, PurePosixPath(use.path).parents)
        for name in {use.entry, use.path, *folders}:
            named.setdefault(name, []).append((url, use))
    return named


def from_catalog(catalog: Catalog) -> Iterator[UrlUse]:
    """Yield every URL of every entry, with the place in the file where it or its id is written."""
    for entry in catalog.papers.values():
        yield from _paper(entry)
    for kind in ("metrics", "datasets"):
        for item in catalog.by_kind()[kind].values():
            yield from _metric_or_dataset(item)
    for results in catalog.results.values():
        yield from _results(results)


def _paper(entry: Entry[Any]) -> Iterator[UrlUse]:
    paper = entry.data
    about = LinkUse(
        entry=entry.id,
        title=paper.title,
        name=paper.name or "",
        former_titles=paper.former_titles or (),
        arxiv=paper.arxiv or "",
        doi=paper.doi or "",
        authors=paper.authors or (),
        year=int(paper.date[:4]),
    )
    yield from _ids(entry, [], paper, about)
    yield from _links(entry, about)


def _ids(entry: Entry[Any], loc: list[str | int], owner: Any, about: LinkUse) -> Iterator[UrlUse]:
    for field, url_of in _ID_URLS:
        ident = getattr(owner, field, None)
        if ident:
            yield url_of(ident), _with_place(entry, [*loc, field], replace(about, role="paper"))


def _metric_or_dataset(entry: Entry[Any]) -> Iterator[UrlUse]:
    about = LinkUse(entry=entry.id, name=entry.data.abbreviation or entry.data.name)
    if getattr(entry.data, "url", None):
        yield entry.data.url, _with_place(entry, ["url"], replace(about, role="dataset"))
    for i, reference in enumerate(entry.data.papers):
        yield from _reference(entry, ["papers", i], reference)
    yield from _links(entry, about)


def _reference(entry: Entry[Any], loc: list[str | int], reference: Any) -> Iterator[UrlUse]:
    about = LinkUse(
        entry=entry.id,
        title=reference.title,
        arxiv=getattr(reference, "arxiv", None) or "",
        doi=getattr(reference, "doi", None) or "",
        role="paper",
    )
    yield from _ids(entry, loc, reference, about)
    if reference.url:
        yield reference.url, _with_place(entry, [*loc, "url"], about)


def _results(entry: Entry[Any]) -> Iterator[UrlUse]:
    for i, row in enumerate(entry.data.rows):
        about = LinkUse(entry=entry.id, name=row.method)
        yield from _ids(entry, ["rows", i], row, about)
        if row.reporter:
            yield from _reference(entry, ["rows", i, "reporter"], row.reporter)


def _links(entry: Entry[Any], about: LinkUse) -> Iterator[UrlUse]:
    counts: dict[str, int] = {}
    for role, link in entry.data.links.items():
        number = counts[role] = counts.get(role, -1) + 1
        loc: list[str | int] = ["links", role, number]
        yield link.url, _with_place(entry, [*loc, "url"], replace(about, role=role))
        if link.archived:
            use = replace(about, role="archived", title="", name="", authors=())
            yield link.archived, _with_place(entry, [*loc, "archived"], use)


def _with_place(entry: Entry[Any], loc: Sequence[str | int], about: LinkUse) -> LinkUse:
    span = entry.source.span(loc)
    return replace(
        about, path=entry.path, line=span.line, column=span.column, end_column=span.end_column
    )
