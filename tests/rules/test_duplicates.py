"""Titles that are nearly the same, and those that only sound so."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti import catalog
from awesome_p2ti.normalize import title_words
from awesome_p2ti.rules.duplicates import find_duplicates

LONG = "Personalized Generation of Images with Diffusion Models"


def reported(root: Path, *titles: str) -> list[str]:
    for number, title in enumerate(titles):
        text = f'title: "{title}"\ndate: 2023-02\narxiv: "2302.{number:05}"\ntasks: [subject]\n'
        (root / f"data/papers/2023/work-{number}.yaml").write_text(text, encoding="utf-8")
    found, problems = catalog.load(root)
    assert problems == []
    return [p.code for p in find_duplicates(found)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (f"Fast {LONG}", f"Faster {LONG}"),
        (LONG, f"SomeName: {LONG}"),
        (f"OtherName: {LONG}", f"SomeName: {LONG}"),
        ("Customised Images from a Few Pictures", "Customized Images from a Few Pictures"),
        ("Customized Images from Few Pictures", "Customized Images from a Few Pictures"),
    ],
)  # fmt: skip
def test_nearly_the_same(one: str, two: str, small_list: Path) -> None:
    assert reported(small_list, one, two) == ["similar-title", "similar-title"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Cones: Concept Neurons in Diffusion Models", "Cones 2: Customizable Image Synthesis"),
        (f"{LONG}: Part 1", f"{LONG}: Part 2"),
        (f"Work 1: {LONG}", f"Work 2: {LONG}"),
        ("Style Transfer", "Style Transfers"),
        (f"Fast {LONG}", "Fast Editing of Films by Words Alone"),
    ],
)
def test_two_works(one: str, two: str, small_list: Path) -> None:
    assert reported(small_list, one, two) == []


def test_the_same_but_for_marks(small_list: Path) -> None:
    assert title_words("P+: Éxtended—Conditioning") == "p extended conditioning"
    assert reported(small_list, "Fréchet + More!", "Frechet: More") == ["duplicate-title"] * 2


def test_a_turn_of_phrase_is_not_reported_for_ever(small_list: Path) -> None:
    names = "Alpha Beta Gamma Delta Epsilon Zeta Theta Iota Kappa Lambda".split()
    assert len(reported(small_list, *(f"{name}: {LONG}" for name in names))) <= 8
