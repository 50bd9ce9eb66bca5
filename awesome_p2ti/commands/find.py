"""awesome-p2ti find: search the papers in the terminal, for scripts and for a bibliography."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from awesome_p2ti.commands.common import APPROACHES, settings_of
from awesome_p2ti.commands.find_text import print_papers, report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.schema.models import Paper

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
    print_papers(found.papers, form, catalog)
    if wanted.runnable and not catalog.repositories:
        click.echo("nothing is known yet of what can be run: the weekly job asks for it", err=True)
    report(found, words, len(papers), catalog)
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
