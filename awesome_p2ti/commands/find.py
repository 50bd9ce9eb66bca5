"""awesome-p2ti find: search the papers in the terminal, for scripts and for a bibliography."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from awesome_p2ti.commands.common import counted, settings_of, visible_lines
from awesome_p2ti.escaping import visible_json

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper
    from awesome_p2ti.search import SearchResult

_INDENT = 16
_MIN_SIMILARITY = 60
HAS = ("project", "code", "demo", "weights", "dataset", "video")


@click.command("find")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--task", "tasks", metavar="ID", multiple=True,
              help="Only papers with this task, an id of data/tasks.yaml such as identity; given"
              " several times: with all of them.")  # fmt: skip
@click.option("--venue", "venues", metavar="NAME", multiple=True,
              help="Only papers at this venue, such as CVPR or 'CVPR 2023'; given several times:"
              " at any of them.")  # fmt: skip
@click.option("--since", metavar="MONTH",
              help="Only papers of this year or month or later: 2024 or 2024-05.")  # fmt: skip
@click.option("--has", "roles", type=click.Choice(HAS), multiple=True,
              help="Only papers with such a link; given several times: with all of them.",
)  # fmt: skip
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "bibtex"]),
    default="text",
    show_default=True,
    help="text is a table on a terminal and tab-separated lines in a pipe, json holds all that is"
    " known of each paper, bibtex is for a bibliography.",
)
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    tasks: tuple[str, ...],
    venues: tuple[str, ...],
    since: str | None,
    roles: tuple[str, ...],
    form: str,
) -> int:
    """Find papers that have every WORD in their title, authors, name or venue.

    Case and accents do not matter, a part of a word is enough, and where nothing is found, slightly
    misspelt words are tried. Without WORD and options, print the whole list. In a pipe, a line has
    date, venue, title, URL and the URL of the code. Exit code 1: nothing was found.

    \b
    Examples:
      awesome-p2ti find dreambooth
      awesome-p2ti find --task identity --since 2024 --has code
      awesome-p2ti find ruiz --venue CVPR --format bibtex > ruiz.bib
    """
    from awesome_p2ti import catalog as catalogs
    from awesome_p2ti import search

    catalog, _ = catalogs.load(settings_of(ctx).root)
    _validate_filters(catalog, tasks, venues, since)
    papers = [
        p
        for p in catalog.papers.values()
        if all(task in p.data.tasks for task in tasks)
        and (not venues or any(search.at_venue(p.data, v) for v in venues))
        and (since is None or search.since(p.data, since))
        and all(getattr(p.data.links, role) for role in roles)
    ]
    found = search.search(papers, words)
    _print(found.papers, form, catalog.journals)
    _report(found, words, len(papers), len(catalog.papers))
    return 0 if found.papers else 1


def _validate_filters(
    catalog: Catalog, tasks: Sequence[str], venues: Sequence[str], since: str | None
) -> None:
    from awesome_p2ti.normalize import fold_accents
    from awesome_p2ti.schema.validation import did_you_mean

    known = [t.id for t in catalog.tasks]
    for task in tasks:
        if task not in known:
            hint = did_you_mean(task, known) or "the tasks are: " + ", ".join(known)
            raise click.UsageError(f"There is no task '{task}': {hint}")
    names = {fold_accents(v): v for v in sorted(catalog.venues)}
    for venue in venues:
        name = re.sub(r" (?:19|20)\d\d(?: Workshop.*)?$", "", venue, flags=re.IGNORECASE)
        if fold_accents(name) not in names:
            from rapidfuzz import fuzz, process

            near = process.extractOne(
                fold_accents(name), list(names), scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY
            )
            hint = (
                f"did you mean '{names[near[0]]}'?"
                if near
                else "the venues are in data/venues.yaml"
            )
            raise click.UsageError(f"There is no venue '{name}': {hint}")
    if since and not re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", since, re.ASCII):
        raise click.UsageError(f"--since is '{since}': write a year or a month, 2024 or 2024-05")


def _report(found: SearchResult, words: Sequence[str], searched: int, listed: int) -> None:
    """Print to standard error how many papers match, and what to try where none does."""
    query = " ".join(words)
    among = f" among {counted(searched, 'paper')}" if searched != listed else ""
    if not found.papers:
        none = f'no paper matches "{query}"{among}' if words else "no paper matches these options"
        click.echo(none, err=True)
        hint = "with fewer words" if len(words) > 1 else "with another word"
        hint = "without one of the options" if searched != listed else hint
        click.echo(
            f"    hint: try it {hint}; `awesome-p2ti stats` shows what the list holds", err=True
        )
        return
    if found.fuzzy:
        click.echo(f'no paper matches "{query}"{among}; these nearly do:', err=True)
    click.echo(counted(len(found.papers), "paper"), err=True)


def _print(papers: list[Entry[Paper]], form: str, journals: Collection[str]) -> None:
    if form == "json":
        text = json.dumps([_record(p) for p in papers], ensure_ascii=False, indent=2)
        sys.stdout.write(visible_json(text) + "\n")
    elif form == "bibtex":
        from awesome_p2ti.outputs.bibtex import bibtex

        sys.stdout.write(visible_lines(bibtex(papers, journals)))
    elif sys.stdout.isatty():
        _table(papers)
    else:
        sys.stdout.write("".join("\t".join(_columns(p.data)) + "\n" for p in papers))


def _record(paper: Entry[Paper]) -> dict[str, Any]:
    data = paper.data.model_dump(mode="json", exclude_none=True, exclude={"links", "doubt"})
    links = [{"role": role, **link.model_dump(exclude_none=True)} for role, link in
             paper.data.links.items()]  # fmt: skip
    return {"id": paper.id, **data, "url": paper.data.url, "links": links}


def _columns(paper: Paper) -> list[str]:
    from awesome_p2ti.escaping import visible

    code = paper.links.code[0].url if paper.links.code else ""
    return [visible(v) for v in (paper.date, paper.venue or "", paper.title, paper.url, code)]


def _table(papers: list[Entry[Paper]]) -> None:
    from awesome_p2ti.commands.hyperlinks import opens_links

    links = opens_links(os.environ)
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size().columns
    for paper in papers:
        sys.stdout.write(_row(paper.data, links=links, colour=not plain, width=width))


def _row(paper: Paper, *, links: bool, colour: bool, width: int) -> str:
    """Return a paper as lines for a terminal: date and venue, title and links."""
    from textwrap import wrap

    from awesome_p2ti.commands.hyperlinks import link
    from awesome_p2ti.escaping import visible
    from awesome_p2ti.outputs.readme.tables import links_of

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    lines = wrap(visible(paper.title), max(20, width - _INDENT))
    titles = [paint("1", link(t, paper.url) if links and paper.url else t) for t in lines]
    others = links_of(paper)
    if links:
        below = ["  ".join(paint("36", link(word, url)) for word, url in others)]
    else:
        below = [paint("36", url) for url in [paper.url, *(url for _, url in others)] if url]
    left = [paper.date, *wrap(visible(paper.venue or "preprint"), _INDENT - 2)]
    right = [*titles, *(line for line in below if line)]
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    return "".join(f"{a:<{_INDENT}}{b}".rstrip() + "\n" for a, b in zip(left, right, strict=True))
