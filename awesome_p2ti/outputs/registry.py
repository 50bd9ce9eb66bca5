"""OUTPUTS and SITE: every output by its name; ``awesome-p2ti build`` makes them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.outputs.issue_form import issue_form
from awesome_p2ti.outputs.json_schema import schemas
from awesome_p2ti.outputs.leaderboards.pages import leaderboards
from awesome_p2ti.outputs.plots.plots import plots
from awesome_p2ti.outputs.readme.readme import readme
from awesome_p2ti.outputs.site.site import site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.outputs.output_files import File
    from awesome_p2ti.outputs.site.renderer import SiteFile

OUTPUTS: dict[str, Callable[[Catalog], Iterable[File]]] = {
    "schemas": schemas,
    "readme": readme,
    "leaderboards": leaderboards,
    "plots": plots,
    "form": issue_form,
}
"""What the repository holds: committed, compared by ``build --check``."""

SITE: dict[str, Callable[[Catalog, Settings], Iterable[SiteFile]]] = {"site": site}
"""What is published and never committed: it depends on the settings too, where it will stand."""

FOLDERS: dict[str, str] = {"leaderboards": "docs/leaderboards", "plots": "assets"}
"""The folder of an output of which the number of files depends on the data: leftovers go."""
