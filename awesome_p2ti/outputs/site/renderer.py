"""Pages from templates: every page gets its way to the root, its address and the same escaping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import as_json, legal_html
from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.site import addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
"""What a page may load: its own files alone, and nothing written into the page runs."""
STATIC = "templates/site/static"
"""The files that are the same in every list: style, icon."""
SCRIPT = "templates/site/script"
"""The parts of the script."""
VENDOR = "templates/site/vendor"
"""What others made and the script uses, byte for byte as they publish it."""


@dataclass(eq=False, slots=True)
class SiteFile:
    """A file of the site: its path from the list's root, and its text.

    The text is made when somebody reads it, and once: who looks at one page waits for one.
    """

    path: str
    make: Callable[[], str]
    _text: str | None = None

    @property
    def text(self) -> str:
        """Return the text."""
        if self._text is None:
            self._text = self.make()
        return self._text


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
            "has_script": (catalog.root / SCRIPT).is_dir(),
        }

    def page(
        self, path: str, template: str, view: Callable[[], dict[str, Any]] = dict, **more: Any
    ) -> SiteFile:
        """Return a page; ``path`` counts from the site's root, ``view`` returns what it shows."""

        def text() -> str:
            usual = {
                "root": addresses.way_to_root(path),
                "path": path,
                "canonical": addresses.absolute(self.site, path),
            }
            return self._env.get_template(f"site/{template}").render(usual | view() | more)

        return self.file(path, text)

    def text(self, template: str, **view: Any) -> str:
        """Return what a template makes that is no page."""
        return self._env.get_template(template).render(**view)

    def macros(self, template: str) -> Any:
        """Return the macros of a template."""
        return self._env.get_template(f"site/{template}").module

    @staticmethod
    def file(path: str, make: Callable[[], str]) -> SiteFile:
        """Return a file of the site; a lone surrogate, which no file can hold, is written out."""
        return SiteFile(f"{addresses.FOLDER}/{path}", make)


def _legal(value: Any) -> Any:
    return legal_html(value) if type(value) is str else value


def script_json(value: Any) -> str:
    """Return a value as JSON that is safe within a page's ``<script>`` and within a script."""
    text = as_json(value)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
