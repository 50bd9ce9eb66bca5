"""docs/architecture.md, docs/glossary.md and CONTRIBUTING.md speak of the tree that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "awesome_p2ti"
PAGES = [ROOT / "docs" / name for name in ("architecture.md", "glossary.md")]
MADE_BY_A_RUN = {"build/site/", "data/links.jsonl", "data/repositories.jsonl"}
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.\w+))`")
"""Paths in backticks: a folder ends with a slash, a file has an extension."""


def named_on(page: Path) -> list[str]:
    return NAMED.findall(page.read_text(encoding="utf-8"))


def missing(names: list[str]) -> list[str]:
    """Return the names that no file (or, with a slash at the end, no folder) has."""
    return [
        name
        for name in names
        if name not in MADE_BY_A_RUN
        and not any(
            (base / name).is_dir() if name.endswith("/") else (base / name).is_file()
            for base in (PACKAGE, ROOT)
        )
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_is_named_exists(page: Path) -> None:
    named = named_on(page)
    assert len(named) > 30
    assert missing(named) == []


def test_contributing_fits_one_screen_and_its_pages_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(text) <= 3000
    pages = re.findall(r"\]\(([^)#:?]+)\)", text)
    assert len(pages) >= 3
    assert missing(pages) == []
    forms = re.findall(r"new\?template=([\w-]+\.yml)", text)
    assert forms
    assert missing([f".github/ISSUE_TEMPLATE/{form}" for form in forms]) == []


def test_every_folder_and_module_at_the_top_is_named() -> None:
    modules = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]
    top = {str(path) for path in modules if len(path.parts) == 1} - {"__init__.py"}
    folders = {f"{path.parent}/" for path in modules if len(path.parts) > 1}
    assert sorted((top | folders) - set(named_on(PAGES[0]))) == []


def test_every_word_of_the_glossary_has_one_row() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| `.+` \|$", PAGES[1].read_text(), re.MULTILINE)
    words = [word for word, _ in rows]
    assert len(words) > 30
    assert len(words) == len(set(words))
