"""awesome-p2ti find: search the papers in the terminal, for scripts and for a bibliography."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from awesome_p2ti.commands.common import APPROACHES, counted, settings_of, visible_lines
from awesome_p2ti.escaping import escape_control_chars, visible_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper
    from awesome_p2ti.search.papers import SearchResult

_INDENT = 16
_MIN_SIMILARITY = 60
HAS = ("project", "code", "demo", "weights", "dataset", "video")


@click.command("find")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--author", "authors", metavar="NAME", multiple=True,
              help="Only papers by this person; given several times: by all of them.")  # fmt: skip
@click.option("--task", "tasks", metavar="ID", multiple=True,
              help="Only papers with this task, an id of data/tasks.yaml such as identity; given"
              " several times: with all of them.")  # fmt: skip
@click.option("--approach", type=click.Choice(APPROACHES),
              help="Only papers that bring in a new concept in this way.")  # fmt: skip
@click.option("--base-model", metavar="NAME",
              help="Only papers on this base model, such as SDXL, or on one of a family:"
              " 'Stable Diffusion'.")  # fmt: skip
@click.option("--venue", "venues", metavar="NAME", multiple=True,
              help="Only papers at this venue, such as CVPR or 'CVPR 2023'; given several times:"
              " at any of them.")  # fmt: skip
@click.option("--since", metavar="MONTH",
              help="Only papers of this year or month or later: 2024 or 2024-05.")  # fmt: skip
@click.option("--until", metavar="MONTH",
              help="Only papers of this year or month or earlier: 2024 or 2024-05.")  # fmt: skip
@click.option("--has", "roles", type=click.Choice(HAS), multiple=True,
              help="Only papers with such a link; given several times: with all of them.",
)  # fmt: skip
@click.option("--runnable", is_flag=True,
              help="Only papers of which something can be run today, by what GitHub and Hugging"
              " Face last said: the authors' own code, alive and licensed, or open weights, or a"
              " demo that runs.")  # fmt: skip
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
def command(ctx: click.Context, /, words: tuple[str, ...], form: str, **filters: Any) -> int:
    """Find papers by an arXiv id, DOI, OpenReview id, repository or URL, or by every WORD.

    Words are looked for in title, former titles, authors, name and venue. Case and accents do not
    matter, a part of a word is enough, and where nothing is found, slightly misspelt words are
    tried. Without WORD and options, print the whole list. In a pipe, a line has date, venue, title,
    URL, the URL of the code, and the file. Exit code 1: nothing was found.

    \b
    Examples:
      awesome-p2ti find dreambooth
      awesome-p2ti find https://arxiv.org/abs/2208.12242
      awesome-p2ti find --task identity --since 2024 --has code
      awesome-p2ti find --author 'n ruiz' --venue CVPR --format bibtex > ruiz.bib
    """
    from awesome_p2ti import catalog as catalogs
    from awesome_p2ti.search.papers import search

    catalog, _ = catalogs.load(settings_of(ctx).root)
    wanted = Filters(**filters)
    _validate_filters(catalog, wanted)
    if wanted.base_model:
        wanted = replace(wanted, base_model=_known_base_model(catalog, wanted.base_model))
    tests = _tests(wanted)
    papers = [p for p in catalog.papers.values() if all(test(p.data) for test in tests)]
    if wanted.runnable:
        papers = [p for p in papers if catalog.runs_today(p.data)]
    found = search(papers, words)
    _print(found.papers, form, catalog)
    if wanted.runnable and not catalog.repositories:
        click.echo("nothing is known yet of what can be run: the weekly job asks for it", err=True)
    _report(found, words, len(papers), catalog)
    return 0 if found.papers else 1


@dataclass(frozen=True, slots=True)
class Filters:
    """What the options ask for."""

    authors: tuple[str, ...]
    tasks: tuple[str, ...]
    approach: str | None
    base_model: str | None
    venues: tuple[str, ...]
    since: str | None
    until: str | None
    roles: tuple[str, ...]
    runnable: bool


def _tests(wanted: Filters) -> list[Callable[[Paper], bool]]:
    """Return a test for each option that is given; whoever passes all of them is looked at."""
    from awesome_p2ti.search import filters

    model, since, until = wanted.base_model, wanted.since, wanted.until
    tests: list[tuple[object, Callable[[Paper], bool]]] = [
        (wanted.authors, lambda p: all(filters.is_by(p, author) for author in wanted.authors)),
        (wanted.tasks, lambda p: all(task in p.tasks for task in wanted.tasks)),
        (wanted.approach, lambda p: p.approach == wanted.approach),
        (model, lambda p: filters.on_base_model(p, model or "")),
        (wanted.venues, lambda p: any(filters.at_venue(p, v) for v in wanted.venues)),
        (since, lambda p: filters.since(p, since or "")),
        (until, lambda p: filters.until(p, until or "")),
        (wanted.roles, lambda p: all(getattr(p.links, role) for role in wanted.roles)),
    ]
    return [test for given, test in tests if given not in {None, ()}]


def _validate_filters(catalog: Catalog, wanted: Filters) -> None:
    from awesome_p2ti.schema.suggestions import did_you_mean

    known = [t.id for t in catalog.tasks]
    for task in wanted.tasks:
        if task not in known:
            hint = did_you_mean(task, known) or "the tasks are: " + ", ".join(known)
            raise click.UsageError(f"There is no task '{task}': {hint}")
    for venue in wanted.venues:
        name = re.sub(r" (?:19|20)\d\d(?: Workshop.*)?$", "", venue, flags=re.IGNORECASE)
        _validate_name("venue", name, sorted(catalog.venues))
    for option, month in (("--since", wanted.since), ("--until", wanted.until)):
        if month and not re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", month, re.ASCII):
            raise click.UsageError(
                f"{option} is '{month}': write a year or a month, 2024 or 2024-05"
            )


def _known_base_model(catalog: Catalog, asked: str) -> str:
    """Return the list's own name of a base model that may be given by an alias, or of a family."""
    from awesome_p2ti.normalize import fold_accents

    models = catalog.base_models.data.base_models if catalog.base_models else ()
    aliases = {fold_accents(alias): m.name for m in models for alias in m.aliases or ()}
    names = [m.name for m in models]
    if catalog.base_models is None or any(
        fold_accents(n).startswith(fold_accents(asked) + " ") for n in names
    ):
        return asked
    name = aliases.get(fold_accents(asked), asked)
    _validate_name("base model", name, names)
    return name


def _validate_name(noun: str, name: str, known: Sequence[str]) -> None:
    """Demand that a name is one of the list's own, whatever its capitals and accents."""
    from awesome_p2ti.normalize import fold_accents

    names = {fold_accents(v): v for v in known}
    if fold_accents(name) in names:
        return
    from rapidfuzz import fuzz, process

    near = process.extractOne(
        fold_accents(name), list(names), scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY
    )
    hint = (
        f"did you mean '{names[near[0]]}'?"
        if near
        else f"they are in data/{noun.replace(' ', '_')}s.yaml"
    )
    raise click.UsageError(f"There is no {noun} '{name}': {hint}")


def _report(found: SearchResult, words: Sequence[str], searched: int, catalog: Catalog) -> None:
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


def _print(papers: list[Entry[Paper]], form: str, catalog: Catalog) -> None:
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
