"""Link + Record -> Verdict: does the site say what the entry says?

All policy is here. Red needs proof: a paper's own site states another title by other authors; a
page is plainly another known work's, or a domain was sold. A mere difference is a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.repurposed_domain import is_repurposed_domain
from awesome_p2ti.links.matching.page_match import (
    cited_as_other_work,
    names_authors,
    self_titles,
    states_full_title,
    title_agrees,
    title_candidates,
)
from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles, mentions_work
from awesome_p2ti.links.models import (
    SEVERITY_ORDER,
    Link,
    LinkUse,
    SiteRecord,
    Status,
    TitleKind,
    Verdict,
)
from awesome_p2ti.urls import page_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.matching.title_index import TitleIndex

# Where another work's title is no mistake: data, weights or a film may come from another paper.
ROLES_OF_OTHER_WORKS = frozenset(
    "dataset data weights model video demo code note related source archived".split()
)
PAGE_ROLES = frozenset({"", "project", "paper", "page", "website", "homepage", "code", "demo"})


@dataclass(frozen=True, slots=True)
class UseVerdict:
    """What a record means for one use."""

    status: Status
    detail: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    unverified: bool = False  # nothing on the page names the work: worth a probe


def judge(link: Link, record: SiteRecord, titles: TitleIndex, *, cached: bool = False) -> Verdict:
    """Return the verdict on a link: the worst opinion of its uses."""
    opinions = [verdict_for_use(use, record, titles, link.url) for use in link.uses or (LinkUse(),)]
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


def verdict_for_use(
    use: LinkUse, record: SiteRecord, titles: TitleIndex, url: str = ""
) -> UseVerdict:
    """Say what a record means for one use."""
    status = record.status
    bad = status not in {Status.OK, Status.MOVED}
    if bad and record.heuristic and states_full_title(use, record):
        # A page that bears our title is our page, however it looks.
        status = Status.MOVED if record.moved_to else Status.OK
        return UseVerdict(status, "", ("it looks like no page, but it bears the entry's title",))
    if bad:
        return UseVerdict(status, record.detail)
    notes = ("the repository is archived",) if record.archived else ()
    fragment = page_fragment(url) if record.missing_fragments else ""
    said = _judge_title(use, record, titles)
    if said.status is Status.WRONG:
        return said
    if fragment and fragment in record.missing_fragments:
        return UseVerdict(Status.FRAGMENT_MISSING, f"the page has no '#{fragment}'", notes)
    return UseVerdict(status, record.detail, (*notes, *said.notes), said.evidence, said.unverified)


def needs_probe(links: Sequence[Link], record: SiteRecord, titles: TitleIndex) -> bool:
    """Say whether a page names none of the works for which links lead to it."""
    doubts = [
        verdict_for_use(use, record, titles).unverified for link in links for use in link.uses
    ]
    return bool(doubts) and all(doubts)


def _judge_title(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    nothing = UseVerdict(Status.OK)
    if not use.title:
        return nothing
    if record.title_kind is TitleKind.WORK:
        return _judge_work(use, record, titles)
    if record.title_kind is TitleKind.PAGE:
        return _judge_page(use, record, titles)
    if record.title_kind is TitleKind.REPOSITORY:
        return _judge_repository(use, record, titles)
    return _judge_media(use, record, titles)


def _judge_work(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    agreement = min(
        (
            compare_titles(title, record.title, use.authors, record.authors, name=use.name)
            for title in (use.title, *use.former_titles)
        ),
        key=list(TitleMatch).index,
    )
    if agreement in {TitleMatch.SAME, TitleMatch.UNKNOWN}:
        return UseVerdict(Status.OK)
    told = f'its title there is "{record.title}"'
    other = titles.find_other((record.title,), use, strict=True)
    if use.role in ROLES_OF_OTHER_WORKS or (agreement is TitleMatch.RETITLED and not other):
        return UseVerdict(Status.OK, notes=(told,))
    evidence = [f'the entry says "{use.title}", the site says "{record.title}"']
    if use.authors and record.authors:
        evidence.append("the authors differ")
    return UseVerdict(Status.WRONG, f'it is "{record.title}"', evidence=tuple(evidence))


def _judge_page(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    if title_agrees(use, record) or names_authors(use, record):
        return UseVerdict(Status.OK)
    told = f'the page does not name the work; its title is "{record.title}"'
    if use.role not in PAGE_ROLES:
        return UseVerdict(Status.OK)
    other = titles.find_other(self_titles(record), use)
    if other:
        evidence = (f'it bears the title of another work: "{other}"',)
        return UseVerdict(Status.WRONG, f'it is the page of "{other}"', evidence=evidence)
    stated = cited_as_other_work(use, record)
    if stated and use.role in {"", "project", "paper", "page"}:
        evidence = (f'it is to be cited as "{stated}"',)
        return UseVerdict(Status.WRONG, f'it is the page of "{stated}"', evidence=evidence)
    if is_repurposed_domain(record):
        evidence = (f'its title is "{record.title}", and nothing on it names the work',)
        return UseVerdict(Status.WRONG, "the domain is in other hands", evidence=evidence)
    # What was not read of a long page may name the work.
    return UseVerdict(Status.OK, notes=(told,), unverified=not record.truncated)


def _judge_repository(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    """Tell a repository of another known work by its description."""
    names = record.headings[0] if record.headings else ""
    if mentions_work(
        f"{names.replace('/', ' ')} {record.title} {record.text}", use.title, use.name
    ):
        return UseVerdict(Status.OK)
    # A README's BibTeX is often of what the work builds on.
    other = titles.find_other((record.title, *title_candidates(record.title)), use)
    if other and use.role in {"", "code", "project"}:
        told = f'its description names another work: "{other}"'
        return UseVerdict(Status.WRONG, f'it is the repository of "{other}"', evidence=(told,))
    return UseVerdict(Status.OK)


def _judge_media(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    """Tell a film about another known work by its title."""
    if not record.title or mentions_work(record.title, use.title, use.name):
        return UseVerdict(Status.OK)
    other = titles.find_other((record.title,), use)
    if other and use.role in {"", "video", "talk", "project"}:
        told = f'its title is "{record.title}"'
        return UseVerdict(Status.WRONG, f'it is about "{other}"', evidence=(told,))
    return UseVerdict(Status.OK)
