"""A page that answers 200 may still be no page: not found, parked, a login, a wall against robots.

One word in a body proves nothing: a paper may be called "404 Not Found", a repository may be about
parked domains. So signs are weighed: what the title and the headings *are* (not what they hold),
what the page says of itself, how little there is on it, and as the arbiter whether an address that
cannot exist on that host gets the same answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.links.missing import missing
from awesome_p2ti.links.parked import parked
from awesome_p2ti.links.plain import normalise
from awesome_p2ti.links.signs import Soft, Suspicion, segments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.html import Page

_LOGIN_TITLE = re.compile(
    r"(?:please )?(?:sign|log) ?(?:in|on)(?: (?:to|required|or|with|page|form)\b.{0,40})?"
    r"|login(?: .{0,25})?|.{0,25} (?:login|sign in|log in)|authentication required"
    r"|single sign on.{0,20}|anmelden|anmeldung"
    r"|google accounts|access denied|you need (?:access|permission)|request access|connexion"
)
_LOGIN_PATH = re.compile(
    r"/(?:login|log-in|log_in|signin|sign-in|sign_in|users/sign_in|servicelogin|sso|cas/login|saml2?|"
    r"oauth2?/authorize|session/new|sessions/new|wp-login\.php|accounts/login|auth/login|idp)(?:[/?.]|$)",
    re.IGNORECASE,
)
_WALLS = frozenset({
    "just a moment", "attention required cloudflare", "attention required", "access denied",
    "robot check", "are you a robot", "are you human", "security check", "ddos guard",
    "please wait cloudflare", "verifying you are human", "one moment please", "client challenge",
    "checking your browser", "vercel security checkpoint", "human verification", "bot verification",
    "captcha", "pardon our interruption", "please verify you are a human",
    "making sure youre not a bot",
})  # fmt: skip


def suspect(page: Page, url: str, final: str, headers: Mapping[str, str]) -> Suspicion | None:
    """Return what this page looks like instead of a page, if anything."""
    return (
        _wall(page, headers)
        or _login(page, url, final)
        or parked(page, final)
        or missing(page, url, final)
    )


def _wall(page: Page, headers: Mapping[str, str]) -> Suspicion | None:
    if headers.get("cf-mitigated") == "challenge" or headers.get("x-amzn-waf-action"):
        return Suspicion(Soft.WALL, sure=True, evidence="its server asks for a proof of humanity")
    if normalise(page.title) in _WALLS and page.words < 300:
        return Suspicion(Soft.WALL, sure=True, evidence=f'its title is "{page.title}"')
    return None


def _login(page: Page, url: str, final: str) -> Suspicion | None:
    asks = any(
        _LOGIN_TITLE.fullmatch(s) for s in [*segments(page.title), *map(normalise, page.headings)]
    )
    there = urlsplit(final)
    led = (
        final != url
        and _LOGIN_PATH.search(there.path + "?")
        and not _LOGIN_PATH.search(urlsplit(url).path + "?")
    )
    if led or (there.hostname == "accounts.google.com" and final != url):
        return Suspicion(Soft.LOGIN, sure=True, evidence=f"it leads to the login {final}")
    if asks and page.password:
        return Suspicion(Soft.LOGIN, sure=True, evidence=f'"{page.title}" asks for a password')
    return None
