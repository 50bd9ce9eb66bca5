"""`enrich` fills empty fields from simulated proceedings and services, and says who was silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.commands.enrich_run import EnrichRun
from awesome_p2ti.enriching.enrichment import Enrichment
from awesome_p2ti.rules.registry import load_and_check
from tests.adding.serving import broken, served
from tests.enriching import whole_lists as lists
from tests.enriching.whole_lists import Row
from tests.in_process import call
from tests.simweb.services.all import Services

if TYPE_CHECKING:
    import subprocess

    from tests.simweb.world import Web

PATH = "data/papers/2023/otter.yaml"
OTTER = """\
# An otter, as a person typed it.
title: "DreamOtter: Personal Otters from One Picture"
authors: [Ina Vale, 'Tom Reed']   # both
date: 2023-04
arxiv: "2304.03410"
tasks: [subject]
approach: encoder
"""
TITLE = "DreamOtter: Personal Otters from One Picture"
PEOPLE = ("Ina Vale", "Tom Reed")
ROW = Row(TITLE, PEOPLE)
CODE, FAN = "https://github.com/otters/code", "https://huggingface.co/spaces/fan/demo"
WRITTEN = OTTER.replace("arxiv:", "venue: CVPR 2024\narxiv:") + f"links:\n  code: {CODE}\n"


@pytest.fixture
def root(small_list: Path) -> Path:
    (small_list / PATH).write_text(OTTER, encoding="utf-8")
    assert load_and_check(small_list)[1] == []
    return small_list


@pytest.fixture
def web() -> Iterator[Web]:
    """Put an otter into proceedings, on arXiv, on the hub and on GitHub."""
    services = Services()
    for year in (2023, 2024, 2025):
        rows = [ROW] if year == 2024 else []
        sources = services.proceedings.sources
        sources["openaccess.thecvf.com", f"/CVPR{year}"] = lists.cvf(f"CVPR{year}", rows)
        sources["openaccess.thecvf.com", f"/ICCV{year}"] = lists.cvf(f"ICCV{year}", [])
        sources["papers.nips.cc", f"/paper_files/paper/{year}"] = lists.neurips(year, [])
    services.arxiv.add("2304.03410", TITLE, authors=PEOPLE)
    services.hub.add_paper(
        "2304.03410", TITLE, PEOPLE, githubRepo=CODE, githubRepoAddedBy="user",
        linkedSpaces=[{"id": "fan/demo"}],
    )  # fmt: skip
    services.github.add("otters", "code", readme=f"# {TITLE}\n\nhttps://arxiv.org/abs/2304.03410")
    with served(services.install) as running:
        yield running


def enrich(root: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return call("enrich", PATH, "--allow-network", "127.0.0.0/8", *more, cwd=root)


def text_of(root: Path) -> str:
    return (root / PATH).read_text(encoding="utf-8")


def test_what_is_sure_is_a_diff_and_nothing_is_written(root: Path, web: Web) -> None:
    done = enrich(root)
    assert done.returncode == 0, done.stderr
    assert "+venue: CVPR 2024\n" in done.stdout
    assert f"+  code: {CODE}\n" in done.stdout
    assert (
        f"{PATH}\tdemo\t{FAN}\tHugging Face\tnobody vouches that it is the authors' own\n"
        in done.stdout
    )
    assert f"{PATH}: venue CVPR 2024 (CVF Open Access)\n" in done.stderr
    assert "2 values can be written; for a person to judge: 1\n" in done.stderr
    assert text_of(root) == OTTER


def test_what_is_sure_is_written_and_the_rest_has_a_box(root: Path, web: Web) -> None:
    done = enrich(root, "--write", "--format", "markdown")
    assert (done.returncode, text_of(root)) == (0, WRITTEN)
    assert load_and_check(root)[1] == []
    assert done.stdout.count("- [ ] ") == 1
    assert done.stdout.endswith(f"<!-- enrich:otter demo {FAN} -->\n")
    again = enrich(root, "--write")
    assert "0 values written" in again.stderr
    assert text_of(root) == WRITTEN


def test_what_a_person_writes_meanwhile_stays(
    root: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = EnrichRun.enrichments
    theirs = OTTER.replace("encoder", "test-time")

    def and_meanwhile(run: EnrichRun, *args: Any) -> list[Enrichment]:
        (root / PATH).write_text(theirs, encoding="utf-8")
        return found(run, *args)

    monkeypatch.setattr(EnrichRun, "enrichments", and_meanwhile)
    done = enrich(root, "--write")
    assert text_of(root) == theirs
    assert f"{PATH}\tcode\t{CODE}" in done.stdout
    assert "the file has changed meanwhile" in done.stdout
    assert "0 values written" in done.stderr


def test_ticked_boxes_are_written_and_no_others(root: Path, web: Web, tmp_path: Path) -> None:
    boxes = enrich(root, "--format", "markdown").stdout
    assert boxes.count("- [ ] ") == 3
    issue = tmp_path / "issue.md"
    issue.write_text(boxes.replace("- [ ]", "- [x]"), encoding="utf-8")
    done = enrich(root, "--apply", str(issue))
    assert done.returncode == 0, done.stderr
    assert text_of(root) == f"{WRITTEN}  demo: {FAN}\n"
    assert load_and_check(root)[1] == []


@pytest.mark.parametrize(
    "box",
    [
        f"otter demo {FAN}x",
        "otter venue CVPR 2025",
        "otter code https://github.com/evil/code",
        "otter title Evil",
        "dreambooth venue CVPR 2024",
        "no-such-entry venue CVPR 2024",
    ],
)
def test_what_is_not_proposed_again_is_never_written(
    box: str, root: Path, web: Web, tmp_path: Path
) -> None:
    before = {f: f.read_bytes() for f in (root / "data").rglob("*.yaml")}
    issue = tmp_path / "issue.md"
    issue.write_bytes(f"\x00\n- [x] Otters <!-- enrich:{box} -->\r\n".encode() + b"\xff" * 9)
    done = enrich(root, "--apply", str(issue))
    assert done.returncode == 1
    assert f"{box.partition(' ')[2]} is ticked, but is not written" in done.stderr
    assert {f: f.read_bytes() for f in (root / "data").rglob("*.yaml")} == before


def test_a_list_that_is_silent_is_said(root: Path, web: Web) -> None:
    with broken(web, frozenset({"openaccess.thecvf.com"}), "bot page"):
        done = enrich(root, "--field", "venue")
    assert (done.returncode, done.stdout) == (1, "")
    for year in (2023, 2024, 2025):
        assert f"the list of CVPR {year} was not read: 200: it asks for proof" in done.stderr
    assert "there may be more to propose" in done.stderr


def test_a_hub_that_fails_is_said(root: Path, web: Web) -> None:
    with broken(web, frozenset({"huggingface.co"}), "503"):
        done = enrich(root, "--field", "code")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Hugging Face: 503 Service Unavailable\nthere may be more to propose" in done.stderr


def test_fields_are_asked_for_alone(root: Path, web: Web) -> None:
    done = enrich(root, "--field", "code", "--write")
    assert text_of(root) == f"{OTTER}links:\n  code: {CODE}\n"
    assert "1 value written" in done.stderr


def test_what_is_no_field_or_file_is_a_mistake_of_the_call(root: Path) -> None:
    assert enrich(root, "--field", "title").returncode == 2
    assert call("enrich", "data/none.yaml", cwd=root).returncode == 2
    assert enrich(root, "--apply", "none.md").returncode == 2
    assert call("enrich", "--allow-network", "x", cwd=root).returncode == 2


def test_a_text_that_is_too_long_is_no_issue(root: Path, tmp_path: Path) -> None:
    issue = tmp_path / "issue.md"
    issue.write_bytes(b"x" * (1 << 21))
    done = enrich(root, "--apply", str(issue))
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
