"""Closed sites: suspended, disabled, lapsed or unpublished by their hoster or their owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.detection import Detection, PageProblem
from awesome_p2ti.links.heuristics.phrases import states_closed

if TYPE_CHECKING:
    from awesome_p2ti.links.pages.html import Page

MAX_WORDS = 60  # of a page that says nothing else
_CLOSED = re.compile(
    r"\b(?:this|the|your|that|its) (?:[\w.-]+ ){0,2}?(?:web ?site|site|account|blog|hosting"
    r"|domain|plan|subscription|web ?space|user|shop|store|app)\b.{0,40}?"
    r"\b(?:suspended|disabled|deactivated|unpublished|closed|archived|terminated|taken down"
    r"|shut down|deleted|removed|expired|ended|offline"
    r"|not (?:been )?(?:renewed|configured|published|paid)|no longer (?:active|available))\b"
    r"|\bno (?:web ?)?site (?:is )?configured\b",
    re.IGNORECASE,
)


def detect_closed_site(page: Page) -> Detection | None:
    """Return the evidence that a page only calls its site closed, if any."""
    if page.words > MAX_WORDS or not (_CLOSED.search(page.text) or states_closed(page.text)):
        return None
    evidence = f'it says "{page.text[:100]}"'
    return Detection(PageProblem.CLOSED, conclusive=False, evidence=evidence)
