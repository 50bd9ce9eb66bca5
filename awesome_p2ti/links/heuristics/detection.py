"""What the heuristics share: what they may detect, and a page's title and headings in parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.pages.html import Page


class PageProblem(StrEnum):
    """The kinds of page that are not what was requested."""

    NOT_FOUND = "not-found"
    PARKED = "parked"
    LOGIN = "login"
    BOT_CHALLENGE = "bot-challenge"


@dataclass(frozen=True, slots=True)
class Detection:
    """A problem of a page, and whether the page alone proves it or a control probe must."""

    problem: PageProblem
    conclusive: bool
    evidence: str


MAX_HEADINGS = 4  # that are split into parts
_SEPARATOR = re.compile(
    r"\s[-–—|·•»:/_]+\s|[|·•»–—｜：！？。]|:\s|\s-\s|[!?]\s*|(?<=[^\x00-\u2e80])[-_]|[-_](?=[^\x00-\u2e80])"
)


@dataclass(frozen=True, slots=True)
class PageNames:
    """What a page calls itself, normalized once for all heuristics."""

    title: str
    parts: tuple[str, ...]  # of the title, between its separators
    headings: tuple[str, ...]
    heading_parts: tuple[tuple[str, ...], ...]  # of the first headings


def page_names(page: Page) -> PageNames:
    """Return a page's title and headings in normal form, whole and in parts."""
    return PageNames(
        title=normalize_title(page.title),
        parts=_parts(page.title),
        headings=tuple(map(normalize_title, page.headings)),
        heading_parts=tuple(map(_parts, page.headings[:MAX_HEADINGS])),
    )


def _parts(title: str) -> tuple[str, ...]:
    return tuple(n for part in _SEPARATOR.split(title) if (n := normalize_title(part)))
