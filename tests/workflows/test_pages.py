"""What pages.yml publishes: a site that knows its address, and nothing after a check that fails."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.workflows.shell import Clone

BUILD = "Check the list and build the site"
ASK = "Ask where the site is"
SITE = "https://ann.github.io/list/"
SETTINGS = '[tool.awesome_p2ti]\nrepository = ""\nsite = ""\n'


def published(clone: Clone) -> dict[str, str]:
    """Return the pages in the artifact by their paths; nothing where there is none."""
    file = clone.home / "artifact.tar"
    if not file.exists():
        return {}
    with tarfile.open(file) as archive:
        members = [m for m in archive.getmembers() if m.isfile()]
        read = {m.name.removeprefix("./"): archive.extractfile(m) for m in members}
        return {name: found.read().decode() for name, found in read.items() if found}


def test_what_is_published_knows_its_address_and_its_repository(clone: Clone) -> None:
    clone.write("pyproject.toml", SETTINGS)
    done = clone.step("pages.yml", BUILD, SITE=SITE)
    assert done.returncode == 0, done.stderr
    pages = published(clone)
    assert f'<link rel="canonical" href="{SITE}papers/work-1.html">' in pages["papers/work-1.html"]
    blob = "https://github.com/ann/list/blob/main/data/papers/2023/work-1.yaml"
    assert blob in pages["papers/work-1.html"]
    assert f"<loc>{SITE}</loc>" in pages["sitemap.xml"]
    assert "v1/catalog.json" in pages


def test_an_address_that_the_settings_give_stays(clone: Clone) -> None:
    own = "https://papers.example.org/"
    clone.write("pyproject.toml", SETTINGS.replace('site = ""', f'site = "{own}"'))
    assert clone.step("pages.yml", BUILD, SITE=SITE).returncode == 0
    assert f"<loc>{own}</loc>" in published(clone)["sitemap.xml"]


@pytest.mark.parametrize("broken", ["title: [\n", "title: Only a Title\n"])
def test_a_check_that_fails_leaves_nothing_to_publish(clone: Clone, broken: str) -> None:
    clone.write("pyproject.toml", SETTINGS)
    clone.write("data/papers/2023/broken.yaml", broken)
    assert clone.step("pages.yml", BUILD, SITE=SITE).returncode == 1
    assert published(clone) == {}


@pytest.mark.parametrize("said", ["https://ann.github.io/list/", "https://ann.github.io/list"])
def test_the_address_is_asked_for_and_ends_in_a_slash(clone: Clone, said: str) -> None:
    program = clone.home / "bin" / "gh"
    program.write_text(f'#!/bin/sh\n[ "$2" = repos/ann/list/pages ] && echo {said}\n')
    program.chmod(0o755)
    assert clone.step("pages.yml", ASK, GH_TOKEN="x").returncode == 0
    assert clone.outputs() == {"site": SITE}


def test_a_repository_without_pages_is_told_where_to_turn_them_on(clone: Clone) -> None:
    program = clone.home / "bin" / "gh"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    done = clone.step("pages.yml", ASK, GH_TOKEN="x")
    assert done.returncode == 1
    assert "in Settings, Pages, choose GitHub Actions as the source" in done.stdout
