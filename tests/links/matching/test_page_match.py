"""Does a page name the work: its title, its headings, its text, its BibTeX, its authors."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.links.matching.page_match import (
    cited_as_other_work,
    names_authors,
    self_titles,
    states_full_title,
    title_agrees,
    title_candidates,
)
from awesome_p2ti.links.models import LinkUse, SiteRecord, Status

TITLE = "Silver Birch at Noon by Lake Zorn"
OTHER = "CalmHarbor: Editing Scenes with a Handful of Words"
BELL, DRUM = "Ann Bell", "Cy Drum"


def page(**about: Any) -> SiteRecord:
    return SiteRecord(status=Status.OK, **about)


def work(title: str = TITLE, **about: Any) -> LinkUse:
    return LinkUse(title=title, **about)


@pytest.mark.parametrize(
    ("about", "states"),
    [
        ({"stated_titles": (OTHER, TITLE.upper())}, True),
        ({"title": TITLE}, True),
        ({"title": f"{TITLE} | Lab"}, True),
        ({"title": f"{TITLE}: With a Supplement"}, True),
        ({"headings": ("Lab", TITLE)}, True),
        ({"stated_titles": (f"{TITLE} (Supplement)",)}, True),
        ({"text": f"We present {TITLE}, a study"}, True),
        ({"text": f"We present {TITLE}ia, a study"}, False),
        ({"title": "Silver Birch at"}, True),  # its beginning, of three words
        ({"title": "Silver Birch"}, False),
        ({"title": "Noon, Silver Birch and Lake Zorn"}, False),  # likely, and no proof
        ({"title": OTHER, "text": "Silver Birch"}, False),
        ({}, False),
    ],
)
def test_a_page_states_a_whole_title(about: dict[str, Any], states: bool) -> None:
    assert states_full_title(work(), page(**about)) is states


@pytest.mark.parametrize(
    ("about", "states"),
    [
        ({"stated_titles": ("Silver Moths",)}, True),
        ({"headings": ("Lab", "Silver Moths"), "text": f"{BELL}, {DRUM}"}, True),
        ({"headings": ("Silver Moths",), "text": BELL}, False),
        ({"headings": ("Silver Moths at Home",), "text": f"{BELL}, {DRUM}"}, False),
        ({"title": "Silver Moths", "text": f"Silver Moths, {BELL}, {DRUM}"}, False),
    ],
)
def test_a_title_of_two_words_needs_its_authors(about: dict[str, Any], states: bool) -> None:
    use = work("Silver Moths", authors=(BELL, DRUM))
    assert states_full_title(use, page(**about)) is states
    longer = work("On Silver Moths", authors=(BELL, DRUM))
    assert states_full_title(longer, page(text="On Silver Moths"))


LIKELY = "Noon, Silver Birch and Lake Zorn"


@pytest.mark.parametrize(
    ("about", "agrees"),
    [
        ({"title": f"{TITLE}, a study"}, True),
        ({"headings": ("Lab", f"{TITLE}, a study")}, True),
        ({"stated_titles": (f"{TITLE}, a study",)}, True),
        ({"text": f"In {TITLE}, a study"}, True),
        ({"title": LIKELY}, True),
        ({"headings": (*"abcd", LIKELY)}, True),  # the sixth place
        ({"headings": (*"abcde", LIKELY)}, False),
        ({"text": LIKELY}, False),
        ({"title": "Lab", "text": "We study moths"}, False),
    ],
)
def test_a_page_agrees_where_it_names_the_work_or_is_likely_called_so(
    about: dict[str, Any], agrees: bool
) -> None:
    assert title_agrees(work(), page(**about)) is agrees


def test_what_is_compared_has_nine_letters() -> None:
    assert not title_agrees(work("G Moth ABC"), page(title="GMothABC"))
    assert title_agrees(work("G Moth ABCD"), page(title="GMothABCD"))


def test_a_name_of_the_entry_is_looked_for_too() -> None:
    for shown in (page(title="Zorn", headings=("Lab",)), page(headings=("Lab", "Zorn"))):
        assert title_agrees(work("A Study of Moths", name="Zorn"), shown)
        assert not title_agrees(work("A Study of Moths"), shown)
    assert title_agrees(work("A Study of Moths", name="A Zn"), page(title="AZn: in Rain"))


@pytest.mark.parametrize(
    ("authors", "text", "named"),
    [
        ((BELL, DRUM), "by Ann Bell and Cy Drum", True),
        ((BELL, DRUM, "E Flute"), "by Ann Bell and Cy Drum", True),
        ((BELL, DRUM), "by Ann Bell", False),
        ((BELL, DRUM), "by Ann Bell and Cy Drummer", False),
        ((BELL,), "ANN BELL", True),
        ((BELL,), "Joann Bell", False),
        ((BELL,), "", False),
        (("A Lis",), "by A Lis", True),
        (("A Li",), "by A Li", False),  # four letters may be anything
        ((), "by Ann Bell", False),
    ],
)
def test_two_authors_or_the_only_one(authors: tuple[str, ...], text: str, named: bool) -> None:
    assert names_authors(work(authors=authors), page(text=text)) is named


def test_a_page_is_called_by_its_title_and_first_heading() -> None:
    about: dict[str, Any] = {"title": "a", "headings": ("b", "c")}
    assert self_titles(page(**about)) == ("a", "b")
    assert self_titles(page(**about, truncated=True)) == ("a",)
    assert self_titles(page(title="a")) == ("a",)


@pytest.mark.parametrize(
    ("about", "cited"),
    [
        ({"title": "CalmHarbor", "stated_titles": (OTHER,)}, OTHER),
        ({"title": "Lab", "headings": ("CalmHarbor",), "stated_titles": (OTHER,)}, OTHER),
        ({"title": "CalmHarbor", "stated_titles": ("On Rain", OTHER)}, OTHER),
        ({"title": "Lab", "headings": ("Us", "CalmHarbor"), "stated_titles": (OTHER,)}, ""),
        ({"title": "Lab", "text": "CalmHarbor", "stated_titles": (OTHER,)}, ""),
        ({"title": "CalmHarbor"}, ""),
        ({"title": "CalmHarbor", "stated_titles": (OTHER, TITLE)}, ""),
        ({"title": "CalmHarbor", "stated_titles": (OTHER, LIKELY)}, ""),
        ({"title": "CalmHarbor", "stated_titles": (OTHER,), "truncated": True}, ""),
    ],
)
def test_the_other_work_that_a_page_calls_itself_and_cites(
    about: dict[str, Any], cited: str
) -> None:
    assert cited_as_other_work(work(), page(**about)) == cited


def test_a_work_that_bears_the_entrys_name_is_no_other_one() -> None:
    shown = page(title="CalmHarbor", stated_titles=(OTHER,))
    assert cited_as_other_work(work(name="CalmHarbor"), shown) == ""


FIFTEEN = "Fifteen letters"


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        (f'Slides of "{FIFTEEN}"', FIFTEEN),
        (f"Slides of “{FIFTEEN}”", FIFTEEN),
        (f"Slides of «{FIFTEEN}»", FIFTEEN),
        (f"Slides of '{FIFTEEN}'", FIFTEEN),
        (f'Slides of "{FIFTEEN[1:]}"', ""),
        (f'Slides of "{"x" * 250}"', "x" * 250),
        (f'Slides of "{"x" * 251}"', ""),
    ],
)
def test_a_title_in_quotes(title: str, quoted: str) -> None:
    assert title_candidates(title) == ([quoted, title] if quoted else [title])


@pytest.mark.parametrize(
    ("title", "named"),
    [
        *((f"A {kind} of {FIFTEEN}", [FIFTEEN] * 2) for kind in
          ("implementation", "code", "repository", "repo", "page", "PyTorch")),
        (f"Code for {FIFTEEN}", [FIFTEEN] * 2),
        (f"Code of {FIFTEEN} (CVPR).", [f"{FIFTEEN} (CVPR).", FIFTEEN]),
        (f"Code of {FIFTEEN} [CVPR]", [f"{FIFTEEN} [CVPR]", FIFTEEN]),
        (f"Code of {FIFTEEN}!", [f"{FIFTEEN}!", FIFTEEN]),
        (f"Code of {FIFTEEN[1:]}", []),
        (f"Code by {FIFTEEN}", []),
        (f"Codes of {FIFTEEN}", []),
    ],
)  # fmt: skip
def test_a_title_after_what_is_made_of_the_work(title: str, named: list[str]) -> None:
    assert title_candidates(title) == [title, *named]


@pytest.mark.parametrize("mark", "|–—·-")
def test_a_title_is_cut_at_marks_with_spaces(mark: str) -> None:
    assert title_candidates(f"One {mark} Two{mark}b {mark} Three") == [
        "One",
        f"Two{mark}b",
        "Three",
    ]
