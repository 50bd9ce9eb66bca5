"""awesome-p2ti preview: the README's rows of some entries, as a reviewer wants to see them."""

from __future__ import annotations

from pathlib import Path

import click

from awesome_p2ti.commands.common import relative_to_root, settings_of, visible_lines


@click.command("preview")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--changed-since",
    metavar="REV",
    help="Show the entries that changed since the branch left this git revision, such as"
    " origin/main.  [default: only those given as PATH]",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], changed_since: str | None) -> int:
    """Print, as Markdown, the README's rows of the entries in the files or folders PATH.

    \b
    Examples:
      awesome-p2ti preview data/papers/2022/dreambooth.yaml
      awesome-p2ti preview --changed-since origin/main
    """
    from awesome_p2ti import catalog as catalogs
    from awesome_p2ti.git import changed_files
    from awesome_p2ti.outputs.readme.preview import preview

    settings = settings_of(ctx, near=paths)
    names = [relative_to_root(p, settings.root) for p in paths]
    if changed_since is not None:
        names += changed_files(settings.root, changed_since)
    if not names:
        if changed_since is None:
            raise click.UsageError("Name the files of entries, or give --changed-since REV.")
        click.echo("No entry changed.")
        return 0
    catalog, _ = catalogs.load(settings.root)
    click.echo(visible_lines(preview(catalog, names)), nl=False)
    return 0
