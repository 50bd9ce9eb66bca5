"""Live pages that are choosy about their visitors: agents, headers, cookies and consent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.simweb import evil, pages
from tests.simweb.pages import always, live
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.common import Scene
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

PROGRAMS = ("python", "curl", "wget", "lychee", "bot", "go-http", "java")


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _agents(scene)
    _cookies(scene)


def only_if(work: Work, fits: Callable[[Request], bool], refusal: Handler) -> Handler:
    """A page for requests that fit."""
    page = live(work.title)
    return lambda ask: page(ask) if fits(ask) else refusal(ask)


def _agents(scene: Scene) -> None:
    forbidden = always("<title>403 Forbidden</title><h1>Forbidden</h1>", 403)

    def browser_like(ask: Request) -> bool:
        return ask.agent.startswith("Mozilla/5.0")

    def no_program(ask: Request) -> bool:
        return not ask.agent.lower().startswith(PROGRAMS) and bool(ask.agent)

    def accepts(ask: Request) -> bool:
        return "text/html" in ask.headers.get("accept", "")

    def language(ask: Request) -> bool:
        return "accept-language" in ask.headers

    rules = (
        ("agent-mozilla", browser_like, forbidden, 4, "agents without Mozilla/5.0 get 403"),
        ("agent-known", no_program, forbidden, 4, "known programs get 403"),
        ("agent-406", browser_like, always("<title>406</title>", 406), 2, "others get 406"),
        ("agent-reset", browser_like, evil.resets, 2, "others are reset"),
        ("agent-404", browser_like, pages.not_found, 2, "others get 404"),
        ("accept-html", accepts, always("<title>406</title>", 406), 2, "wants Accept: text/html"),
        ("language", language, forbidden, 2, "wants Accept-Language"),
    )
    for label, fits, refusal, count, about in rules:
        truth = "ok|blocked|unreachable" if label == "agent-reset" else "ok|blocked"
        scene.pages(
            label, count, partial(only_if, fits=fits, refusal=refusal), truth, "live", about
        )


def cookie_loop(work: Work) -> Handler:
    """Redirects to itself until the cookie comes back."""
    page = live(work.title)

    def answer(ask: Request) -> Reply:
        if ask.cookies.get("seen") == "1":
            return page(ask)
        return redirect(ask.target, 302, Set_Cookie="seen=1; Path=/")

    return answer


def cookie_detour(work: Work) -> Handler:
    """Sends newcomers through /cookie, which sends them back."""
    page = live(work.title)

    def answer(ask: Request) -> Reply:
        if ask.path.startswith("/cookie"):
            return redirect("/page", 302, Set_Cookie="visit=ok; Path=/; HttpOnly")
        return page(ask) if "visit" in ask.cookies else redirect("/cookie?back=/page", 302)

    return answer


def consent(work: Work) -> Handler:
    """A consent page for who has not agreed."""

    def answer(ask: Request) -> Reply:
        if ask.path.startswith("/consent"):
            form = "<form method=post><button>Accept all</button><button>Reject all</button></form>"
            return html(f"<title>Before you continue</title><h1>We use cookies</h1>{form}")
        if "consent" in ask.cookies:
            return html(pages.project(work.title))
        return redirect(f"/consent?continue={ask.path}", 302)

    return answer


def _cookies(scene: Scene) -> None:
    scene.pages("cookie-loop", 5, cookie_loop, "ok", "live", "loops until a cookie comes back")
    for number in range(1, 4):
        work = next(scene.neutral)
        name = f"cookie-detour-{number}.net"
        handler = cookie_detour(work)
        pages.host(scene.web, name, missing=handler)
        scene.link(f"https://{name}/page", work, "ok", "live", "a detour that sets a cookie")
    for number in range(1, 4):
        work = next(scene.neutral)
        name = f"consent-{number}.net"
        pages.host(scene.web, name, missing=consent(work))
        scene.link(f"https://{name}/page", work, "ok|blocked", "live", "a consent page first")
