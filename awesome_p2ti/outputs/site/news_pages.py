"""What the list gained: a page by month, and Atom feeds, one for all and one a task.

Days are those on which papers reached the list; no clock is asked. What stood in the list when the
days were first noted has none, and is no news.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from awesome_p2ti.outputs.jinja import month
from awesome_p2ti.outputs.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.outputs.site.renderer import SiteFile
    from awesome_p2ti.outputs.site.site_index import SiteIndex
    from awesome_p2ti.schema.models import Paper

MOST = 100
"""How many papers a feed holds, the latest ones."""
FOLDER = "new"
TITLE = "New papers on personalized text-to-image generation"


def news_pages(index: SiteIndex) -> Iterator[SiteFile]:
    """Yield the page by month and the feeds."""
    latest = _latest(index)

    def months() -> dict[str, Any]:
        groups = groupby(latest, key=lambda item: item[0][:7])
        found = [(d, month(d), index.html((p for _, p in group), "../")) for d, group in groups]
        return {"months": found}

    feeds = [
        (task.name, addresses.feed(task.id), task.id)
        for task in index.catalog.tasks
        if task.id in index.by_task
    ]
    yield index.renderer.page(
        f"{FOLDER}/index.html",
        "new.html.j2",
        months,
        feeds=[(name, path) for name, path, _ in feeds],
        undated=len(index.papers) - len(latest),
    )
    yield _feed(
        index, f"{FOLDER}/atom.xml", "feed", "New papers on personalized text-to-image", latest
    )
    for name, path, task in feeds:
        own = [(day, paper) for day, paper in latest if task in paper.data.tasks]
        yield _feed(index, path, f"feed:{task}", f"New papers: {name}", own)


def _latest(index: SiteIndex) -> list[tuple[str, Entry[Paper]]]:
    """Return the papers that have a day, the latest first, those of one day by their ids."""
    papers, days = index.catalog.papers, index.catalog.added
    dated = [(day, papers[name]) for name, day in sorted(days.items()) if day and name in papers]
    return sorted(dated, key=lambda item: item[0], reverse=True)


def _feed(
    index: SiteIndex, path: str, name: str, title: str, latest: Sequence[tuple[str, Entry[Paper]]]
) -> SiteFile:
    site = index.renderer.site
    # Without news, a day that stays until there are some: the month of the newest paper.
    newest = max((paper.data.date for paper in index.papers), default="2022-01")
    beginning = f"{newest[:4]}-{newest[5:7] or '01'}-01"
    text = partial(
        index.renderer.text,
        "site/feed.xml.j2",
        id=addresses.tag_uri(name),
        title=title,
        updated=latest[0][0] if latest else beginning,
        self_address=addresses.absolute(site, path),
        home=addresses.absolute(site, f"{FOLDER}/index.html"),
        entries=[
            (addresses.tag_uri(f"paper:{paper.id}"), day, paper,
             addresses.absolute(site, addresses.page("papers", paper.id)))
            for day, paper in latest[:MOST]
        ],
    )  # fmt: skip
    return index.renderer.file(path, text)
