"""Links that are dead for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always
from tests.simweb.wire import Reply, Request, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene
    from tests.simweb.works import Work
    from tests.simweb.world import Handler


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _statuses(scene)
    _hosting(scene)
    _names(scene)
    _redirects(scene)
    _locked(scene)


def _statuses(scene: Scene) -> None:
    scene.pages("missing", 10, lambda _: pages.not_found, "gone", "dead", "404", path="/works/")
    scene.pages(
        "removed", 4, lambda _: always("<title>410 Gone</title>", 410), "gone", "dead", "410"
    )
    scene.pages(
        "missing-long",
        3,
        lambda w: always(pages.project(f"Home of {w.name}"), 404),
        "gone",
        "dead",
        "404 with a whole page",
        path="/old/",
    )
    scene.pages("head-fine", 2, _head_only, "gone", "dead", "HEAD is 200, GET is 404")


def _head_only(_: Work) -> Handler:
    fine = always("<title>Fine</title>")
    return lambda ask: fine(ask) if ask.method == "HEAD" else pages.not_found(ask)


def _hosting(scene: Scene) -> None:
    hosts = (
        ("left-user-{}.github.io", "<title>Site not found · GitHub Pages</title><h1>404</h1>", 4),
        ("left-app-{}.herokuapp.com", "<title>No such app</title>", 2),
        ("left-site-{}.netlify.app", "<title>Page not found</title>Not Found", 2),
        ("left-demo-{}.vercel.app", "The deployment could not be found. DEPLOYMENT_NOT_FOUND", 2),
    )
    for form, text, count in hosts:
        for number in range(1, count + 1):
            work, name = next(scene.neutral), form.format(number)
            pages.host(scene.web, name, missing=always(text, 404))
            scene.link(f"https://{name}/", work, "gone", "dead", "its hosting has nothing there")


def _names(scene: Scene) -> None:
    for number in range(1, 7):
        work = next(scene.neutral)
        path = "" if number % 2 else f"{work.name.lower()}/"
        scene.link(f"https://lapsed-name-{number}.org/{path}", work, "gone", "dead", "no such name")


def loop(ask: Request) -> Reply:
    """/a leads to /b and /b to /a, whatever cookie comes."""
    return redirect("/b" if ask.path == "/a" else "/a", 302, Set_Cookie="x=1; Path=/")


def forever(ask: Request) -> Reply:
    """Each address leads to a further one."""
    number = int(ask.path.strip("/") or "0")
    return redirect(f"/{number + 1}", 302)


def _redirects(scene: Scene) -> None:
    for label, handler, start in (("loop", loop, "/a"), ("forever", forever, "/1")):
        for number in range(1, 3):
            work, name = next(scene.neutral), f"{label}-{number}.net"
            pages.host(scene.web, name, missing=handler)
            scene.link(
                f"https://{name}{start}",
                work,
                "gone|unreachable|wrong|blocked",
                "away",
                "redirects without end",
            )
    targets = (
        ("to-lapsed", "https://lapsed-name-9.org/", "gone", 2, "leads to a name that is gone"),
        ("to-missing", "/nothing-here", "gone", 3, "leads to a 404"),
        ("to-odd", "ftp://to-odd-1.net/file", "refused|gone|wrong|unreachable", 1, "leads to ftp"),
        ("to-file", "file:///etc/passwd", "refused|gone|wrong|unreachable", 1, "leads to a file"),
        ("to-nowhere", "", "gone|wrong|unreachable|blocked", 1, "an empty Location"),
    )
    for label, target, truth, count, about in targets:
        kind = "dead" if truth == "gone" else "away"
        for number in range(1, count + 1):
            work, name = next(scene.neutral), f"{label}-{number}.net"
            pages.put(scene.web, f"https://{name}/page", pages.leads(target, 301))
            scene.link(f"https://{name}/page", work, truth, kind, about)


def _locked(scene: Scene) -> None:
    basic = always("<title>401 Unauthorized</title>", 401, WWW_Authenticate='Basic realm="lab"')
    scene.pages("basic", 2, lambda _: basic, "blocked|wrong", "away", "asks for a password (401)")
    denied = always("<Error><Code>AccessDenied</Code></Error>", 403, Server="AmazonS3")
    scene.pages(
        "bucket",
        2,
        lambda _: denied,
        "blocked|gone|wrong",
        "away",
        "a storage bucket that says AccessDenied",
        path="/data/faces.zip",
    )
