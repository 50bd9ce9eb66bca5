"""How sites behave that nobody tuned the checker to: a list that was written without its code.

The seed draws hosts, works, texts and the choice and order of the links.
"""

from __future__ import annotations

from tests.simweb.scenarios.manners import (
    further,
    gates,
    guards,
    hasty,
    known,
    lapsed,
    likely,
    missing,
    parts,
    paths,
    walls,
    wires,
    wordings,
)
from tests.simweb.scenarios.proofs.draft import Draft
from tests.simweb.world import Web


def manners(seed: int = 1) -> Web:
    """Every part's links in one web."""
    draft = Draft(Web(seed=seed))
    for part in (
        missing,
        guards,
        lapsed,
        walls,
        paths,
        gates,
        wires,
        parts,
        likely,
        wordings,
        hasty,
        further,
    ):
        part.lay(draft)
    known.services(draft)
    draft.services.install(draft.web)
    known.lay(draft)
    draft.shuffle()
    return draft.web
