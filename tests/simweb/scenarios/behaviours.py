"""The list of behaviours: about 800 links, each with something that trips a checker."""

from __future__ import annotations

from tests.simweb.scenarios import (
    dead,
    elsewhere,
    faults,
    files,
    forms,
    fragments,
    hub,
    likeness,
    moving,
    papers,
    plain,
    protocol,
    publications,
    repositories,
    soft,
    traps,
    visitors,
)
from tests.simweb.scenarios.common import Scene
from tests.simweb.world import Web

PARTS = (
    plain,
    visitors,
    moving,
    fragments,
    faults,
    protocol,
    papers,
    publications,
    repositories,
    hub,
    files,
    forms,
    likeness,
    elsewhere,
    soft,
    dead,
    traps,
)


def behaviours(seed: int = 1) -> Web:
    """Every part's links in one web."""
    scene = Scene(Web(seed=seed))
    for part in PARTS:
        part.lay(scene)
    scene.services.install(scene.web)
    return scene.web
