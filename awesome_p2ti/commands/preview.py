"""awesome-p2ti preview: what the README will show of some entries, and what a change does to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import exit_code, relative_to_root, settings_of, visible_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.files.git import ChangedFile
    from awesome_p2ti.problems import Problem

_LIKE_AN_ENTRY = re.compile(rb"(?ms)^title:.*^(?:date|tasks|links|arxiv):")
_BUILT = (
    "README.md", "docs/leaderboards/", "assets/", "data/schema/",
    ".github/ISSUE_TEMPLATE/add-paper.yml",
)  # fmt: skip


@click.command("preview")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--changed-since",
    metavar="REV",
    help="Show what differs from this git revision, such as origin/main: entries added, changed"
    " and removed.  [default: only those given as PATH]",
)
@click.option(
    "--files-at",
    metavar="URL",
    default="",
    help="The URL at which a browser shows the list's files; with --changed-since, each file is a"
    " link to there.  [default: no links]",
)
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], changed_since: str | None, files_at: str
) -> int:
    """Print, as Markdown, the README's rows of the entries in the files or folders PATH.

    With --changed-since, print all that a change does to the list. What is to fix comes first. Exit
    code 1: an error is among it.

    \b
    Examples:
      awesome-p2ti preview data/papers/2022/dreambooth.yaml
      awesome-p2ti preview --changed-since origin/main
    """
    from awesome_p2ti.outputs.readme.preview import preview
    from awesome_p2ti.rules.registry import load_and_check
    from awesome_p2ti.schema.entry_files import lies_in

    if bool(paths) == (changed_since is not None):
        raise click.UsageError("Name the entries' files, or --changed-since REV.")
    settings = settings_of(ctx, near=paths)
    if changed_since is not None:
        return _of_change(settings.root, changed_since, files_at.rstrip("/"))
    names = {relative_to_root(p, settings.root) for p in paths}
    catalog, problems = load_and_check(settings.root)
    problems = [p for p in problems if lies_in(p.path, names)]
    return _print(preview(catalog, sorted(names), problems), problems)


def _of_change(root: Path, revision: str, files_at: str) -> int:
    from awesome_p2ti.files.git import changes
    from awesome_p2ti.outputs.readme.changes import find_changes
    from awesome_p2ti.outputs.readme.preview import Pages, preview_of_changes
    from awesome_p2ti.rules.registry import load_and_check

    files = changes(root, revision)
    catalog, problems = load_and_check(root)
    misplaced = list(_misplaced(files))
    problems = [*_of_interest(problems, files), *misplaced]
    found = find_changes(catalog, files)
    found.unread.extend(p.path for p in misplaced)
    built = [f.path for f in files if f.path.startswith(_BUILT)] if found.is_empty else []
    text = preview_of_changes(catalog, found, problems, Pages(files_at), built)
    return _print(text, problems)


def _of_interest(problems: Iterable[Problem], files: Iterable[ChangedFile]) -> Iterator[Problem]:
    """Yield all errors, for a change may break other files, and the warnings of changed files."""
    from awesome_p2ti.problems import Severity

    changed = {file.path for file in files}
    return (p for p in problems if p.severity is Severity.ERROR or p.path in changed)


def _misplaced(files: Iterable[ChangedFile]) -> Iterator[Problem]:
    """Yield a problem for each new file that reads like an entry and lies in no data/ folder."""
    from awesome_p2ti.schema.entry_files import DATA, stray

    for file in files:
        *folders, name = file.path.split("/")
        hidden = any(folder.startswith(".") for folder in folders)
        new = file.before is None and file.after is not None
        if hidden or DATA in folders or not new or not name.lower().endswith((".yaml", ".yml")):
            continue
        if _LIKE_AN_ENTRY.search(file.after or b""):
            yield stray(file.path)


def _print(text: str, problems: Sequence[Problem]) -> int:
    click.echo(visible_lines(text), nl=False)
    return exit_code(problems)
