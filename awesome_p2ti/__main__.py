"""Runs the command line: ``python -m awesome_p2ti`` and the script ``awesome-p2ti``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    import gc

    # Nearly all values of a command live until it ends. Runs that check links last for minutes:
    # they enable the collector again.
    gc.disable()
    from awesome_p2ti.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
