"""The lists of links and the webs behind them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simweb.world import Web

# Each list is built by the function of its name in this module.
_MODULES = {
    "behaviours": "behaviours",
    "realistic": "realistic",
    "outages": "outages",
    "sparse": "outages",
    "dialects": "outages",
    "throughput": "throughput",
    "proofs": "proofs",
    "limits": "proofs",
    "manners": "manners",
}
LISTS = tuple(_MODULES)


def build(name: str, seed: int = 1) -> Web:
    """The web behind one of `LISTS`."""
    if name not in _MODULES:
        raise ValueError(f"there is no list called {name!r}; there are: {', '.join(LISTS)}")
    module = import_module(f"{__name__}.{_MODULES[name]}")
    web: Web = getattr(module, name)(seed)
    return web
