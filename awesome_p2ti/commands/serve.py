"""awesome-p2ti serve: the site on this machine, made anew with each change."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import settings_of, visible_lines

if TYPE_CHECKING:
    from awesome_p2ti.serving.live_site import LiveSite

PAUSE = 0.25
"""Seconds between two looks at the files."""


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="The port at 127.0.0.1; 0 takes any that is free.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, port: int) -> int:
    """Show the site at 127.0.0.1 as it would be, and make it anew when an entry is saved.

    Nothing is written. While an entry has an error, its message stands here and above the last good
    pages. Ctrl-C ends it.
    """
    from awesome_p2ti import config
    from awesome_p2ti.problems import SetupError
    from awesome_p2ti.serving.live_site import LiveSite
    from awesome_p2ti.serving.server import HOST, SiteServer

    gc.enable()  # it runs for hours, and makes the list anew with each change
    root = settings_of(ctx).root
    live = LiveSite(root, config.load)
    try:
        server = SiteServer(live, port)
    except OSError as e:
        hint = "choose another one with --port, or any with --port 0"
        raise SetupError(f"{HOST}:{port} cannot be used: {e.strerror}", hint) from e
    with server:
        live.refresh()
        _tell(live)
        click.echo(f"The site is at {server.url}   Ctrl-C ends it.", err=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):  # which is how it ends
            while True:
                time.sleep(PAUSE)
                if live.refresh():
                    _tell(live)
        server.shutdown()
    return 0


def _tell(live: LiveSite) -> None:
    """Say what is wrong now, or that all is well again."""
    if live.problems:
        click.echo(visible_lines(live.problems), nl=False)
    else:
        click.echo("Built.", err=True)
