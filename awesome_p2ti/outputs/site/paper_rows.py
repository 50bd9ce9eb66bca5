"""A paper as one row, the same on every page that lists papers: what the search reads, too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.identifiers import doi_url, openreview_url
from awesome_p2ti.outputs.jinja import month
from awesome_p2ti.outputs.link_health import CheckedLink, checked_links
from awesome_p2ti.outputs.readme.tables import name_in_title
from awesome_p2ti.outputs.site.addresses import page
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Collection

    from markupsafe import Markup

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.site.renderer import Renderer
    from awesome_p2ti.schema.models import Paper

FOLDER = "papers"
_SHOWN_ROLES = ("code", "weights", "demo", "dataset", "project")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """What a row says of a paper; what is not known is empty."""

    id: str
    page: str
    name: str
    """The method's name where the title does not begin with it."""
    method: str
    title: str
    also: str
    """Former titles and further addresses, by which it is found, too."""
    authors: tuple[str, ...]
    tasks: str
    approach: str
    venue: str
    venue_shown: str
    year: str
    date: str
    has: str
    run: str
    paper: CheckedLink | None
    links: tuple[CheckedLink, ...]


class PaperRows:
    """Makes the row of each paper once, for pages at the root and for pages in a folder."""

    def __init__(self, catalog: Catalog, renderer: Renderer, with_results: Collection[str]) -> None:
        self._catalog = catalog
        self._macro: Any = renderer.macros("paper_row.html.j2")
        self._with_results = with_results
        self._made: dict[tuple[str, str], Markup] = {}

    def html(self, paper: Entry[Paper], root: str) -> Markup:
        """Return the ``<li>`` of a paper for a page whose way to the site's root is ``root``."""
        if (paper.id, root) not in self._made:
            row = paper_row(paper, self._catalog, self._with_results)
            self._made[paper.id, root] = self._macro.row(row, root)
        return self._made[paper.id, root]


RUN = {True: "1", False: "0", None: "?"}
"""How a row says whether a work can be run today."""


def paper_row(
    entry: Entry[Paper], catalog: Catalog, with_results: Collection[str] = ()
) -> PaperRow:
    """Return what a row says of a paper; ``with_results`` are the ids that have scores."""
    paper = entry.data
    links = checked_links(paper.links, catalog)
    own = next((one for one in links if one.url == paper.url), None)
    address = CheckedLink(role=_kind(paper), url=paper.url) if paper.url else None
    return PaperRow(
        id=entry.id,
        page=page(FOLDER, entry.id),
        name="" if not paper.name or name_in_title(paper)[0] else paper.name,
        method=paper.name or "",
        title=paper.title,
        also=" · ".join(_known_by(paper)),
        authors=paper.authors or (),
        tasks=" ".join(paper.tasks),
        approach=paper.approach or "",
        venue=venue_parts(paper.venue)[0] if paper.venue else "",
        venue_shown=paper.venue or "",
        year=paper.date[:4],
        date=month(paper.date),
        has=" ".join(_has(links, has_results=entry.id in with_results)),
        run=RUN[catalog.runs_today(paper)],
        paper=address,
        links=tuple(one for one in links if one is not own),
    )


def _known_by(paper: Paper) -> list[str]:
    """Return former titles, and the addresses of ids to which no link of the row leads."""
    addresses = [
        doi_url(paper.doi) if paper.doi else "",
        openreview_url(paper.openreview) if paper.openreview else "",
    ]
    return [*(paper.former_titles or ()), *(a for a in addresses if a and a != paper.url)]


def _kind(paper: Paper) -> str:
    """Return what the link to the paper itself is called."""
    return "arXiv" if paper.arxiv else "DOI" if paper.doi else "paper"


def _has(links: list[CheckedLink], *, has_results: bool) -> list[str]:
    """Return what a work has, in a fixed order; ``code`` is the authors' own."""
    there = [one for one in links if not one.gone]
    own = {one.role for one in there if one.official}
    found: list[str] = [role for role in _SHOWN_ROLES if role in own]
    found += ["others-code"] if any(o.role == "code" and not o.official for o in there) else []
    return found + (["results"] if has_results else [])
