"""awesome-p2ti add: from pasted ids and addresses to entries that `check` passes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import (
    ALLOW_NETWORK,
    APPROACHES,
    counted,
    require_tasks,
    say_what_is_broken,
    settings_of,
)
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.adding.preparing import Asked, Person, Prepared
    from awesome_p2ti.catalog import Catalog


@click.command("add")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option(
    "--task",
    "tasks",
    multiple=True,
    metavar="ID",
    help="A task of data/tasks.yaml that the works are on; the first decides the section. May be"
    " given several times.  [default: a terminal asks]",
)
@click.option(
    "--approach",
    type=click.Choice(APPROACHES),
    help="How a new concept gets in, where the paper says so.",
)
@click.option(
    "--from-bibtex",
    "bibtex",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Add the works of this BibTeX file too, each by the id or address in its record.",
)
@click.option(
    "--title",
    "words",
    metavar="TEXT",
    help="The title of the paper at the one ADDRESS, or words of it: nothing is written for another"
    " paper, whose id was mistyped, and nobody is asked.",
)
@click.option(
    "--distinct-from",
    multiple=True,
    metavar="ID",
    help="An entry that looks like the work and is another one. May be given several times.",
)
@click.option("--why", is_flag=True, help="Say for each field who states it.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print the entries.")
@click.option("--allow-network", multiple=True, metavar="CIDR", help=ALLOW_NETWORK)
@click.pass_context
def command(
    ctx: click.Context,
    addresses: tuple[str, ...],
    tasks: tuple[str, ...],
    approach: str | None,
    bibtex: Path | None,
    words: str | None,
    distinct_from: tuple[str, ...],
    why: bool,
    dry_run: bool,
    allow_network: tuple[str, ...],
) -> int:
    """Add papers by what you paste: write an entry for each ADDRESS with what services state of it.

    An ADDRESS is an arXiv id, a DOI, or an address at arXiv, alphaXiv, OpenReview, Hugging Face,
    GitHub, or in proceedings. What no service states stays out, and is said. Nothing is written for
    a work that is listed or was declined, and no file is ever overwritten.

    Exit code 1: a work was not added, or not completely. Exit code 2: a work needs --task.

    \b
    Examples:
      awesome-p2ti add 2208.12242 --task subject --title DreamBooth
      awesome-p2ti add https://openreview.net/forum?id=m73tETvFkX --why --dry-run
    """
    from awesome_p2ti.adding.preparing import prepare
    from awesome_p2ti.catalog import load
    from awesome_p2ti.commands.add_text import exit_code_of, report
    from awesome_p2ti.commands.link_run import parse_networks
    from awesome_p2ti.commands.services import services

    settings = settings_of(ctx)
    allowed = parse_networks(allow_network)
    asked, broken = _asked(addresses, bibtex, words)
    catalog, problems = load(settings.root)
    say_what_is_broken(catalog, problems)
    require_tasks(catalog)
    person = _person(catalog, tasks, approach or "", distinct_from)
    done = []
    with services(settings, catalog, allowed) as look_up:
        for work in prepare(asked, catalog, look_up, person, allowed):
            if work.text and not dry_run:
                _write(settings.root, work)
            report(work, why=why, dry_run=dry_run)
            done.append(work)
    written = sum(bool(work.text) for work in done)
    click.echo(f"{counted(written, 'entry')} {'would be ' * dry_run}written", err=True)
    return max(exit_code_of(done), int(broken))


def _asked(
    addresses: Sequence[str], bibtex: Path | None, words: str | None
) -> tuple[list[Asked], bool]:
    """Return what is to be added, and whether a record of the BibTeX file cannot be."""
    from awesome_p2ti.adding.preparing import Asked

    if words is not None and (bibtex or len(addresses) != 1 or not words.strip()):
        raise click.UsageError("--title says which paper is at the one ADDRESS, in its own words.")
    asked = [Asked(address, words=words or "") for address in addresses]
    if bibtex is None:
        if not asked:
            raise click.UsageError("Give an id or address of a paper, or --from-bibtex FILE.")
        return asked, False
    from awesome_p2ti.adding.bibtex_input import MAX_BYTES, read_bibtex
    from awesome_p2ti.files.file_io import read_regular
    from awesome_p2ti.reporters import REPORTS

    try:
        text = read_regular(bibtex.resolve(), MAX_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        why = getattr(e, "strerror", None) or e
        raise SetupError(f"{bibtex} cannot be read: {why}", "save it as UTF-8 text") from e
    records, problems = read_bibtex(text, str(bibtex))
    sys.stderr.write(REPORTS["text"](problems))
    return [*asked, *records], bool(problems)


def _person(
    catalog: Catalog, tasks: Sequence[str], approach: str, distinct_from: tuple[str, ...]
) -> Person:
    """Return who decides: the options, else somebody at a terminal."""
    from awesome_p2ti.adding.preparing import Person
    from awesome_p2ti.commands.ask import ask_tasks, at_terminal, confirm, say_title
    from awesome_p2ti.schema.suggestions import did_you_mean

    known = [task.id for task in catalog.tasks]
    for task in (t for t in tasks if t not in known):
        hint = did_you_mean(task, known) or "the tasks are: " + ", ".join(known)
        raise click.UsageError(f"--task: '{task}' is not in data/tasks.yaml: {hint}")
    for key in (i for i in distinct_from if i not in catalog.papers):
        hint = did_you_mean(key, list(catalog.papers))
        raise click.UsageError(f"--distinct-from: '{key}' is the id of no paper. {hint}".rstrip())
    chosen = tuple(dict.fromkeys(tasks))
    asks = at_terminal()

    def choose(work: Prepared) -> tuple[str, ...] | None:
        return chosen or (ask_tasks(work, catalog.tasks) if asks else ())

    def is_meant(work: Prepared, doubt: str) -> bool:
        if not asks:
            if chosen and not doubt:
                say_title(work)
            return not doubt
        return confirm(work, doubt) if doubt or chosen else True  # else the tasks are asked for

    return Person(
        tasks=choose,
        confirms=is_meant,
        approach=approach,
        distinct_from=tuple(dict.fromkeys(distinct_from)),
    )


def _write(root: Path, work: Prepared) -> None:
    """Write a work's file; one that has come since the list was read stays, and that is said."""
    from awesome_p2ti.adding.preparing import Status
    from awesome_p2ti.files.file_io import write_whole
    from awesome_p2ti.files.file_lock import exclusive

    file = root / work.path
    with exclusive(root / "data"):
        if not (file.exists() or file.is_symlink()):
            write_whole(file, work.text, name=work.path, inside=root)
            return
    work.status, work.text = Status.REFUSED, ""
    work.message = f"{work.path} has come since the list was read"
    work.hint = "run this again: it may be the same work"
