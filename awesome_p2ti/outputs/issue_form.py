"""The form on GitHub by which anybody adds a paper: it offers the tasks that the list has."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.output_files import GENERATED_MARKER, File
from awesome_p2ti.schema.models import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog

FORM = ".github/ISSUE_TEMPLATE/add-paper.yml"
_TEMPLATE = "add-paper.yml.j2"


def issue_form(catalog: Catalog) -> Iterator[File]:
    """Yield the form, whose choices are the list's tasks and the approaches of the schema.

    Each value is written as JSON, which YAML reads alike.
    """
    words = [w for option in get_args(Paper.model_fields["approach"].annotation)
             for w in get_args(option)]  # fmt: skip
    text = (
        environment(catalog.root, for_markdown=False)
        .get_template(_TEMPLATE)
        .render(marker=GENERATED_MARKER, tasks=catalog.tasks, approaches=words)
    )
    yield File(FORM, text)
