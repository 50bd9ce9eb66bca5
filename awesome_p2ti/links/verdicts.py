"""Link + site record -> verdict: does the site show the work of the entry?

All policy is here. A verdict that fails the run needs proof: a paper's own site states another
title by other authors, a page is plainly of another work of the list, or a domain is repurposed. A
mere difference is a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.detect import sounds_wrong
from awesome_p2ti.links.heuristics.repurposed_domain import (
    is_repurposed_domain,
    speaks_of_research,
)
from awesome_p2ti.links.matching.naming import MIN_NAME
from awesome_p2ti.links.matching.page_match import (
    cited_as_other_work,
    names_authors,
    self_titles,
    states_full_title,
    title_agrees,
    title_candidates,
)
from awesome_p2ti.links.matching.titles import (
    TitleMatch,
    compare_titles,
    mentions_work,
    method_name,
)
from awesome_p2ti.links.matching.unrelated import is_named, is_unrelated, looked_for, shown
from awesome_p2ti.links.models import (
    SEVERITY_ORDER,
    Link,
    LinkUse,
    SiteRecord,
    Status,
    TitleKind,
    Verdict,
)
from awesome_p2ti.normalize import normalize_title
from awesome_p2ti.urls import page_fragment, with_fragment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.matching.title_index import TitleIndex

# Where another work's title is no mistake: data, weights or a video may come from another paper.
ROLES_OF_OTHER_WORKS = frozenset(
    "dataset data weights model video demo code note related source archived".split()
)
PAGE_ROLES = frozenset({"", "project", "paper", "page", "website", "homepage", "code", "demo"})


@dataclass(frozen=True, slots=True)
class UseVerdict:
    """What a site record means for one use of a link."""

    status: Status
    detail: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    unverified: bool = False  # nothing on the page names the work: worth a control probe
    names_it: bool = False  # what was read names the work


def judge(link: Link, record: SiteRecord, titles: TitleIndex, *, cached: bool = False) -> Verdict:
    """Return the verdict on a link: the worst of the verdicts on its uses."""
    per_use = [verdict_for_use(use, record, titles, link.url) for use in link.uses or (LinkUse(),)]
    worst = max(per_use, key=lambda v: SEVERITY_ORDER.index(v.status))
    alive = worst.status in {Status.OK, Status.MOVED}
    moved = with_fragment_of(link.url, record.moved_to) if alive else ""
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
        per_use=tuple(v.status for v in per_use),
        about=record.about,
    )


def verdict_for_use(
    use: LinkUse, record: SiteRecord, titles: TitleIndex, url: str = ""
) -> UseVerdict:
    """Return what a site record means for one use; ``url`` is the link's, with its fragment."""
    status = record.status
    failed = status not in {Status.OK, Status.MOVED}
    if failed and record.heuristic and _is_its_page(use, record, url):
        # A page that states our title is our page, however it looks.
        status = Status.MOVED if record.moved_to else Status.OK
        note = "it looks like an error page, but it states the entry's title"
        return UseVerdict(status, notes=(note,))
    if failed:
        return UseVerdict(status, record.detail)
    notes = ("the repository is archived",) if record.archived else ()
    fragment = page_fragment(url) if record.missing_fragments else ""
    by_title = _judge_title(use, record, titles)
    if by_title.status is Status.WRONG:
        return by_title
    if fragment and fragment in record.missing_fragments:
        return UseVerdict(Status.FRAGMENT_MISSING, f"the page has no '#{fragment}'", notes)
    if status is Status.OK and not by_title.names_it and is_unrelated(use, record, titles):
        return _unrelated(use, record, notes, unverified=by_title.unverified)
    notes = (*notes, *by_title.notes)
    return UseVerdict(status, record.detail, notes, by_title.evidence, by_title.unverified)


def _is_its_page(use: LinkUse, record: SiteRecord, url: str) -> bool:
    """Return whether a page that looks wrong is a work's: by its title, or headed by its name.

    A domain may have the name, and an error page may repeat it. Where the name itself sounds like
    an error, the page has to speak of a work besides.
    """
    if states_full_title(use, record):
        return True
    name = normalize_title(use.name or method_name(use.title))
    headed = [
        t
        for t in map(normalize_title, (record.title, *record.headings[:1]))
        if len(name) >= MIN_NAME and f"{t} ".startswith(f"{name} ")
    ]
    if not headed or name.replace(" ", "") in url.partition("://")[2].partition("/")[0]:
        return False
    if sounds_wrong(name):
        return speaks_of_research(record.text.removeprefix(record.title))
    return not any(map(sounds_wrong, headed))


