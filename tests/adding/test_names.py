"""Short names and ids, alone and measured on the list."""

from __future__ import annotations

import pytest

from awesome_p2ti.adding.names import entry_id, name_in
from awesome_p2ti.catalog import MAX_ID
from awesome_p2ti.schema.field_types import ID
from tests.make import real_list


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DreamBooth: Fine Tuning of Models", "DreamBooth"),
        ("R^2MoE: Redundancy-Removal", "R²MoE"),
        ("R$^{2}$MoE: Redundancy-Removal", "R²MoE"),
        ("An Image is Worth One Word: Personalizing", ""),
        ("No Colon at All", ""),
        ("Ratio 3:4 of Images", ""),
        ("DreamBooth:", ""),
        ("2024: A Year of Images", ""),
    ],
)
def test_a_name_is_one_word_before_the_colon(title: str, name: str) -> None:
    assert name_in(title) == name


def test_names_of_our_list_are_mostly_those() -> None:
    """All but 6 of 542 were right when this was written."""
    proposed = [(name_in(p.data.title), p.data.name) for p in real_list().papers.values()]
    proposed = [(ours, real) for ours, real in proposed if ours]
    assert len(proposed) > 450
    assert sum(ours == real for ours, real in proposed) / len(proposed) > 0.95


@pytest.mark.parametrize(
    ("title", "name", "taken", "found"),
    [
        ("DreamBooth: Fine Tuning", "DreamBooth", (), "dreambooth"),
        ("A²-Edit: Precise Editing", "A²-Edit", (), "a2-edit"),
        ("RealCustom++: Words", "RealCustom++", ("realcustom",), "realcustom-plus-plus"),
        ("P+: Extended Conditioning", "P+", (), "p-plus"),
        ("CAT: Contrastive Adversarial Training", "CAT", ("cat",),
         "cat-contrastive-adversarial-training"),
        ("λ: Light in Pictures", "λ", (), "light-pictures"),
        ("Adaptive Subspace Projection for Generative Personalization", "", (),
         "adaptive-subspace-projection"),
        ("The Image", "", (), "the-image"),
        ("図", "", (), "paper-2"),
        ("図", "", ("paper-2",), "paper-3"),
        ("CAT: Cat", "CAT", ("cat", "cat-cat"), "cat-2024"),
        ("CAT: Cat", "CAT", ("cat", "cat-cat", "cat-2024"), "cat-2"),
    ],
)  # fmt: skip
def test_an_id_is_free_and_tells(title: str, name: str, taken: tuple[str], found: str) -> None:
    assert entry_id(title, name, taken, "2024") == found


def test_every_id_is_one() -> None:
    for title in ("x" * 300, "word " * 100, "-- : --", "../../../etc/passwd", "Ⅳ ﬁ ß", "a: b"):
        for name in ("", "N" * 200, "../..", "++"):
            taken: set[str] = set()
            for _ in range(5):
                found = entry_id(title, name, taken)
                assert ID.fullmatch(found), found
                assert len(found) <= MAX_ID
                taken.add(found)
