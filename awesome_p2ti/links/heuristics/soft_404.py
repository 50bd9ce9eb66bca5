"""Soft 404s: pages that answer 200 and say "not found" by title, headings, text or URL.

What the title and the headings *are* counts, not what they hold: a paper may be called "404 Not
Found".
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.links.heuristics.detection import (
    Detection,
    PageProblem,
    count_words,
    sentences,
    speaks_of_a_work,
)
from awesome_p2ti.links.heuristics.phrases import names_missing, states_missing
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Collection

    from awesome_p2ti.links.heuristics.detection import PageNames
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
_STATES_MISSING = re.compile(
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
FEW_WORDS = 60  # of a page that hardly says more than its title
MOST_OF_TITLE = 4  # words of a site's name beside "not found"
A_LINE = 12  # words of a page that is one line, without a heading
MOST_BESIDE = 4  # words of a page that only says "not found", beside that
_MOVED = re.compile(r"\bmoved\b", re.IGNORECASE)
_ABOUT_STATUS = re.compile(
    r"(?:\b|_)(?:404|410)(?:\b|_)|\b(?:page|file)?[-_]?not[-_]?found\b", re.IGNORECASE
)
_NO_KEY = re.compile(r"<Error>\s*<Code>\s*(?:NoSuchKey|NoSuchBucket|NotFound)\b", re.IGNORECASE)


def _missing_among(names: Collection[str]) -> set[str]:
    """Return those of some normalized names that a "not found" page has, and no other page."""
    return {n for n in names if _MISSING.fullmatch(n)} | names_missing(names)


def _heads_missing(heading: str, parts: Collection[str], missing: set[str]) -> bool:
    """Say whether a heading is that of a "not found" page, but for an exclamation."""
    rest = sum(len(p.split()) for p in parts if p not in missing)
    return heading in missing or (rest <= 2 and any(p in missing for p in parts))


def _states_missing(text: str) -> bool:
    folded = text.casefold()
    return any(w in folded for w in _MISSING_WORDS) and bool(_STATES_MISSING.search(text))


def detect_soft_404(page: Page, names: PageNames, url: str, final: str) -> Detection | None:
    """Return the evidence that a page is a soft 404, if any."""
    headings = list(zip(names.headings, names.heading_parts, strict=False))
    missing = _missing_among(
        {*names.parts, *(n for heading, parts in headings for n in (heading, *parts))}
    )
    in_title = any(p in missing for p in names.parts)
    in_heading = any(_heads_missing(heading, parts, missing) for heading, parts in headings)
    if page.words <= A_LINE and not names.headings:
        in_heading = bool(_missing_among({normalize_title(s) for s in sentences(page)}))
    short = page.words < 250
    states = _states_missing(page.text[:2000])
    states = states or (short and states_missing(page.text))
    # What else is in the title: a site's name is short, a work's title is not.
    rest = sum(len(p.split()) for p in names.parts if p not in missing)
    pure = in_title and rest <= 4
    led = final != url and bool(_MISSING_PATH.search(urlsplit(final).path))
    hint = page.status_hint in {"404", "410"}
    weight = 2 * pure + in_title + 2 * in_heading + states + 3 * led + 2 * hint
    where = (
        f'its title is "{page.title}"'
        if in_title or not (in_heading and page.headings)
        else f'it is headed "{page.headings[0]}"'
    )
    if led and (in_title or in_heading or states):
        return Detection(PageProblem.NOT_FOUND, conclusive=True, evidence=f"it leads to {final}")
    if short and pure and (in_heading or states or hint):
        evidence = f"{where} though the status is 200"
        return Detection(PageProblem.NOT_FOUND, conclusive=False, evidence=evidence)
    if weight >= 2 or (states and short) or (in_title and page.words < FEW_WORDS):
        by_text = not (in_title or in_heading)
        return Detection(PageProblem.NOT_FOUND, False, where, by_text=by_text)
    return None


def body_says_not_found(text: str) -> bool:
    """Say whether a short answer that is no page, JSON, XML or plain, only says "not found"."""
    if _NO_KEY.search(text[:300]):
        return True
    texts = [text]
    if text.lstrip().startswith("{"):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return False
        texts = [v for v in data.values() if isinstance(v, str)] if len(data) <= 4 else []
    return bool(_missing_among({normalize_title(t) for t in texts if len(t) < 80}))


def is_only_soft_404(page: Page, names: PageNames, url: str) -> bool:
    """Say whether the page is about nothing else: then it needs no control probe.

    A page whose URL names the status is about it.
    """
    if _ABOUT_STATUS.search(urlsplit(url).path) or speaks_of_a_work(page):
        return False
    if page.words < 120 and is_named_missing(names):
        return True
    rest = sum(len(p.split()) for p in names.parts if p not in _missing_among(names.parts))
    return page.words < FEW_WORDS and rest <= MOST_OF_TITLE and _says_nothing_else(page)


def is_named_missing(names: PageNames) -> bool:
    """Say whether a page is titled or headed "not found", and little else."""
    missing = _missing_among({*names.parts, *names.headings[:2]})
    rest = sum(len(p.split()) for p in names.parts if p not in missing)
    in_title = any(p in missing for p in names.parts)
    return (in_title and rest <= MOST_OF_TITLE) or any(h in missing for h in names.headings[:2])


def _says_nothing_else(page: Page) -> bool:
    """Say whether each sentence of a page calls it missing, but for a few words."""
    said = sentences(page)
    missing = [s for s in said if _calls_missing(s)]
    beside = sum(count_words(s) for s in said if s not in missing)
    return bool(missing) and beside <= MOST_BESIDE


def _calls_missing(sentence: str) -> bool:
    if _MOVED.search(sentence):  # that may be a page that tells its new address
        return False
    return _states_missing(sentence) or states_missing(sentence)
