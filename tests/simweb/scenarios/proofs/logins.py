"""Logins: social networks turn everybody away, while a group's own wiki should not be linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always, leads
from tests.simweb.wire import Reply, Request, html

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.world import Handler

FORM = "<form action='/session'><input name='user'><input type='password' name='pass'></form>"
SCRIPT = "<div id='root'></div><script src='/static/app.js'></script>"
SHELL = (200, f"<title>Instagram</title>{SCRIPT}")
# host, path ({n}: a name of the seed), and how its login comes: where it leads, or status and page
NETWORKS = (
    ("www.instagram.com", "/{n}/", "/accounts/login/?next=%2F{n}%2F"),
    ("www.instagram.com", "/p/{n}/", SHELL),
    ("www.instagram.com", "/reel/{n}/", (200, f"<title>Login • Instagram</title>{FORM}")),
    ("www.facebook.com", "/{n}", "/login/?next=https%3A%2F%2Fwww.facebook.com%2F{n}"),
    ("www.facebook.com", "/groups/{n}", (200, f"<title>Log in to Facebook</title>{FORM}")),
    ("m.facebook.com", "/{n}/videos", (400, "<title>Error</title>Sorry, something went wrong.")),
    ("x.com", "/{n}", "/i/flow/login?redirect_after_login=%2F{n}"),
    ("x.com", "/{n}/status/1790", (200, f"<title>Log in to X / X</title>{FORM}{SCRIPT}")),
    ("twitter.com", "/{n}", "https://x.com/{n}-moved"),
    ("www.linkedin.com", "/in/{n}/", (999, "")),
    ("www.linkedin.com", "/posts/{n}", "/authwall?trk=bf&sessionRedirect=https%3A%2F%2Fx"),
    ("www.linkedin.com", "/company/{n}", "/uas/login?session_redirect=%2Fcompany"),
    ("www.linkedin.com", "/pulse/{n}", (200, f"<title>Sign Up | LinkedIn</title>Join us{FORM}")),
    ("www.researchgate.net", "/publication/{n}", (403, "<title>ResearchGate - Temporarily "
     "Unavailable</title>")),
    ("www.researchgate.net", "/profile/{n}", "/login?_sg=abc"),
    ("medium.com", "/@{n}/works", "https://medium.com/m/signin?redirect=https%3A%2F%2Fmedium.com"),
    ("medium.com", "/p/{n}", (403, "<title>Just a moment...</title>")),
    ("towards-{n}.medium.com", "/works", "https://medium.com/m/global-identity-2?redirectUrl=x"),
)  # fmt: skip
# the login of a group's own site: where it leads, or the page in its place
WIKIS = (
    ("/login?next=", "a login page"),
    ("/index.php?title=Special:UserLogin&returnto=", "MediaWiki's login"),
    ("/login.action?os_destination=", "Confluence's login"),
    ("/wiki/doku.php?do=login&id=", "DokuWiki's login"),
    ("", "a login page in its place"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for host_form, path_form, way in NETWORKS:
        name = draft.host("p").replace(".", "-")
        host, path = host_form.format(n=name), path_form.format(n=name)
        handler = _way(host, name, way)
        url = pages.put(draft.web, f"https://{host}{path}", handler)
        draft.web.sites[host].handler.missing = sign_in  # type: ignore[attr-defined]
        truth = "blocked|ok" if way == SHELL else "blocked"
        draft.link(url, draft.any_work(), truth, "live", "a social network's login")
    _wikis(draft)
    _lookalikes(draft)


def sign_in(_: Request) -> Reply:
    """The page to which a network leads."""
    return html(f"<title>Log in</title><h1>Log in or sign up</h1>{FORM}")


def _way(host: str, name: str, way: str | tuple[int, str]) -> Handler:
    if isinstance(way, str):
        return leads(way.format(n=name), 302)
    status, text = way
    return always(text, status)


def _wikis(draft: Draft) -> None:
    for target, about in WIKIS:

        def answer(ask: Request, target: str = target) -> Reply:
            if not target or ask.target.startswith(target):
                return html(f"<title>Log in - Group wiki</title><h1>Log in</h1>{FORM}")
            return leads(target + ask.path[1:], 302)(ask)

        draft.at("wiki", pages.same(answer), "wrong", "soft", f"a group's wiki: {about}",
                 path="/Data-sets")  # fmt: skip
    login = draft.host("idp")
    text = f"<title>Web Login Service</title><h1>Web Login Service</h1>{FORM}"
    pages.host(draft.web, login, missing=always(text))
    there = f"https://{login}/idp/profile/SAML2/Redirect/SSO?SAMLRequest=fZJ"
    draft.at("intern", pages.same(leads(there, 302)), "wrong", "soft",
             "a group's wiki: the university's login", path="/wiki/works")  # fmt: skip


def _lookalikes(draft: Draft) -> None:
    """Hosts that have a network's name in theirs are no network."""
    for form in ("facebook-{}", "www.linkedin.com.{}", "notmedium-{}"):
        name = form.format(draft.host("wiki"))
        pages.host(draft.web, name, missing=sign_in)
        draft.link(f"https://{name}/works/1", draft.any_work(), "wrong", "soft",
                   "a login on a host that only looks like a network's")  # fmt: skip
