"""Whether a work is in the list already, or was declined: by its address, then by what it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.identifiers import arxiv_url, doi_url, openreview_url
from awesome_p2ti.rules.declined import no_declined_work_is_listed
from awesome_p2ti.rules.duplicates import find_duplicates, first_with_its_links
from awesome_p2ti.search.papers import search
from awesome_p2ti.search.pasted import leads_to, pasted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.schema.models import Paper

_HINT = "change that file where it lacks something"
_DISTINCT = "--distinct-from ID says that it is another work"
_BY_ID = frozenset({"duplicate-arxiv", "duplicate-doi", "duplicate-openreview"})
_BY_LINK = frozenset({"duplicate-code", "duplicate-project"})


@dataclass(frozen=True, slots=True)
class Known:
    """A work that the list has, or has declined: which one, and what may be done."""

    message: str
    hint: str
    declined: bool = False
    sharers: tuple[str, ...] = ()
    """The entries of which it shares but code or a project, where arXiv has both as two papers."""


def known_by_address(catalog: Catalog, wanted: Wanted) -> Known | None:
    """Return the entry, or the declined work, to which one of a work's addresses leads."""
    for address in _addresses(wanted):
        asked = pasted([address])
        for paper in search(catalog.papers.values(), [address]).papers[:1]:
            message = f'"{paper.data.title}" is listed in {paper.path}'
            return Known(message, _HINT)
        for paper in catalog.sound_parts.get("papers", {}).values():
            if leads_to(paper.data, asked):
                hint = "mend that file, or delete it to add the work anew"
                return Known(f"{paper.path} is about it, and is not complete", hint)
        for work in catalog.declined.data.declined if catalog.declined else ():
            if leads_to(work, asked):
                message = f'"{work.title}" was declined on {work.declined}: {work.reason}'
                return Known(message, "take it out of data/declined.yaml first, and say why", True)
    return None


def known_by_content(catalog: Catalog, paper: Entry[Paper]) -> Known | None:
    """Return the entry that a new one repeats: by ids, code, project and titles, former ones too.

    A title that is nearly the same counts, for most of those are one work that was retitled.
    """
    for problem in no_declined_work_is_listed(replace(catalog, papers={paper.id: paper})):
        return Known(problem.message, problem.hint, True)
    both = replace(catalog, papers={**catalog.papers, paper.id: paper})
    found = [p for p in find_duplicates(both) if p.path == paper.path]
    if not found:
        return None
    problem = min(found, key=lambda p: p.code in _BY_LINK)
    hint = _HINT if problem.code in _BY_ID else f"{_HINT}; {_DISTINCT}"
    sharers = () if problem.code not in _BY_LINK else _sharers(catalog, paper)
    return Known(f'"{paper.data.title}" is listed: {problem.message}', hint, sharers=sharers)


def _sharers(catalog: Catalog, paper: Entry[Paper]) -> tuple[str, ...]:
    """Return the entries that share links with a paper; none where one may be the same work.

    A survey's repository or a group's page is shared by many works. Two ids at arXiv are two works.
    """
    others = first_with_its_links(catalog.papers.values(), paper.data)
    apart = paper.data.arxiv and all(other.data.arxiv for other in others)
    return tuple(other.id for other in others) if apart else ()


def _addresses(wanted: Wanted) -> Iterator[str]:
    """Yield the addresses of a work as `find` takes them."""
    if wanted.arxiv:
        yield arxiv_url(wanted.arxiv)
    if wanted.doi:
        yield doi_url(wanted.doi)
    if wanted.openreview:
        yield openreview_url(wanted.openreview)
    if wanted.repository:
        yield f"https://github.com/{wanted.repository}"
    if wanted.hub:
        yield f"https://huggingface.co/{wanted.hub}"
    if wanted.url:
        yield wanted.url
