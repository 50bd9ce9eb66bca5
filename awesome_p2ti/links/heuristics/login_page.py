"""Login pages, shown instead of what was requested."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_p2ti.links.heuristics.detection import Detection, PageProblem
from awesome_p2ti.links.heuristics.soft_404 import is_named_missing
from awesome_p2ti.links.pages.html_tree import parse
from awesome_p2ti.urls import owner_domain

if TYPE_CHECKING:
    from awesome_p2ti.links.heuristics.detection import PageNames
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.pages.html import Page

_LOGIN_TITLE = re.compile(
    r"(?:please )?(?:sign|log) ?(?:in|on)(?: (?:to|required|or|with|page|form)\b.{0,40})?"
    r"|login(?: .{0,25})?|.{0,25} (?:login|sign in|log in)|authentication required"
    r"|single sign on.{0,20}|anmelden|anmeldung"
    r"|google accounts|access denied|you need (?:access|permission)|request access|connexion"
)
_LOGIN_PATH = re.compile(
    r"/(?:login|log-in|log_in|signin|sign-in|sign_in|users/sign_in|servicelogin|sso|cas/login|saml2?"
    r"|authwall|uas/login|i/flow/login|m/signin|m/global-identity[\w-]*|login\.action"
    r"|oauth2?/authorize|session/new|sessions/new|wp-login\.php|accounts/login|auth/login|idp)(?:[/?.]|$)",
    re.IGNORECASE,
)
_OF_LOGINS = frozenset("text email password hidden submit button checkbox".split())
FEW_WORDS = 30  # of a page that holds little beside a field for a password
# Who is not logged in, and above all a program, sees hardly anything there.
SOCIAL_NETWORKS = frozenset(
    "facebook.com instagram.com linkedin.com medium.com researchgate.net threads.com threads.net "
    "tiktok.com twitter.com x.com".split()
)


def is_social_network(*urls: str) -> bool:
    """Say whether one of some URLs is of a social network that wants a login for most pages."""
    return any(owner_domain(url) in SOCIAL_NETWORKS for url in urls)


def detect_login_page(page: Page, names: PageNames, response: Response) -> Detection | None:
    """Return the evidence that a URL leads to a login, if any."""
    url, final = response.url, response.final_url
    titled = any(_LOGIN_TITLE.fullmatch(n) for n in (*names.parts, *names.headings))
    there = urlsplit(final)
    led = (
        final != url
        and _LOGIN_PATH.search(there.path + "?")
        and not _LOGIN_PATH.search(urlsplit(url).path + "?")
    )
    if led or (there.hostname == "accounts.google.com" and final != url):
        return Detection(
            PageProblem.LOGIN, conclusive=True, evidence=f"it leads to the login {final}"
        )
    if not page.has_password_field:
        return None
    evidence = f'"{page.title}" asks for a password'
    if titled or is_social_network(final) or _leads_back(url, final):
        return Detection(PageProblem.LOGIN, conclusive=True, evidence=evidence)
    if is_named_missing(names) or page.words >= FEW_WORDS:
        return None
    if _wants_only_a_password(response):
        return Detection(PageProblem.LOGIN, conclusive=False, evidence=evidence)
    return None


def _wants_only_a_password(response: Response) -> bool:
    """Say whether a page has no other field than those of a login."""
    others = parse(response.text()).css("textarea,select,canvas,video,input")
    kinds = [(node.tag, (node.attributes.get("type") or "text").lower()) for node in others]
    texts = sum(kind in {("input", "text"), ("input", "email")} for kind in kinds)
    return texts <= 1 and all(tag == "input" and kind in _OF_LOGINS for tag, kind in kinds)


def _leads_back(url: str, final: str) -> bool:
    """Say whether a URL that leads elsewhere is kept there, to come back to it."""
    path = urlsplit(url).path
    return final != url and len(path) > 1 and path in unquote(unquote(urlsplit(final).query))
