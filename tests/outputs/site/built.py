"""The site of this list and of lists made in tests, as texts by their paths."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.config import Settings
from awesome_p2ti.outputs.site.addresses import FOLDER
from awesome_p2ti.outputs.site.site import site
from tests.make import real_list

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog


@cache
def real_site() -> dict[str, str]:
    """Return the files of the site of this repository's list."""
    return built(real_list())


def built(found: Catalog, **settings: str) -> dict[str, str]:
    """Return the files of a list's site by their paths from the site's root."""
    files = list(site(found, Settings(found.root, **settings)))
    assert all(file.path.startswith(f"{FOLDER}/") for file in files)
    texts = {file.path.removeprefix(f"{FOLDER}/"): file.text for file in files}
    assert len(texts) == len(files), "two files have one path"
    return texts


def pages(texts: dict[str, str]) -> dict[str, str]:
    """Return the pages among the files of a site."""
    return {path: text for path, text in texts.items() if path.endswith(".html")}


def write(texts: dict[str, str], folder: Path) -> None:
    """Put a site on the disk."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "backslashreplace"))
