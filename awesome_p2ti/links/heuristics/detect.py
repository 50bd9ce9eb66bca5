"""A page that answers 200 may still be no page: not found, parked, a login, a wall against robots.

One word in a body proves nothing: a paper may be called "404 Not Found", a repository may be about
parked domains. So signs are weighed: what the title and the headings *are* (not what they hold),
what the page says of itself, how little there is on it, and as the arbiter whether an address that
cannot exist on that host gets the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.bot_challenge import detect_bot_challenge
from awesome_p2ti.links.heuristics.login_page import detect_login_page
from awesome_p2ti.links.heuristics.parked_domain import detect_parked_domain
from awesome_p2ti.links.heuristics.soft_404 import detect_soft_404

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.heuristics.detection import Detection
    from awesome_p2ti.links.pages.html import Page


def detect(page: Page, url: str, final: str, headers: Mapping[str, str]) -> Detection | None:
    """Return what this page looks like instead of a page, if anything."""
    return (
        detect_bot_challenge(page, headers)
        or detect_login_page(page, url, final)
        or detect_parked_domain(page, final)
        or detect_soft_404(page, url, final)
    )
