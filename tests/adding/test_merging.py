"""What sources state becomes one draft: by the order of sources, and nothing by a guess."""

from __future__ import annotations

import pytest

from awesome_p2ti.adding.addresses import Wanted
from awesome_p2ti.adding.draft import Draft, Fact, Proposal
from awesome_p2ti.adding.merging import merge
from awesome_p2ti.adding.sources.paper import Found
from awesome_p2ti.links.paper_facts import PaperFacts, Place, Role, StatedLink

VENUES = frozenset({"CVPR", "ECCV", "TPAMI", "ICLR"})
ARXIV, DOI = "2304.03411", "10.1145/1234.5678"
TITLE, PEOPLE = "DreamOtter: Drawing a Given Otter", ("Ina Vale", "Bo Marsh", "Tom Reed")
CODE, OTHER = "https://github.com/vale/otter", "https://github.com/reed/otter"
HUB = "https://huggingface.co"


def preprint(**more: object) -> PaperFacts:
    usual: dict[str, object] = {"arxiv": ARXIV, "title": TITLE, "authors": PEOPLE}
    return PaperFacts(source="arXiv", **usual | more)  # type: ignore[arg-type]


def registered(**more: object) -> PaperFacts:
    usual = {"doi": DOI, "title": TITLE, "authors": PEOPLE, "published": True}
    return PaperFacts(source="Crossref", **usual | more)  # type: ignore[arg-type]


def link(
    role: Role, url: str, place: Place = "hub", *, vouched: bool = False, moved_to: str = ""
) -> StatedLink:
    return StatedLink(role=role, url=url, vouched=vouched, place=place, moved_to=moved_to)


def said_by(source: str, *links: StatedLink) -> PaperFacts:
    return PaperFacts(source=source, links=links)


def merged(*facts: PaperFacts, **wanted: str) -> Draft:
    return merge(Wanted(**wanted or {"arxiv": ARXIV}), Found(facts), VENUES, frozenset({"TPAMI"}))


def value(fact: Fact[str] | Fact[tuple[str, ...]] | None) -> object:
    return fact.value if fact else None


def test_each_field_has_its_source() -> None:
    draft = merged(preprint(comment="CVPR 2024"), registered(public="2024-06-17"))
    assert draft.title == Fact(TITLE, "arXiv")
    assert draft.authors == Fact(PEOPLE, "arXiv")
    assert draft.date == Fact("2023-04", "the arXiv id")
    assert draft.arxiv == Fact(ARXIV, "the address")
    assert draft.doi == Fact(DOI, "Crossref")
    assert draft.venue == Fact("CVPR 2024", "arXiv's comment")
    assert (draft.conflicts, draft.remarks, draft.proposals) == ([], [], [])


# --- titles and authors


def test_the_published_title_counts_and_the_preprint_s_is_a_former_one() -> None:
    draft = merged(preprint(title="Towards Otters"), registered())
    assert (value(draft.title), value(draft.former_titles)) == (TITLE, ("Towards Otters",))


@pytest.mark.parametrize(
    "spelling",
    ["DREAMOTTER: DRAWING A GIVEN OTTER", "DreamOtter", "Dream-Otter: drawing a given otter.",
     "DreamOtter : Drawing a Given Otter"],
)  # fmt: skip
def test_another_spelling_is_no_other_title(spelling: str) -> None:
    draft = merged(preprint(), registered(title=spelling))
    assert (value(draft.title), draft.former_titles) == (TITLE, None)


def test_a_title_cut_at_the_colon_is_completed() -> None:
    draft = merged(registered(title="DreamOtter"), preprint(), doi=DOI)
    assert draft.title == Fact(TITLE, "arXiv")


def test_another_first_author_is_another_paper() -> None:
    other = registered(title="A Survey of Fish", authors=("Kim Lund", "Ina Vale"))
    draft = merged(preprint(), other)
    assert draft.conflicts == [
        f'arXiv has "{TITLE}" by Ina Vale, Bo Marsh and others, and Crossref "A Survey of Fish" by'
        " Kim Lund, Ina Vale"
    ]
    assert draft.title is draft.authors is draft.date is None


@pytest.mark.parametrize(
    "listed",
    [
        ("Vale, Ina", "Bo Marsh", "Tom Reed"),
        ("I. Vale", "B. Marsh", "T. Reed"),
        ("Bo Marsh", "Tom Reed", "Ina Vale"),  # by the alphabet
        ("Edith Editor", *PEOPLE),
        (*PEOPLE, *PEOPLE),
    ],
)
def test_the_same_authors_in_another_form(listed: tuple[str, ...]) -> None:
    draft = merged(preprint(), registered(authors=listed))
    assert draft.conflicts == []
    assert value(draft.authors) == PEOPLE


def test_another_order_that_is_no_alphabet_s_is_a_conflict() -> None:
    assert merged(preprint(), registered(authors=("Tom Reed", "Ina Vale", "Bo Marsh"))).conflicts


def test_names_are_written_as_people_write_them() -> None:
    names = ("Andr\\'e  Dup\\^ont", "Andr\\'e Dup\\^ont", "et al.", "J{\\o}rn Li")
    draft = merged(preprint(title="\\'Etude of <i>Otters</i>", authors=names))
    assert value(draft.authors) == ("André Dupônt", "Jørn Li")
    assert value(draft.title) == "Étude of Otters"


# --- dates


