"""The lists of links and the webs behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simweb.world import Web

LISTS = (
    "behaviours",
    "realistic",
    "outages",
    "sparse",
    "dialects",
    "throughput",
    "proofs",
    "limits",
)


def build(name: str, seed: int = 1) -> Web:
    """The web behind one of `LISTS`."""
    if name == "outages":
        from tests.simweb.scenarios.outages import outages

        return outages(seed)
    if name == "dialects":
        from tests.simweb.scenarios.outages import dialects

        return dialects(seed)
    if name == "sparse":
        from tests.simweb.scenarios.outages import sparse

        return sparse(seed)
    if name == "throughput":
        from tests.simweb.scenarios.throughput import throughput

        return throughput(seed)
    if name == "behaviours":
        from tests.simweb.scenarios.behaviours import behaviours

        return behaviours(seed)
    if name == "realistic":
        from tests.simweb.scenarios.realistic import realistic

        return realistic(seed)
    if name == "proofs":
        from tests.simweb.scenarios.proofs import proofs

        return proofs(seed)
    if name == "limits":
        from tests.simweb.scenarios.proofs import limits

        return limits(seed)
    raise ValueError(f"there is no list called {name!r}; there are: {', '.join(LISTS)}")
