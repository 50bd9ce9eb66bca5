"""The site, page after page: start reading here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.outputs.readme.facts import facts
from awesome_p2ti.outputs.readme.sections import newest_first
from awesome_p2ti.outputs.site.paper_rows import PaperRows
from awesome_p2ti.outputs.site.renderer import STATIC, Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.outputs.output_files import File


def site(catalog: Catalog, settings: Settings) -> Iterator[File]:
    """Yield every file of the site, below ``build/site/``."""
    renderer = Renderer(catalog, settings)
    rows = PaperRows(catalog, renderer, with_results(catalog))
    yield from _static(catalog, renderer)
    yield _index(catalog, renderer, rows)


def with_results(catalog: Catalog) -> frozenset[str]:
    """Return the ids of the papers of which a table reports scores."""
    rows = (row for board in catalog.results.values() for row in board.data.rows)
    return frozenset(row.paper for row in rows if row.paper in catalog.papers)


def _static(catalog: Catalog, renderer: Renderer) -> Iterator[File]:
    """Yield the files that no entry changes."""
    folder = catalog.root / STATIC
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        path = file.relative_to(folder).as_posix()
        yield renderer.file(path, file.read_text(encoding="utf-8"))


def _index(catalog: Catalog, renderer: Renderer, rows: PaperRows) -> File:
    papers = sorted(catalog.papers.values(), key=newest_first)
    count = facts(catalog)
    numbers = [
        (task, sum(task.id in paper.data.tasks for paper in papers)) for task in catalog.tasks
    ]
    return renderer.page(
        "index.html",
        "index.html.j2",
        rows=[rows.html(paper, "") for paper in papers],
        results=count.results,
        benchmarks=count.benchmarks,
        link_check=count.link_check,
        tasks=[(task, number) for task, number in numbers if number],
    )
