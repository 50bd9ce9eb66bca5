"""Fragments: in the page, made by a script, text fragments, of a PDF, far down, and missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import live
from tests.simweb.scenarios.plain import shell
from tests.simweb.wire import Reply

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

SCRIPTED = (
    "<div id='root'></div><script>for (const name of ['demo', 'video']) "
    "document.body.insertAdjacentHTML('beforeend', `<section id=${name}></section>`)</script>"
)


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    here: tuple[tuple[str, str, str], ...] = (
        ("abstract", "", "an id"),
        ("results", "", "an id"),
        ("BibTeX", "", "an id with capitals"),
        ("method", "<a name='method'></a>", "an anchor's name"),
        ("old", "<a name=old>Old</a>", "an anchor's name without quotes"),
        ("r%C3%A9sum%C3%A9", "<h2 id='résumé'>Résumé</h2>", "a percent-encoded id"),
        ("a%20b", "<h2 id='a b'>A b</h2>", "a blank in the id"),
        ("sec:1", "<h2 id='sec:1'>1</h2>", "a colon in the id"),
        ("top", "", "#top is the start of each page"),
        ("", "", "an empty fragment"),
        (":~:text=renders%20it%20in%20new%20scenes", "", "a text fragment"),
        ("abstract:~:text=a%20few%20images", "", "an id and a text fragment"),
        ("unquoted", "<h2 id=unquoted class=x>U</h2>", "an id without quotes"),
        ("single", "<H2 ID='single'>S</H2>", "an ID in capitals"),
    )
    for number, (fragment, body, about) in enumerate(here, 1):
        _one(scene, f"fragment-{number}.net", fragment, "ok", about, body)
    for number in range(1, 3):
        deep = "<p>filler</p>" * 14_000 + "<h2 id='far-down'>Far down</h2>"
        _one(scene, f"fragment-deep-{number}.net", "far-down", "ok", "an id 180 KB down", deep)
    for number, fragment in enumerate(("demo", "video"), 1):
        _one(scene, f"fragment-js-{number}.net", fragment, "ok", "a script makes the id", SCRIPTED)
    for number, fragment in enumerate(("/gallery", "!/results", "/"), 1):
        work, name = next(scene.neutral), f"fragment-route-{number}.net"
        pages.host(scene.web, name, missing=shell(work))
        scene.link(f"https://{name}/#{fragment}", work, "ok", "live", "a script's route")
    for number, fragment in enumerate(("page=3", "page=2&zoom=100", "nameddest=section.3"), 1):
        work, name = next(scene.neutral), f"fragment-pdf-{number}.net"
        pages.put(scene.web, f"https://{name}/paper.pdf", pdf)
        scene.link(f"https://{name}/paper.pdf#{fragment}", work, "ok", "live", "a place in a PDF")
    absent = ("result", "bibtex", "citation", "dataset", "team", "demo-video")
    for number, fragment in enumerate(absent, 1):
        _one(
            scene,
            f"fragment-missing-{number}.net",
            fragment,
            "fragment-missing",
            "no such id in a page without scripts",
            kind="soft",
        )
    _one(
        scene,
        "fragment-text.net",
        ":~:text=a%20sentence%20that%20is%20not%20there",
        "fragment-missing|ok",
        "a text fragment that is not there",
        kind="live",
    )


def _one(
    scene: Scene,
    name: str,
    fragment: str,
    truth: str,
    about: str,
    body: str = "",
    kind: str = "live",
) -> None:
    work: Work = next(scene.neutral)
    page: Handler = live(work.title, body=body)
    url = pages.put(scene.web, f"https://{name}/", page) + f"#{fragment}"
    scene.link(url, work, truth, kind, about)


def pdf(_: object) -> Reply:
    """A PDF."""
    return Reply(200, b"%PDF-1.7\n" + bytes(50_000), {"Content-Type": "application/pdf"})
