"""awesome-p2ti enrich: what entries lack, from whole proceedings and from the hub."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import (
    ALLOW_NETWORK,
    counted,
    relative_to_root,
    say_what_is_broken,
    settings_of,
)
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.config import Settings
    from awesome_p2ti.enriching.enrichment import Enrichment
    from awesome_p2ti.enriching.writing import Written
    from awesome_p2ti.schema.models import Paper

FIELDS = ("venue", "project", "code", "demo", "weights", "dataset")


@click.command("enrich")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--field",
    "fields",
    type=click.Choice(FIELDS),
    multiple=True,
    help="Propose values for this field alone. May be given several times.  [default: all]",
)
@click.option(
    "--write", is_flag=True, help="Write what is sure into the entries; the rest is printed."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="text is a diff of what is sure and a line for each of the rest, markdown has check boxes"
    " for an issue.",
)
@click.option(
    "--apply",
    "issue",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Write the values that are ticked in this text of an issue, and no others; only what"
    " is proposed again is written.",
)
@click.option("--allow-network", multiple=True, metavar="CIDR", help=ALLOW_NETWORK)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    fields: tuple[str, ...],
    write: bool,
    form: str,
    issue: Path | None,
    allow_network: tuple[str, ...],
) -> int:
    """Propose what entries lack, for all papers or for those in the files or folders PATH.

    Venues come from whole lists of proceedings, by arXiv id or by title and authors; links from
    Hugging Face's papers, by the rules of "awesome-p2ti add". Only empty fields are filled, and
    only what leaves no doubt is written; all else in a file stays as it is, byte for byte.

    Exit code 1: a service did not answer, so there may be more, or a ticked value was not
    written.

    \b
    Examples:
      awesome-p2ti enrich --field venue data/papers/2024
      awesome-p2ti enrich --write --format markdown > boxes.md
      awesome-p2ti enrich --apply issue.md
    """
    from awesome_p2ti import catalog as catalogs
    from awesome_p2ti.commands.enrich_run import EnrichRun
    from awesome_p2ti.commands.link_run import parse_networks

    settings = settings_of(ctx, near=paths)
    catalog, problems = catalogs.load(settings.root)
    say_what_is_broken(catalog, problems)
    marks = _ticked(issue) if issue else None
    papers = _papers(catalog, {relative_to_root(p, settings.root) for p in paths}, marks)
    run = EnrichRun(settings, catalog, parse_networks(allow_network))
    asked = {field for _, field, _ in marks} if marks is not None else FIELDS
    found = run.enrichments(papers, [f for f in fields or FIELDS if f in asked])
    if marks is not None:
        found = [p for p in found if p.mark in marks]
    done, unsure = _written(settings, catalog, found, write=write, all_of_them=marks is not None)
    _print(catalog, done, unsure, form, shown=form == "text" or not (write or issue))
    missed = _report(done, unsure, marks, written=write or issue is not None)
    return int(missed or bool(run.failures))


def _ticked(issue: Path) -> set[tuple[str, str, str]]:
    """Return what is ticked in an issue's text, which may be anything; raises SetupError."""
    from awesome_p2ti.enriching.check_boxes import MAX_BYTES, ticked
    from awesome_p2ti.files.file_io import read_regular

    try:
        text = read_regular(issue.resolve(), MAX_BYTES).decode("utf-8", "replace")
    except OSError as e:
        why = e.strerror or e
        raise SetupError(f"{issue} cannot be read: {why}", "save the issue's text in it") from e
    return ticked(text)


def _papers(
    catalog: Catalog, only: Collection[str], marks: Iterable[tuple[str, str, str]] | None
) -> list[Entry[Paper]]:
    """Return the papers that are named, or lie below a named folder, or have a ticked box."""
    from awesome_p2ti.schema.entry_files import lies_in

    keys = None if marks is None else {key for key, _, _ in marks}
    return [
        p
        for p in catalog.papers.values()
        if (not only or lies_in(p.path, only)) and (keys is None or p.id in keys)
    ]


def _written(
    settings: Settings,
    catalog: Catalog,
    found: Sequence[Enrichment],
    *,
    write: bool,
    all_of_them: bool,
) -> tuple[Written, list[Enrichment]]:
    """Return what can be written, and what is for a person; and write it where that is asked."""
    from dataclasses import replace

    from awesome_p2ti.enriching.writing import write_into
    from awesome_p2ti.outputs.output_files import File, rewrite

    done = write_into(catalog, [p for p in found if p.exact or all_of_them])
    texts = {p.path: p.source.text for p in catalog.papers.values()}
    for path, text in list(done.texts.items()) if write or all_of_them else ():
        if not rewrite(settings.root, texts[path], File(path, text)):
            done.leave(path, "the file has changed meanwhile")
    unsure = [] if all_of_them else [p for p in found if not p.exact]
    unsure += [replace(p, exact=False, note=why) for p, why in done.refused]
    return done, unsure


def _print(
    catalog: Catalog, done: Written, unsure: Sequence[Enrichment], form: str, *, shown: bool
) -> None:
    """Print what is sure (where it is to be ``shown``) and what is for a person."""
    from awesome_p2ti.commands.common import visible_lines
    from awesome_p2ti.enriching.check_boxes import as_check_boxes
    from awesome_p2ti.escaping import escape_control_chars
    from awesome_p2ti.outputs.output_files import File, diff

    if form == "markdown":
        both = [*done.kept, *unsure] if shown else unsure
        sys.stdout.write(as_check_boxes(both, catalog))
        return
    papers = {p.path: p.source.text for p in catalog.papers.values()}
    for path, text in done.texts.items():
        sys.stdout.write(visible_lines(diff(papers[path], File(path, text))))
    for one in unsure:
        row = (one.path, one.field, one.value, one.source, one.note)
        sys.stdout.write("\t".join(map(escape_control_chars, row)) + "\n")


def _report(
    done: Written,
    unsure: Sequence[Enrichment],
    marks: Collection[tuple[str, str, str]] | None,
    *,
    written: bool,
) -> bool:
    """Say on standard error what was done; return whether a ticked box could not be followed."""
    from awesome_p2ti.escaping import escape_control_chars

    for one in done.kept:
        said = f"{one.path}: {one.field} {one.value} ({one.source})"
        click.echo(escape_control_chars(said), err=True)
    missed = sorted(set(marks or ()) - {p.mark for p in done.kept})
    for key, field, value in missed:
        said = f"{key}: {field} {value} is ticked, but is not written: it is not proposed again"
        if why := next((w for p, w in done.refused if p.mark == (key, field, value)), ""):
            said = f"{key}: {field} {value} is ticked, but is not written: {why}"
        click.echo(escape_control_chars(said), err=True)
    verb = "written" if written else "can be written"
    rest = f"{len(unsure):,}"
    click.echo(
        f"{counted(len(done.kept), 'value')} {verb}; for a person to judge: {rest}", err=True
    )
    return bool(missed)
