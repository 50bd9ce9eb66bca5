"""What registries, pages and the hub state of a paper, and what of it is not taken."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.links.replies.citation_page import read_citation_page
from awesome_p2ti.links.replies.crossref import read_citation
from awesome_p2ti.links.replies.datacite import given_first, read_dois
from awesome_p2ti.links.replies.github import read_repository_page
from awesome_p2ti.links.replies.huggingface import read_paper
from awesome_p2ti.links.replies.openreview import read_note

TITLE = "DreamOtter: Drawing a Given Otter"


def work(**more: object) -> Any:
    usual = {"DOI": "10.1145/1.2", "title": [TITLE], "author": [{"given": "Ina", "family": "Vale"}]}
    return read_citation(usual | {k.replace("_", "-"): v for k, v in more.items()}, "Crossref")


def days(*parts: object) -> dict[str, object]:
    return {"date-parts": [list(parts)]}


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        (["DreamOtter"], ["Drawing a Given Otter"], TITLE),
        (["DreamOtter:"], ["Drawing a Given Otter"], TITLE),
        ([TITLE], ["Drawing a Given Otter"], TITLE),
        ([TITLE], [], TITLE),
        (["The <i>Otter</i> &amp; I"], [], "The Otter & I"),
        ([], [], ""),
        ("Plain text", None, "Plain text"),
    ],
)
def test_titles_of_crossref(title: object, subtitle: object, whole: str) -> None:
    assert work(title=title, subtitle=subtitle).title == whole


@pytest.mark.parametrize(
    ("stated", "public"),
    [
        ({"published_online": days(2023, 4, 6), "issued": days(2022)}, "2023-04-06"),
        ({"published_print": days(2023, 10), "issued": days(2024)}, "2023-10"),
        ({"issued": days(2023)}, "2023"),
        ({"created": days(2021, 1, 1)}, ""),
        ({"issued": days(2023, 13)}, "2023"),
        ({"issued": days(None)}, ""),
        ({"issued": days("2023", True)}, "2023"),
        ({"issued": 5}, ""),
    ],
)
def test_dates_of_crossref(stated: dict[str, object], public: str) -> None:
    assert work(**stated).public == public


@pytest.mark.parametrize(
    ("stated", "venue"),
    [
        ({"event": {"name": "ECCV", "start": days(2024, 9, 29)}}, "ECCV 2024"),
        ({"container_title": ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2024"]},
         "Computer Vision – ECCV 2024"),
        ({"container_title": ["Lecture Notes in Computer Science"]}, ""),
        ({"container_title": ["International Journal of Computer Vision"],
          "published_online": days(2023, 12), "published_print": days(2024, 3)},
         "International Journal of Computer Vision 2024"),
        ({"event": {"name": "European Conference on Computer Vision"},
          "published_online": days(2024, 10), "published_print": days(2025)},
         "European Conference on Computer Vision 2024"),
        ({"event": {"acronym": "SA '23"}}, "SA '23"),
        ({}, ""),
    ],
)  # fmt: skip
def test_venues_of_crossref(stated: dict[str, object], venue: str) -> None:
    assert work(**stated).venue == venue


def test_authors_of_crossref() -> None:
    people = [{"given": "Ina", "family": "Vale"}, {"name": "The Otter Team"}, {"family": "Li"}, 5]
    assert work(author=people * 2).authors == ("Ina Vale", "The Otter Team", "Li")
    assert work(DOI="10.52202/079017-0001").authors == (), "they stand by the alphabet"
    assert work(author=None).authors == ()
    assert read_citation({"title": [TITLE]}, "Crossref") is None


@pytest.mark.parametrize(
    ("name", "turned"),
    [("Vale, Ina", "Ina Vale"), ("Ina Vale", "Ina Vale"), ("de la Cruz, Ana", "Ana de la Cruz"),
     ("Plato,", "Plato"), ("Plato", "Plato")],
)  # fmt: skip
def test_the_given_name_stands_first(name: str, turned: str) -> None:
    assert given_first(name) == turned


def test_a_record_of_datacite() -> None:
    attributes = {
        "doi": "10.48550/arxiv.2304.03411",
        "titles": [{"title": TITLE}],
        "creators": [{"name": "Vale, Ina", "givenName": "Ina", "familyName": "Vale"},
                     {"name": "Li, Jörn"}, {"name": "The Otter Team"}],
        "dates": [{"date": "2023-04-06T12:00:00Z", "dateType": "Submitted"},
                  {"date": "2023", "dateType": "Issued"}],
    }  # fmt: skip
    (facts,) = read_dois({"data": [{"attributes": attributes}, {"attributes": {"doi": 5}}, None]})
    assert (facts.arxiv, facts.doi, facts.title) == ("2304.03411", "", TITLE)
    assert facts.authors == ("Ina Vale", "Jörn Li", "The Otter Team")
    assert (facts.submitted, facts.public) == ("2023-04-06", "")
    assert read_dois({"data": {"attributes": attributes}}) == (facts,)


def metas(**tags: str) -> str:
    return "".join(f'<meta name="citation_{k}" content="{v}">' for k, v in tags.items())


@pytest.mark.parametrize(
    ("written", "public"),
    [("2023/10/12", "2023-10-12"), ("2023-1-2", "2023-01-02"), ("2023/8", "2023-08"),
     ("2023", "2023"), ("October 2023", "2023"), ("2023/13", "2023"), ("", "")],
)  # fmt: skip
def test_dates_of_pages(written: str, public: str) -> None:
    facts = read_citation_page(metas(title=TITLE, publication_date=written), "the page")
    assert facts is not None
    assert facts.public == public


def test_a_page_of_arxiv_states_no_venue_and_no_publication() -> None:
    tags = metas(title=TITLE, author="Vale, Ina", date="2023/04/06", arxiv_id="2304.03411v2")
    facts = read_citation_page(tags, "the page at arXiv")
    assert facts is not None
    assert (facts.arxiv, facts.submitted, facts.public) == (
        "2304.03411",
        "2023-04-06",
        "",
    )
    assert (facts.authors, facts.venue, facts.published) == (("Ina Vale",), "", False)


def test_a_page_that_is_no_paper_s_own() -> None:
    assert read_citation_page("<title>Otters</title>", "the page") is None
    assert read_citation_page(metas(author="Vale, Ina"), "the page") is None


def test_a_paper_of_the_hub() -> None:
    facts = read_paper({
        "id": "2304.03411", "title": "DreamOtter:\n  Drawing a Given Otter",
        "authors": [{"name": "Ina Vale"}, {"name": None}, 5], "projectPage": "https://o.github.io",
        "githubRepo": "https://github.com/a/b", "githubRepoAddedBy": "auto",
        "linkedModels": [{"id": "a/b"}, {"id": "../x"}, {}], "linkedSpaces": None,
    })  # fmt: skip
    assert facts is not None
    assert (facts.title, facts.authors, facts.public) == (TITLE, ("Ina Vale",), "")
    assert [(k.role, k.url, k.vouched) for k in facts.links] == [
        ("project", "https://o.github.io", True),
        ("code", "https://github.com/a/b", False),
        ("weights", "https://huggingface.co/a/b", False),
    ]
    assert read_paper({"id": "nothing", "title": TITLE}) is None
    assert read_paper([1]) is None


@pytest.mark.parametrize(
    ("venue", "venueid", "stated"),
    [
        ("ICLR 2023 poster", "ICLR.cc/2023/Conference", "ICLR 2023 poster"),
        (["NeurIPS 2022 oral"], ["NeurIPS.cc/2022/Conference"], "NeurIPS 2022 oral"),
        ("Submitted to ICLR 2026", "ICLR.cc/2026/Conference", ""),
        ("ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission", ""),
        ("ICLR 2024", "ICLR.cc/2024/Conference/Withdrawn_Submission", ""),
        ("ICLR 2024", "ICLR.cc/2024/Conference/Desk_Rejected_Submission", ""),
        ("CoRR 2023", "dblp.org/journals/CORR/2023", ""),
        ("CVPR 2023", "dblp.org/conf/CVPR/2023", "CVPR 2023"),
        (None, 5, ""),
    ],
)
@pytest.mark.parametrize("wrapped", [True, False])
def test_venues_of_openreview(venue: object, venueid: object, stated: str, wrapped: bool) -> None:
    fields = {"title": TITLE, "authors": ["Ina Vale"], "venue": venue, "venueid": venueid}
    content = {k: {"value": v} if wrapped else v for k, v in fields.items()}
    note = read_note({"id": "abc", "content": content, "pdate": 1705410000000, "cdate": 1})
    assert (note.facts.venue, note.facts.published) == (stated, bool(stated))
    assert note.facts.public == "2024-01-16"


def test_a_page_of_a_repository() -> None:
    facts = read_repository_page(
        "<title>GitHub - vale/otter: Otters &amp; more · GitHub</title>"
        '<a title="https://o.github.io/" role="link" target="_blank" href="https://o.github.io/">o</a>'
        '<article class="markdown-body">arXiv:2304.03411</article>'
    )
    assert (facts.name, facts.description) == ("vale/otter", "Otters & more")
    assert (facts.homepage, facts.empty) == ("https://o.github.io/", False)
    assert "2304.03411" in facts.readme
