"""Gates of cookies before a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.pages import always
from tests.simweb.scenarios.manners.stand import show
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.world import Handler

SCRIPTED = "<html><script>document.cookie='human=1;path=/';location.reload();</script></html>"
EVERYTHING = "lang=en; Path=/; Expires=Wed, 21 Oct 2099 07:28:00 GMT; SameSite=None; Secure"


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    gates: tuple[tuple[Callable[[Handler], Handler], str, str], ...] = (
        (session, "ok", "a session's id in the address"),
        (tried, "ok", "a trial of cookies"),
        (region, "ok", "a cookie with every attribute"),
        (lambda _: always(SCRIPTED), "blocked|ok|unreachable", "a cookie that a script sets"),
        (foreign, "unreachable|blocked|gone|wrong", "a cookie of a foreign host"),
    )
    for gate, truth, about in gates:
        show(draft, "@gate/works/{n}", draft.homes(gate), truth, about)


def session(page: Handler) -> Handler:
    """The address gets a session's id, as old servers do it."""

    def answer(ask: Request) -> Reply:
        if ";jsessionid=" in ask.target or ask.cookies.get("JSESSIONID"):
            return page(ask)
        cookie = "JSESSIONID=0A1B; Path=/"
        return redirect(f"{ask.target};jsessionid=0A1B", 302, Set_Cookie=cookie)

    return answer


def tried(page: Handler) -> Handler:
    """/cookietest?to=… says that cookies are off when none came back."""

    def answer(ask: Request) -> Reply:
        if ask.path == "/cookietest" and "t" in ask.cookies:
            return redirect(ask.query["to"], 302, Set_Cookie="ok=1; Path=/")
        if ask.path == "/cookietest":
            return html("<title>Cookies are off</title><p>Please allow cookies.</p>")
        if "ok" in ask.cookies:
            return page(ask)
        return redirect(f"/cookietest?to={ask.path}", 302, Set_Cookie="t=1; Path=/")

    return answer


def region(page: Handler) -> Handler:
    """The page stays where it is, and wants to know the language first."""

    def answer(ask: Request) -> Reply:
        if "lang" in ask.cookies:
            return page(ask)
        return redirect(ask.target, 307, Set_Cookie=EVERYTHING)

    return answer


def foreign(_: Handler) -> Handler:
    """The cookie is another host's, so it never comes back."""
    return lambda ask: redirect(ask.target, 302, Set_Cookie="a=1; Domain=other.example")
