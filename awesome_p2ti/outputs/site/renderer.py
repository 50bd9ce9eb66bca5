"""Pages from templates: every page gets its way to the root, its address and the same escaping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import as_json, legal_html
from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.output_files import File
from awesome_p2ti.outputs.site import addresses

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
"""What a page may load: its own files alone, and nothing written into the page runs."""
STATIC = "templates/site/static"
"""The files that are the same in every list: style, script, icon."""


class Renderer:
    """Makes the files of one site from the templates of its list."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.site = settings.site
        self.repository = settings.repository
        self._env = environment(catalog.root, for_markdown=False)
        self._env.finalize = _legal
        self._env.filters |= {
            "web": addresses.web_address,
            "file": addresses.file_name,
            "venue_file": lambda name: addresses.file_name(addresses.name_key(name)),
        }
        self._env.globals |= {
            "policy": POLICY,
            "repository": settings.repository,
            "has_script": (catalog.root / STATIC / "site.js").is_file(),
        }

    def page(self, path: str, template: str, **view: Any) -> File:
        """Return a page; ``path`` counts from the site's root."""
        shown = self._env.get_template(f"site/{template}").render(
            root=addresses.way_to_root(path),
            path=path,
            canonical=addresses.absolute(self.site, path),
            **view,
        )
        return self.file(path, shown)

    def text(self, template: str, **view: Any) -> str:
        """Return what a template makes that is no page."""
        return self._env.get_template(template).render(**view)

    def macros(self, template: str) -> Any:
        """Return the macros of a template."""
        return self._env.get_template(f"site/{template}").module

    @staticmethod
    def file(path: str, text: str) -> File:
        """Return a file of the site; a lone surrogate, which no file can hold, is written out."""
        return File(f"{addresses.FOLDER}/{path}", text)


def _legal(value: Any) -> Any:
    return legal_html(value) if type(value) is str else value


def script_json(value: Any) -> str:
    """Return a value as JSON that is safe within a page's ``<script>`` and within a script."""
    text = as_json(value)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
