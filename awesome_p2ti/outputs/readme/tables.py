"""The README's tables of metrics and datasets, as Markdown whose columns line up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

from awesome_p2ti.identifiers import arxiv_url
from awesome_p2ti.outputs.markdown_escape import escape_text, escape_url, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Dataset, Link, Links, Metric, Paper, Reference

ARROWS = {"higher": "↑", "lower": "↓"}
NOTHING = "–"
NOTHING_GONE: Mapping[str, str] = MappingProxyType({})
ARCHIVED = "†"
"""The mark of code whose owner has archived it."""
ROLE_WORDS = {"dataset": "data"}


def links_of(
    data: Paper | Metric | Dataset,
    gone: Mapping[str, str] = NOTHING_GONE,
    archived: Collection[str] = (),
) -> list[tuple[str, str]]:
    """Return (word, address) of each link but the entry's own address; ``code*`` is others' code.

    Of what is ``gone`` (address to snapshot) the snapshot is shown, or the word without a link;
    code that is ``archived`` gets a mark.
    """
    own = getattr(data, "url", None)
    links = (pair for pair in data.links.items() if pair[1].url != own)
    return [_shown(role, link, gone, archived) for role, link in links]


def _shown(
    role: str, link: Link, gone: Mapping[str, str], archived: Collection[str]
) -> tuple[str, str]:
    word = _word(role, link) + ARCHIVED * (role == "code" and link.url in archived)
    if link.url not in gone:
        return word, link.url
    snapshot = link.archived or gone[link.url]
    return (f"{word} (archived)", snapshot) if snapshot else (f"{word} (gone)", "")


def _word(role: str, link: Link) -> str:
    word = ROLE_WORDS.get(role, role)
    return word if link.official else f"{word}*"


def link_cell(word: str, url: str, _key: str = "") -> str:
    """Return an inline link as Markdown; a page where links repeat passes ``References.link``."""
    return f"[{escape_text(word)}]({escape_url(url)})"


Linker = Callable[[str, str, str], str]
"""Makes a link of a word, an address and a key: ``link_cell`` or ``References.link``."""


def metrics_table(
    metrics: Iterable[Entry[Metric]], catalog: Catalog, link: Linker = link_cell
) -> Markup:
    """Return a table of metrics: which direction is better, what each measures, its sources."""
    rows = []
    for entry in metrics:
        m = entry.data
        measures = escape_text(m.measures) + (f"; {escape_text(m.note)}" if m.note else "")
        sources = _cell(_references(m.papers, link), _links(m.links, link, catalog))
        rows.append([f"{_name(m)} {ARROWS[m.better]}<br>{measures}", sources])
    return Markup(table(["Metric, and what it measures", "Sources"], rows))  # noqa: S704 - escaped


def datasets_table(
    datasets: Iterable[Entry[Dataset]], catalog: Catalog, link: Linker = link_cell
) -> Markup:
    """Return a table of datasets: of which kind each is, what it holds, and its sources."""
    rows = []
    for entry in datasets:
        d = entry.data
        holds = escape_text(d.holds) + (f"; {escape_text(d.note)}" if d.note else "")
        paper = catalog.papers.get(d.paper or "")
        sources = _cell(
            paper_link(paper, link) if paper else "",
            _references(d.papers, link),
            link("home", d.url, "") if d.url else "",
            _links(d.links, link, catalog),
        )
        rows.append([f"{_name(d)}, {escape_text(d.kind)}<br>{holds}", sources])
    return Markup(table(["Dataset, and what it holds", "Sources"], rows))  # noqa: S704 - escaped


def _name(data: Metric | Dataset) -> str:
    short = f" ({escape_text(data.abbreviation)})" if data.abbreviation else ""
    return f"**{escape_text(data.name)}**{short}"


def _cell(*parts: str) -> str:
    return ", ".join(filter(None, parts)) or NOTHING


def paper_link(paper: Entry[Paper], link: Linker = link_cell) -> str:
    """Return a listed paper's short name as a link to it."""
    name = paper.data.name or paper.data.title
    return link(name, paper.data.url, paper.id) if paper.data.url else escape_text(name)


def name_in_title(paper: Paper) -> tuple[bool, Markup]:
    """Say whether a title begins with the method's name, and return the title or its rest."""
    title, name = paper.title, paper.name
    rest = title.removeprefix(name) if name else title
    if rest == title or rest[:1].isalnum():
        return False, Markup(escape_text(title))  # noqa: S704 - escaped for Markdown
    space = " " if rest[:1].isspace() else ""
    return True, Markup(space + escape_text(rest))  # noqa: S704 - escaped for Markdown


def _references(references: Iterable[Reference], link: Linker) -> str:
    return ", ".join(_reference(r, link) for r in references)


def _reference(reference: Reference, link: Linker) -> str:
    """Return a reference under its true name, with every address that it has."""
    first, *_ = (*reference.urls, "")
    shown = link(reference.title, first, "") if first else escape_text(reference.title)
    if reference.url and reference.arxiv:
        shown += " " + link("arXiv", arxiv_url(reference.arxiv), "")
    return shown + (f" ({escape_text(reference.note)})" if reference.note else "")


def _links(links: Links, link: Linker, catalog: Catalog) -> str:
    found, archived = [], catalog.archived
    for role, one in links.items():
        word, url = _shown(role, one, catalog.gone, archived)
        note = f" ({escape_text(one.note)})" if one.note else ""
        found.append((link(word, url, "") if url else escape_text(word)) + note)
    return ", ".join(found)
