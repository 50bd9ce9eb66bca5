"""Pages that answer 200 and say "not found": by their title, headings, words or address.

What the title and the headings *are* counts, not what they hold: a paper may be called "404 Not
Found".
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.links.heuristics.detection import Detection, PageProblem, segments
from awesome_p2ti.links.heuristics.phrases import is_error_number, says_missing_abroad
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.pages.html import Page

_THING = (
    r"(?:page|file|site|website|document|resource|project|article|url|object|item|content|link"
    r"|address|path|user|account|profile|repository|folder|share|video|post|entry|app)"
)
_MISSING = re.compile(
    r"(?:(?:error|oops|sorry|whoops|uh oh|http|status|code) )*(?:404|410)"
    r"(?: (?:error|(?:file )?not found|gone|page|nothing here))*"
    rf"|(?:oops |sorry |error |the |this |requested |your )*{_THING}(?: you \w+(?: \w+){{0,4}})?"
    r"(?: (?:was|is|could|can|cannot|cant|has|have|been|be|does|doesnt|isnt|wasnt|couldnt|not|no"
    r"|longer|currently))*"
    r" (?:found|available|exist|exists|removed|deleted|missing|gone|unavailable|expired|moved)"
    r"(?: here)?|(?:oops |sorry |error )*not found|nothing (?:was )?(?:found|to see)(?: here)?"
    r"|page missing|missing page"
    r"|(?:we )?(?:cant|cannot|couldnt|could not) find (?:that|this|the) page.{0,30}"
    r"|seite nicht gefunden|page (?:introuvable|non trouvee)|pagina (?:no encontrada|non trovata)"
)
_SAYS_MISSING = re.compile(
    rf"\b(?:the|this|that|requested)\s+(?:\w+\s+)?{_THING}\b.{{0,60}}?"
    r"(?:could\s+not\s+be\s+found|couldn.t\s+be\s+found|cannot\s+be\s+found|can.t\s+be\s+found"
    r"|was\s+not\s+found|wasn.t\s+found|is\s+not\s+found|does\s+not\s+exist|doesn.t\s+exist"
    r"|no\s+longer\s+(?:exists?|available)|(?:has\s+been|was|may\s+have\s+been|might\s+have\s+been)"
    r"\s+(?:moved|removed|deleted)|is\s+not\s+available|isn.t\s+available|is\s+unavailable)"
    r"|we\s+(?:can.t|couldn.t|cannot|could\s+not)\s+find\s+(?:the|that)\s+page",
    re.IGNORECASE,
)
# One of these is in all that the expression finds: most pages need no closer look.
_MISSING_WORDS = ("found", "find", "exist", "availab", "moved", "deleted")
_MISSING_PATH = re.compile(
    r"/(?:404|410|error|errors?/404|not-?_?found|page-?_?not-?_?found|404\.\w{2,5}|error\.\w{2,5})/?$",
    re.IGNORECASE,
)
_NO_KEY = re.compile(r"<Error>\s*<Code>\s*(?:NoSuchKey|NoSuchBucket|NotFound)\b", re.IGNORECASE)


def _is_missing(words: str) -> bool:
    """Say whether normalised words are what a "not found" page is called, and nothing else."""
    if _MISSING.fullmatch(words) or is_error_number(words):
        return True
    return len(words) <= 60 and says_missing_abroad(words)


def _heads_missing(heading: str) -> bool:
    """Say whether a heading is that of a "not found" page, but for an exclamation."""
    parts = segments(heading)
    rest = sum(len(s.split()) for s in parts if not _is_missing(s))
    return _is_missing(normalize_title(heading)) or (rest <= 2 and any(map(_is_missing, parts)))


def _says_missing(text: str) -> bool:
    folded = text.casefold()
    return any(w in folded for w in _MISSING_WORDS) and bool(_SAYS_MISSING.search(text))


def detect_soft_404(page: Page, url: str, final: str) -> Detection | None:
    """Return what speaks for a page being a "not found" one, if anything."""
    parts = segments(page.title)
    in_title = [s for s in parts if _is_missing(s)]
    rest = [s for s in parts if s not in in_title]
    in_heading = any(_heads_missing(h) for h in page.headings[:4])
    short = page.words < 250
    says = _says_missing(page.text[:2000])
    says = says or (short and says_missing_abroad(page.text))
    # What else the title says: a site's name is short, a work's title is not.
    pure = bool(in_title) and sum(len(s.split()) for s in rest) <= 4
    led = final != url and bool(_MISSING_PATH.search(urlsplit(final).path))
    hint = page.status_hint in {"404", "410"}
    weight = 2 * pure + bool(in_title) + 2 * in_heading + says + 3 * led + 2 * hint
    told = (
        f'its title is "{page.title}"'
        if in_title or not in_heading
        else f'it is headed "{page.headings[0]}"'
    )
    if led and (in_title or in_heading or says):
        return Detection(PageProblem.NOT_FOUND, conclusive=True, evidence=f"it leads to {final}")
    if short and pure and (in_heading or says or hint):
        return Detection(
            PageProblem.NOT_FOUND, conclusive=True, evidence=f"{told} though the status is 200"
        )
    if weight >= 2 or (says and short):
        return Detection(PageProblem.NOT_FOUND, conclusive=False, evidence=told)
    return None


def body_says_not_found(text: str) -> bool:
    """Say whether a short answer that is no page, JSON, XML or plain, only says "not found"."""
    if _NO_KEY.search(text[:300]):
        return True
    said = [text]
    if text.lstrip().startswith("{"):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return False
        said = [v for v in data.values() if isinstance(v, str)] if len(data) <= 4 else []
    return any(len(s) < 80 and _is_missing(normalize_title(s)) for s in said)


def is_only_soft_404(page: Page) -> bool:
    """Say whether the page is about nothing else, for when a probe neither proves nor disproves."""
    parts = segments(page.title)
    in_title = any(_is_missing(s) for s in parts)
    rest = sum(len(s.split()) for s in parts if not _is_missing(s))
    in_heading = any(_is_missing(normalize_title(h)) for h in page.headings[:2])
    return page.words < 120 and ((in_title and rest <= 4) or in_heading)
