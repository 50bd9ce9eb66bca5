"""Papers of a person, a time, a base model or a venue, however these are written."""

from __future__ import annotations

import pytest

from awesome_p2ti.search import filters
from tests.make import paper
from tests.search.works import LISTED

STYLE = paper("style", date="2024", venue="SIGGRAPH Asia 2024 Workshop")


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Jun-Yan Zhu", ["otter"]),
        ("Zhu, Jun-Yan", ["otter"]),
        ("Junyan Zhu", ["otter"]),
        ("J.-Y. Zhu", ["otter"]),
        ("Zhu J", ["otter"]),
        ("Muller", ["otter"]),
        ("Joerg Mueller", ["otter"]),
        ("MÜLLER, J.", ["otter"]),
        ("David Forsyth", ["other"]),
        ("David B. Forsyth", []),
        ("de la torre", ["third"]),
        ("Torre F.", ["third"]),
        ("J. Y.", []),
        ("Zhu Zhu", []),
        ("Zh", []),
        ("K. Zhu", []),
    ],
)
def test_an_author_is_found_however_the_name_is_written(author: str, found: list[str]) -> None:
    assert [p.id for p in LISTED if filters.is_by(p.data, author)] == found


def test_until_and_base_models() -> None:
    otter, other, _ = (p.data for p in LISTED)
    assert filters.until(otter, "2023")
    assert filters.until(otter, "2023-05")
    assert not filters.until(otter, "2023-04")
    assert filters.until(STYLE.data, "2024-01")
    assert filters.on_base_model(other, "stable diffusion")
    assert filters.on_base_model(other, "Stable Diffusion 1.5")
    assert not filters.on_base_model(other, "Stable Diff")
    assert not filters.on_base_model(other, "Stable Diffusion 1")
    assert not filters.on_base_model(otter, "Stable Diffusion")


def test_a_year_alone_counts_as_its_end() -> None:
    style = STYLE.data
    assert filters.since(style, "2024-12")
    assert not filters.since(style, "2025")
    assert filters.since(paper("x", date="2022-08").data, "2022")
    assert not filters.since(paper("x", date="2022-08").data, "2022-09")


@pytest.mark.parametrize("venue", ["siggraph asia", "SIGGRAPH Asia 2024",
                                   "SIGGRAPH Asia 2024 Workshop"])  # fmt: skip
def test_venues(venue: str) -> None:
    assert filters.at_venue(STYLE.data, venue)
    assert not filters.at_venue(paper("x").data, venue)
