"""Whatever names a work finds it: an id, an address, a record, a reference, a former title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.make import listed, paper
from tests.outputs.site.browser import Visits, served
from tests.outputs.site.built import built

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Page

    from awesome_p2ti.catalog import Catalog

TITLE = "Teapot Booth: Drawing the Very Same Teapot Wherever a Prompt Puts It"
NAMED = {
    "an id": "2301.01234",
    "with a version": "arXiv:2301.01234v2",
    "arXiv's address": "https://arxiv.org/pdf/2301.01234v3",
    "without a scheme": "arxiv.org/abs/2301.01234",
    "another site's address": "https://huggingface.co/papers/2301.01234",
    "arXiv's DOI": "10.48550/arXiv.2301.01234",
    "a DOI that the row does not show": "doi:10.1234/Venue.2023.05678",
    "a DOI's address in a sentence": "(see https://doi.org/10.1234/venue.2023.05678).",
    "a forum that the row does not show": "https://openreview.net/pdf?id=AbCdEf1234&noteId=x",
    "a repository": "https://github.com/potter/teapot",
    "for git": "git@github.com:Potter/Teapot.git",
    "its owner and name": "potter/teapot",
    "a file in it": "github.com/potter/teapot/blob/main/README.md?utm_source=feed#use",
    "its page": "https://www.teapot.example/",
    "a publisher's address with the title": (
        "https://publisher.example/html/Teapot_Booth_Drawing_the_Very_Same_Teapot_Wherever_a_"
        "Prompt_Puts_It_paper.html"
    ),
    "a reference": f"[12] A. Potter and B. Kettle. {TITLE}. In Venue, 2023. 2, 3, 7",
    "a former title": "Boiling Water in the Latent Space of a Diffusion Model",
}
RECORD = f"""@inproceedings{{potter2023teapot,
  author    = {{{" and ".join(f"Potter, Ann {i}" for i in range(20))}}},
  title     = {{{{Teapot Booth}}: {TITLE.partition(": ")[2]}}},
  booktitle = {{Venue}},
  year      = {{2023}}
}}"""


def works() -> Catalog:
    return listed(
        paper(
            "teapot", title=TITLE, former_titles=[NAMED["a former title"]], arxiv="2301.01234",
            doi="10.1234/venue.2023.05678", openreview="AbCdEf1234", date="2023-01",
            authors=["Ann Potter", "Bo Kettle"],
            links={"code": "https://github.com/potter/teapot/tree/main/booth",
                   "project": "https://teapot.example"},
        ),
        paper("shield", title="Adapter Shield for an arXiv of Teapots", arxiv="2301.04321",
              date="2023-01", links={"code": "https://github.com/potter/shield"}),
        paper("kettle", title="Boiling a Kettle of Watercolour, Personalised", date="2024-02",
              authors=["Bo Kettle"]),
    )  # fmt: skip


@pytest.fixture(scope="module")
def root(browser: Browser) -> Iterator[str]:
    with served(built(works())) as root:
        yield root


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    opened = Visits(browser, root)
    yield opened.list_page()
    opened.close()
    assert opened.faults == []


def found(page: Page) -> list[str]:
    links = page.locator("#hits > li > a").evaluate_all("all => all.map(a => a.pathname)")
    return [link.rpartition("/")[2].removesuffix(".html") for link in links]


def paste(page: Page, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.focus("#q")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")


def answers(page: Page, queries: Iterable[str]) -> dict[str, list[str]]:
    """Return what each query finds, in its order."""
    answered = {}
    for query in queries:
        page.fill("#q", query)
        answered[query] = found(page)
    return answered


def test_what_names_a_work_finds_that_one_alone(page: Page) -> None:
    assert answers(page, NAMED.values()) == {text: ["teapot"] for text in NAMED.values()}


def test_several_ids_find_several_works(page: Page) -> None:
    page.fill("#q", "2301.04321, 2301.01234 and 2301.00001")
    assert found(page) == ["shield", "teapot"]


def test_an_address_of_no_work_finds_nothing_that_resembles_it(page: Page) -> None:
    asked = ["2302.01234", "https://arxiv.org/abs/2302.01234", "doi:10.1234/venue.2023.0567",
             "https://github.com/potter/kettle", "https://teapot.example/other"]  # fmt: skip
    assert answers(page, asked) == {text: [] for text in asked}
    assert page.inner_text("#count") == "None of 3 papers has this id or address"


def test_a_record_of_many_lines_is_taken_as_the_title_that_it_holds(page: Page) -> None:
    assert RECORD.index("title") > 200
    paste(page, RECORD)
    assert page.input_value("#q") == TITLE
    assert found(page) == ["teapot"]
    paste(page, RECORD.replace("Teapot Booth", "A Cup Is No Saucer"))
    assert page.input_value("#q") == f"A Cup Is No Saucer: {TITLE.partition(': ')[2]}"
    paste(page, TITLE.replace("Very ", "Very\n   "))
    assert page.input_value("#q") == TITLE
    page.keyboard.press("Home")
    page.keyboard.type("2301.01234 ")
    assert found(page) == ["teapot"]


def test_a_text_without_end_is_cut(page: Page) -> None:
    paste(page, "kettle " * 3000)
    assert len(page.input_value("#q")) <= 200
    assert set(found(page)) == {"kettle", "teapot"}


def test_spellings_of_both_sides_and_references_in_short(page: Page) -> None:
    wanted = {
        "personalized watercolor": ["kettle"],
        "personalised watercolour": ["kettle"],
        "Kettle et al. 2024": ["kettle"],
        "potter et al., 2023": ["teapot"],
    }
    assert answers(page, wanted) == wanted


def test_a_venue_with_its_year_in_short(visits: Visits) -> None:
    page = visits.list_page("?q=cvpr 2025")
    wanted = page.inner_text("#count")
    for query in ("CVPR25", "CVPR'25", "cvpr ’25"):
        page.fill("#q", query)
        assert page.inner_text("#count") == wanted


def test_what_was_forgiven_is_said(page: Page) -> None:
    page.fill("#q", "teapt booth")
    assert page.inner_text("#count") == "1 of 3 papers, with mistakes forgiven"
    page.fill("#q", "something by Bo Kettle with teapots")
    assert page.inner_text("#count").startswith("None of 3 papers has all these words, ")
    assert found(page)[0] in {"teapot", "kettle"}
