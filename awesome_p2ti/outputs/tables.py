"""The README's tables of metrics and datasets, as Markdown whose columns line up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from awesome_p2ti.addresses import arxiv_url
from awesome_p2ti.outputs.markdown import address, table, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.entries import Dataset, Link, Links, Metric, Paper, Reference

ARROWS = {"higher": "↑", "lower": "↓"}
NOTHING = "–"
ROLE_WORDS = {"dataset": "data"}


def links_of(data: Paper | Metric | Dataset) -> list[tuple[str, Link]]:
    """Return (word, link) of each link but the entry's own address; ``code*`` is others' code."""
    own = getattr(data, "url", None)
    return [(_word(role, link), link) for role, link in data.links.items() if link.url != own]


def _word(role: str, link: Link) -> str:
    word = ROLE_WORDS.get(role, role)
    return word if link.official else f"{word}*"


def link_cell(word: str, url: str) -> str:
    """Return a link as Markdown."""
    return f"[{text(word)}]({address(url)})"


def metrics_table(metrics: Iterable[Entry[Metric]]) -> Markup:
    """Return the table of some metrics: what each measures, which direction is better, its sources."""
    head = ["Metric", "Measures", "Better", "Paper", "Code"]
    rows = []
    for entry in metrics:
        m = entry.data
        name = f"**{text(m.name)}**" + (f" ({text(m.abbreviation)})" if m.abbreviation else "")
        note = f". {text(m.note)}" if m.note else ""
        measures = text(m.measures) + note
        rows.append([name, measures, ARROWS[m.better], _references(m.papers), _links(m.links)])
    return Markup(table(head, rows))  # noqa: S704 - cells are escaped for Markdown


def datasets_table(datasets: Iterable[Entry[Dataset]], catalog: Catalog) -> Markup:
    """Return the table of some datasets: what each holds, how much, and its sources."""
    head = ["Dataset", "Kind", "Holds", "Paper", "Links"]
    rows = []
    for entry in datasets:
        d = entry.data
        name = f"**{text(d.name)}**"
        if d.url:
            name = f"[**{text(d.name)}**]({address(d.url)})"
        if d.abbreviation:
            name += f" ({text(d.abbreviation)})"
        paper = catalog.papers.get(d.paper or "")
        papers = [_paper(paper)] if paper else []
        papers += [_references(d.papers)] if d.papers else []
        note = f". {text(d.note)}" if d.note else ""
        cells = [name, text(d.kind), text(d.holds) + note, ", ".join(papers) or NOTHING]
        rows.append([*cells, _links(d.links)])
    return Markup(table(head, rows))  # noqa: S704 - cells are escaped for Markdown


def _paper(paper: Entry[Paper]) -> str:
    name = paper.data.name or paper.data.title
    return link_cell(name, paper.data.url) if paper.data.url else text(name)


def _references(references: Iterable[Reference]) -> str:
    return ", ".join(_reference(r) for r in references) or NOTHING


def _reference(reference: Reference) -> str:
    """Return a reference under its true name, with every address that it has."""
    first, *_ = (*reference.urls, "")
    shown = link_cell(reference.title, first) if first else text(reference.title)
    if reference.url and reference.arxiv:
        shown += f" [arXiv]({arxiv_url(reference.arxiv)})"
    return shown + (f" ({text(reference.note)})" if reference.note else "")


def _links(links: Links) -> str:
    found = []
    for role, link in links.items():
        note = f" ({text(link.note)})" if link.note else ""
        found.append(link_cell(_word(role, link), link.url) + note)
    return ", ".join(found) or NOTHING
