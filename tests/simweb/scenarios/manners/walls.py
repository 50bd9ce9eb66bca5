"""Statuses that refuse, logins, and servers that dislike HEAD, a range or a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import evil, pages
from tests.simweb.pages import after, always, leads
from tests.simweb.scenarios.manners.stand import frame, page, show
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

FORM = (
    "<form method='post'><label>User <input name='u'></label><label>Password <input "
    "type='password' name='p'></label><button>OK</button></form>"
)
# status for everybody, body, truth
STATUSES = (
    (400, "<title>400 Bad Request</title>Request Header Or Cookie Too Large", "blocked|unreachab"
     "le"),
    (401, "<title>Login required</title>", "blocked|wrong"),
    (402, "", "blocked|unreachable"),
    (403, "<h1>Directory listing denied</h1>", "blocked"),
    (405, "<title>405 Not Allowed</title><hr>nginx", "blocked|unreachable"),
    (406, "", "blocked|unreachable"),
    (407, "", "blocked|unreachable"),
    (408, "<title>408 Request Time-out</title>", "unreachable|blocked"),
    (409, "", "blocked|unreachable"),
    (412, "<title>出错啦! - 412</title>由于触发安全风控策略，该次访问请求被拒绝。", "blocked|unr"
     "eachable"),
    (418, "I'm a teapot", "blocked"),
    (421, "<title>Misdirected Request</title>", "blocked|unreachable"),
    (423, "", "blocked|unreachable"),
    (425, "", "blocked|unreachable"),
    (429, "<title>Slow down</title>", "blocked|unreachable"),
    (444, "", "blocked|unreachable"),
    (451, "<title>Unavailable For Legal Reasons</title>", "blocked|unreachable|gone"),
    (456, "", "blocked|unreachable"),
    (460, "", "blocked|unreachable"),
    (499, "", "blocked|unreachable"),
    (501, "", "unreachable|blocked"),
    (505, "", "unreachable|blocked"),
    (508, "<title>508 Resource Limit Is Reached</title>", "unreachable|blocked"),
    (520, "", "unreachable|blocked"),
    (521, "<title>521: Web server is down</title>", "unreachable|blocked"),
    (522, "<title>522: Connection timed out</title>", "unreachable|blocked"),
    (525, "<title>525: SSL handshake failed</title>", "unreachable|blocked"),
    (527, "", "unreachable|blocked"),
    (598, "", "unreachable|blocked"),
    (999, "Request denied", "blocked"),
    (203, "{page}", "ok"),
    (206, "{page}", "ok"),
    (226, "{page}", "ok"),
    (404, "{page}", "gone"),
    (410, "{page}", "gone"),
)  # fmt: skip
LOGINS = (
    ("/saml/login?RelayState=", "Shibboleth", "<title>University Login</title><h1>Sign in</h1>"),
    ("/oauth2/authorize?client_id=1&state=", "OAuth", "<title>Sign in to your account</title>"),
    ("/cas/login?service=", "CAS", "<title>CAS – Central Authentication Service</title>"),
    ("/user/login?destination=", "Drupal", "<title>Log in | Group</title><h1>Log in</h1>"),
    ("/wp-login.php?redirect_to=", "WordPress", "<title>Log In ‹ Group — WordPress</title>"),
    ("/_layouts/15/Authenticate.aspx?Source=", "SharePoint", "<title>Sign in</title>"),
    ("/anmelden?ziel=", "a German site", "<title>Anmeldung</title><h1>Bitte melden Sie sich "
     "an</h1>"),
    ("/denglu?from=", "a Chinese site", "<title>用户登录</title><h1>请先登录</h1>"),
)  # fmt: skip

FALLBACK = (
    "<html><head><script>var pathSegmentsToKeep=1;var l=window.location;l.replace(l.protocol+'//'+"
    "l.hostname+'/?/'+l.pathname.slice(1))</script></head><body></body></html>",
    "<html><head><script>sessionStorage.redirect=location.href;</script><meta http-equiv='refresh' "
    "content=\"0;URL='/'\"></head><body></body></html>",
)
LOGIN = "<h1>Log in</h1><form><input type='password'></form>"
FOR_PROGRAMS = (
    ("Page not found", "<h1>Page not found</h1>", "'not found'"),
    ("Log in", LOGIN, "a login"),
    ("Parked", "<p>This domain is parked. The domain is for sale.</p>", "a parked domain"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for status, body, truth in STATUSES:
        text = draft.page("{t}") if body == "{page}" else body
        show(draft, "@status/works/{n}/", text, truth, f"{status} for everybody", status=status)
    _methods(draft)
    _moods(draft)
    _logins(draft)
    _absent(draft)
    _to_programs(draft)


def unlike(draft: Draft, fits: object, refusal: Handler) -> object:
    """Project pages for the requests that fit."""

    def make(work: Work) -> Handler:
        page = draft.home(work)
        return lambda ask: page(ask) if fits(ask) else refusal(ask)  # type: ignore[operator]

    return make


def _methods(draft: Draft) -> None:
    by_method = (
        (always("", 410), "410 to HEAD"),
        (always("", 400), "400 to HEAD"),
        (always("", 429), "429 to HEAD"),
        (always("", 503, Retry_After="60"), "503 and a minute to HEAD"),
        (leads("/", 301), "home for HEAD"),
        (always("", 200, Content_Type="application/octet-stream"), "a file for HEAD"),
        (evil.raw(b""), "nothing for HEAD"),
    )
    for refusal, about in by_method:
        make = unlike(draft, lambda ask: ask.method != "HEAD", refusal)
        show(draft, "@head/works/{n}/", make, "ok", f"{about}, the page to GET", alone=True)  # type: ignore[arg-type]

    def ranged(ask: Request) -> bool:
        return "range" not in ask.headers

    make = unlike(draft, ranged, always("", 400))
    show(draft, "@head/works/{n}/", make, "ok", "400 to a range", alone=True)  # type: ignore[arg-type]


def _moods(draft: Draft) -> None:
    """The page for some headers; refusals for others, that no visitor with a browser meets."""

    def browser(ask: Request) -> bool:
        return "Mozilla/5.0" in ask.agent and "Chrome" in ask.agent

    refusals = (
        (always("<title>410 Gone</title>", 410), "410"),
        (always("<title>Not here</title><h1>Not found</h1>", 404), "404"),
        (always("<title>Upgrade your browser</title><p>Please use a modern "
         "browser.</p>"), "advice"),
        (always(""), "an empty page"),
        (leads("https://www.example-search.com/", 302), "another site"),
        (leads("/", 302), "the home page"),
        (evil.hangs, "silence"),
        (always("", 500), "500"),
    )  # fmt: skip
    pages.host(draft.web, "www.example-search.com", missing=always("<title>Search</title>"))
    for refusal, about in refusals:
        make = unlike(draft, browser, refusal)
        truth = "ok|blocked|unreachable"
        show(draft, "@mood/works/{n}/", make, truth, f"{about} for all but browsers")  # type: ignore[arg-type]
    late = (
        (always("<title>Bad gateway</title>", 502), 2, "502 twice, then the page"),
        (always("<title>Deploying</title><h1>Not found</h1>", 404), 1, "404 once, then the page"),
        (always("<title>Sign in</title>" + FORM), 1, "a login once, then the page"),
        (always("<title>Access denied</title>", 403), 1, "403 once, then the page"),
        (always("<title>{h} is for sale</title><p>Buy this domain.</p>"), 1, "for sale once"),
    )
    for first, times, about in late:

        def make_late(work: Work, first: Handler = first, times: int = times) -> Handler:
            return after(times, first, draft.home(work))

        show(draft, "@late/works/{n}/", make_late, "ok|blocked|unreachable", about)


def _logins(draft: Draft) -> None:
    for target, name, shown in LOGINS:

        def make(_: Work, target: str = target, shown: str = shown) -> Handler:
            gate = target.partition("?")[0]

            def answer(ask: Request) -> Reply:
                if ask.path == gate:
                    return html(shown + FORM)
                return redirect(target + ask.path, 302)

            return answer

        show(draft, "@intern/works/{n}/", make, "wrong", f"the login of {name}")
    here = (
        (frame("Intranet", f"<h1>Members only</h1><p>Please log in to see this page.</p>{FORM}"),
         "in the group's layout"),
        ("<title>Nextcloud</title><div id='app'></div><p>This share is "
         "password-protected</p>" + FORM,
         "a share with a password"),
    )  # fmt: skip
    for shown, about in here:
        show(draft, "@intern/works/{n}/", shown, "wrong|blocked", f"a login in its place: {about}")
    menu = f"<aside><h3>Members</h3>{FORM}</aside>"
    show(draft, "@intern/works/{n}/", draft.with_body(menu), "ok", "a login beside the page",
         alone=True)  # fmt: skip
    links = "<p><a href='/login'>Log in</a> <a href='/register'>Sign up</a></p>"
    show(draft, "@intern/works/{n}/", draft.with_body(links), "ok", "links to a login",
         alone=True)  # fmt: skip


def _absent(draft: Draft) -> None:
    """404, and a script that shows browsers the page all the same; or does not."""
    for text in FALLBACK:
        show(draft, "@spa/works/{n}/", text, "ok|blocked|unreachable|moved",
             "404 for all but scripts", status=404)  # fmt: skip
    drawn = "<div id='__next'><h1>404</h1><h2>This page could not be found.</h2></div>"
    show(draft, "@spa/works/{n}/", page("404", drawn + "<script src='/c.js'></script>"), "gone",
         "404 of a framework", status=404)  # fmt: skip
    home = "<html><head><script>window.location.href='/'</script></head><body></body></html>"
    show(draft, "@spa/works/{n}/", home, "gone|wrong", "404, and a script leads home", status=404)


def _to_programs(draft: Draft) -> None:
    for title, body, about in FOR_PROGRAMS:

        def make(work: Work, text: str = page(title, body)) -> Handler:
            there, other = draft.home(work), always(text)

            def answer(ask: Request) -> Reply:
                return (there if "Chrome" in ask.agent else other)(ask)

            return answer

        show(draft, "@mood/works/{n}/", make, "ok|blocked|unreachable", f"{about} for programs")
    first = always(page("Domain Default page", "<h1>Default</h1>"))
    show(draft, "@late/works/{n}/", draft.homes(lambda home: after(1, first, home)), "ok",
         "a server's first page once, then the page")  # fmt: skip
