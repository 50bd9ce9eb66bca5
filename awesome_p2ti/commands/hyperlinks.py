"""Hyperlinks in a terminal (OSC 8): whether it opens them, and how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# https://github.com/Alhadis/OSC8-Adoption; there is no way to ask a terminal.
_PROGRAMS = frozenset({"Hyper", "WezTerm", "ghostty", "iTerm.app", "vscode", "zed", "Tabby", "rio"})
_TERMS = frozenset({"alacritty", "alacritty-direct", "foot", "foot-extra", "xterm-ghostty"})
_VARIABLES = ("WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM", "KONSOLE_VERSION")
_FIRST_VTE = 5000


def opens_links(env: Mapping[str, str]) -> bool:
    """Return whether the terminal that the environment describes is known to open OSC 8 links.

    FORCE_HYPERLINK overrides the guess: 0 means never, anything else always.
    """
    if forced := env.get("FORCE_HYPERLINK"):
        return forced != "0"
    term = env.get("TERM", "")
    if term in {"", "dumb", "linux"} or env.get("TMUX") or term.startswith("screen"):
        return False
    vte = env.get("VTE_VERSION", "")
    return (
        env.get("TERM_PROGRAM") in _PROGRAMS
        or term in _TERMS
        or "kitty" in term
        or any(env.get(name) for name in _VARIABLES)
        or (vte.isdecimal() and int(vte) >= _FIRST_VTE)
    )


def link(words: str, url: str) -> str:
    """Return words that open a URL when clicked; neither may hold control characters."""
    return f"\x1b]8;;{url}\x1b\\{words}\x1b]8;;\x1b\\"