def _unrelated(
    use: LinkUse, record: SiteRecord, notes: tuple[str, ...], *, unverified: bool
) -> UseVerdict:
    what = shown(record)
    detail = (
        f'nothing there names the work; it is "{what}"' if what else "it names the work nowhere"
    )
    evidence = (f"looked for: {looked_for(use, record)}",)
    return UseVerdict(Status.UNRELATED, detail, notes, evidence, unverified)


def names_no_work(links: Sequence[Link], record: SiteRecord) -> bool:
    """Return whether a record names no work of its links: more text is worth a request."""
    uses = [use for link in links for use in link.uses]
    return bool(uses) and not any(is_named(use, record) for use in uses)


def needs_probe(links: Sequence[Link], record: SiteRecord, titles: TitleIndex) -> bool:
    """Return whether a page names none of the works for which links lead to it."""
    unverified = [
        verdict_for_use(use, record, titles).unverified for link in links for use in link.uses
    ]
    return bool(unverified) and all(unverified)


def _judge_title(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    if not use.title:
        return UseVerdict(Status.OK, names_it=True)
    if record.title_kind is TitleKind.WORK:
        return _judge_work(use, record, titles)
    if record.title_kind is TitleKind.PAGE:
        return _judge_page(use, record, titles)
    if record.title_kind is TitleKind.REPOSITORY:
        return _judge_repository(use, record, titles)
    return _judge_media(use, record, titles)


def _judge_work(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    match = min(
        (
            compare_titles(title, record.title, use.authors, record.authors, name=use.name)
            for title in (use.title, *use.former_titles)
        ),
        key=list(TitleMatch).index,
    )
    if match in {TitleMatch.SAME, TitleMatch.UNKNOWN}:
        return UseVerdict(Status.OK)
    note = f'its title there is "{record.title}"'
    other = titles.find_other((record.title,), use, strict=True)
    if use.role in ROLES_OF_OTHER_WORKS or (match is TitleMatch.RETITLED and not other):
        return UseVerdict(Status.OK, notes=(note,))
    evidence = [f'the entry says "{use.title}", the site says "{record.title}"']
    if use.authors and record.authors:
        evidence.append("the authors differ")
    return UseVerdict(Status.WRONG, f'it is "{record.title}"', evidence=tuple(evidence))


def _judge_page(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    if title_agrees(use, record) or names_authors(use, record):
        return UseVerdict(Status.OK, names_it=True)
    note = f'the page does not name the work; its title is "{record.title}"'
    if use.role not in PAGE_ROLES:
        return UseVerdict(Status.OK)
    other = titles.find_other(self_titles(record), use)
    if other:
        evidence = (f'it has the title of another work: "{other}"',)
        return UseVerdict(Status.WRONG, f'it is the page of "{other}"', evidence=evidence)
    stated = cited_as_other_work(use, record)
    if stated and use.role in {"", "project", "paper", "page"}:
        evidence = (f'it asks to be cited as "{stated}"',)
        return UseVerdict(Status.WRONG, f'it is the page of "{stated}"', evidence=evidence)
    if is_repurposed_domain(record):
        evidence = (f'its title is "{record.title}", and nothing on it names the work',)
        return UseVerdict(Status.WRONG, "its domain has been repurposed", evidence=evidence)
    # What was not read of a long page may name the work.
    return UseVerdict(Status.OK, notes=(note,), unverified=not record.truncated)


def _judge_repository(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    """Recognize the repository of another work of the list by its description."""
    names = record.headings[0] if record.headings else ""
    if mentions_work(
        f"{names.replace('/', ' ')} {record.title} {record.text}", use.title, use.name
    ):
        return UseVerdict(Status.OK, names_it=True)
    # A README's BibTeX is often of what the work builds on.
    other = titles.find_other((record.title, *title_candidates(record.title)), use)
    if other and use.role in {"", "code", "project"}:
        found = f'its description names another work: "{other}"'
        return UseVerdict(Status.WRONG, f'it is the repository of "{other}"', evidence=(found,))
    return UseVerdict(Status.OK)


def _judge_media(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> UseVerdict:
    """Recognize a video, model or file of another work of the list by its title."""
    if not record.title or mentions_work(record.title, use.title, use.name):
        return UseVerdict(Status.OK, names_it=bool(record.title))
    other = titles.find_other((record.title,), use)
    if other and use.role in {"", "video", "talk", "project"}:
        found = f'its title is "{record.title}"'
        return UseVerdict(Status.WRONG, f'it is about "{other}"', evidence=(found,))
    return UseVerdict(Status.OK)
