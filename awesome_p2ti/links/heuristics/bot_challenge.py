"""Bot challenges: the site responds, but wants proof that a person made the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.detection import Detection, PageProblem
from awesome_p2ti.links.pages.html import read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.heuristics.detection import PageNames
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.pages.html import Page

_TITLES = frozenset({
    "just a moment", "attention required cloudflare", "attention required", "access denied",
    "robot check", "are you a robot", "are you human", "security check", "ddos guard",
    "please wait cloudflare", "verifying you are human", "one moment please", "client challenge",
    "checking your browser", "vercel security checkpoint", "human verification", "bot verification",
    "captcha", "pardon our interruption", "please verify you are a human",
    "making sure youre not a bot",
})  # fmt: skip


def detect_bot_challenge(
    page: Page, names: PageNames, headers: Mapping[str, str]
) -> Detection | None:
    """Return the evidence that a page is a bot challenge, if any."""
    if headers.get("cf-mitigated") == "challenge" or headers.get("x-amzn-waf-action"):
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


def is_bot_challenge(response: Response) -> bool:
    """Say whether a bot challenge answered instead of the site."""
    named = response.headers.get("cf-mitigated") or response.headers.get("x-amzn-waf-action")
    return bool(named) or (response.status == 403 and b"ChallengeRequired" in response.body[:2048])


def may_be_bot_challenge(response: Response) -> bool:
    """Say whether an error status may come from a bot challenge."""
    if is_bot_challenge(response):
        return True
    title = read_page(response.text()[:20_000]).title.lower()
    return response.status in {503, 520} and any(
        mark in title
        for mark in ("just a moment", "ddos", "checking your browser", "attention required")
    )
