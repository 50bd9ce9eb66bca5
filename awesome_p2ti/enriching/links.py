"""The links that services give for listed papers, by the rules by which `add` takes them.

Sure is what `add` would write. What it only shows, such as code that the hub found by itself, is
for a person to judge; so is a venue that a comment or a registry states.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.adding.addresses import Wanted
from awesome_p2ti.adding.merging import merge
from awesome_p2ti.enriching.enrichment import LINK_FIELDS, Enrichment
from awesome_p2ti.links.matching.authors import author_overlap
from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles
from awesome_p2ti.schema.addresses import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from awesome_p2ti.adding.draft import Draft
    from awesome_p2ti.adding.sources.paper import Found
    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper

CHUNK = 100
"""Papers that are looked up together: as many as one request to arXiv holds."""
SAME_AUTHORS = 0.5
_UNVOUCHED = "nobody vouches that it is the authors' own"
_MOST_UNSURE = 5
"""Values of one field that are shown to a person; more of them help nobody."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found of one paper, and who did not answer."""

    enrichments: tuple[Enrichment, ...]
    failures: tuple[str, ...] = ()


def lacking(paper: Paper, fields: Collection[str]) -> list[str]:
    """Return which of the fields an entry lacks."""
    return [f for f in fields if getattr(paper if f == "venue" else paper.links, f) is None]


def link_enrichments(
    papers: Sequence[Entry[Paper]],
    fields: Collection[str],
    catalog: Catalog,
    look_up: Callable[[Sequence[Wanted]], Sequence[Found]],
) -> Iterator[LookedUp]:
    """Yield what services say of each paper that has an arXiv id and lacks one of the links."""
    wanted = [
        p for p in papers
        if p.data.arxiv and lacking(p.data, [f for f in LINK_FIELDS if f in fields])
    ]  # fmt: skip
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        works = [Wanted(arxiv=p.data.arxiv or "") for p in chunk]
        for paper, work, found in zip(chunk, works, look_up(works), strict=True):
            draft = merge(work, found, catalog.venues, catalog.journals)
            failures = tuple(f"{f.source}: {f.why}" for f in found.failures)
            same = _is_this(paper.data, draft)
            enrichments = tuple(_enrichments(paper, fields, draft)) if same else ()
            yield LookedUp(enrichments, failures)


def _is_this(ours: Paper, draft: Draft) -> bool:
    """Return whether what was found is of our paper: by its title, and by its authors."""
    if draft.title is None or draft.conflicts:
        return False
    theirs = draft.authors.value if draft.authors else ()
    titles = (ours.title, *(ours.former_titles or ()))
    same = any(
        compare_titles(t, draft.title.value, ours.authors or (), theirs, name=ours.name or "")
        in {TitleMatch.SAME, TitleMatch.RETITLED}
        for t in titles
    )
    return same and author_overlap(ours.authors or (), theirs) >= SAME_AUTHORS


def _enrichments(
    paper: Entry[Paper], fields: Collection[str], draft: Draft
) -> Iterator[Enrichment]:
    for field in lacking(paper.data, fields):
        fact = getattr(draft, field)
        if fact is not None:
            note = "" if field != "venue" else "not from the proceedings themselves"
            exact = field != "venue"
            yield _enrichment(paper, field, fact.value, fact.source, note, exact=exact)
        shown = [p for p in draft.proposals if p.role == field and is_address(p.url)]
        for one in shown[:_MOST_UNSURE] if fact is None else ():
            yield _enrichment(paper, field, one.url, one.source, _UNVOUCHED, exact=False)


def _enrichment(
    paper: Entry[Paper], field: str, value: str, source: str, note: str, *, exact: bool
) -> Enrichment:
    return Enrichment(
        key=paper.id,
        path=paper.path,
        field=field,
        value=value,
        source=source,
        exact=exact,
        note=note,
    )
