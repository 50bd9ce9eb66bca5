"""Redirects that end well: permanent and temporary, chains, other hosts, and within the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import live
from tests.simweb.wire import Reply, html, redirect
from tests.simweb.world import PLAIN_ONLY, SECURE_ONLY

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene
    from tests.simweb.wire import Request
    from tests.simweb.world import Handler


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _simple(scene)
    _schemes(scene)
    _chains(scene)
    _forms(scene)
    _inside(scene)


def _from_to(
    scene: Scene, label: str, status: int, source: str, target: str, truth: str, about: str
) -> None:
    """One redirect from `source` to `target`; {} in them is the host."""
    work = next(scene.neutral)
    name = f"{label}.net"
    source, target = source.format(name), target.format(name)
    pages.put(scene.web, source, pages.leads(target, status))
    whole = target if "://" in target else "https://" + name + target
    pages.put(scene.web, whole, live(work.title))
    scene.link(source, work, truth, "live", about)


def _simple(scene: Scene) -> None:
    for status, count in ((301, 8), (308, 3)):
        for number in range(count):
            _from_to(
                scene,
                f"moved-{status}-{number}",
                status,
                "https://{}/old/",
                "/projects/new/",
                "moved",
                f"moved for good ({status}) on its host",
            )
    for status, count in ((302, 3), (303, 2), (307, 3)):
        for number in range(count):
            _from_to(
                scene,
                f"temporary-{status}-{number}",
                status,
                "https://{}/start",
                "/page",
                "ok",
                f"a temporary redirect ({status})",
            )
    for number in range(5):
        _from_to(
            scene,
            f"to-another-{number}",
            301,
            "https://{}/",
            f"https://new-home-{number}.org/works/",
            "moved",
            "moved for good to another host",
        )
    for number in range(4):
        _from_to(
            scene,
            f"slash-{number}",
            301,
            "https://{}/page",
            "/page/",
            "ok|moved",
            "a slash is added",
        )
    for number in range(3):
        _from_to(
            scene,
            f"www-{number}",
            301,
            "https://{}/",
            "https://www.{}/",
            "ok|moved",
            "the host gains www",
        )
    for number in range(2):
        _from_to(
            scene,
            f"index-{number}",
            302,
            "https://{}/",
            "/en/index.html",
            "ok",
            "the home page leads to its language",
        )


def _schemes(scene: Scene) -> None:
    for number in range(5):
        _from_to(
            scene,
            f"secured-{number}",
            301,
            "http://{}/page",
            "https://{}/page",
            "moved|ok",
            "http leads to https",
        )
        pages.put(
            scene.web,
            f"https://secured-{number}.net/page",
            _secured(scene.web.cases[-1].title, f"secured-{number}.net"),
        )
    scene.pages(
        "plain-only",
        4,
        lambda w: live(w.title),
        "ok",
        "live",
        "http only",
        scheme="http",
        address=PLAIN_ONLY,
    )
    scene.pages(
        "secure-only", 2, lambda w: live(w.title), "ok", "live", "https only", address=SECURE_ONLY
    )
    scene.pages(
        "strict",
        2,
        lambda w: pages.always(
            pages.project(w.title), Strict_Transport_Security="max-age=63072000; preload"
        ),
        "ok",
        "live",
        "HSTS is sent",
    )


def _secured(title: str, name: str) -> Handler:
    page = live(title)

    def answer(ask: Request) -> Reply:
        return page(ask) if ask.secure else redirect(f"https://{name}/page", 301)

    return answer


def _chains(scene: Scene) -> None:
    for number, (size, status, truth) in enumerate(
        ((3, 301, "moved"), (6, 302, "ok"), (8, 301, "moved"), (9, 302, "ok"), (4, 307, "ok"))
    ):
        work, name = next(scene.neutral), f"chain-{number}.net"
        for hop in range(size):
            target = f"/hop/{hop + 1}" if hop + 1 < size else "/end"
            pages.put(scene.web, f"https://{name}/hop/{hop}", pages.leads(target, status))
        pages.put(scene.web, f"https://{name}/end", live(work.title))
        scene.link(f"https://{name}/hop/0", work, truth, "live", f"{size} redirects ({status})")
    for number in range(3):
        work, name = next(scene.neutral), f"mixed-{number}.net"
        pages.put(scene.web, f"https://{name}/a", pages.leads("/b", 301))
        pages.put(scene.web, f"https://{name}/b", pages.leads("/c", 302))
        pages.put(scene.web, f"https://{name}/c", live(work.title))
        scene.link(f"https://{name}/a", work, "ok|moved", "live", "a permanent, then a temporary")
    for number in range(2):
        work, name = next(scene.neutral), f"mixed-back-{number}.net"
        pages.put(scene.web, f"https://{name}/a", pages.leads("/b", 302))
        pages.put(scene.web, f"https://{name}/b", pages.leads("/c", 301))
        pages.put(scene.web, f"https://{name}/c", live(work.title))
        scene.link(f"https://{name}/a", work, "ok|moved", "live", "a temporary, then a permanent")


def _forms(scene: Scene) -> None:
    forms = (
        ("relative", "page.html", "/dir/page.html"),
        ("parent", "../page.html", "/page.html"),
        ("no-scheme", "//{}/page.html", "/page.html"),
        ("blank", "/my page.html", "/my page.html"),
        ("raw-letters", "/seité.html", "/seitÃ©.html"),
        ("fragment", "/page.html#results", "/page.html"),
        ("query", "/page.html?id=1&x=2", "/page.html"),
        ("port", "https://{}:443/page.html", "/page.html"),
        ("upper-case", "HTTPS://{}/page.html", "/page.html"),
    )
    for label, target, path in forms:
        work, name = next(scene.neutral), f"location-{label}.net"
        where = target.format(name)
        pages.put(scene.web, f"https://{name}/dir/start", pages.leads(where, 302))
        pages.host(scene.web, name).paths[path] = live(work.title)
        if label == "raw-letters":
            pages.host(scene.web, name).missing = live(work.title)
        scene.link(f"https://{name}/dir/start", work, "ok", "live", f"Location is {label}")


def _inside(scene: Scene) -> None:
    for number in range(4):
        work, name = next(scene.neutral), f"refresh-{number}.net"
        text = f"<title>Redirecting</title><meta http-equiv='refresh' content='0; url=https://{name}/new/'>"
        pages.put(scene.web, f"https://{name}/", pages.always(text))
        pages.put(scene.web, f"https://{name}/new/", live(work.title))
        scene.link(f"https://{name}/", work, "ok|moved", "live", "a redirect by meta refresh")
    for number in range(2):
        work, name = next(scene.neutral), f"scripted-{number}.net"
        text = f"<title>{work.title}</title><script>location.replace('/new/')</script>"
        pages.put(scene.web, f"https://{name}/", pages.always(text))
        pages.put(scene.web, f"https://{name}/new/", live(work.title))
        scene.link(f"https://{name}/", work, "ok|moved", "live", "a redirect by script")
    inside = (
        ("<meta http-equiv='refresh' content='30'>", "a page that loads itself anew"),
        ("<noscript><meta http-equiv='refresh' content='0; url=/none'></noscript>", "noscript"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript>", "noscript"),
        ("<!-- <meta http-equiv='refresh' content='0; url=/none'> -->", "a comment"),
    )
    for number, (body, about) in enumerate(inside, 1):
        work, name = next(scene.neutral), f"still-{number}.net"
        pages.put(scene.web, f"https://{name}/", live(work.title, body=body))
        scene.link(f"https://{name}/", work, "ok", "live", f"no redirect: {about}")
    work, name = next(scene.neutral), "refresh-header.net"
    pages.put(scene.web, f"https://{name}/", lambda _: html("", 200, Refresh="0; url=/new/"))
    pages.put(scene.web, f"https://{name}/new/", live(work.title))
    scene.link(f"https://{name}/", work, "ok|moved", "live", "a redirect by a Refresh header")
