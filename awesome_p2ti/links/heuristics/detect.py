"""All detectors: soft 404, parked domain, login page, bot challenge, each answering 200.

One word in a body proves nothing: a paper may be called "404 Not Found", a repository may be about
parked domains. So evidence is weighed: what the title and the headings *are* (not what they hold),
what the page states, how little is on it, and last of all the control probe: whether a URL that
cannot exist on that host gets the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.bot_challenge import detect_bot_challenge
from awesome_p2ti.links.heuristics.login_page import detect_login_page
from awesome_p2ti.links.heuristics.parked_domain import detect_parked_domain
from awesome_p2ti.links.heuristics.soft_404 import detect_soft_404

if TYPE_CHECKING:
    from awesome_p2ti.links.heuristics.detection import Detection, PageNames
    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.pages.html import Page


def detect(page: Page, names: PageNames, response: Response) -> Detection | None:
    """Return what is wrong with a page that answers 200, if anything."""
    url, final = response.url, response.final_url
    return (
        detect_bot_challenge(page, names, response)
        or detect_login_page(page, names, url, final)
        or detect_parked_domain(page, names, final)
        or detect_soft_404(page, names, url, final)
    )
