"""Ways that browsers go: refreshes, cookie gates, and fragments along redirects."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always, leads
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

META = '<meta http-equiv="refresh" content="{}; url={}">'
# what stands at each address but the last one, where the work is
REFRESHES: tuple[tuple[str, dict[str, str]], ...] = (
    ("in two steps", {"/old": META.format(0, "latest/"), "/latest/": META.format(0, "intro/")}),
    ("in three steps", {"/old": META.format(0, "/a"), "/a": META.format(1, "/b"),
                        "/b": META.format(0, "/latest/intro/")}),
    ("after 10 seconds", {"/old": META.format(10, "/latest/intro/")}),
    ("after 30 seconds", {"/old": "<p>Moved.</p>" + META.format(30, "/latest/intro/")}),
    ("in noscript", {"/old": f"<noscript>{META.format(0, '/latest/intro/')}</noscript>"}),
    ("in noscript beside a script", {"/old": "<script>location='/latest/intro/'</script><noscript>"
                                     f"{META.format(0, '/latest/intro/')}</noscript>"}),
    ("with quotes in it",
     {"/old": "<META HTTP-EQUIV=Refresh CONTENT='0; URL=\"/latest/intro/\"'>"}),
    ("with a comma", {"/old": "<meta http-equiv='refresh' content='0,url=/latest/intro/'>"}),
    ("without url=", {"/old": "<meta http-equiv='refresh' content='0; /latest/intro/'>"}),
    ("with a base", {"/old": "<base href='/latest/'>" + META.format(0, "intro/")}),
    ("with the content first",
     {"/old": "<meta content='0;url=/latest/intro/' http-equiv=refresh>"}),
    ("in the body", {"/old": f"<body><p>Go on.</p>{META.format(0, '/latest/intro/')}</body>"}),
    ("with entities", {"/old": META.format(0, "/latest/intro/?a=1&amp;b=2")}),
)  # fmt: skip
HEADERS = ("0; url=/latest/intro/", "3;URL='/latest/intro/'", "0, url=/latest/intro/")


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for about, steps in draft.some(REFRESHES, 10):
        _steps(draft, {at: always(text) for at, text in steps.items()}, f"a refresh {about}")
    for value in draft.some(HEADERS, 2):
        _steps(draft, {"/old": always("", Refresh=value)}, "a Refresh header")
    _stay(draft)
    _cookies(draft)
    _fragments(draft)


def _steps(draft: Draft, steps: dict[str, Handler], about: str) -> None:
    work, name = draft.any_work(), draft.host("refresh")
    place = pages.host(draft.web, name)
    place.paths |= {**steps, "/latest/intro/": draft.home(work)}
    draft.link(f"https://{name}/old", work, "ok|moved", "live", about)


def _stay(draft: Draft) -> None:
    """What looks like a refresh and is none: the page stays the one to judge."""
    none = (
        f"<textarea>{META.format(0, '/none')}</textarea>",
        f"<template>{META.format(0, '/none')}</template>",
        f"<script>var page = '{META.format(0, '/none')}'</script>",
        "<meta name='refresh' content='0; url=/none'>",
        "<meta http-equiv='refresh' content='300'>",
    )
    for body in draft.some(none, 3):

        def staying(work: Work, body: str = body) -> Handler:
            page = draft.home(work, body)
            return lambda ask: page(ask) if ask.path == "/p" else pages.not_found(ask)

        draft.at("stays", staying, "ok", "live", "no refresh at all", path="/p")


# --- cookies


def _counting(work: Work, draft: Draft, last: int, status: int) -> Handler:
    """Redirects to itself, and the cookie's value goes up at each step."""
    page = draft.home(work)

    def answer(ask: Request) -> Reply:
        step = int(ask.cookies.get("step", "0"))
        if step >= last:
            return page(ask)
        return redirect(ask.target, status, Set_Cookie=f"step={step + 1}; Path=/")

    return answer


