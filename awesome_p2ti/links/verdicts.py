"""Link + Record -> Verdict: does the site say what the entry says?

All policy is here. Red needs proof: a paper's own site states another title by other authors; a
page is plainly another known work's, or a domain was sold. A mere difference is a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.repurposed_domain import is_repurposed_domain
from awesome_p2ti.links.matching.page_match import (
    bears_title,
    names_authors,
    says_of_itself,
    stated_work,
    title_agrees,
    titles_inside,
)
from awesome_p2ti.links.matching.titles import Agreement, compare, mentions
from awesome_p2ti.links.models import SEVERITY_ORDER, Kind, Link, Record, Status, Use, Verdict
from awesome_p2ti.urls import page_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.matching.title_index import Known

# Where another work's title is no mistake: data, weights or a film may come from another paper.
OTHERS_WORK = frozenset(
    "dataset data weights model video demo code note related source archived".split()
)
PAGE_ROLES = frozenset({"", "project", "paper", "page", "website", "homepage", "code", "demo"})


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a record means for one use."""

    status: Status
    detail: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    doubt: bool = False  # nothing on the page names the work: worth a probe


def judge(link: Link, record: Record, known: Known, *, cached: bool = False) -> Verdict:
    """Return the verdict on a link: the worst opinion of its uses."""
    opinions = [opinion(use, record, known, link.url) for use in link.uses or (Use(),)]
    worst = max(opinions, key=lambda o: SEVERITY_ORDER.index(o.status))
    moved = record.moved_to if worst.status in {Status.OK, Status.MOVED} else ""
    return Verdict(
        link=link,
        status=worst.status,
        detail=worst.detail or record.detail,
        title=record.title,
        moved_to=moved,
        permanent=record.permanent and bool(moved),
        evidence=tuple(dict.fromkeys((*worst.evidence, *record.evidence))),
        notes=worst.notes,
        requests=round(record.requests, 3),
        seconds=round(record.seconds, 3),
        cached=cached,
        per_use=tuple(o.status for o in opinions),
    )


def opinion(use: Use, record: Record, known: Known, url: str = "") -> Opinion:
    """Say what a record means for one use."""
    status = record.status
    bad = status not in {Status.OK, Status.MOVED}
    if bad and record.by_page and bears_title(use, record):
        # A page that bears our title is our page, however it looks.
        status = Status.MOVED if record.moved_to else Status.OK
        return Opinion(status, "", ("it looks like no page, but it bears the entry's title",))
    if bad:
        return Opinion(status, record.detail)
    notes = ("the repository is archived",) if record.archived else ()
    fragment = page_fragment(url)
    said = _on_title(use, record, known)
    if said.status is Status.WRONG:
        return said
    if fragment and fragment in record.missing:
        return Opinion(Status.FRAGMENT_MISSING, f"the page has no '#{fragment}'", notes)
    return Opinion(status, record.detail, (*notes, *said.notes), said.evidence, said.doubt)


def in_doubt(links: Sequence[Link], record: Record, known: Known) -> bool:
    """Say whether a page names none of the works for which links lead to it."""
    doubts = [opinion(use, record, known).doubt for link in links for use in link.uses]
    return bool(doubts) and all(doubts)


def _on_title(use: Use, record: Record, known: Known) -> Opinion:
    nothing = Opinion(Status.OK)
    if not use.title:
        return nothing
    if record.kind is Kind.WORK:
        return _on_work(use, record, known)
    if record.kind is Kind.PAGE:
        return _on_page(use, record, known)
    if record.kind is Kind.REPOSITORY:
        return _on_repository(use, record, known)
    return _on_media(use, record, known)


def _on_work(use: Use, record: Record, known: Known) -> Opinion:
    agreement = min(
        (
            compare(title, record.title, use.authors, record.authors, name=use.name)
            for title in (use.title, *use.former)
        ),
        key=list(Agreement).index,
    )
    if agreement in {Agreement.SAME, Agreement.UNKNOWN}:
        return Opinion(Status.OK)
    told = f'its title there is "{record.title}"'
    other = known.other((record.title,), use, strict=True)
    if use.role in OTHERS_WORK or (agreement is Agreement.RETITLED and not other):
        return Opinion(Status.OK, notes=(told,))
    evidence = [f'the entry says "{use.title}", the site says "{record.title}"']
    if use.authors and record.authors:
        evidence.append("the authors differ")
    return Opinion(Status.WRONG, f'it is "{record.title}"', evidence=tuple(evidence))


def _on_page(use: Use, record: Record, known: Known) -> Opinion:
    if title_agrees(use, record) or names_authors(use, record):
        return Opinion(Status.OK)
    told = f'the page does not name the work; its title is "{record.title}"'
    if use.role not in PAGE_ROLES:
        return Opinion(Status.OK)
    other = known.other(says_of_itself(record), use)
    if other:
        evidence = (f'it bears the title of another work: "{other}"',)
        return Opinion(Status.WRONG, f'it is the page of "{other}"', evidence=evidence)
    stated = stated_work(use, record)
    if stated and use.role in {"", "project", "paper", "page"}:
        evidence = (f'it is to be cited as "{stated}"',)
        return Opinion(Status.WRONG, f'it is the page of "{stated}"', evidence=evidence)
    if is_repurposed_domain(record):
        evidence = (f'its title is "{record.title}", and nothing on it names the work',)
        return Opinion(Status.WRONG, "the domain is in other hands", evidence=evidence)
    # What was not read of a long page may name the work.
    return Opinion(Status.OK, notes=(told,), doubt=not record.cut)


def _on_repository(use: Use, record: Record, known: Known) -> Opinion:
    """Tell a repository of another known work by its description."""
    names = record.headings[0] if record.headings else ""
    if mentions(f"{names.replace('/', ' ')} {record.title} {record.text}", use.title, use.name):
        return Opinion(Status.OK)
    # A README's BibTeX is often of what the work builds on.
    other = known.other((record.title, *titles_inside(record.title)), use)
    if other and use.role in {"", "code", "project"}:
        told = f'its description names another work: "{other}"'
        return Opinion(Status.WRONG, f'it is the repository of "{other}"', evidence=(told,))
    return Opinion(Status.OK)


def _on_media(use: Use, record: Record, known: Known) -> Opinion:
    """Tell a film about another known work by its title."""
    if not record.title or mentions(record.title, use.title, use.name):
        return Opinion(Status.OK)
    other = known.other((record.title,), use)
    if other and use.role in {"", "video", "talk", "project"}:
        told = f'its title is "{record.title}"'
        return Opinion(Status.WRONG, f'it is about "{other}"', evidence=(told,))
    return Opinion(Status.OK)
