"""The site, page after page: start reading here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.outputs.readme.facts import facts
from awesome_p2ti.outputs.site.leaderboard_pages import leaderboard_pages
from awesome_p2ti.outputs.site.paper_pages import paper_pages
from awesome_p2ti.outputs.site.renderer import STATIC, Renderer
from awesome_p2ti.outputs.site.site_index import SiteIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.outputs.output_files import File


def site(catalog: Catalog, settings: Settings) -> Iterator[File]:
    """Yield every file of the site, below ``build/site/``."""
    renderer = Renderer(catalog, settings)
    index = SiteIndex(catalog, renderer)
    yield from _static(catalog, renderer)
    yield _first_page(index)
    yield from paper_pages(index)
    yield from leaderboard_pages(index)


def _static(catalog: Catalog, renderer: Renderer) -> Iterator[File]:
    """Yield the files that no entry changes."""
    folder = catalog.root / STATIC
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        path = file.relative_to(folder).as_posix()
        yield renderer.file(path, file.read_text(encoding="utf-8"))


def _first_page(index: SiteIndex) -> File:
    count = facts(index.catalog)
    return index.renderer.page(
        "index.html",
        "index.html.j2",
        rows=index.html(index.papers, ""),
        results=count.results,
        benchmarks=count.benchmarks,
        link_check=count.link_check,
        tasks=[
            (task, len(index.by_task[task.id]))
            for task in index.catalog.tasks
            if task.id in index.by_task
        ],
    )
