"""Base models: one spelling in papers and results, and `fix` writes it for an alias."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from awesome_p2ti import catalog
from awesome_p2ti.cli import cli
from awesome_p2ti.rules.base_models import base_models_are_known, base_models_stand_once

ROOT = Path(__file__).resolve().parents[2]
PAPER = "data/papers/2022/dreambooth.yaml"
RESULTS = "data/results/dreambench.yaml"


def hints(root: Path) -> list[str]:
    found, problems = catalog.load(root)
    assert problems == []
    return [p.hint for p in base_models_are_known(found)]


def add(root: Path, line: str) -> None:
    with (root / PAPER).open("a", encoding="utf-8") as file:
        file.write(line)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("SD", "Stable Diffusion"),
        ("stable diffusion", "Stable Diffusion"),
        ("SD-1.5", "Stable Diffusion 1.5"),
        ("Stable Diffusion [v1.5]", "Stable Diffusion 1.5"),
        ("Stable Diffusion XL", "SDXL"),
    ],
)
def test_an_alias_is_told_with_the_name(written: str, name: str, small_list: Path) -> None:
    add(small_list, f'base_models: ["{written}"]\n')
    assert hints(small_list) == [f'write "{name}"']


def test_a_version_is_no_spelling_of_another(small_list: Path) -> None:
    add(small_list, "base_models: [Stable Diffusion 15]\n")
    assert hints(small_list) == ["did you mean 'Stable Diffusion 1.5'?"]


def test_names_of_the_vocabulary_pass(small_list: Path) -> None:
    add(small_list, "base_models: [Stable Diffusion 1.5, SDXL]\n")
    assert hints(small_list) == []


def test_without_a_vocabulary_nothing_is_demanded(small_list: Path) -> None:
    (small_list / "data/base_models.yaml").unlink()
    add(small_list, "base_models: [Anything]\n")
    assert hints(small_list) == []


def test_fix_writes_the_name_in_papers_and_in_results(small_list: Path) -> None:
    add(small_list, "base_models: [SD-1.5, 'Stable Diffusion XL']  # as printed\n")
    results = small_list / RESULTS
    text = results.read_text(encoding="utf-8").replace(
        "    tuning: test-time\n", '    base_model: "SD"\n    tuning: test-time\n', 1
    )
    results.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["--root", str(small_list), "fix", "--offline"])
    assert done.exit_code == 0, done.output
    mended = (small_list / PAPER).read_text(encoding="utf-8")
    assert mended.endswith("base_models: [\"Stable Diffusion 1.5\", 'SDXL']  # as printed\n")
    assert '    base_model: "Stable Diffusion"\n' in results.read_text(encoding="utf-8")
    assert hints(small_list) == []


def test_fix_leaves_what_no_alias_tells(small_list: Path) -> None:
    add(small_list, "base_models: [Stabel Difusion]\n")
    before = (small_list / PAPER).read_bytes()
    done = CliRunner().invoke(cli, ["--root", str(small_list), "fix", "--offline"])
    assert done.exit_code == 0, done.output
    assert (small_list / PAPER).read_bytes() == before


def test_the_project_has_no_name_twice(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data/base_models.yaml", tmp_path / "data")
    found, problems = catalog.load(tmp_path)
    assert problems == []
    assert found.base_models is not None
    assert list(base_models_stand_once(found)) == []
