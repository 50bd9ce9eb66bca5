"""The README holds what the data holds and all of the original list, and its real readers agree."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import pytest

from awesome_p2ti.catalog import Catalog
from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.outputs.markdown_escape import heading_anchor
from awesome_p2ti.outputs.readme.readme import readme
from tests.conftest import node_tool
from tests.make import real_list
from tests.outputs.test_markdown_escape import Seen, words

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ORIGINAL = json.loads((ROOT / "tests/original-list.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page() -> Seen:
    return Seen(cmarkgfm.github_flavored_markdown_to_html(README))


@pytest.fixture
def listed() -> Catalog:
    return real_list()


def canonical(url: str) -> str:
    """Return the form in which the list keeps an address of the original."""
    if "arxiv.org/pdf/" in url:
        url = url.replace("/pdf/", "/abs/").removesuffix(".pdf")
    return url


def test_the_page_shows_every_title_and_address_of_the_data(page: Seen, listed: Catalog) -> None:
    shown = {words(text): unquote(url) for text, url in page.links}
    hrefs = Counter(unquote(url) for _, url in page.links)
    for paper in listed.papers.values():
        title = words(paper.data.title)
        assert shown.get(title) == unquote(paper.data.url), paper.id
        for role, link in paper.data.links.items():
            assert hrefs[unquote(link.url)] or link.url in listed.gone, f"{paper.id} {role}"
    for kind in (listed.metrics, listed.datasets):
        for entry in kind.values():
            assert words(entry.data.name) in words(page.text)
            for _, link in entry.data.links.items():  # noqa: PERF102 - not a dictionary
                assert hrefs[unquote(link.url)] or link.url in listed.gone, entry.id


def test_the_page_shows_nothing_that_the_data_does_not_hold(page: Seen, listed: Catalog) -> None:
    text = [u for file in (ROOT / "data").rglob("*.yaml") for u in [file.read_text("utf-8")]]
    everything = unquote("\n".join(text))
    static = {"https://awesome.re", "https://awesome.re/badge.svg"}
    for label, url in page.links:
        if not url.startswith("http") or url in static:
            continue
        tail = unquote(url).removeprefix("https://arxiv.org/abs/")
        tail = tail.removeprefix("https://doi.org/").removeprefix(
            "https://openreview.net/forum?id="
        )
        assert tail in everything, f"[{label}]({url})"


@pytest.mark.parametrize("paper", ORIGINAL["papers"], ids=lambda p: p["title"][:30])
def test_no_paper_of_the_original_list_is_lost(paper: dict[str, object], page: Seen) -> None:
    texts = {words(text) for text, _ in page.links}
    assert paper["title"] in texts
    row = next(
        line
        for line in README.splitlines()
        if line.startswith("- ") and f"[{paper['title']}](" in re.sub(r"\*\*|\\", "", line)
    )
    for url in paper["links"]:  # type: ignore[attr-defined]
        assert f"]({canonical(url)})" in row
    assert ("code\\*" in row) is paper.get("unofficial", False) or "code\\*" in row


@pytest.mark.parametrize("kind", ["metrics", "datasets"])
def test_no_metric_and_dataset_of_the_original_list_is_lost(kind: str, page: Seen) -> None:
    hrefs = {url for _, url in page.links}
    for entry in ORIGINAL[kind]:
        assert entry["name"] in page.text
        for url in entry["links"]:
            assert canonical(url) in hrefs, entry["name"]


def test_the_slips_of_the_original_list_are_mended(page: Seen) -> None:
    assert "√" not in README
    assert "Fréchet Inception Distance" in page.text
    links = {words(text): url for text, url in page.links}
    assert links["Demystifying MMD GANs"] == "https://arxiv.org/abs/1801.01401"
    study = "A Study on the Evaluation of Generative Models"
    assert links[study] == "https://arxiv.org/abs/2206.10935"


def test_contents_lead_to_every_section(page: Seen) -> None:
    headings = [
        line.lstrip("# ") for line in README.splitlines() if line.startswith(("## ", "### "))
    ]
    anchors = {heading_anchor(h) for h in headings}
    assert len(anchors) == len(headings)
    contents = [url for _, url in page.links if url.startswith("#")]
    assert {f"#{a}" for a in anchors} - {"#contents"} <= set(contents) | {
        "#" + heading_anchor(h) for h in headings
    }
    anchors |= set(re.findall(r'<a id="([^"]+)"></a>', README))
    for url in contents:
        assert url.removeprefix("#") in anchors, url
    second = [h for h in README.splitlines() if h.startswith("## ")]
    assert second[0] == "## Contents"
    for heading in (
        "Description",
        "Papers",
        "Quantitative Evaluations",
        "Datasets",
        "Contributions",
    ):
        assert f"## {heading}" in second


def test_every_row_has_an_anchor_of_its_own(listed: Catalog) -> None:
    anchors = re.findall(r'<a id="([^"]+)"></a>', README)
    headings = re.findall(r"^#+ (?:<a .*?</a>)?(.*)", README, re.MULTILINE)
    taken = {heading_anchor(heading) for heading in headings}
    assert len(anchors) == len(set(anchors))
    assert set(anchors) & taken == set()
    for paper in listed.papers.values():
        assert f'\n- <a id="{paper.id}"></a>' in README, paper.id


def test_no_table_is_wider_than_a_phone_shows(page: Seen) -> None:
    assert max(page.cells) <= 4


def test_relative_links_lead_to_files(page: Seen) -> None:
    relative = [url for _, url in page.links if not url.startswith(("http", "#"))]
    assert relative
    for url in relative:
        form = url.removeprefix("../../issues/new?template=")  # as GitHub resolves it
        path = unquote(url).partition("#")[0] if form == url else f".github/ISSUE_TEMPLATE/{form}"
        assert (ROOT / path).exists(), url


def test_github_shows_all_of_it() -> None:
    assert len(README.encode()) < 400 * 1024


def test_no_owner_is_hard_coded() -> None:
    for file in ("README.md", "CONTRIBUTING.md", "templates/readme.md.j2"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "/awesome-p2ti" not in text.replace(".venv/bin/awesome-p2ti", ""), file


def awesome_lint(folder: Path, readme: str) -> subprocess.CompletedProcess[str]:
    """Lint a README in a repository that looks like a clone from GitHub; no network is needed."""
    tool = node_tool("awesome-lint")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    for name in ("CONTRIBUTING.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    remote = "https://github.com/example/awesome-example.git"
    for command in (
        ["init", "-q", "-b", "main"],
        ["remote", "add", "origin", remote],
        ["config", "branch.main.remote", "origin"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return subprocess.run(
        [tool, "README.md"], cwd=folder, capture_output=True, text=True, timeout=300
    )


def test_awesome_lint_finds_no_error(tmp_path: Path) -> None:
    done = awesome_lint(tmp_path, README)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✖" not in done.stdout


def test_awesome_lint_takes_the_mark_of_archived_code(tmp_path: Path, listed: Catalog) -> None:
    papers = dict(list(listed.papers.items())[:100])
    links = [link.url for p in papers.values() for link in p.data.links.code or ()]
    state = RepositoryState(archived=True, day="2026-11-23")
    (file,) = readme(replace(listed, papers=papers, repositories=dict.fromkeys(links, state)))
    assert file.text.count("code†") > 30
    done = awesome_lint(tmp_path, file.text)
    assert done.returncode == 0, done.stdout + done.stderr


def test_awesome_lint_would_find_one(tmp_path: Path) -> None:
    """The test above can fail: contents that lead to no section are errors."""
    beginning = README[: README.index("\n## ", README.index("\n## Contents") + 1)]
    done = awesome_lint(tmp_path, beginning)
    assert done.returncode != 0
    assert "Missing content headers" in done.stdout
