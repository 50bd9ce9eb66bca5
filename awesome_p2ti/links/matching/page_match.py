"""Does a page name the work of an entry, or ask to be cited as another one?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles, mentions_work
from awesome_p2ti.normalize import normalize_text, normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.models import LinkUse, SiteRecord


def states_full_title(use: LinkUse, record: SiteRecord) -> bool:
    """Return whether a page states a work's full title; a method's name may be a domain's too."""
    ours = normalize_title(use.title)
    if ours in map(normalize_title, record.stated_titles):
        return True
    if len(ours.split()) < 3:  # a short title may be any phrase: the authors have to agree
        return ours in map(normalize_title, record.headings) and names_authors(use, record)
    titles = (
        record.title,
        *record.headings,
        *title_candidates(record.title),
        *record.stated_titles,
    )
    if any(compare_titles(use.title, t) is TitleMatch.SAME for t in titles if len(t.split()) >= 3):
        return True
    return f" {ours} " in f" {normalize_text(record.text)} "


def title_agrees(use: LinkUse, record: SiteRecord) -> bool:
    """Return whether a page names a work, or has a title that is likely the work's."""
    titles = (record.title, *record.headings, *record.stated_titles)
    text = " . ".join((*titles, record.text))
    if mentions_work(text, use.title, use.name):
        return True
    good = {TitleMatch.SAME, TitleMatch.RETITLED}
    return any(
        compare_titles(use.title, t, name=use.name) in good for t in titles[:6] if len(t) > 8
    )


def names_authors(use: LinkUse, record: SiteRecord) -> bool:
    """Return whether a page names two of a work's authors, or its only one."""
    text = f" {normalize_text(record.text)} "
    found = sum(1 for a in use.authors if len(n := normalize_title(a)) > 4 and f" {n} " in text)
    return found >= min(2, len(use.authors)) > 0


def self_titles(record: SiteRecord) -> tuple[str, ...]:
    """Return the titles of the page itself: another work's title further down is a mention."""
    if record.truncated:
        return (record.title,)
    return (record.title, *record.headings[:1])


def cited_as_other_work(use: LinkUse, record: SiteRecord) -> str:
    """Return the title of another work that a page asks to be cited as, or nothing.

    BibTeX alone may be of a work that this one builds on: title or first heading has to agree.
    """
    stated = () if record.truncated else record.stated_titles
    if not stated or any(compare_titles(use.title, t, name=use.name) is not TitleMatch.DIFFERENT
                        for t in stated):  # fmt: skip
        return ""
    own = " . ".join((record.title, *record.headings[:1]))
    return next((t for t in stated if mentions_work(own, t)), "")


def title_candidates(title: str) -> list[str]:
    """Return the parts of a page's title or description that may be a work's title."""
    quoted = re.findall(r"[\"“«']([^\"”»]{15,250})[\"”»']", title)
    split = re.split(r"\s[|–—·-]\s", title)
    after = re.findall(
        r"(?:implementation|code|repository|repo|page|pytorch)\s+(?:of|for)\s+(.{15,250})",
        title,
        re.IGNORECASE,
    )
    return [*quoted, *split, *after, *(re.sub(r"\s*[([].*$|[.!]\s*$", "", a) for a in after)]
