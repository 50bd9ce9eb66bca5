"""The README's rows of single entries, for the summary of a pull request's checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.catalog import lies_in
from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.readme.tables import (
    datasets_table,
    links_of,
    metrics_table,
    name_in_title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.catalog import Catalog


def preview(catalog: Catalog, below: Sequence[str]) -> str:
    """Return the rows of the entries whose files are named, or lie below a named folder."""
    names = set(below)
    wanted = {
        kind: [e for e in entries.values() if lies_in(e.path, names)]
        for kind, entries in catalog.by_kind().items()
    }
    template = environment(catalog.root, for_markdown=True).get_template("preview.md.j2")
    return template.render(
        **wanted,
        tasks={task.id: task.name for task in catalog.tasks},
        name_in_title=name_in_title,
        links_of=lambda data: links_of(data, catalog.gone),
        metrics_table=metrics_table(wanted["metrics"], catalog),
        datasets_table=datasets_table(wanted["datasets"], catalog),
    )
