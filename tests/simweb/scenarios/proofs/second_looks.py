"""Red only on proof: what a site says once, and what it says at each look."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import after, always, leads, not_found
from tests.simweb.wire import Reply, Request, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

CHALLENGE = always("<title>Just a moment...</title>", 403, cf_mitigated="challenge")
GONE = always("<title>Gone</title><h1>410</h1>", 410)
SOON = always("<title>Not found</title><h1>Not found</h1><p>Deployment in progress.</p>", 404)
SOFT = always("<title>Page not found</title><h1>404</h1><p>There is no such page here.</p>")
BLANK = always("")
HOLLOW = always("<html><head></head><body></body></html>")
REFRESH = "<meta http-equiv='refresh' content='{}; url={}'>"


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _said_once(draft)
    _behind(draft)
    _names(draft)
    _said_always(draft)
    _about_404(draft)


def for_a_while(seconds: float, first: Handler, then: Handler) -> Handler:
    """`first` until so many seconds after the first request, whatever is asked for."""
    begun: list[float] = []

    def answer(ask: Request) -> Reply:
        begun.append(time.monotonic())
        return (first if begun[-1] - begun[0] < seconds else then)(ask)

    return answer


def _said_once(draft: Draft) -> None:
    forms = (
        (not_found, "404 once, then the page"),
        (SOON, "404 once while a deployment runs, then the page"),
        (GONE, "410 once, then the page"),
        (SOFT, "'not found' with status 200 once, then the page"),
        (BLANK, "no byte once, then the page"),
        (HOLLOW, "an empty page once, then the page"),
    )
    for first, about in forms:
        draft.at("once", draft.homes(partial(after, 1, first)), "ok", "live", about,
                 path="/works/")  # fmt: skip
    for first, about in draft.some(forms[:3], 2):
        words = about.replace("once", "for 0.8 seconds")
        draft.at("while", draft.homes(partial(for_a_while, 0.8, first)), "ok", "live",
                 words, path="/works/")  # fmt: skip

    def home_once(work: Work) -> Handler:
        page, front = draft.home(work), always(draft.page("Vision group"))
        there = after(1, leads("/", 302), page)
        return lambda ask: front(ask) if ask.path == "/" else there(ask)

    draft.at("front-once", home_once, "ok", "live", "leads home once, then the page",
             path="/works/new/")  # fmt: skip

    def other_method(work: Work) -> Handler:
        page = draft.home(work)
        return lambda ask: not_found(ask) if ask.method == "HEAD" else page(ask)

    draft.at("head", other_method, "ok", "live", "404 to HEAD, and the page to GET", path="/p")

    def other_agent(work: Work) -> Handler:
        page = draft.home(work)
        return lambda ask: page(ask) if ask.agent.startswith("Mozilla/") else not_found(ask)

    draft.at("agent", other_agent, "ok|blocked", "live", "404 to all but browsers", path="/p")


def _behind(draft: Draft) -> None:
    """What a redirect or a refresh leads to is looked at twice as well."""
    ways: tuple[tuple[Callable[[str], Handler], str, str], ...] = (
        (lambda to: leads(to, 302), "a temporary redirect", "ok"),
        (lambda to: leads(to, 301), "a permanent redirect", "moved"),
        (lambda to: always(REFRESH.format(0, to)), "a refresh", "ok|moved"),
        (lambda to: always("", Refresh=f"0; url={to}"), "a Refresh header", "ok|moved"),
        (lambda to: leads(f"/step?to={to}", 302), "two redirects", "ok"),
    )
    for way, words, truth in ways:
        for first, said in draft.some(((not_found, "404"), (GONE, "410"), (SOFT, "'404'")), 1):
            _led(draft, "led-once", way, draft.homes(partial(after, 1, first)), truth,
                 "live", f"behind {words}: {said} once, then the page")  # fmt: skip
    for way, words, _ in ways[:4]:
        _led(draft, "led-gone", way, lambda _: not_found, "gone", "dead",
             f"behind {words}: 404 each time")  # fmt: skip


def _led(
    draft: Draft,
    label: str,
    way: Callable[[str], Handler],
    make: Callable[[Work], Handler],
    truth: str,
    kind: str,
    about: str,
) -> None:
    """A host whose /old leads to /new in one of the ways."""

    def site(work: Work) -> Handler:
        start, end = way("/new"), make(work)

        def answer(ask: Request) -> Reply:
            if ask.path == "/old":
                return start(ask)
            if ask.path == "/step":
                return redirect(ask.query["to"], 302)
            return end(ask) if ask.path == "/new" else not_found(ask)

        return answer

    draft.at(label, site, truth, kind, about, path="/old")


def _names(draft: Draft) -> None:
    for _ in range(2):
        name = draft.at("late-name", draft.home, "ok", "live", "no such name for a second")
        draft.web.names.late[name] = 1.0
    for path in ("/", "/works/page.html"):
        url = f"https://{draft.host('lapsed')}{path}"
        draft.link(url, draft.any_work(), "gone", "dead", "no such name at each look")


def _said_always(draft: Draft) -> None:
    forms = (
        (not_found, "gone", "dead", "404 each time"),
        (GONE, "gone", "dead", "410 each time"),
        (SOFT, "wrong|gone", "soft", "'not found' with status 200 each time"),
        (after(1, not_found, always("", 503)), "unreachable|blocked", "away", "404, then 503"),
        (after(1, not_found, CHALLENGE), "blocked|unreachable", "away", "404, then a challenge"),
    )
    for handler, truth, kind, about in forms:
        draft.at("always", pages.same(handler), truth, kind, about, path="/works/")


def _about_404(draft: Draft) -> None:
    """Short pages about the status 404, on hosts whose other addresses are honestly 404."""
    titles = (
        "404 Not Found",
        "404 Not Found - HTTP statuses explained",
        "Page not found: a gallery of error pages",
        "Error 404",
        "This page does not exist (and other messages)",
    )
    for title in draft.some(titles, 4):
        name, text = draft.host("statuses"), draft.page(title, text="What the status 404 means.")
        path = draft.dice.choice(("/404", "/404.html", "/status/404"))
        pages.put(draft.web, f"https://{name}{path}", always(text))
        draft.web.add(f"https://{name}{path}", "ok", "live", "a page about the status 404")
    for title in draft.some(titles, 2):
        name, text = draft.host("catch-all"), draft.page(title, text="What you seek is not here.")
        pages.host(draft.web, name, missing=always(text))
        draft.web.add(f"https://{name}/works/{draft.work().name.lower()}", "wrong|gone", "soft",
                      "the same words at each address of the host")  # fmt: skip
