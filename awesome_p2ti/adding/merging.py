"""What all sources state of a paper, as one draft: each field by the source that counts first.

A field that no source states stays empty, and so does one over which sources differ: what they say
is a remark for a person. Another first author means another paper: that is a conflict.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.adding.draft import Draft, Fact, Proposal
from awesome_p2ti.adding.sources.code_links import by_owner, project_of, repositories_of
from awesome_p2ti.identifiers import arxiv_id_of_doi, is_doi
from awesome_p2ti.links.matching.authors import author_overlap
from awesome_p2ti.normalize import normalize_title, plain_markup
from awesome_p2ti.rules.arxiv_dates import arxiv_month, is_long_before
from awesome_p2ti.schema.addresses import is_address
from awesome_p2ti.schema.field_types import venue_parts
from awesome_p2ti.schema.venues.stated import read_venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.adding.sources.paper import Found
    from awesome_p2ti.links.paper_facts import PaperFacts, Role

SAME_AUTHORS = 0.5  # of a shorter list that a longer one has
SAME_PERSON = 0.5  # a surname alone counts that much
MAX_DELAY = 6  # years after which a preprint is published at the latest
FROM_THE_ID = "the arXiv id"
AT_HUB: tuple[Role, ...] = ("demo", "weights", "dataset")
_NOT_A_PERSON = re.compile(r"et\.? al\.?|others|and others|anonymous(?: authors?)?|", re.IGNORECASE)


def merge(
    wanted: Wanted,
    found: Found,
    venues: frozenset[str],
    journals: frozenset[str] = frozenset(),
) -> Draft:
    """Return what is known of a paper; ``venues`` are the names of data/venues.yaml."""
    facts = [f for f in found.facts if f.title or f.links]
    draft = Draft()
    _ids(draft, wanted, facts)
    titled = [f for f in facts if f.title]
    if _other_first_author(draft, titled) or not titled:
        return draft
    _title(draft, titled)
    _authors(draft, titled)
    _date(draft, titled)
    _venue(draft, titled, venues, journals)
    _links(draft, facts)
    for fact in titled:
        if fact.withdrawn:
            draft.conflicts.append(f"{fact.source} says that the paper is withdrawn")
        elif fact.newer and fact.newer != fact.arxiv:
            draft.conflicts.append(
                f"{fact.source} says that arXiv:{fact.newer} is its newer version: add that one"
            )
    draft.conflicts[:] = dict.fromkeys(draft.conflicts)
    return draft


def _ids(draft: Draft, wanted: Wanted, facts: Sequence[PaperFacts]) -> None:
    pasted = "the address"
    draft.arxiv = _first(((wanted.arxiv, pasted), *((f.arxiv, f.source) for f in facts)))
    dois = ((wanted.doi, pasted), *((f.doi, f.source) for f in facts))
    draft.doi = _first((d, s) for d, s in dois if is_doi(d) and not arxiv_id_of_doi(d))
    draft.openreview = _first(
        ((wanted.openreview, pasted), *((f.openreview, f.source) for f in facts))
    )


def _other_first_author(draft: Draft, facts: Sequence[PaperFacts]) -> bool:
    """Note a conflict where sources name other first authors; both are shown."""
    named = [(f, people) for f in facts if (people := _people(f))]
    for fact, people in named[1:]:
        first, own = named[0]
        same_title = _same_title(_plain(first.title), _plain(fact.title))
        if not (_same_person(own, people) or (same_title and _only_listed_otherwise(own, people))):
            draft.conflicts.append(
                f'{first.source} has "{_plain(first.title)}" by {_shown(own)}, and {fact.source} '
                f'"{_plain(fact.title)}" by {_shown(people)}'
            )
    return bool(draft.conflicts)


def _same_person(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return author_overlap(ours[:1], theirs[:1]) >= SAME_PERSON


def _only_listed_otherwise(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether a list has the same people by the alphabet, or editors before them."""
    families = [normalize_title(name).rpartition(" ")[2] for name in theirs]
    by_alphabet = len(theirs) > 1 and families == sorted(families)
    listed = any(_same_person(ours, [name]) for name in theirs)
    stranger = not any(_same_person([name], theirs) for name in ours)
    return listed and (stranger or (by_alphabet and author_overlap(ours, theirs) == 1.0))


def _title(draft: Draft, facts: Sequence[PaperFacts]) -> None:
    """Take the published title; the preprint's, where it is another one, is a former one."""
    best = facts[0]
    title = _plain(best.title)
    former: list[Fact[str]] = []
    for fact in facts[1:]:
        other = _plain(fact.title)
        if _same_title(title, other):
            cut = normalize_title(title) == normalize_title(other.partition(":")[0]) != ""
            best, title = (fact, other) if cut and ":" in other else (best, title)
            continue
        if not fact.published or best.published:
            continue
        if author_overlap(_people(best), _people(fact)) < SAME_AUTHORS:
            draft.remarks.append(f'{fact.source} has the title "{other}"')
            continue
        former, best, title = [Fact(title, best.source)], fact, other
    draft.title = Fact(title, best.source)
    if former:
        draft.former_titles = Fact(tuple(f.value for f in former), former[0].source)


