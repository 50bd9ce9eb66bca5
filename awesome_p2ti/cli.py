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
    "check": "awesome_p2ti.commands.check",
    "links": "awesome_p2ti.commands.links",
    "build": "awesome_p2ti.commands.build",
    "explain": "awesome_p2ti.commands.explain",
    "preview": "awesome_p2ti.commands.preview",
    "fix": "awesome_p2ti.commands.fix",
    "find": "awesome_p2ti.commands.find",
    "stats": "awesome_p2ti.commands.stats",
    "add": "awesome_p2ti.commands.add",
    "intake": "awesome_p2ti.commands.intake",
    "remove": "awesome_p2ti.commands.remove",
    "enrich": "awesome_p2ti.commands.enrich",
    "discover": "awesome_p2ti.commands.discover",
    "serve": "awesome_p2ti.commands.serve",
}
"""Each command and the module that holds it as ``command``, in the order of --help."""
PROGRAM, LINKS_PROGRAM = "awesome-p2ti", "awesome-links"
"""The scripts: every command, and the link checker alone for who has no list of entries."""
PIPE_CLOSED = 141
"""The exit code that a shell gives a program whose reader went away: 128 and SIGPIPE's number."""
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


class _Commands(click.Group):
    """A group that imports a command only when it is called, so that --help stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their whole first sentence: click would cut it to one line."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, c.get_short_help_str(limit=500)) for name, c in commands if c is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

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
        if e.filename is not None or e.errno not in _DISK_FULL:
            return _our_fault(e)
        _discard(sys.stdout)
        _print_error(f"{program}: the output cannot be written: {e.strerror}", "")
        return 2
    except Exception as e:  # noqa: BLE001 - the only catch-all: a fault of ours
        return _our_fault(e)
    return code if isinstance(code, int) else 0


def _open_closed_streams() -> None:
    """Put the null device where a caller has closed standard input, output or error."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _command_of(program: str) -> click.Command:
    """Return what a script runs."""
    if program != LINKS_PROGRAM:
        return cli
    from copy import copy

    from awesome_p2ti.commands.links import command

    alone = copy(command)
    alone.params = list(command.params)
    alone.help = (command.help or "").replace(f"{PROGRAM} links", program)
    return click.version_option(__version__, prog_name=program)(alone)


def _discard(stream: TextIO) -> None:
    """Drop what is still to be written: Python would try it at its end, and print a traceback."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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
