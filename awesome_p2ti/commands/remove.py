"""awesome-p2ti remove: a paper leaves the list, and data/declined.yaml says why."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import counted, say_what_is_broken, settings_of, visible_lines
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from pathlib import Path

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper


@click.command("remove")
@click.argument("key", metavar="ID")
@click.option(
    "--reason",
    required=True,
    metavar="TEXT",
    help="Why the paper does not belong, in a sentence that whoever proposes it again will read.",
)
@click.option(
    "--force", is_flag=True, help="Remove the paper's own scores from the tables of results too."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; only print what would change.")
@click.pass_context
def command(ctx: click.Context, key: str, reason: str, force: bool, dry_run: bool) -> int:
    """Take the paper ID out of the list, and record in data/declined.yaml why.

    Entries that are told apart from it lose its id; data sets and tables that come from it name it
    by title and address; exceptions for its links go. All else in a file stays as it is, byte for
    byte. Every change is printed as a diff; "awesome-p2ti build" then makes the pages anew.

    Exit code 1: tables hold scores of the paper, and nothing is changed without --force.

    \b
    Example:
      awesome-p2ti remove dreambooth --reason "Editing by text alone."
    """
    from awesome_p2ti.adding.removal import plan_removal
    from awesome_p2ti.catalog import load
    from awesome_p2ti.escaping import escape_control_chars
    from awesome_p2ti.links import exceptions

    settings = settings_of(ctx)
    catalog, problems = load(settings.root)
    say_what_is_broken(catalog, problems)
    paper = _paper(catalog, key)
    removal = plan_removal(catalog, paper, exceptions.load(settings.root)[0])
    if removal.losses and not force:
        click.echo(
            f"{paper.path} is not removed: tables hold its scores, which would be lost", err=True
        )
        for loss in removal.losses:
            click.echo(f"    {escape_control_chars(loss)}", err=True)
        click.echo("    hint: --force removes these rows too", err=True)
        return 1
    from awesome_p2ti.adding.removal import DECLINED

    old = catalog.declined.source if catalog.declined else None
    if old is None and (settings.root / DECLINED).exists():
        raise SetupError(f"{DECLINED} cannot be read", "run check, and mend it first")
    today = dt.datetime.now(dt.UTC).date().isoformat()
    new = _declined(catalog, paper, today, reason)
    texts = {**removal.texts, DECLINED: (old.text if old else "", new)}
    _print(texts)
    if not dry_run:
        _write(settings.root, paper.path, texts)
    what = "would be removed" if dry_run else "is removed"
    changed = counted(len(texts), "other file")
    click.echo(
        f"{paper.path} {what}; {changed} {'would change' if dry_run else 'changed'}", err=True
    )
    return 0


def _paper(catalog: Catalog, key: str) -> Entry[Paper]:
    from awesome_p2ti.schema.suggestions import did_you_mean

    key = key.rpartition("/")[2].removesuffix(".yaml")
    if paper := catalog.papers.get(key):
        return paper
    if f"papers/{key}" in catalog.unreadable:
        raise SetupError(f"the entry '{key}' cannot be read", "run check, and mend it first")
    hint = did_you_mean(key, list(catalog.papers)) or 'an id is the name of a file; see "find"'
    raise SetupError(f"there is no paper '{key}' in data/papers", hint)


def _declined(catalog: Catalog, paper: Entry[Paper], day: str, reason: str) -> str:
    """Return the new text of data/declined.yaml; raises SetupError where it would not be sound."""
    from awesome_p2ti.adding.removal import DECLINED, declined_text
    from awesome_p2ti.catalog import parse_entry
    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.schema.models import Declined

    old = catalog.declined.source if catalog.declined else None
    text = declined_text(old, paper.data, day, " ".join(reason.split()))
    before = set(parse_entry(old, Declined)[1]) if old else set()
    for problem in parse_entry(SourceFile(DECLINED, text), Declined)[1]:
        if problem not in before:
            raise SetupError(f"--reason cannot be recorded: {problem.message}", problem.hint)
    return text


def _print(texts: dict[str, tuple[str, str]]) -> None:
    from awesome_p2ti.outputs.output_files import File, diff

    for path, (old, new) in sorted(texts.items()):
        sys.stdout.write(visible_lines(diff(old, File(path, new))))


def _write(root: Path, path: str, texts: dict[str, tuple[str, str]]) -> None:
    """Write the changed files, and then delete the entry's own: no order loses anything."""
    from awesome_p2ti.files.file_lock import exclusive
    from awesome_p2ti.outputs.output_files import File, remove, write

    with exclusive(root / "data"):
        for name, (_, new) in texts.items():
            write(root, File(name, new))
        remove(root, path)
