"""Two lists of authors: who is the same person, and how much of the shorter list is shared."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.matching.authors import author_overlap, count_authors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mira Kowalski", "M. Kowalski"),
        ("Mira Kowalski", "Kowalski, Mira"),
        ("Mira Anna Kowalski", "Kowalski Mira"),
        ("Łukasz Świątek", "Lukasz Swiatek"),
        ("Jun-Yan Zhu", "Junyan Zhu"),
        ("Jun Yan-Zhu", "Jun Yan‐Zhu"),  # a hyphen of Unicode's own
        ("Yan-Zhu Jun", "Y. Jun"),
        ("Yan-Zhu, Jun", "Jun Yan-Zhu"),
        ("Kowalski", "Mira Kowalski"),
        ("Mira", "Mira Kowalski"),  # a surname that stands first
        ("Kowalski", "kowalski"),
        ("Mira Kowalski et al.", "Mira Kowalski"),
        *((f"Mira Kowalski {suffix}", "Mira Kowalski") for suffix in
          ("Jr.", "Sr.", "II", "III", "IV", "PhD", "others")),
    ],
)  # fmt: skip
def test_one_person_in_two_spellings(one: str, other: str) -> None:
    assert author_overlap([one], [other]) == 1.0
    assert author_overlap([other], [one]) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mira Kowalski", "Jun Takeda"),
        ("Kowalski", "Takeda"),
        ("Kowalski", "Jun Takeda"),
        ("Ira Kowalska", "Mira Kowalski"),
        ("Mira Kowalski et al.", "Mira Zorn"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert author_overlap([one], [other]) < 1.0
    assert author_overlap([other], [one]) < 1.0


@pytest.mark.parametrize(
    ("ours", "theirs", "shared"),
    [
        # of the shorter list
        ("A Bell, C Drum, E Flute", "A Bell, X Horn", 0.5),
        ("A Bell, X Horn", "A Bell, C Drum, E Flute", 0.5),
        ("A Bell, C Drum, E Flute", "E Flute, A Bell", 1.0),
        # a surname alone is half a person: Bill may be William
        ("Bill Smith", "William Smith", 0.5),
        ("A Bell, Bill Smith", "A Bell, William Smith", 0.75),
        ("William Smith, Bill Smith", "Bill Smith", 1.0),
        # whoever stands twice counts for no more than everyone
        ("A Bell, A Bell", "A Bell", 1.0),
        # those who are not named are nobody
        ("et al., A Bell", "A Bell, et al.", 1.0),
        ("A Bell, others", "A Bell, C Drum", 1.0),
        ("A Bell", "C Drum", 0.0),
        ("A Bell", "et al.", 0.0),
        ("others", "A Bell", 0.0),
        ("others", "others", 0.0),
        ("", "A Bell", 0.0),
    ],
)
def test_what_two_lists_share(ours: str, theirs: str, shared: float) -> None:
    assert author_overlap(ours.split(", "), theirs.split(", ")) == shared


def test_without_authors_nothing_is_shared() -> None:
    assert author_overlap([], []) == 0.0
    assert author_overlap(["A Bell"], []) == 0.0


def test_people_are_counted_without_those_who_are_not_named() -> None:
    assert count_authors(["Mira Kowalski", "et al.", "others", "", "Takeda"]) == 2
    assert count_authors([]) == 0
