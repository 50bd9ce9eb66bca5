"""Runs the command line: ``python -m awesome_p2ti``, ``awesome-p2ti`` and ``awesome-links``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    _leave()


def links_main() -> None:
    """Run the link checker alone and leave with its exit code."""
    from awesome_p2ti.cli import LINKS_PROGRAM

    _leave(LINKS_PROGRAM)


def _leave(*program: str) -> None:
    import gc
    import os

    # To look for plugins, pydantic reads the metadata of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Nearly all values of a command live until it ends. Runs that check links last for minutes:
    # they enable the collector again.
    gc.disable()
    from awesome_p2ti.cli import run

    sys.exit(run(sys.argv[1:], *program))


if __name__ == "__main__":
    main()