@pytest.mark.parametrize(
    ("public", "date"),
    [("2022-11-30", "2022-11"), ("2022", "2022"), ("2023", "2023-04"), ("2023-09-01", "2023-04")],
)
def test_the_earlier_of_preprint_and_publication(public: str, date: str) -> None:
    assert value(merged(preprint(submitted="2023-03-31"), registered(public=public)).date) == date


def test_a_date_of_years_before_the_preprint_is_said_and_not_taken() -> None:
    draft = merged(preprint(), registered(public="2019-06"))
    assert value(draft.date) == "2023-04"
    assert draft.remarks == ["Crossref has a date long before the arXiv id's: 2019-06"]


def test_a_month_is_better_than_its_year() -> None:
    page = PaperFacts(source="the page", title=TITLE, public="2024", published=True)
    draft = merged(registered(public="2024-06-17"), page, doi=DOI)
    assert draft.date == Fact("2024-06", "Crossref")


# --- venues


@pytest.mark.parametrize(
    ("comment", "remark"),
    [
        ("Submitted to ICRA 2026", "it names no venue that data/venues.yaml has"),
        ("Accepted at CVPR", "it names CVPR without a year"),
        ("CVPR 2021", "the paper was first public in 2023-04"),
        ("CVPR 2033", "the paper was first public in 2023-04"),
        ("CVPR 2024 and ECCV 2024", "it names more than one venue: CVPR 2024 and ECCV 2024"),
    ],
)
def test_what_is_no_venue_is_said(comment: str, remark: str) -> None:
    draft = merged(preprint(comment=comment))
    assert draft.venue is None
    assert draft.remarks == [f'no venue from arXiv\'s comment: "{comment}": {remark}']


def test_the_order_of_what_states_a_venue() -> None:
    page = PaperFacts(source="the page", title=TITLE, venue="ICLR 2024", published=True)
    reference = preprint(venue="ECCV 2024", comment="CVPR 2024")
    container = registered(venue="TPAMI 2024")
    assert value(merged(preprint(comment="CVPR 2024"), container).venue) == "TPAMI 2024"
    assert value(merged(reference, container).venue) == "ECCV 2024"
    assert value(merged(reference, container, page).venue) == "ICLR 2024"


# --- code and what its owner has


@pytest.mark.parametrize(
    ("facts", "official"),
    [
        ((link("code", CODE, "hub", vouched=True),), False),
        ((link("code", CODE, "hub", vouched=True), link("code", CODE, "readme")), True),
        ((link("code", CODE, "hub"), link("code", CODE, "readme")), False),
        ((link("code", CODE, "readme"),), False),
        ((link("code", CODE, "paper", vouched=True),), True),
        ((link("code", CODE, "paper", vouched=True), link("code", CODE, "unnamed")), False),
        ((link("code", CODE, "page", vouched=True),), True),
        ((link("code", CODE, "paper"), link("code", OTHER, "paper")), False),
        ((link("code", CODE, "paper"), link("code", OTHER, "paper"),
          link("code", CODE, "hub", vouched=True), link("code", CODE, "readme")), True),
    ],
)  # fmt: skip
def test_code_is_official_where_somebody_vouches(
    facts: tuple[StatedLink, ...], official: bool
) -> None:
    draft = merged(preprint(), *(said_by(f"source {n}", k) for n, k in enumerate(facts)))
    assert value(draft.code) == (CODE if official else None)
    assert (CODE in [p.url for p in draft.proposals]) is not official


def test_what_was_renamed_is_written_as_it_is_now() -> None:
    hub = said_by("Hugging Face", link("code", OTHER, vouched=True))
    readme = said_by("github.com/reed/otter", link("code", OTHER, "readme", moved_to=CODE))
    assert value(merged(preprint(), hub, readme).code) == CODE


def test_what_the_owner_of_the_code_has_is_the_paper_s() -> None:
    hub = said_by(
        "Hugging Face",
        link("weights", f"{HUB}/vale/otter"),
        link("weights", f"{HUB}/stranger/otter-lora"),
        link("demo", f"{HUB}/spaces/stranger/otter"),
        link("dataset", f"{HUB}/datasets/Vale/otters"),
        link("dataset", f"{HUB}/datasets/vale/fish"),
    )
    draft = merged(preprint(links=(link("code", CODE, "paper"),)), hub)
    assert value(draft.weights) == f"{HUB}/vale/otter"
    assert draft.demo is None
    assert draft.dataset is None, "which of two it is, a person decides"
    assert draft.proposals == [
        Proposal("demo", f"{HUB}/spaces/stranger/otter", "Hugging Face"),
        Proposal("weights", f"{HUB}/stranger/otter-lora", "Hugging Face"),
        Proposal("dataset", f"{HUB}/datasets/Vale/otters", "Hugging Face"),
        Proposal("dataset", f"{HUB}/datasets/vale/fish", "Hugging Face"),
    ]


def test_what_is_no_address_of_a_public_host_is_not_written() -> None:
    links = (link("project", "http://localhost/otter", vouched=True),)
    assert merged(preprint(links=links)).project is None
    script = (link("project", "javascript:alert(1)", vouched=True),)
    assert merged(preprint(links=script)).project is None


# --- what is not to be added


def test_what_was_withdrawn_or_has_a_newer_version_is_said() -> None:
    assert merged(preprint(withdrawn=True)).conflicts == ["arXiv says that the paper is withdrawn"]
    (conflict,) = merged(preprint(newer="2406.16384")).conflicts
    assert conflict == "arXiv says that arXiv:2406.16384 is its newer version: add that one"


def test_where_nobody_answers_there_is_the_id_alone() -> None:
    draft = merged()
    assert [name for name, _ in draft.stated()] == ["arxiv"]
