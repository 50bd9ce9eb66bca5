"""awesome-p2ti build: every output from the data, the same bytes on each machine and day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import (
    counted,
    exit_code,
    print_problems,
    settings_of,
    tally,
    visible_lines,
)
from awesome_p2ti.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.outputs.output_files import File


@click.command("build")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing: say which files differ from what would be built, and exit with code 1 if"
    " any does.",
)
@click.option(
    "--only",
    metavar="NAME",
    multiple=True,
    help="Build only this output: schemas, readme, leaderboards, plots, form or site. May be given"
    " several times.  [default: all]",
)
@click.option(
    "--allow-loss",
    is_flag=True,
    help="Build even if the pages lose more than 5% of their entries or links.  [default: write"
    " nothing then]",
)
@click.pass_context
def command(ctx: click.Context, only_check: bool, only: tuple[str, ...], allow_loss: bool) -> int:
    """Write README.md, leaderboards, plots, editors' schemas, a form and the site from data/.

    The same data gives the same bytes on every machine and day. Nothing is written while an entry
    has an error. The site goes to build/site/, which git ignores, so --check leaves it out.

    \b
    Examples:
      awesome-p2ti build
      awesome-p2ti build --check --only readme
    """
    from awesome_p2ti.rules.registry import load_and_check

    if only_check and set(only) == {"site"}:
        raise click.UsageError("--check compares what is committed, and the site is not")
    settings = settings_of(ctx)
    catalog, problems = load_and_check(settings.root)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if errors:
        print_problems(errors, "text", lambda _: {})
        click.echo(f"nothing was built: {tally(errors)} to fix first", err=True)
        return 1
    files = _files(catalog, only)
    orphans = _orphaned_files(settings.root, files, only)
    if only_check:
        return _check(settings.root, files, orphans)
    code = _write(settings.root, files, orphans, allow_loss=allow_loss)
    return code or _write_site(catalog, settings, only)


def _files(catalog: Catalog, only: Sequence[str]) -> list[File]:
    from awesome_p2ti.outputs.registry import OUTPUTS, SITE
    from awesome_p2ti.schema.suggestions import did_you_mean

    known = [*OUTPUTS, *SITE]
    for name in only:
        if name not in known:
            hint = did_you_mean(name, known) or "the outputs are: " + ", ".join(known)
            raise click.UsageError(f"There is no output '{name}': {hint}")
    return [
        f for name, render in OUTPUTS.items() if not only or name in only for f in render(catalog)
    ]


def _orphaned_files(root: Path, files: Sequence[File], only: Sequence[str]) -> list[str]:
    from awesome_p2ti.outputs.output_files import orphaned
    from awesome_p2ti.outputs.registry import FOLDERS

    built = [f.path for f in files]
    return [
        path
        for name, folder in FOLDERS.items()
        if not only or name in only
        for path in orphaned(root, folder, built)
    ]


def _check(root: Path, files: list[File], orphans: list[str]) -> int:
    from awesome_p2ti.outputs.output_files import read_current, short_diff

    problems = []
    for file in files:
        old = read_current(root, file.path)
        if old == file.text:
            continue
        what = "differs from what data/ builds" if old is not None else "is missing"
        hint = "run: awesome-p2ti build"
        problems.append(Problem(file.path, 1, 1, "stale-output", f"{file.path} {what}", hint))
        sys.stderr.write(visible_lines(short_diff(old or "", file)))
    for path in orphans:
        message, hint = f"{path} is not built from data/ any more", "run: awesome-p2ti build"
        problems.append(Problem(path, 1, 1, "stale-output", message, hint))
    print_problems(problems, "text", lambda _: {})
    if not problems:
        click.echo(f"{counted(len(files), 'file')} up to date", err=True)
    return exit_code(problems)


def _write(root: Path, files: list[File], orphans: list[str], *, allow_loss: bool) -> int:
    from awesome_p2ti.escaping import escape_control_chars
    from awesome_p2ti.outputs.output_files import read_current, remove, write

    changed = [f for f in files if read_current(root, f.path) != f.text]
    if not allow_loss:
        losses = _losses(root, files, orphans)
        for loss in losses:
            click.echo(f"nothing was built: {visible_lines(loss)}", err=True)
        if losses:
            click.echo(
                "    hint: see whether data/ lost files; --allow-loss builds all the same",
                err=True,
            )
            return 1
    for file in changed:
        write(root, file)
        click.echo(f"wrote {file.path}", err=True)
    for path in orphans:
        remove(root, path)
        click.echo(f"removed {escape_control_chars(path)}", err=True)
    if files and not changed and not orphans:
        click.echo(f"{counted(len(files), 'file')} up to date", err=True)
    return 0


def _write_site(catalog: Catalog, settings: Settings, only: Sequence[str]) -> int:
    """Write the files of the site that are new or another, and remove those that are no more."""
    from awesome_p2ti.outputs.registry import SITE
    from awesome_p2ti.outputs.site_folder import write_site

    for name, render in SITE.items():
        if not only or name in only:
            files = list(render(catalog, settings))
            written, removed = write_site(settings.root, files)
            pages = f"{counted(len(files), 'file')}, {written:,} written, {removed:,} removed"
            click.echo(f"{name}: {pages}", err=True)
    return 0


def _losses(root: Path, files: Sequence[File], orphans: Sequence[str]) -> list[str]:
    """Return what the README would lose, and what the pages of a folder would lose together.

    A page alone is too short to judge by: of ten rows one is more than the limit.
    """
    from posixpath import dirname

    from awesome_p2ti.outputs.output_files import File, read_current
    from awesome_p2ti.outputs.shrink_guard import find_loss

    losses = []
    for folder in dict.fromkeys(dirname(f.path) for f in files):
        built = [f for f in files if dirname(f.path) == folder]
        current = [*(f.path for f in built), *(p for p in orphans if dirname(p) == folder)]
        old = "\n".join(read_current(root, path) or "" for path in current)
        new = File(folder or built[0].path, "\n".join(f.text for f in built))
        if lost := find_loss(old, new):
            losses.append(lost)
    return losses
