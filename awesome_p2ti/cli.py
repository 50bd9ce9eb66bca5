"""The command line: its commands, and what is printed and returned when something goes wrong.

Exit codes: 0 clean, 1 problems found, 2 usage or set-up, 3 a fault of ours, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from awesome_p2ti import __version__
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS: dict[str, str] = {
    "check": "Check the entries against their schema and against one another; no network is used.",
    "links": "Check links: of a whole list, or of the given files, folders, entries and URLs.",
    "build": "Write README.md, leaderboards, plots, editors' schemas, a form and the site from"
    " data/.",
    "explain": "Explain why CODE is a problem, with a wrong and a right example; without CODE, list"
    " all.",
    "preview": "Print, as Markdown, the README's rows of the entries in the files or folders PATH.",
    "fix": "Fix what needs no judgement, in all entries or in those in the files or folders PATH.",
    "find": "Find papers by an arXiv id, DOI, OpenReview id, repository or URL, or by every WORD.",
    "stats": "Count what the list holds by task, year and venue, and what its entries lack.",
    "add": "Add papers by what you paste: write an entry for each ADDRESS with what services state"
    " of it.",
    "intake": "Make an entry of the form for papers whose text, as GitHub sends it, is in FILE.",
    "remove": "Take the paper ID out of the list, and record in data/declined.yaml why.",
    "enrich": "Propose what entries lack, for all papers or for those in the files or folders"
    " PATH.",
    "discover": "Name the papers of a month that may belong in the list, the likeliest first.",
    "serve": "Show the site at 127.0.0.1 as it would be, and make it anew when an entry is saved.",
}
"""The commands in the order of --help, each the ``command`` of the module in commands/ of its name.

The first sentence of each one's help stands here so that --help imports none of them.
"""
PROGRAM, LINKS_PROGRAM = "awesome-p2ti", "awesome-links"
"""The scripts: every command, and the link checker alone for who has no list of entries."""
PIPE_CLOSED = 141
"""The exit code that a shell gives a program whose reader went away: 128 and SIGPIPE's number."""
_NOT_WRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


class _Commands(click.Group):
    """A group that imports a command only when it is called, so that --help stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"awesome_p2ti.commands.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their whole first sentence: click would cut it to one line."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as e:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean '{close[0]}'?" if close else "Commands: " + ", ".join(COMMANDS)
            raise click.UsageError(f"There is no command '{args[0]}'. {hint}", ctx) from e


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="awesome-p2ti")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The list's folder, which holds data/ and pyproject.toml.  [default: the nearest such"
    " folder, from the current one upward]",
)
@click.pass_context
def cli(ctx: click.Context, root: Path | None) -> None:
    """Check, build and search a curated list of papers, and check where its links lead.

    The list is kept as YAML below data/, one file an entry. "awesome-p2ti COMMAND --help" explains
    a command and its options; those above go before the command.

    Exit codes: 0 nothing is wrong, 1 problems were found, 2 the call or the set-up is wrong, 3 a
    fault of the tool, 130 interrupted.
    """
    ctx.obj = root


def run(args: Sequence[str], program: str = PROGRAM) -> int:
    """Run one command and return its exit code; every exception ends here as a message.

    ``program`` is the script that was called: awesome-links is the command links alone.
    """
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _command_of(program).main(list(args), prog_name=program, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as e:
        _try_to_print(e.show)
        return 2
    except SetupError as e:
        _print_error(f"{program}: {e.message}", e.hint)
        return 2
    except (click.Abort, KeyboardInterrupt):
        _print_error(f"{program}: interrupted", "")
        return 130
    except (BrokenPipeError, SystemExit):  # click leaves by SystemExit when the pipe is closed
        _discard(sys.stdout)
        return PIPE_CLOSED
    except OSError as e:
        return _refused_by_system(e, program)
    except Exception as e:  # noqa: BLE001 - the only catch-all: a fault of ours
        return _our_fault(e)
    return code if isinstance(code, int) else 0


def _open_closed_streams() -> None:
    """Put the null device where a caller has closed standard input, output or error.

    What is closed has nothing to be read: an input that is asked for is refused by the system.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            device = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(device, mode, encoding="utf-8"))


def _command_of(program: str) -> click.Command:
    """Return what a script runs."""
    if program != LINKS_PROGRAM:
        return cli
    from copy import copy

    from awesome_p2ti.commands.links import command

    def renamed(one: click.Command) -> click.Command:
        other = copy(one)
        other.params = list(one.params)
        other.help = (one.help or "").replace(f"{PROGRAM} links", program)
        return other

    alone = renamed(command)
    alone.context_settings = cli.context_settings
    if isinstance(alone, click.Group):
        alone.commands = {name: renamed(one) for name, one in alone.commands.items()}
    return click.version_option(__version__, prog_name=program)(alone)


def _discard(stream: TextIO) -> None:
    """Drop what is still to be written: Python would try it at its end, and print a traceback."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _refused_by_system(e: OSError, program: str) -> int:
    """Say what the system did not let us do, where that is no fault of ours."""
    if isinstance(e, PermissionError) and e.filename is not None:
        _print_error(f"{program}: {e.filename} is closed to you: {e.strerror}", "")
    elif e.filename is None and e.errno in _NOT_WRITABLE:
        _discard(sys.stdout)
        _print_error(f"{program}: the output cannot be written: {e.strerror}", "")
    elif e.filename is None and e.errno == errno.ENOENT:
        _print_error(f"{program}: the folder in which it was started is gone", "")
    else:
        return _our_fault(e)
    return 2


def _our_fault(e: Exception) -> int:
    if os.environ.get("AWESOME_P2TI_DEBUG"):
        import traceback

        traceback.print_exception(e)
    from awesome_p2ti.problems import fault_place

    what = f"{type(e).__name__}: {e} ({fault_place(e)})"
    _print_error(
        f"awesome-p2ti: a fault of the tool, not of your data: {what}",
        "report it with the command that you ran; AWESOME_P2TI_DEBUG=1 shows more",
    )
    return 3


def _print_error(message: str, hint: str) -> None:
    from awesome_p2ti.escaping import escape_control_chars

    lines = [
        escape_control_chars(message),
        *([f"    hint: {escape_control_chars(hint)}"] if hint else []),
    ]
    _try_to_print(lambda: click.echo("\n".join(lines), err=True))


def _try_to_print(show: Callable[[], None]) -> None:
    """Print on standard error; where that is full or closed, only the exit code is left."""
    try:
        show()
    except OSError:
        _discard(sys.stderr)
