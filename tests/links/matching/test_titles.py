"""Two titles of one work, however they are written, and two works, however alike they sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.links.matching.authors import author_overlap
from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles, mentions_work, similarity
from awesome_p2ti.normalize import normalize_title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P+: Extended Textual Conditioning", "$P+$: Extended Textual Conditioning"),
        ("α-Mix: Blending Concepts", "$\\alpha$-Mix: Blending Concepts"),
        ("Café: Portraits", "Caf\\'{e}: Portraits"),
        ("Müller's Method", 'M\\"uller’s method'),
        ("Few-Shot Cats & Dogs", "Few-shot cats and dogs"),
        ("W+ Space: An \\textbf{Inversion} Study", "W+ space: an inversion study"),
        ("Text-to-Image Without Tuning", "Text to image without tuning."),
        ("“Quoted” Concepts – A Study", '"Quoted" Concepts - A Study'),
        ("ﬁne-tuning and ﬂow", "fine-tuning and flow"),
        (
            "DreamBooth: Fine Tuning Text-to-Image Diffusion Models",
            "DreamBooth: Fine-Tuning Text-to-Image Diffusion Models for Subject-Driven Generation",
        ),
        (
            "IP-Adapter: Text Compatible Image Prompt Adapter",
            "IP-Adapter: Text Compatible Image Prompt Adapter for Text-to-Image Diffusion Models",
        ),
    ],
)
def test_one_title_in_two_spellings(one: str, other: str) -> None:
    assert compare_titles(one, other) is TitleMatch.SAME
    assert compare_titles(other, one) is TitleMatch.SAME


@pytest.mark.parametrize(
    ("one", "other", "authors"),
    [
        (
            "SPF-Portrait: Towards Pure Portrait Customization",
            "SPF-Portrait: Towards Pure Text-to-Portrait Customization",
            (),
        ),
        (
            "Subject-Consistent and Pose-Diverse Text-to-Image Generation",
            "CoDi: Subject-Consistent and Pose-Diverse Text-to-Image Generation",
            (),
        ),
        (
            "StyleMaster: Towards Flexible Stylized Image Generation with Diffusion Models",
            "ArtWeaver: Advanced Dynamic Style Integration via Diffusion Model",
            ("Chengming Xu", "Kai Hu"),
        ),
        ("Total Strangers in Words", "Quite Another Wording", ("Xu, Chengming", "K. Hu", "A B")),
    ],
)
def test_retitled_versions(one: str, other: str, authors: tuple[str, ...]) -> None:
    assert compare_titles(one, other, authors, ("Chengming Xu", "Kai Hu")) in {
        TitleMatch.RETITLED,
        TitleMatch.SAME,
    }


@pytest.mark.parametrize(
    ("one", "other", "ours", "theirs"),
    [
        (
            "InstantBooth: Personalized Text-to-Image Generation without Test-Time Finetuning",
            "Compositional Text-to-Image Synthesis with Attention Map Control of Diffusion Models",
            (),
            (),
        ),
        (
            "Resolving Multi-Condition Confusion for Finetuning-Free Personalized Image Generation",
            "PatchDPO: Patch-level DPO for Finetuning-free Personalized Image Generation",
            ("Qihan Huang", "Siming Fu"),
            ("Qihan Huang", "Weilong Dai"),
        ),
        (
            "DreamBooth: Fine Tuning Diffusion Models",
            "MetaCloak-JPEG: Preventing Unauthorized DreamBooth-Based Deepfake Generation",
            (),
            (),
        ),
        (
            "Domain Tuning for Fast Personalization",
            "Domain-Agnostic Tuning for Fast Personalization",
            ("A B", "C D"),
            ("E F", "G H"),
        ),
    ],
)
def test_different_works(
    one: str, other: str, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    assert compare_titles(one, other, ours, theirs) is TitleMatch.DIFFERENT


QUESTION = "How Many Photos Make One Lantern Portrait"
STRANGERS = (("A B", "C D"), ("E F", "G H"))


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        # alike in 95.8 and 94.1 of 100: by strangers, only the first is one work
        ("Learning Concepts from Noisy Portrait Photographs",
         "Learning Concept for Noisy Portrait Photographs", TitleMatch.SAME),
        ("Few-Shot Portraits of One Subject", "Few-Shot Portraits for One Subjects",
         TitleMatch.DIFFERENT),
        ("Learning Domain Tuning for Fast Personalization of Faces",
         "Learning Domain Tuning for Quick Personalization of Faces", TitleMatch.DIFFERENT),
    ],
)  # fmt: skip
def test_titles_by_other_authors_must_be_nearly_equal(
    one: str, other: str, agreement: TitleMatch
) -> None:
    assert compare_titles(one, other, *STRANGERS) is agreement
    assert compare_titles(one, other) is TitleMatch.SAME


@pytest.mark.parametrize(
    ("one", "other", "score", "agreement"),
    [
        ("Learning Domain Tuning for Fast Personalization of Faces",
         "Learning Domain Tuning for Quick Personalization of Faces", 92.0, TitleMatch.SAME),
        ("Domain Tuning for Fast Personalization",
         "Domain-Agnostic Tuning for Fast Personalization", 89.4, TitleMatch.RETITLED),
        # half of the telling words agree
        ("Woven Lantern Portraits at Dusk", "Woven Lantern Pictures at Noon", 72.1,
         TitleMatch.RETITLED),
        ("Woven Lantern Portraits at Dusk", "Lantern Sketches at Dusk", 65.5,
         TitleMatch.DIFFERENT),
        # three of them or more, and nearly all
        ("Lantern Weaving in Silk", "Silk and Weaving and a Lantern at Night", 66.0,
         TitleMatch.RETITLED),
        ("How Many Photos Make a Lantern",
         "How Many Photos Make Other Questions about Glass, Silver, Weather and Snow", 56.9,
         TitleMatch.DIFFERENT),
        # six words at the beginning, and five
        (QUESTION, "How Many Photos Make One Lantern and Other Questions about Glass, Silver, "
         "Weather, Rain and Snow", 58.2, TitleMatch.RETITLED),
        (QUESTION, "How Many Photos Make One Window and Other Questions about Glass, Silver and "
         "Weather", 60.2, TitleMatch.DIFFERENT),
    ],
)  # fmt: skip
def test_each_threshold_from_both_sides(
    one: str, other: str, score: float, agreement: TitleMatch
) -> None:
    assert similarity(one, other) == pytest.approx(score, abs=0.1)
    assert compare_titles(one, other) is agreement
    assert compare_titles(other, one) is agreement


def test_without_a_title_the_match_is_unknown() -> None:
    assert compare_titles("", "A Title") is TitleMatch.UNKNOWN
    assert compare_titles("A Title", " .,! ") is TitleMatch.UNKNOWN


def test_names_are_matched_in_either_order() -> None:
    assert author_overlap(["Xu, Chengming"], ["Chengming Xu"]) == (1.0, True)
    assert author_overlap(["Xu Chengming"], ["C. Xu"]) == (1.0, True)
    assert author_overlap(["Ada Lovelace", "B C"], ["Grace Hopper"]) == (0.0, False)
    assert author_overlap([], ["A B"]) == (0.0, False)


@pytest.mark.parametrize(
    ("text", "title", "name", "found"),
    [
        ("Welcome to DreamBooth, a method", "DreamBooth: Fine Tuning Models", "", True),
        ("the dreamboothing of things", "DreamBooth: Fine Tuning Models", "", False),
        ("we present our method NeTI here", "A Neural Space-Time Representation", "NeTI", True),
        ("An Image of a model", "Image: A Model", "", False),  # too common a name
        (
            "fine tuning text to image diffusion models for subjects",
            "DreamBooth: Fine Tuning Text-to-Image Diffusion Models",
            "",
            True,
        ),
    ],
)
def test_a_text_names_a_work(text: str, title: str, name: str, found: bool) -> None:
    assert mentions_work(text, title, name) is found


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_compared_without_a_crash(one: str, other: str) -> None:
    assert compare_titles(one, other) == compare_titles(one, other)
    assert 0 <= similarity(one, other) <= 100
    assert normalize_title(normalize_title(one)) == normalize_title(one)
    if normalize_title(one):
        assert compare_titles(one, one) is TitleMatch.SAME
