"""The project pages and other sites of the realistic list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import evil, pages, world
from tests.simweb.pages import after, always, live
from tests.simweb.wire import redirect

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from tests.simweb.scenarios.common import Scene
    from tests.simweb.works import Work

LABS = ("www.cs.north-university.edu", "vision.south-institute.org", "people.east-college.edu")


def projects(scene: Scene, works: list[Work], gone: Iterator[Work], dice: random.Random) -> None:
    """260 project pages and other sites: moved, walled, flaky, hanging and gone ones among them."""
    for number, work in enumerate(works[532:717]):
        slug = work.name.lower()
        if number % 6 == 0:
            lab = dice.choice(LABS)
            url = f"https://{lab}/projects/{slug}-{number}/"
        elif number % 3 == 0:
            url = f"https://group-{number}.github.io/{slug}/"
        else:
            url = f"https://{slug}-{number}.github.io/"
        pages.put(scene.web, url, live(work.title))
        scene.link(url, work, "ok", "live", "a project page")
    _odd_projects(scene, works[722:760])
    _dead_projects(scene, gone)
    for name, address in (("hanging-lab.org", world.SILENT), ("lost-lab.org", world.DROPS)):
        scene.web.site(name, pages.not_found, address=address)
        for _ in range(3):
            work = next(gone)
            scene.link(
                f"https://{name}/{work.name.lower()}/",
                work,
                "unreachable",
                "away",
                "a host that hangs",
            )


def _odd_projects(scene: Scene, works: list[Work]) -> None:
    challenge = always("<title>Just a moment...</title>", 403, cf_mitigated="challenge")
    for number, work in enumerate(works):
        name = f"{work.name.lower()}-{number}.org"
        page = live(work.title)
        if number < 8:
            truth, told = "moved", "moved for good"
            pages.put(scene.web, f"https://{name}/new/", page)
            pages.put(scene.web, f"https://{name}/", pages.leads("/new/", 301))
        elif number < 14:
            truth, told = "blocked", "a Cloudflare challenge"
            pages.put(scene.web, f"https://{name}/", challenge)
        elif number < 20:
            truth, told = "ok", "503 once, then the page"
            pages.put(scene.web, f"https://{name}/", after(1, always("", 503), page))
        elif number < 23:
            truth, told = "ok", "reset once, then the page"
            pages.put(scene.web, f"https://{name}/", after(1, evil.resets, page))
        elif number < 26:
            truth, told = "ok", "429 once with Retry-After, then the page"
            pages.put(
                scene.web, f"https://{name}/", after(1, always("", 429, Retry_After="2"), page)
            )
        elif number < 32:
            truth, told = "ok|moved", "http leads to https"
            pages.put(scene.web, f"http://{name}/", secured(page, name))
        else:
            truth, told = "ok", "an ordinary site"
            pages.put(scene.web, f"https://{name}/", page)
        scheme = "http" if told.startswith("http ") else "https"
        scene.link(f"{scheme}://{name}/", work, truth, "live", told)


def secured(page: world.Handler, name: str) -> world.Handler:
    """A page that sends http to https."""
    return lambda ask: page(ask) if ask.secure else redirect(f"https://{name}{ask.target}", 301)


def _dead_projects(scene: Scene, gone: Iterator[Work]) -> None:
    """25 dead and 6 soft ones."""
    for number in range(25):
        work = next(gone)
        slug = work.name.lower()
        if number < 8:
            url, told = f"https://{slug}.github.io/", "nothing on GitHub Pages"
            pages.put(scene.web, url, always("<title>Site not found · GitHub Pages</title>", 404))
        elif number < 16:
            url, told = f"https://{slug}-project.org/", "no such name"
        else:
            lab = LABS[number % 3]
            url, told = f"https://{lab}/old/{slug}/", "404"
        scene.link(url, work, "gone", "dead", told)
    for number in range(6):
        work = next(gone)
        name = f"{work.name.lower()}-lapsed.com"
        if number < 3:
            pages.host(
                scene.web,
                name,
                missing=always(
                    f"<title>{name} is for sale</title><h1>This domain is for sale</h1>"
                ),
            )
        else:
            pages.host(
                scene.web,
                name,
                missing=always("<title>Page not found</title><h1>Page not found</h1>"),
            )
            pages.put(scene.web, f"https://{name}/", live("Home"))
        scene.link(f"https://{name}/works/", work, "wrong|gone", "soft", "a lapsed domain")
