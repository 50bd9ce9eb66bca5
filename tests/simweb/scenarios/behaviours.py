"""The list of behaviours: about 500 links, each with something that trips a checker."""

from __future__ import annotations

from tests.simweb.scenarios import (
    dead,
    faults,
    fragments,
    moving,
    papers,
    plain,
    repositories,
    soft,
    traps,
)
from tests.simweb.scenarios.common import Scene
from tests.simweb.world import Web

PARTS = (plain, moving, fragments, faults, papers, repositories, soft, dead, traps)


def behaviours(seed: int = 1) -> Web:
    """Every part's links in one web."""
    scene = Scene(Web(seed=seed))
    for part in PARTS:
        part.lay(scene)
    scene.services.install(scene.web)
    return scene.web
