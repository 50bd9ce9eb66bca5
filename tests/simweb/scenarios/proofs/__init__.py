"""Two lists that were written before the checker could pass them.

`proofs`: red only on proof, patience, the ways that browsers go, fragments, and pages that are
alive but name the work nowhere (`unrelated`). `limits`: services that have had enough. The seed
draws hosts, works, texts and the choice and order of the cases: another seed is another list.
"""

from __future__ import annotations

from tests.simweb.scenarios.proofs import (
    anchors,
    challenges,
    homepages,
    logins,
    readmes,
    second_looks,
    service_limits,
    transport,
    waits,
    ways,
)
from tests.simweb.scenarios.proofs.draft import Draft
from tests.simweb.world import Web

PARTS = (
    second_looks,
    challenges,
    logins,
    waits,
    ways,
    transport,
    anchors,
    readmes,
    homepages,
)


def proofs(seed: int = 1) -> Web:
    """Every part's links in one web."""
    return _build(Draft(Web(seed=seed)), *PARTS)


def limits(seed: int = 1) -> Web:
    """The services' links while each of them asks for patience."""
    return _build(Draft(Web(seed=seed)), service_limits)


def _build(draft: Draft, *parts: object) -> Web:
    for part in parts:
        part.lay(draft)  # type: ignore[attr-defined]
    draft.services.install(draft.web)
    draft.shuffle()
    return draft.web
