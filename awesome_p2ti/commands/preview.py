"""awesome-p2ti preview: the README's rows of some entries, as a reviewer wants to see them."""

from __future__ import annotations

from pathlib import Path

import click

from awesome_p2ti.commands.common import relative_to_root, settings_of, visible_lines


@click.command("preview")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--changed-since",
    metavar="REV",
    help="The entries that differ from a git revision, such as origin/main.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], changed_since: str | None) -> int:
    """Print the README's rows of the entries at PATHs, as Markdown."""
    from awesome_p2ti import catalog as catalogs
    from awesome_p2ti.git import changed_files
    from awesome_p2ti.outputs.readme.preview import preview

    settings = settings_of(ctx, near=paths)
    names = [relative_to_root(p, settings.root) for p in paths]
    if changed_since is not None:
        names += changed_files(settings.root, changed_since)
    if not names:
        if changed_since is None:
            raise click.UsageError("Name the entries' files, or --changed-since REV.")
        click.echo("No entry changed.")
        return 0
    catalog, _ = catalogs.load(settings.root)
    click.echo(visible_lines(preview(catalog, names)), nl=False)
    return 0
