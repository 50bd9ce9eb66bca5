"""awesome-p2ti check: every problem of every file in one run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import (
    counted,
    exit_code,
    format_option,
    print_problems,
    relative_to_root,
    settings_of,
    tally,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@format_option(
    about="text is for people, json for scripts, github shows the problems on a pull request's"
    " lines, sarif is for code scanning."
)
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with code 1 for warnings and notes too.  [default: for errors only]",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], form: str, strict: bool) -> int:
    """Check the entries against their schema and against one another; no network is used.

    Each problem has its file, line, column, code and a hint. Files or folders given as PATH limit
    what is reported; all entries are read anyway. "awesome-p2ti explain CODE" says why something is
    a problem, and "awesome-p2ti fix" mends what needs no judgement.

    \b
    Examples:
      awesome-p2ti check
      awesome-p2ti check data/papers/2024 --format json
    """
    from awesome_p2ti.history.ledger import future_days, load_text
    from awesome_p2ti.rules.registry import load_and_check
    from awesome_p2ti.schema.entry_files import lies_in

    settings = settings_of(ctx, near=paths)
    only = {relative_to_root(p, settings.root) for p in paths}
    catalog, problems = load_and_check(settings.root)
    today = dt.datetime.now(dt.UTC).date()
    problems = sorted({*problems, *future_days(load_text(settings.root), today)})
    if only:
        problems = [p for p in problems if lies_in(p.path, only)]
    print_problems(problems, form, lambda names: _texts(settings.root, names))
    if form == "text":
        checked = sum(1 for _ in catalog.entries()) + len(catalog.unreadable)
        click.echo(f"{counted(checked, 'entry')} checked: {tally(problems)}", err=True)
    return 1 if strict and problems else exit_code(problems)


def _texts(root: Path, names: Sequence[str]) -> dict[str, str]:
    from awesome_p2ti.loading.yaml_reader import read

    found = {name: read(root / name, name)[0] for name in names}
    return {name: source.text for name, source in found.items() if source}
