"""Bot challenges: the site responds, but wants proof that a person made the request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.detection import Detection, PageProblem, speaks_of_a_work
from awesome_p2ti.links.heuristics.phrases import hints_at_guard, states_guarded
from awesome_p2ti.links.heuristics.soft_404 import is_named_missing
from awesome_p2ti.links.pages.html import read_page

if TYPE_CHECKING:
    from awesome_p2ti.links.heuristics.detection import PageNames
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.pages.html import Page

_HEADERS = ("cf-mitigated", "x-amzn-waf-action", "x-px-blocked")
_TITLES = frozenset({
    "just a moment", "attention required cloudflare", "attention required", "access denied",
    "robot check", "are you a robot", "are you human", "security check", "ddos guard",
    "please wait cloudflare", "verifying you are human", "one moment please", "client challenge",
    "checking your browser", "vercel security checkpoint", "human verification", "bot verification",
    "captcha", "pardon our interruption", "please verify you are a human",
    "making sure youre not a bot",
})  # fmt: skip


# What the challenges of firewalls hold, and pages behind them only beside a text of their own.
_MARKS = (
    b"_cf_chl_opt", b"/orchestrate/chl_page/", b"captcha-delivery.com", b"_Incapsula_Resource",
    b"awsWafCookieDomainList", b".awswaf.com/", b"sec-if-cpt-container", b"bm-verify=",
    b"triggerInterstitialChallenge", b"px-captcha", b"anubis_challenge", b"/_fs-ch-",
    b"/.well-known/ddos-guard/", b"sucuri_cloudproxy_js", b"anubis_version", b"/.within.website/",
    b"/sgcaptcha/",
)  # fmt: skip
_RIDDLES = (b"captcha", b"altcha", b"turnstile", b"proof of work", b"proof-of-work")
# By which a guard's operator finds who was turned away.
_CASE = re.compile(r"\b(?:support|incident|ray|reference) (?:id|number):? ?#?\w*\d", re.IGNORECASE)
MAX_WORDS = 60  # of such a page
FEW_WORDS = 20  # of one that says little beside its riddle


def detect_bot_challenge(page: Page, names: PageNames, response: Response) -> Detection | None:
    """Return the evidence that a page is a bot challenge, if any."""
    short = page.words <= MAX_WORDS
    if is_bot_challenge(response) or (short and _is_guard(page, names, response)):
        return Detection(
            PageProblem.BOT_CHALLENGE,
            conclusive=True,
            evidence="its server asks for a proof of humanity",
        )
    if names.title in _TITLES and page.words < 300:
        return Detection(
            PageProblem.BOT_CHALLENGE, conclusive=True, evidence=f'its title is "{page.title}"'
        )
    return None


def _is_guard(page: Page, names: PageNames, response: Response) -> bool:
    """Say whether a short page is a guard's: by its marks, its riddle, its cookie or its words."""
    if any(mark in response.body for mark in _MARKS):
        return True
    source = response.body.lower()
    acts = b"<script" in source or b"<form" in source
    if page.words <= FEW_WORDS and acts and any(word in source for word in _RIDDLES):
        return True
    sets_cookie = b"document.cookie" in response.body and b"location" in response.body
    if sets_cookie and page.text in {"", page.title}:
        return True
    if is_named_missing(names) or speaks_of_a_work(page):
        return False
    if _CASE.search(page.text) or states_guarded(page.text):
        return True
    return acts and page.words <= FEW_WORDS and hints_at_guard(page.text)


def is_bot_challenge(response: Response) -> bool:
    """Say whether a bot challenge answered instead of the site."""
    headers = response.headers
    if any(headers.get(name) for name in _HEADERS) or any("captcha" in name for name in headers):
        return True
    if headers.get("x-vercel-mitigated") == "challenge":
        return True
    return response.status == 403 and b"ChallengeRequired" in response.body[:2048]


def may_be_bot_challenge(response: Response) -> bool:
    """Say whether an error status may come from a bot challenge."""
    if is_bot_challenge(response):
        return True
    title = read_page(response.text()[:20_000]).title.lower()
    return response.status in {503, 520} and any(
        mark in title
        for mark in ("just a moment", "ddos", "checking your browser", "attention required")
    )