def _reloading(work: Work, draft: Draft) -> Handler:
    """A page that sets a cookie and has itself loaded anew."""
    page = draft.home(work)

    def answer(ask: Request) -> Reply:
        if ask.cookies.get("checked") == "yes":
            return page(ask)
        text = "<title>One moment</title><meta http-equiv='refresh' content='0'>"
        return html(text, Set_Cookie="checked=yes; Path=/; Secure; HttpOnly")

    return answer


def _paths(work: Work, draft: Draft) -> Handler:
    """The cookie belongs to one folder; another one of the same name lies beside it."""
    page = draft.home(work)

    def answer(ask: Request) -> Reply:
        if ask.path == "/works/gate":
            return redirect("/works/p", 302, Set_Cookie="pass=1; Path=/works")
        return page(ask) if ask.cookies.get("pass") == "1" else redirect("/works/gate", 302)

    return answer


def _cookies(draft: Draft) -> None:
    dice = draft.dice
    for last, status in ((1, 302), (2, 307), (3, 302), (5, 302), (3, 301)):
        draft.at("counts", partial(_counting, draft=draft, last=last, status=status), "ok", "live",
                 f"{last} redirects to itself ({status}) while a cookie changes",
                 path=f"/p{dice.randrange(100)}")  # fmt: skip
    draft.at("reloads", lambda w: _reloading(w, draft), "ok", "live",
             "a page that sets a cookie and loads itself anew", path="/p")  # fmt: skip
    draft.at("folder", lambda w: _paths(w, draft), "ok", "live",
             "a gate whose cookie belongs to a folder", path="/works/p")  # fmt: skip
    for status in (301, 302, 307):
        work, name = draft.any_work(), draft.host("gated")
        page, back = draft.home(work), f"https://{name}/p"

        def gate(ask: Request, back: str = back, name: str = name) -> Reply:
            return redirect(back, 302, Set_Cookie=f"seen=1; Domain={name}; Path=/")

        def door(
            ask: Request, page: Handler = page, name: str = name, status: int = status
        ) -> Reply:
            if ask.cookies.get("seen") == "1":
                return page(ask)
            return redirect(f"https://id.{name}/set?back=/p", status)

        pages.host(draft.web, name, missing=door)
        pages.host(draft.web, f"id.{name}", missing=gate)
        draft.link(back, work, "ok", "live", f"led away ({status}) for a cookie, and back again")


# --- fragments along redirects


def _fragments(draft: Draft) -> None:
    target: Callable[[str, str], str] = lambda name, part: f"https://{name}/new{part}"  # noqa: E731
    cases = (
        (301, "#setup", "", "moved", "#setup", "a move takes the fragment along"),
        (308, "#setup", "", "moved", "#setup", "a move takes the fragment along"),
        (301, "#setup", "", "moved", "#setup", "a move takes the fragment along"),
        (301, "#former", "#setup", "moved|ok", "#setup", "Location has a fragment of its own"),
        (302, "#former", "#setup", "ok", "", "Location has a fragment of its own"),
        (302, "#setup", "", "ok", "", "a temporary redirect keeps the fragment"),
        (302, "#nowhere", "", "fragment-missing", "", "the target has no such part"),
        (301, "", "#setup", "moved|ok", "", "only Location has a fragment"),
    )
    for status, asked, given, truth, said, about in cases:
        work, old, new = draft.any_work(), draft.host("was"), draft.host("is")
        body = "<h2 id='setup'>Setup</h2><h2 id='usage'>Usage</h2>"
        pages.put(draft.web, f"https://{new}/new", draft.home(work, body))
        pages.put(draft.web, f"https://{old}/old", leads(target(new, given), status))
        kind = "soft" if truth == "fragment-missing" else "live"
        moved_to = target(new, said) if said else ""
        draft.link(f"https://{old}/old{asked}", work, truth, kind, about, moved_to=moved_to)
    work, name = draft.any_work(), draft.host("slash")
    pages.put(draft.web, f"https://{name}/p", leads("/p/", 301))
    pages.put(draft.web, f"https://{name}/p/", draft.home(work, "<h2 id='setup'>Setup</h2>"))
    draft.link(f"https://{name}/p#setup", work, "moved|ok", "live", "a slash before the fragment",
               moved_to=f"https://{name}/p/#setup")  # fmt: skip
