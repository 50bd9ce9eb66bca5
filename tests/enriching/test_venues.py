"""A paper stands in proceedings by its id, or by title and authors; one sign is a question."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.enriching.enrichment import Enrichment
from awesome_p2ti.enriching.venues import VenueMatcher
from awesome_p2ti.links.paper_facts import PaperFacts
from tests.make import paper

TITLE = "DreamOtter: Personal Otters from One Picture"
PEOPLE = ("Ina Vale", "Tom Reed", "Uli Sand")
OURS: dict[str, Any] = {
    "title": TITLE,
    "name": "DreamOtter",
    "authors": list(PEOPLE),
    "date": "2023-04",
    "arxiv": "2304.03410",
}


def listed(title: str = TITLE, authors: tuple[str, ...] = PEOPLE, arxiv: str = "") -> PaperFacts:
    return PaperFacts(source="CVF Open Access", title=title, authors=authors, arxiv=arxiv)


def proposed(*rows: tuple[str, PaperFacts], **fields: Any) -> list[Enrichment]:
    matcher = VenueMatcher([paper("dreamotter", **OURS | fields)])
    for venue, facts in rows:
        matcher.take(venue, facts)
    return list(matcher.enrichments())


@pytest.mark.parametrize(
    ("facts", "exact"),
    [
        (listed(), True),
        (listed(arxiv="2304.03410"), True),
        (listed("DreamOtter: One Picture Is Enough", arxiv="2304.03410"), True),  # retitled
        (listed("Counting Pebbles", arxiv="2304.03410"), False),  # the same people's other paper
        (listed("DREAMOTTER - personal otters from one picture"), True),
        (listed(authors=("I. Vale", "T. Reed", "U. Sand")), True),
        (listed(authors=("Vale, Ina", "Reed, Tom", "Sand, Uli")), True),
        (listed(authors=("Jo Kern", "Max Vale")), False),  # another paper may have the title
        (listed(authors=()), False),
        (listed("Something Else", ("Jo Kern",), "2304.03410"), False),  # a wrong id
        (listed(arxiv="2305.00001"), False),
        (listed("DreamOtter: Personal Otters from a Single Picture"), False),
    ],
)
def test_one_sign_alone_is_a_question(facts: PaperFacts, exact: bool) -> None:
    (found,) = proposed(("CVPR 2024", facts))
    assert (found.value, found.exact) == ("CVPR 2024", exact)
    assert bool(found.note) is not exact


@pytest.mark.parametrize(
    "facts",
    [
        listed("Counting Otters", ("Jo Kern",)),
        listed("Counting Otters", PEOPLE),  # the same people wrote another paper
        listed("DreamOtter2: Personal Rivers", ("Ina Vale", "Jo Kern", "Kai Holt", "Lea Moor")),
        listed("DreamOtter: Personal Otters from a Single Picture", PEOPLE, "2305.00001"),
        PaperFacts(source="CVF Open Access", title=""),
    ],
)
def test_another_paper_is_none(facts: PaperFacts) -> None:
    assert proposed(("CVPR 2024", facts)) == []


def test_a_former_title_counts() -> None:
    (found,) = proposed(("CVPR 2024", listed("Old Otters")), former_titles=["Old Otters"])
    assert found.exact


@pytest.mark.parametrize("venue", ["CVPR 2022", "CVPR 2026"])
def test_a_year_that_cannot_be_is_none(venue: str) -> None:
    assert proposed((venue, listed())) == []


def test_two_lists_that_have_it_are_a_question() -> None:
    found = proposed(("CVPR 2024", listed()), ("NeurIPS 2024", listed()))
    assert [(p.value, p.exact) for p in found] == [("CVPR 2024", False), ("NeurIPS 2024", False)]
    assert "two lists have it: CVPR 2024 and NeurIPS 2024" in found[0].note


def test_a_sure_list_outweighs_a_question() -> None:
    found = proposed(("CVPR 2024", listed()), ("NeurIPS 2024", listed(authors=())))
    assert [(p.value, p.exact) for p in found] == [("CVPR 2024", True)]


def test_without_authors_nothing_is_sure() -> None:
    (found,) = proposed(("CVPR 2024", listed()), authors=None, arxiv=None, doi="10.1000/x")
    assert not found.exact


def test_a_title_of_an_entry_of_the_same_title_is_told_apart() -> None:
    other = {**OURS, "authors": ["Jo Kern"], "arxiv": "2305.00009"}
    matcher = VenueMatcher([paper("dreamotter", **OURS), paper("second", **other)])
    matcher.take("CVPR 2024", listed())
    found = {p.key: p.exact for p in matcher.enrichments()}
    assert found == {"dreamotter": True, "second": False}
