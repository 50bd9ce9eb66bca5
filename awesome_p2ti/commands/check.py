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
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@format_option()
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], form: str, strict: bool) -> int:
    """Check the entries against their schema and against one another.

    With PATHs (files or folders), report only their problems. `awesome-p2ti explain CODE` says why
    something is reported.
    """
    from awesome_p2ti.catalog import lies_in
    from awesome_p2ti.ledger import future_days, load_text
    from awesome_p2ti.rules.registry import load_and_check

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
