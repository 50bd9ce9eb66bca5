"""Papers are found by their words, forgiving accents, capitals and a slip of the finger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.search.papers import search
from tests.make import paper

PAPERS = [
    paper("dreambooth", title="DreamBooth: Fine Tuning", name="DreamBooth", date="2022-08",
          authors=["Nataniel Ruiz"], venue="CVPR 2023"),
    paper("hyperdreambooth", title="HyperDreamBooth: HyperNetworks", date="2023-07",
          authors=["Nataniel Ruiz", "Yuanzhen Li"], venue="CVPR 2024"),
    paper("style", title="Łukasz's Façade: Style", date="2024", authors=["Gül Varol"],
          venue="SIGGRAPH Asia 2024 Workshop"),
]  # fmt: skip


def ids(*words: str) -> list[str]:
    return [p.id for p in search(PAPERS, words).papers]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("ruiz",), ["hyperdreambooth", "dreambooth"]),
        (("RUIZ", "fine"), ["dreambooth"]),
        (("dreambooth",), ["dreambooth", "hyperdreambooth"]),
        (("gul", "facade"), ["style"]),
        (("łukasz",), ["style"]),
        (("lukasz",), ["style"]),
        (("nataniel ruiz cvpr 2024",), ["hyperdreambooth"]),
        (("zebra",), []),
        ((), ["style", "hyperdreambooth", "dreambooth"]),
    ],
)
def test_all_words_are_looked_for_everywhere(words: tuple[str, ...], found: list[str]) -> None:
    assert ids(*words) == found
    assert not search(PAPERS, words).fuzzy or not found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("dreamboth", ["dreambooth"]),  # a letter is missing
        ("draembooth", ["dreambooth"]),  # two are exchanged
        ("hyprdrembooth", ["hyperdreambooth"]),  # two are missing
        ("nataneil", ["hyperdreambooth", "dreambooth"]),
        ("riz", []),  # too short to be forgiven
        ("raix", []),  # two of four letters
    ],
)
def test_a_slip_is_forgiven_and_said(word: str, found: list[str]) -> None:
    result = search(PAPERS, [word])
    assert [p.id for p in result.papers] == found
    assert result.fuzzy


def test_nothing_is_forgiven_where_something_matches() -> None:
    assert not search(PAPERS, ["dreambooth"]).fuzzy


def test_only_the_misspelt_word_is_forgiven() -> None:
    assert ids("ruiz", "hypernetwroks") == ["hyperdreambooth"]
    assert ids("varol", "hypernetwroks") == []


@given(st.text(max_size=30))
def test_any_words_are_looked_for(text: str) -> None:
    search(PAPERS, [text])
    assert fold_accents(fold_accents(text)) == fold_accents(fold_accents(fold_accents(text)))


def test_words_that_no_text_holds_may_be_a_name() -> None:
    assert ids("Ruiz,", "N.") == ["hyperdreambooth", "dreambooth"]


RECORD = """@inproceedings{potter2023,
  title = {{Teapot Booth}: Drawing the Very
           Same Teapot},
  author = {Potter, Ann}
}"""


@pytest.mark.parametrize(
    "text",
    [
        RECORD,
        "[12] A. Potter, “Teapot Booth: Drawing the very same teapot,” in Proc. Venue, 2023, p. 1.",
        "Boiling Water in a Latent Space, arXiv preprint, 2022",
    ],
)
def test_a_record_and_a_reference_find_the_title_that_they_hold(text: str) -> None:
    teapot = paper("teapot", title="Teapot Booth: Drawing the Very Same Teapot",
                   former_titles=["Boiling Water in a Latent Space"])  # fmt: skip
    short = paper("short", title="Drawing the Very")
    result = search([*PAPERS, teapot, short], [text])
    assert [p.id for p in result.papers] == ["teapot"]
    assert not result.fuzzy
