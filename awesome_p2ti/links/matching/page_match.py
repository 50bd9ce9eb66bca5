"""Does a page name the work, or ask to be cited as another one?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles, mentions_work
from awesome_p2ti.normalize import normalize_text, normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.models import LinkUse, SiteRecord


def states_full_title(use: LinkUse, record: SiteRecord) -> bool:
    """Say whether a page bears a work's whole title; a name alone is a domain's name too."""
    ours = normalize_title(use.title)
    if ours in map(normalize_title, record.stated_titles):
        return True
    if len(ours.split()) < 3:  # a short title is a name or a phrase: its authors speak for it
        return ours in {normalize_title(p) for p in record.headings} and names_authors(use, record)
    places = (
        record.title,
        *record.headings,
        *title_candidates(record.title),
        *record.stated_titles,
    )
    if any(compare_titles(use.title, p) is TitleMatch.SAME for p in places if len(p.split()) >= 3):
        return True
    return f" {ours} " in f" {normalize_text(record.text)} "


def title_agrees(use: LinkUse, record: SiteRecord) -> bool:
    """Say whether a page names a work, or has a title that is likely the work's."""
    places = (record.title, *record.headings, *record.stated_titles)
    text = " . ".join((*places, record.text))
    if mentions_work(text, use.title, use.name):
        return True
    good = {TitleMatch.SAME, TitleMatch.RETITLED}
    return any(
        compare_titles(use.title, p, name=use.name) in good for p in places[:6] if len(p) > 8
    )


def names_authors(use: LinkUse, record: SiteRecord) -> bool:
    """Say whether a page names two of a work's authors, or the only one."""
    text = f" {normalize_text(record.text)} "
    found = sum(1 for a in use.authors if len(n := normalize_title(a)) > 4 and f" {n} " in text)
    return found >= min(2, len(use.authors)) > 0


def self_titles(record: SiteRecord) -> tuple[str, ...]:
    """Return what a page says that it is: another work's title further down is a mention."""
    if record.truncated:
        return (record.title,)
    return (record.title, *record.headings[:1])


def cited_as_other_work(use: LinkUse, record: SiteRecord) -> str:
    """Return the other work that a page asks to cite it as.

    Its BibTeX alone may be of what it builds on: its title or first heading has to agree.
    """
    works = () if record.truncated else record.stated_titles
    if not works or any(compare_titles(use.title, w, name=use.name) is not TitleMatch.DIFFERENT
                        for w in works):  # fmt: skip
        return ""
    called = " . ".join((record.title, *record.headings[:1]))
    return next((w for w in works if mentions_work(called, w)), "")


def title_candidates(title: str) -> list[str]:
    """Return what may be a work's title inside a page's title or a description."""
    quoted = re.findall(r"[\"“«']([^\"”»]{15,250})[\"”»']", title)
    cut = re.split(r"\s[|–—·-]\s", title)
    after = re.findall(
        r"(?:implementation|code|repository|repo|page|pytorch)\s+(?:of|for)\s+(.{15,250})",
        title,
        re.IGNORECASE,
    )
    return [*quoted, *cut, *after, *(re.sub(r"\s*[([].*$|[.!]\s*$", "", a) for a in after)]
