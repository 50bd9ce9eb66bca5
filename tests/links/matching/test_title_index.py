"""Which other work of the list a text is about."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.matching.title_index import TitleIndex
from awesome_p2ti.links.models import Link, LinkUse

OURS = "Silver Birch at Noon"
OTHER = "CalmHarbor: Editing Scenes with a Handful of Words"
USE = LinkUse(title=OURS)


def found(*texts: str, listed: str = OTHER, use: LinkUse = USE, strict: bool = False) -> str:
    return TitleIndex.from_titles([OURS, listed]).find_other(texts, use, strict=strict)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (OTHER, OTHER),
        (OTHER.upper() + "!", OTHER),
        (f"A Page of {OTHER} at a Lab", OTHER),
        (f"{OTHER}s", ""),
        (f"Un{OTHER}", ""),
        ("CalmHarbor: Editing Scenes", ""),
        (OURS, ""),
        ("", ""),
    ],
)
def test_another_title_stands_whole_in_a_text(text: str, other: str) -> None:
    assert found(text) == other
    assert found("Lab", text) == other


def test_all_of_a_text_is_the_title_where_that_is_demanded() -> None:
    assert found(OTHER, strict=True) == OTHER
    assert found(f"{OTHER} at a Lab", strict=True) == ""


@pytest.mark.parametrize(
    ("title", "is_known"), [("Four Words Are Enough", True), ("Three Words Aren't", False)]
)
def test_a_title_of_three_words_may_be_anybodys(title: str, is_known: bool) -> None:
    assert found(title, listed=title) == (title if is_known else "")
    assert bool(TitleIndex.from_titles([title]).titles) is is_known


def test_of_titles_that_begin_alike_the_one_that_stands_there_is_found() -> None:
    titles = ["One Two Three Four", "One Two Three Five", "One Two Three Six Seven"]
    index = TitleIndex.from_titles(titles)
    for title in titles:
        assert index.find_other([f"About {title}"], USE) == title


def test_an_index_of_links_holds_what_their_uses_name() -> None:
    uses = (LinkUse(title=OURS), LinkUse(title=""), LinkUse(title=OTHER))
    index = TitleIndex.from_links([Link("https://x.test/", uses)])
    assert index.find_other([OTHER], USE) == OTHER
    assert index.find_other([OURS], LinkUse(title=OTHER)) == OURS
    assert TitleIndex.from_titles([]).find_other([OTHER], USE) == ""


@pytest.mark.parametrize(
    ("ours", "other", "is_other", "is_other_where_strict"),
    [
        # the same title but for its end is no other work's
        (OURS, f"{OURS} and Night", False, False),
        # a version of ours, by its name or by 85 of 100 letters
        ("Zorn: Silver Birch at Noon", "Zorn: Moths in the Rain", False, False),
        (
            "Domain Tuning for Fast Personalization",
            "Domain-Agnostic Tuning for Fast Personalization",
            False,
            False,
        ),
        ("Woven Lantern Portraits at Dusk", "Woven Lantern Pictures at Noon", True, False),
        # alike in words, and both stand in the list
        (
            "Silver Moths and Rain with Lanterns",
            "Moths and Silver and Rain near Ponds",
            True,
            False,
        ),
        (OURS, OTHER, True, True),
    ],
)
def test_a_title_that_resembles_ours(
    ours: str, other: str, is_other: bool, is_other_where_strict: bool
) -> None:
    use = LinkUse(title=ours)
    assert bool(found(other, listed=other, use=use)) is is_other
    assert bool(found(other, listed=other, use=use, strict=True)) is is_other_where_strict


def test_a_title_that_begins_with_the_entrys_name_is_a_version_of_it() -> None:
    assert found(OTHER, use=LinkUse(title=OURS, name="CalmHarbor"), strict=True) == ""
