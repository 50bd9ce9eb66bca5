"""What machines read in a paper's page: citation tags, JSON-LD. Only facts that the entry holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from awesome_p2ti.outputs.site.renderer import script_json
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper


def citation_tags(paper: Paper, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the ``citation_*`` tags; no author where none is known."""
    yield "citation_title", paper.title
    for author in paper.authors or ():
        yield "citation_author", author
    yield "citation_publication_date", paper.date.replace("-", "/")
    if paper.venue:
        name = venue_parts(paper.venue)[0]
        kind = "journal" if name in catalog.journals else "conference"
        yield f"citation_{kind}_title", paper.venue
    if paper.doi:
        yield "citation_doi", paper.doi
    if paper.arxiv:
        yield "citation_arxiv_id", paper.arxiv


def json_ld(entry: Entry[Paper], canonical: str) -> Markup:
    """Return a paper as JSON-LD (https://schema.org/ScholarlyArticle), safe within a page."""
    paper = entry.data
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": paper.title,
        "name": paper.title,
        "alternateName": paper.name,
        "author": [{"@type": "Person", "name": name} for name in paper.authors or ()],
        "datePublished": paper.date,
        "sameAs": paper.url,
        "url": canonical,
    }
    if paper.venue:
        said["isPartOf"] = {"@type": "CreativeWork", "name": paper.venue}
    return Markup(script_json({k: v for k, v in said.items() if v}))  # noqa: S704 - escaped
