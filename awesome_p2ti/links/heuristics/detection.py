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
    CLOSED = "closed"
    NEW = "new"
    LOGIN = "login"
    BOT_CHALLENGE = "bot-challenge"


@dataclass(frozen=True, slots=True)
class Detection:
    """A problem of a page, and whether the page alone proves it or a control probe must."""

    problem: PageProblem
    conclusive: bool
    evidence: str
    by_text: bool = False  # not by what the page calls itself


MAX_HEADINGS = 4  # that are split into parts
MAX_SENTENCES = 8
_WITHOUT_SPACES = re.compile(r"[^\x00-\u2e80]")
_OF_A_WORK = re.compile(
    r"\b(?:abstract|arxiv|bibtex|citation|supplementary|data ?sets?|papers?|code|github"
    r"|we (?:present|propose|introduce|study|show))\b|论文|代码|摘要|数据集|論文|コード|논문|코드",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？]+(?:\s+|$)|[。！？]|\s[-–—|·•]\s")
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


def sentences(page: Page) -> tuple[str, ...]:
    """Return the first sentences of a page's text, without its title in front of it."""
    text = page.text.removeprefix(page.title)
    return tuple(s for s in map(str.strip, _SENTENCE_END.split(text)[:MAX_SENTENCES]) if s)


def count_words(text: str) -> int:
    """Return how many words a text has; of scripts without spaces two letters count as one."""
    return len(text.split()) + len(_WITHOUT_SPACES.findall(text)) // 2


def speaks_of_a_work(page: Page) -> bool:
    """Say whether a page has a text of its own on a work, whatever it is called."""
    text = page.text.removeprefix(page.title)
    return len({word.lower() for word in _OF_A_WORK.findall(text)}) > 1


def _parts(title: str) -> tuple[str, ...]:
    return tuple(n for part in _SEPARATOR.split(title) if (n := normalize_title(part)))