def _same_title(one: str, other: str) -> bool:
    """Return whether titles are equal but for marks, or one is the other cut at the colon."""
    ours, theirs = (normalize_title(t).replace(" ", "") for t in (one, other))
    cut = (t.partition(":")[0] for t in (one, other))
    heads = {normalize_title(head).replace(" ", "") for head in cut}
    return ours == theirs or (len(heads) == 1 and bool({ours, theirs} & heads))


def _authors(draft: Draft, facts: Sequence[PaperFacts]) -> None:
    named = ((people, f.source) for f in facts if (people := _people(f)))
    draft.authors = next((Fact(people, source) for people, source in named), None)


def _people(fact: PaperFacts) -> tuple[str, ...]:
    names = (_plain(name) for name in fact.authors)
    return tuple(dict.fromkeys(n for n in names if not _NOT_A_PERSON.fullmatch(n)))


def _date(draft: Draft, facts: Sequence[PaperFacts]) -> None:
    """Take the earlier of the month in the arXiv id and the publication."""
    dates = [(arxiv_month(draft.arxiv.value), FROM_THE_ID)] if draft.arxiv else []
    pages_first = sorted(facts, key=lambda f: bool(f.doi or f.openreview))
    public = [(f.public[:7], f.source) for f in pages_first if f.public]
    year = public[0][0][:4] if public else ""
    in_that_year = sorted((p for p in public if p[0][:4] == year), key=lambda p: -len(p[0]))
    for date, source in in_that_year[:1]:
        if dates and is_long_before(date, dates[0][0]):
            draft.remarks.append(f"{source} has a date long before the arXiv id's: {date}")
        else:
            dates.append((date, source))
    if dates:  # a year alone is no earlier than a month of it
        draft.date = Fact(*min(dates, key=lambda d: d[0] if len(d[0]) > 4 else f"{d[0]}-99"))


def _venue(
    draft: Draft, facts: Sequence[PaperFacts], venues: frozenset[str], journals: frozenset[str]
) -> None:
    """Take the first venue of the list that a source states; say what others wrote."""
    for source, text in _venue_texts(facts):
        stated = read_venue(text, venues, journals)
        why = stated.why or _year_fault(draft, stated.venue)
        if stated.venue and not why:
            draft.venue = Fact(stated.venue, source)
            return
        if why:
            shown = text if len(text) <= 120 else f"{text[:119]}…"
            draft.remarks.append(f'no venue from {source}: "{shown}": {why}')


def _venue_texts(facts: Sequence[PaperFacts]) -> Iterator[tuple[str, str]]:
    """Yield what may state a venue, in the order in which it counts."""
    of_work = [f for f in facts if f.published and not (f.doi or f.openreview)]
    registered = [f for f in facts if f.published and f.doi]
    preprints = [f for f in facts if not f.published]
    last = [f for f in facts if f.published and f.openreview and not f.doi]
    for group in (of_work, preprints, registered):
        yield from ((f.source, f.venue) for f in group if f.venue)
    yield from ((f"{f.source}'s comment", f.comment) for f in preprints if f.comment)
    yield from ((f.source, f.venue) for f in last if f.venue)


def _year_fault(draft: Draft, venue: str) -> str:
    """Return why a venue's year cannot be, or nothing."""
    if not venue or draft.date is None:
        return ""
    year, first = venue_parts(venue)[1], int(draft.date.value[:4])
    fine = first <= year <= first + MAX_DELAY
    return "" if fine else f"the paper was first public in {draft.date.value}"


def _links(draft: Draft, facts: Sequence[PaperFacts]) -> None:
    url, source = project_of(facts)
    if is_address(url):
        draft.project = Fact(url, source)
    if not (draft.arxiv or draft.doi or draft.openreview):
        papers = ((k.url, f.source) for f in facts for k in f.links if k.role == "paper")
        draft.paper = _first((u, s) for u, s in papers if is_address(u))
    repositories = repositories_of(facts)
    code = next((r for r in repositories if r.official), None)
    if code:
        draft.code = Fact(code.url, code.sources[0])
    rest = (r for r in repositories if r is not code)
    draft.proposals += [Proposal("code", r.url, r.sources[0]) for r in rest]
    for role in AT_HUB:
        own, others = by_owner(facts, role, code.owner if code else "")
        if len(own) == 1 and is_address(own[0][0]):
            setattr(draft, role, Fact(*own.pop()))
        draft.proposals += [Proposal(role, u, s) for u, s in (*own, *others) if is_address(u)]


def _first(values: Iterable[tuple[str, str]]) -> Fact[str] | None:
    """Return the first value that is stated, with its source."""

    return next((Fact(value, source) for value, source in values if value), None)


def _plain(text: str) -> str:
    """Return a text as an entry writes it: no markup, no TeX accents, one space between words."""
    return " ".join(plain_markup(text).split())


def _shown(people: Sequence[str]) -> str:
    return ", ".join(people[:2]) + (" and others" if len(people) > 2 else "")
