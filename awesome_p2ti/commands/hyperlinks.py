"""What the terminal at the other end can do: whether it opens links that stand behind words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# https://github.com/Alhadis/OSC8-Adoption; there is no way to ask a terminal.
_PROGRAMS = frozenset({"Hyper", "WezTerm", "ghostty", "iTerm.app", "vscode", "zed", "Tabby", "rio"})
_TERMS = frozenset({"alacritty", "alacritty-direct", "foot", "foot-extra", "xterm-ghostty"})
_SIGNS = ("WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM", "KONSOLE_VERSION")
_FIRST_VTE = 5000


def opens_links(env: Mapping[str, str]) -> bool:
    """Say whether the terminal that the environment describes is known to open OSC 8 links.

    FORCE_HYPERLINK overrules what is known: 0 for never, anything else for always.
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
        or any(env.get(sign) for sign in _SIGNS)
        or (vte.isdecimal() and int(vte) >= _FIRST_VTE)
    )


def link(words: str, url: str) -> str:
    """Return words that open an address; both must be free of control characters."""
    return f"\x1b]8;;{url}\x1b\\{words}\x1b]8;;\x1b\\"
