"""Sites that are closed by their hoster or owner, and sites that nobody has set up yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.detection import Detection, PageProblem, speaks_of_a_work
from awesome_p2ti.links.heuristics.phrases import states_closed
from awesome_p2ti.urls import is_homepage

if TYPE_CHECKING:
    from awesome_p2ti.links.pages.html import Page

FEW_WORDS = 60  # of a page that only says that its site is closed
DEFAULT_WORDS = 150  # of a page that a server, a panel or a blog has from its maker
_CLOSED = re.compile(
    r"\b(?:this|the|your|that) (?:[\w.-]+ ){0,2}?(?:web ?site|site|account|blog|wiki"
    r"|hosting(?: plan)?|domain|web ?space|plan|subscription)(?: [\w'.-]+){0,5}?"
    r" (?:is|has|was)(?: [\w'-]+){0,3}? (?:suspended|disabled|deactivated|unpublished"
    r"|closed(?! (?:on|at|from)\b)|archived|terminated|taken down|shut down|deleted|removed"
    r"|expired|offline|renewed|not configured|not published|no longer (?:active|available))\b"
    r"|\bno (?:web ?)?site (?:is )?configured\b",
    re.IGNORECASE,
)
# What servers, panels and blogs say of themselves before anybody has put a page there.
_STATES_DEFAULT = re.compile(
    r"\bif you(?:.re| are| can)? (?:see|seeing|read|reading) this\b.{0,60}"
    r"\b(?:(?:web ?)?server|installed|working|default|not available)\b"
    r"|\bdefault (?:welcome |web |index |home |landing |start )*page (?:used|of|for|when)\b"
    r"|\bthis is (?:the|a) default (?:\w+ )?(?:index|page|site)\b|默认\s*index|站点创建成功"
    r"|\byour (?:new )?(?:web ?server|web ?site|site|hosting|domain)(?: account)? (?:is|has been)"
    r" (?:now |successfully )?(?:connected|working|ready|running|set up|successfully"
    r"|up and running)"
    r"|\byou(?:.ve| have) successfully (?:installed|started|configured|set up|deployed) (?:the )?"
    r"(?:nginx|apache|tomcat|caddy|xampp|lighttpd|openresty|web ?server|http server)\b"
    r"|\bwelcome to (?:nginx|openresty|xampp|wampserver|mamp|laragon|caddy|tengine|lighttpd"
    r"|(?:open)?litespeed|tomcat|jetty|glassfish|apache)(?=\s*(?:[!.,]|on\b|for\b|$))"
    r"|\bcongratulations\b.{0,40}\b(?:site|pages?|server) is (?:now )?(?:up|live|working)\b"
    r"|\b(?:replace this (?:file|page)|upload your (?:web ?site )?files)\b"
    r"|\bno (?:front page )?content has been (?:created|added)\b"
    r"|\bused to test the proper operation\b|\bhier entsteht (?:in kürze )?(?:eine|unsere) neue\b"
    r"|\bwelcome to wordpress\. this is your first post\b",
    re.IGNORECASE,
)


def detect_closed_site(page: Page) -> Detection | None:
    """Return the evidence that a page only calls its site closed, if any."""
    if page.words > FEW_WORDS or not (_CLOSED.search(page.text) or states_closed(page.text)):
        return None
    evidence = f'it says "{page.text[:100]}"'
    return Detection(PageProblem.CLOSED, conclusive=False, evidence=evidence)


def detect_new_site(page: Page, final: str) -> Detection | None:
    """Return the evidence that a page is what its server was installed with, if any.

    That stands at the root; elsewhere only where it stands at each address.
    """
    if page.words > DEFAULT_WORDS or speaks_of_a_work(page):
        return None
    found = _STATES_DEFAULT.search(page.text)
    if found is None:
        return None
    evidence = f'it says "{found[0][:100]}"'
    return Detection(PageProblem.NEW, conclusive=is_homepage(final), evidence=evidence)
