"""All detectors: soft 404, parked domain, closed site, login, bot challenge, each answering 200.

One word in a body proves nothing: a paper may be called "404 Not Found", a repository may be about
parked domains. So evidence is weighed: what the title and the headings *are* (not what they hold),
what the page states, how little is on it, and last of all the control probe: whether a URL that
cannot exist on that host gets the same answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.bot_challenge import detect_bot_challenge
from awesome_p2ti.links.heuristics.closed_site import detect_closed_site, detect_new_site
from awesome_p2ti.links.heuristics.detection import page_names
from awesome_p2ti.links.heuristics.error_page import detect_server_error, is_empty_or_default
from awesome_p2ti.links.heuristics.login_page import detect_login_page
from awesome_p2ti.links.heuristics.parked_domain import detect_parked_domain
from awesome_p2ti.links.heuristics.soft_404 import detect_soft_404
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.pages.html import Page
from awesome_p2ti.links.pages.html_tree import parse

if TYPE_CHECKING:
    from awesome_p2ti.links.heuristics.detection import Detection, PageNames

A_LINE = 12  # words of a page that may say the rest in a picture


def detect(page: Page, names: PageNames, response: Response) -> Detection | None:
    """Return what is wrong with a page that answers 200, if anything."""
    url, final = response.url, response.final_url
    if page.words <= A_LINE and page.has_media and b"alt=" in response.body:
        page = replace(page, text=f"{page.text}. {_said_in_pictures(response)}")
    return (
        detect_bot_challenge(page, names, response)
        or detect_login_page(page, names, response)
        or detect_parked_domain(page, names, final)
        or detect_new_site(page, final)
        or detect_closed_site(page)
        or detect_soft_404(page, names, url, final)
    )


def sounds_wrong(name: str) -> bool:
    """Say whether a page that has only this name would be taken for one that is not it."""
    page = Page(title=name, headings=(name,), text=name, words=len(name.split()))
    names, response = page_names(page), Response("https://name.invalid/")
    found = detect(page, names, response) or detect_server_error(page, names)
    return found is not None or is_empty_or_default(page, names)


def _said_in_pictures(response: Response) -> str:
    texts = (node.attributes.get("alt") or "" for node in parse(response.text()).css("img[alt]"))
    return ". ".join(texts)[:1000]
