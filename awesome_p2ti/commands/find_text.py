"""What `find` prints: papers for a person, a script or a bibliography, and how many there are."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from awesome_p2ti.commands.common import counted, visible_lines
from awesome_p2ti.escaping import escape_control_chars, visible_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper
    from awesome_p2ti.search.papers import SearchResult

_INDENT = 16


def print_papers(papers: list[Entry[Paper]], form: str, catalog: Catalog) -> None:
    """Print papers: a table on a terminal, lines in a pipe, JSON or BibTeX."""
    if form == "json":
        text = json.dumps([_record(p) for p in papers], ensure_ascii=False, indent=2)
        sys.stdout.write(visible_json(text) + "\n")
    elif form == "bibtex":
        from awesome_p2ti.outputs.bibtex import bibtex

        names = (p.data.name for p in catalog.papers.values())
        sys.stdout.write(visible_lines(bibtex(papers, catalog.journals, filter(None, names))))
    elif sys.stdout.isatty():
        _table(papers)
    else:
        sys.stdout.write("".join("\t".join(_columns(p)) + "\n" for p in papers))


def _record(paper: Entry[Paper]) -> dict[str, Any]:
    data = paper.data.model_dump(mode="json", exclude_none=True, exclude={"links", "doubt"})
    links = [{"role": role, **link.model_dump(exclude_none=True)} for role, link in
             paper.data.links.items()]  # fmt: skip
    return {"id": paper.id, **data, "url": paper.data.url, "links": links, "file": paper.path}


def _columns(entry: Entry[Paper]) -> list[str]:
    paper = entry.data
    code = paper.links.code[0].url if paper.links.code else ""
    shown = (paper.date, paper.venue or "", paper.title, paper.url, code, entry.path)
    return [escape_control_chars(value) for value in shown]


def _table(papers: list[Entry[Paper]]) -> None:
    from awesome_p2ti.commands.hyperlinks import opens_links

    links = opens_links(os.environ)
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size().columns
    for paper in papers:
        row = _row(paper.data, links=links, colour=not plain, width=width)
        if len(papers) == 1:
            row += f"{'':<{_INDENT}}{escape_control_chars(paper.path)}\n"
        sys.stdout.write(row)


def _row(paper: Paper, *, links: bool, colour: bool, width: int) -> str:
    """Return a paper as lines for a terminal: date and venue, title and links."""
    from textwrap import wrap

    from awesome_p2ti.commands.hyperlinks import link
    from awesome_p2ti.outputs.readme.tables import links_of

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    lines = wrap(escape_control_chars(paper.title), max(20, width - _INDENT))
    titles = [paint("1", link(t, paper.url) if links and paper.url else t) for t in lines]
    others = links_of(paper)
    if links:
        below = ["  ".join(paint("36", link(word, url)) for word, url in others)]
    else:
        below = [paint("36", url) for url in [paper.url, *(url for _, url in others)] if url]
    left = [paper.date, *wrap(escape_control_chars(paper.venue or "preprint"), _INDENT - 2)]
    right = [*titles, *(line for line in below if line)]
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    return "".join(f"{a:<{_INDENT}}{b}".rstrip() + "\n" for a, b in zip(left, right, strict=True))


def report(found: SearchResult, words: Sequence[str], searched: int, catalog: Catalog) -> None:
    """Print to standard error how many papers match, and what to try where none does."""
    elsewhere = list(_elsewhere(catalog, words))
    for line in elsewhere:
        click.echo(escape_control_chars(line), err=True)
    query = escape_control_chars(" ".join(words))
    among = f" among {counted(searched, 'paper')}" if searched != len(catalog.papers) else ""
    if not found.papers:
        none = f'no paper matches "{query}"{among}' if words else "no paper matches these options"
        click.echo(none, err=True)
        hint = "with fewer words" if len(words) > 1 else "with another word"
        hint = "without one of the options" if among else hint
        if among or not elsewhere:
            hint = f"try it {hint}; `awesome-p2ti stats` shows what the list holds"
            click.echo(f"    hint: {hint}", err=True)
    elif found.fuzzy:
        click.echo(f'no paper matches "{query}"{among}; these nearly do:', err=True)
    if catalog.unreadable:
        unread = counted(len(catalog.unreadable), "entry")
        click.echo(f"{unread} cannot be read and may be what you look for: run check", err=True)
    if found.papers:
        click.echo(counted(len(found.papers), "paper"), err=True)


def _elsewhere(catalog: Catalog, words: Sequence[str]) -> Iterator[str]:
    """Yield what else the list says of it: another kind of entry, a work that was left out."""
    from awesome_p2ti.normalize import fold_accents, title_words
    from awesome_p2ti.search.pasted import leads_to, pasted

    if not words:
        return
    query, asked = " ".join(words), pasted(words)
    for entry in (e for e in catalog.entries() if e.id not in catalog.papers):
        names = {entry.id, *(getattr(entry.data, n, None) or "" for n in ("name", "abbreviation"))}
        if fold_accents(query) in map(fold_accents, names) or leads_to(entry.data, asked):
            yield f"{entry.path}: {entry.data.name}"
    for work in catalog.declined.data.declined if catalog.declined else ():
        if title_words(work.title) == title_words(query) or leads_to(work, asked):
            yield f'"{work.title}" was left out on {work.declined}: {work.reason}'
