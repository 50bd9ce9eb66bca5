"""The site, file after file: start reading here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from awesome_p2ti.files.file_io import read_regular
from awesome_p2ti.outputs.exports.exports import EXPORTS, exports
from awesome_p2ti.outputs.exports.script_data import records_script
from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.leaderboards.pages import in_order
from awesome_p2ti.outputs.readme.facts import facts
from awesome_p2ti.outputs.site.addresses import FOLDER, absolute, page
from awesome_p2ti.outputs.site.leaderboard_pages import compare_page, leaderboard_pages
from awesome_p2ti.outputs.site.listing_pages import listing_pages
from awesome_p2ti.outputs.site.news_pages import news_pages
from awesome_p2ti.outputs.site.paper_pages import paper_pages
from awesome_p2ti.outputs.site.reference_pages import reference_pages
from awesome_p2ti.outputs.site.renderer import SCRIPT, STATIC, VENDOR, Renderer, script_json
from awesome_p2ti.outputs.site.site_index import SiteIndex
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.outputs.site.renderer import SiteFile
    from awesome_p2ti.schema.models import Dataset, Metric

MAX_BYTES = 1 << 22
SCRIPT_PARTS = (
    "elements", "text", "pasted", "search", "view", "facets", "facet_panel", "pages", "selection",
    "takeaway", "paper", "papers", "score_tables", "compare", "start",
)  # fmt: skip
"""The parts of site.js in order: a part uses those before it, and ``start`` starts them all."""


def site(catalog: Catalog, settings: Settings) -> Iterator[SiteFile]:
    """Yield every file of the site, below ``build/site/``."""
    renderer = Renderer(catalog, settings)
    index = SiteIndex(catalog, renderer)
    pages = list(_pages(index))
    yield from _static(catalog, renderer)
    yield from pages
    if settings.site:
        yield _page_of_no_address(renderer)
    yield from _for_programs(index, pages)


def _pages(index: SiteIndex) -> Iterator[SiteFile]:
    yield _first_page(index)
    yield from paper_pages(index)
    yield from leaderboard_pages(index)
    yield compare_page(index)
    yield from listing_pages(index)
    yield from reference_pages(index)
    yield from news_pages(index)
    yield index.renderer.page("data.html", "data.html.j2", exports=EXPORTS)


def _static(catalog: Catalog, renderer: Renderer) -> Iterator[SiteFile]:
    """Yield the files that no entry changes."""
    for name in (STATIC, VENDOR):
        folder = catalog.root / name
        for file in sorted(f for f in folder.rglob("*") if f.is_file()):
            path = file.relative_to(folder).as_posix()
            yield renderer.file(path, partial(_text, catalog.root, f"{name}/{path}"))
    if (catalog.root / SCRIPT).is_dir():
        yield renderer.file("site.js", partial(_script, catalog.root))


def _script(root: Path) -> str:
    """Return the parts of the script as one classic script, of which no name is global."""
    parts = [_text(root, f"{SCRIPT}/{part}.js") for part in SCRIPT_PARTS]
    return "\n".join(['(() => {\n"use strict";\n', *parts, "})();\n"])


def _text(root: Path, path: str) -> str:
    """Return the text of a file of the templates; raises SetupError where it is none."""
    try:
        return read_regular(root / path, MAX_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        hint = "files of templates/site are UTF-8 text, and no links to elsewhere"
        raise SetupError(f"{path} cannot be read: {e}", hint) from e


def _first_page(index: SiteIndex) -> SiteFile:
    count = facts(index.catalog)
    return index.renderer.page(
        "index.html",
        "index.html.j2",
        lambda: {
            "rows": index.html(index.papers, ""),
            "pages": Markup(script_json(list(_other_pages(index)))),  # noqa: S704 - escaped
        },
        results=count.results,
        benchmarks=count.benchmarks,
        link_check=count.link_check,
        tasks=index.tasks,
    )


def _page_of_no_address(renderer: Renderer) -> SiteFile:
    """Return what a server shows, at whatever depth, where there is nothing; so no way is relative.

    https://docs.github.com/pages/getting-started-with-github-pages/creating-a-custom-404-page-for-your-github-pages-site
    """
    root = urlsplit(renderer.site).path
    return renderer.page("404.html", "lost.html.j2", root=root, canonical="")


def _other_pages(index: SiteIndex) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the path and the kind of each page that the search of papers leads to."""
    for task, _ in index.tasks:
        yield task.name, page("tasks", task.id), "task"
    for board in in_order(index.catalog):
        yield board.data.name, page("leaderboards", board.id), "leaderboard"
    for dataset in index.catalog.datasets.values():
        yield _in_full(dataset.data), page("datasets", dataset.id), "dataset"
    for metric in index.catalog.metrics.values():
        yield _in_full(metric.data), page("metrics", metric.id), "metric"


def _in_full(data: Dataset | Metric) -> str:
    return f"{data.name} ({data.abbreviation})" if data.abbreviation else data.name


def _for_programs(index: SiteIndex, pages: list[SiteFile]) -> Iterator[SiteFile]:
    """Yield what the script and other programs read; a sitemap only where the address is known."""
    renderer, catalog = index.renderer, index.catalog
    yield renderer.file("data.js", lambda: records_script(catalog, index.bibtex))
    for path, text in exports(catalog, index.scores, lambda: index.bibtex):
        yield renderer.file(path, text)
    template = environment(catalog.root, for_markdown=True).get_template("site/llms.txt.j2")
    llms = partial(
        template.render,
        exports=EXPORTS,
        facts=facts(catalog),
        tasks=index.tasks,
        boards=in_order(catalog),
        site=renderer.site,
        page=lambda folder, key: Markup(page(folder, key)),  # noqa: S704 - letters and hyphens
    )
    yield renderer.file("llms.txt", llms)
    if renderer.site:
        paths = [file.path.removeprefix(f"{FOLDER}/") for file in pages]
        found = [absolute(renderer.site, path) for path in paths if path.endswith(".html")]
        text = partial(renderer.text, "site/sitemap.xml.j2", pages=found)
        yield renderer.file("sitemap.xml", text)
