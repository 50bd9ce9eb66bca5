"""What commands share: finding the list, common options, printing problems."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.problems import Problem, SetupError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from awesome_p2ti import config
    from awesome_p2ti.catalog import Catalog

FORMATS = ("text", "json", "github", "sarif")
APPROACHES = ("test-time", "encoder", "training-free", "hybrid", "add-on")
"""Those of the schema, which is not loaded for a list of options."""
ALLOW_NETWORK = (
    "Allow requests to hosts of this private network, such as 127.0.0.0/8. May be given several"
    " times.  [default: public addresses only]"
)


def settings_of(ctx: click.Context, near: Sequence[Path] = ()) -> config.Settings:
    """Return the settings of the list at this folder, else of that which holds ``near``."""
    from awesome_p2ti import config

    if ctx.obj:
        return config.load(ctx.obj.resolve())
    try:
        return config.load(config.find_root(Path.cwd()))
    except SetupError:
        if not near or not near[0].exists():
            raise
        return config.load(config.find_root(near[0].resolve()))


def link_settings_of(
    ctx: click.Context, links_file: Path | None, *, list_only: bool
) -> config.Settings | None:
    """Return the settings of the list here, else of this repository; None where there is neither.

    ``links_file`` holds the link checker's own. ``list_only``: raise SetupError without a list.
    """
    from awesome_p2ti import config

    if ctx.obj:
        return config.load(ctx.obj.resolve(), links_file)
    here = Path.cwd()
    try:
        root = config.find_root(here)
    except SetupError:
        if list_only:
            raise
    else:
        if list_only or config.is_list(root):
            return config.load(root, links_file)
    project = config.find_project(here) or (here if links_file else None)
    return config.load(project, links_file) if project else None


def format_option(*more: str, about: str, default: str = "text") -> Callable[[Any], Any]:
    """Return the option --format with the formats of all reports of problems and ``more``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([*FORMATS, *more]),
        default=default,
        show_default=True,
        help=about,
    )


def print_problems(
    problems: Sequence[Problem], form: str, texts: Callable[[Sequence[str]], Mapping[str, str]]
) -> None:
    """Print problems to standard output; ``texts`` returns the texts of files by their paths."""
    from awesome_p2ti import reporters

    out = sys.stdout
    if form == "text" and out.isatty():
        sources = texts(sorted({p.path for p in problems}))
        colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        out.write(reporters.terminal_text(problems, sources, colour=colour))
    else:
        out.write(reporters.REPORTS[form](problems))


def visible_lines(text: str) -> str:
    """Return a text of many lines with every other control character written out."""
    from awesome_p2ti.escaping import escape_control_chars

    return "\n".join(escape_control_chars(line) for line in text.split("\n"))


def say_what_is_broken(catalog: Catalog, problems: Iterable[Problem]) -> None:
    """Name the files of a list on standard error that could not be read: what they hold is lost."""
    from awesome_p2ti.escaping import escape_control_chars

    sound = {entry.path for entry in catalog.entries()}
    broken = {p.path for p in problems if p.severity is Severity.ERROR} - sound
    for path in sorted(broken):
        said = f"{path} is broken, and what it holds does not count here; run check"
        click.echo(escape_control_chars(said), err=True)


def require_tasks(catalog: Catalog) -> None:
    """Raise SetupError where the list has no tasks, which every entry needs."""
    if catalog.tasks:
        return
    if (catalog.root / "data/tasks.yaml").exists():
        raise SetupError("data/tasks.yaml is broken", "run check, and mend it first")
    raise SetupError("data/tasks.yaml is missing", "git checkout HEAD -- data/tasks.yaml")


def exit_code(problems: Iterable[Problem]) -> int:
    """Return 1 where an error is among the problems, else 0."""
    return int(any(p.severity is Severity.ERROR for p in problems))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 error``, ``2 errors``."""
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else many}"


def tally(problems: Sequence[Problem]) -> str:
    """Return how many problems of each severity there are: ``2 errors, 1 warning in 2 files``."""
    if not problems:
        return "no problems"
    counts = [(s, sum(p.severity is s for p in problems)) for s in Severity]
    parts = ", ".join(counted(n, s.value) for s, n in counts if n)
    return f"{parts} in {counted(len({p.path for p in problems}), 'file')}"


def relative_to_root(path: Path, root: Path) -> str:
    """Return a path as problems name it; raises SetupError where the list's data is not there.

    A path counts from the current folder, else from the list's, as problems are printed.
    """
    from awesome_p2ti.schema.entry_files import DATA

    if not path.exists() and (root / path).exists():
        path = root / path
    if not path.exists():
        raise SetupError(f"there is no file or folder {path}", _file_of_entry(path.name, root))
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    for base in (root, root.resolve()):
        if absolute.is_relative_to(base):
            name = absolute.relative_to(base).as_posix()
            if name == "." or name.partition("/")[0] == DATA:
                return name
    raise SetupError(f"{path} is not among the entries of {root}", f"name files below its {DATA}/")


def _file_of_entry(name: str, root: Path) -> str:
    """Return the hint for somebody who named an entry by its id instead of its file, or nothing."""
    from awesome_p2ti.schema.entry_files import files

    stem = name.removesuffix(".yaml")
    found = (path for path in files(root) if path.endswith(f"/{stem}.yaml"))
    return next((f"did you mean {path}?" for path in found), "")
