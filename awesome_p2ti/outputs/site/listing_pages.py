"""Pages that list papers: one a task, a venue, and a name under which two papers or more are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from awesome_p2ti.outputs.readme.sections import newest_first
from awesome_p2ti.outputs.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.outputs.site.renderer import SiteFile
    from awesome_p2ti.outputs.site.site_index import SiteIndex
    from awesome_p2ti.schema.models import Paper

NAME_IS_NO_PERSON = (
    "A name is not a person: papers by people of one name stand together here, and those of one "
    "person under another name do not."
)

AT_LEAST = (10, 5, 4, 3, 2)
"""From how many papers on names stand together on the page of all names."""


def listing_pages(index: SiteIndex) -> Iterator[SiteFile]:
    """Yield the pages of tasks, venues and authors, and the pages that lead to them."""
    tasks = {task.id: task for task in index.catalog.tasks}
    for task, papers in index.by_task.items():
        path = addresses.page("tasks", task)
        feed = addresses.feed(task)
        yield _listing(index, path, tasks[task].name, tasks[task].about, papers, feed=feed)
    for key, (venue, papers) in index.by_venue.items():
        path = addresses.page("venues", key)
        yield _listing(index, path, venue, f"Papers of the list that {venue} published.", papers)
    names = _names(index)
    for key, shown in names.items():
        own = [index.catalog.papers[paper] for paper in index.authors[key]]
        path = addresses.page("authors", key)
        yield _listing(
            index, path, " · ".join(shown), NAME_IS_NO_PERSON, sorted(own, key=newest_first)
        )
    yield _authors(index, names)
    yield _browse(index)


def _listing(
    index: SiteIndex,
    path: str,
    heading: str,
    about: str,
    papers: Sequence[Entry[Paper]],
    feed: str = "",
) -> SiteFile:
    def view() -> dict[str, Any]:
        root = addresses.way_to_root(path)
        years = groupby(papers, key=lambda paper: paper.data.date[:4])
        return {
            "heading": heading,
            "about": about,
            "number": len(papers),
            "years": [(year, index.html(group, root)) for year, group in years],
            "feed": feed,
        }

    return index.renderer.page(path, "listing.html.j2", view)


def _names(index: SiteIndex) -> dict[str, list[str]]:
    """Return each way in which a name is written, by the name's key, in alphabetical order."""
    found: dict[str, set[str]] = {key: set() for key in sorted(index.authors)}
    for paper in index.catalog.papers.values():
        for name in paper.data.authors or ():
            if (key := addresses.name_key(name)) in found:
                found[key].add(name)
    return {key: sorted(names) for key, names in found.items()}


def _authors(index: SiteIndex, names: dict[str, list[str]]) -> SiteFile:
    counted = [(key, " · ".join(shown), len(index.authors[key])) for key, shown in names.items()]
    counted.sort(key=lambda item: (-item[2], item[0]))
    groups = [
        (least, list(group))
        for least, group in groupby(
            counted, key=lambda item: next(n for n in AT_LEAST if item[2] >= n)
        )
    ]
    return index.renderer.page(
        "authors/index.html", "authors.html.j2", groups=groups, about=NAME_IS_NO_PERSON
    )


def _browse(index: SiteIndex) -> SiteFile:
    """Return the page that leads to all others without a script."""
    venues = [(name, key, len(papers)) for key, (name, papers) in index.by_venue.items()]
    return index.renderer.page(
        "browse.html",
        "browse.html.j2",
        tasks=index.tasks,
        venues=venues,
        authors=len(index.authors),
        metrics=list(index.catalog.metrics.values()),
        datasets=sorted(index.catalog.datasets.values(), key=lambda d: d.data.name.lower()),
    )
