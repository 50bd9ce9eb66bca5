"""A page a metric and a page a dataset: what it is, where it is from, which tables use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.outputs.leaderboards.pages import in_order
from awesome_p2ti.outputs.link_health import checked_links
from awesome_p2ti.outputs.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.outputs.site.renderer import SiteFile
    from awesome_p2ti.outputs.site.site_index import SiteIndex


def reference_pages(index: SiteIndex) -> Iterator[SiteFile]:
    """Yield the page of each metric and of each dataset."""
    boards = in_order(index.catalog)
    for metric in index.catalog.metrics.values():
        uses = [(b, [c for c in b.data.columns if c.metric == metric.id]) for b in boards]
        yield index.renderer.page(
            addresses.page("metrics", metric.id),
            "metric.html.j2",
            data=metric.data,
            links=checked_links(metric.data.links, index.catalog),
            uses=[(board, columns) for board, columns in uses if columns],
        )
    tasks = {task.id: task.name for task in index.catalog.tasks}
    for dataset in index.catalog.datasets.values():
        yield index.renderer.page(
            addresses.page("datasets", dataset.id),
            "dataset.html.j2",
            data=dataset.data,
            paper=index.catalog.papers.get(dataset.data.paper or ""),
            links=checked_links(dataset.data.links, index.catalog),
            tasks=[(t, tasks[t]) for t in dataset.data.tasks or () if t in index.by_task],
            boards=[board for board in boards if board.data.dataset == dataset.id],
        )
