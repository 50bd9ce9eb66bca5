"""Lists where the interfaces are down, are partly missing, or answer in another known form."""

from __future__ import annotations

from dataclasses import replace

from tests.simweb.scenarios import files, forms, hub, likeness, papers, publications, repositories
from tests.simweb.scenarios.common import Scene
from tests.simweb.scenarios.realistic import realistic
from tests.simweb.world import Case, Web

PARTS = (papers, publications, repositories, hub, files, forms, likeness)
SECONDARY = (
    "api.crossref.org",
    "api.datacite.org",
    "data.crosscite.org",
    "api.openreview.net",
    "archive.org",
    "raw.githubusercontent.com",
)
ANYTHING = ("ok", "blocked", "unreachable")


def outages(seed: int = 1) -> Web:
    """The services' parts of the behaviours, with 503 (or 502) from each interface."""
    scene = Scene(Web(seed=seed))
    for part in PARTS:
        part.lay(scene)
    services = scene.services
    services.github.graphql_down = True
    for service in (services.arxiv, services.hub, services.doi, services.openreview):
        service.api_down = True
    services.media.api_down = True
    services.install(scene.web)
    scene.web.cases = [forgiving(case) for case in scene.web.cases]
    return scene.web


def dialects(seed: int = 1) -> Web:
    """The services' parts again, in the other forms in which their replies are documented."""
    scene = Scene(Web(seed=seed))
    for part in PARTS:
        part.lay(scene)
    services = scene.services
    services.arxiv.dialect = services.hub.dialect = services.doi.dialect = True
    services.openreview.dialect = services.media.dialect = True
    services.install(scene.web)
    scene.web.cases = [
        replace(case, truth=(*case.truth, "blocked")) if "no such forum" in case.about else case
        for case in scene.web.cases
    ]
    return scene.web


def forgiving(case: Case) -> Case:
    """Where only the interface could tell, not knowing is right; calling it dead never is."""
    hidden = "broken-demo" in case.truth or "DOI of another" in case.about
    if case.kind != "live" and hidden:
        return replace(case, truth=(*case.truth, *ANYTHING), kind="away")
    if "moved" in case.truth:  # a page's redirect may be a temporary one
        return replace(case, truth=(*case.truth, "ok"))
    return case


def sparse(seed: int = 1) -> Web:
    """The realistic list where the secondary interfaces do not exist at all."""
    web = realistic(seed)
    for host in SECONDARY:
        web.sites.pop(host, None)
    return web
