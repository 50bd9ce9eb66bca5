"""Notices of authors at arXiv: a paper is taken back, or another one stands in its place."""

from __future__ import annotations

import re

from awesome_p2ti.identifiers import ARXIV_PATTERN

_PAPER = r"(?:paper|article|manuscript|work|preprint|document|e-print)"
# A paper that was withdrawn from a conference is still on arXiv.
_FOR_GOOD = (
    r"\b(?!(?:\s+by\s+(?:the\s+|its\s+)?authors?)?\s+(?:from|at)\s+"
    r"(?!(?:the\s+)?(?:arxiv|publication|circulation|public)))"
)
_WITHDRAWN = re.compile(
    rf"(?:\b(?:this|the|our)\s+(?:(?:present|current|whole|entire)\s+)?{_PAPER}|\bthis\s+submission)\s+"
    r"(?:has\s+been|was|is(?:\s+being)?|is\s+now|has\s+to\s+be|had\s+to\s+be)\s+(?:\w+\s+)?"
    rf"(?:withdrawn|retracted){_FOR_GOOD}"
    r"|\b(?:authors?|we|i)\s+(?:(?!not\b)\w+\s+){0,3}"
    r"(?:withdrawn|withdrew|withdraw|withdrawing|retracted|retract|retracting)\s+"
    rf"(?:this|the|our)\s+(?:{_PAPER}|submission){_FOR_GOOD}"
    rf"|^\W*(?:(?:this\s+)?(?:paper|article|submission)\s+)?(?:has\s+been\s+)?withdrawn{_FOR_GOOD}",
    re.IGNORECASE,
)
_NEWER = re.compile(
    r"\b(?:(?:new(?:er)?|latest|updated|extended|journal|current)\s+version(?!\s+of\b)(?:\s+(?:is|can\s+be)\b)?"
    r"|superseded\s+by|replaced\s+by|merged\s+(?:in)?to|subsumed\s+by)"
    r"[^.;]{0,40}?\b(?:arxiv\s*:\s*|arxiv\.org/(?:abs|pdf)/)"
    rf"(?P<id>{ARXIV_PATTERN})(?!\d)",
    re.IGNORECASE,
)


def withdrawal_in(text: str) -> str:
    """Return the words by which a paper is taken back for good, or nothing."""
    found = _WITHDRAWN.search(text)
    return found[0] if found else ""


def newer_paper_in(comment: str) -> str:
    """Return the arXiv id of the paper that a comment says to read instead, or nothing."""
    found = _NEWER.search(comment)
    return found["id"] if found else ""
