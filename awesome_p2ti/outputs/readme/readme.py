"""The README: what its template needs, taken from the catalog and put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.leaderboards.comparisons import comparisons
from awesome_p2ti.outputs.leaderboards.pages import SHOWN, TOP, in_order, tops
from awesome_p2ti.outputs.leaderboards.ranking import Group
from awesome_p2ti.outputs.leaderboards.score_tables import ScoreTables
from awesome_p2ti.outputs.output_files import File
from awesome_p2ti.outputs.plots.fidelity_scatter import X, Y, scatter
from awesome_p2ti.outputs.plots.papers_per_quarter import quarters
from awesome_p2ti.outputs.plots.plots import pictures
from awesome_p2ti.outputs.readme.facts import facts
from awesome_p2ti.outputs.readme.highlights import highlights_table
from awesome_p2ti.outputs.readme.news import news
from awesome_p2ti.outputs.readme.sections import sections
from awesome_p2ti.outputs.readme.tables import (
    ARCHIVED,
    datasets_table,
    links_of,
    metrics_table,
    name_in_title,
)
from awesome_p2ti.outputs.reference_links import References
from awesome_p2ti.schema.models import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.readme.tables import Linker
    from awesome_p2ti.schema.models import Dataset


def readme(catalog: Catalog) -> Iterator[File]:
    """Yield README.md."""
    template = environment(catalog.root, for_markdown=True).get_template("readme.md.j2")
    yield File("README.md", template.render(view(catalog)))


def view(catalog: Catalog) -> dict[str, Any]:
    """Return what the README's template prints."""
    references = References()
    archived = catalog.archived
    datasets: list[Entry[Dataset]]
    datasets = sorted(catalog.datasets.values(), key=lambda d: d.data.name.lower())
    return {
        "news": news(catalog),
        "facts": facts(catalog),
        "sections": sections(catalog),
        "papers": catalog.papers,
        "metric_groups": metric_groups(catalog),
        "metrics_table": lambda metrics: metrics_table(metrics, catalog, references.link),
        "datasets": datasets,
        "datasets_table": datasets_table(datasets, catalog, references.link),
        "name_in_title": name_in_title,
        "links_of": lambda data: links_of(data, catalog.gone, archived),
        "archived_mark": ARCHIVED if archived else "",
        "definitions": lambda: Markup(references.definitions()),  # noqa: S704 - addresses only
        "highlights_table": highlights_table(catalog),
        "boards": tops(catalog, references.link),
        "comparisons": comparisons(catalog, references.link),
        "top": TOP,
        "more_boards": in_order(catalog)[SHOWN:],
        "pictures": pictures(catalog),
        "left_out": left_out(catalog),
        "unnamed_points": unnamed_points(catalog, references.link),
    }


def left_out(catalog: Catalog) -> str:
    """Return why the plot of papers holds fewer than the list, where it does."""
    bars = quarters(catalog)
    return bars.left_out if bars else ""


def unnamed_points(catalog: Catalog, link: Linker) -> Markup:
    """Return a table of the points for whose names the plot has no room, if there are any."""
    plot = scatter(catalog)
    marks = plot.unnamed if plot else []
    if plot is None or not marks:
        return Markup()
    rows = tuple(m.row for m in marks)
    columns = tuple(c for name in (X, Y) for c in plot.results.columns if c.id == name)
    tables = ScoreTables(catalog, link)
    return tables.readme_table(plot.results, Group(rows, columns, {}), rows, columns)


def metric_groups(catalog: Catalog) -> list[tuple[str, list[Entry[Metric]]]]:
    """Return the metrics by group, in the order that the model gives the groups."""
    annotation: Any = Metric.model_fields["group"].annotation
    groups = [
        (g, [m for m in catalog.metrics.values() if m.data.group == g]) for g in annotation.__args__
    ]
    return [(name, metrics) for name, metrics in groups if metrics]
