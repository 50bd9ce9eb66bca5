"""Links are proposed by the rules of `add`: sure is what somebody vouches for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from awesome_p2ti.adding.addresses import Wanted
from awesome_p2ti.adding.sources.paper import Failure, Found
from awesome_p2ti.enriching import links
from awesome_p2ti.enriching.enrichment import FIELDS, Enrichment
from awesome_p2ti.enriching.links import lacking, link_enrichments
from awesome_p2ti.links.paper_facts import PaperFacts, StatedLink
from tests.make import listed, paper

OURS: dict[str, Any] = {
    "title": "DreamOtter: Personal Otters",
    "authors": ["Ina Vale", "Tom Reed"],
    "date": "2023-04",
    "arxiv": "2304.03410",
}
HUB = PaperFacts(
    source="Hugging Face",
    title=OURS["title"],
    authors=tuple(OURS["authors"]),
    arxiv=OURS["arxiv"],
    links=(
        StatedLink(role="project", url="https://otters.github.io/", vouched=True, place="hub"),
        StatedLink(role="code", url="https://github.com/otters/code", vouched=True, place="hub"),
        StatedLink(role="weights", url="https://huggingface.co/otters/big", place="hub"),
        StatedLink(role="demo", url="https://huggingface.co/spaces/fan/demo", place="hub"),
    ),
)
README = PaperFacts(
    source="github.com/otters/code",
    links=(StatedLink(role="code", url="https://github.com/otters/code", place="readme"),),
)


def proposed(
    *facts: PaperFacts, fields: Sequence[str] = FIELDS, **more: Any
) -> dict[str, tuple[str, bool]]:
    """Return the values that are proposed when services say this, and whether they are sure."""
    entry = paper("otter", **OURS | more)

    def look_up(works: Sequence[Wanted]) -> list[Found]:
        assert [w.arxiv for w in works] == [OURS["arxiv"]]
        return [Found(facts)]

    found = list(link_enrichments([entry], fields, listed(entry), look_up))
    return {p.field: (p.value, p.exact) for one in found for p in one.enrichments}


def test_what_add_would_write_is_sure_and_the_rest_is_asked() -> None:
    assert proposed(HUB, README) == {
        "project": ("https://otters.github.io/", True),
        "code": ("https://github.com/otters/code", True),
        "weights": ("https://huggingface.co/otters/big", True),  # the code's owner has it
        "demo": ("https://huggingface.co/spaces/fan/demo", False),  # anybody's
    }


def test_code_that_only_the_hub_names_is_asked() -> None:
    found = proposed(HUB)
    assert found["code"] == ("https://github.com/otters/code", False)
    assert found["weights"] == ("https://huggingface.co/otters/big", False)


def test_only_empty_fields_get_a_proposal() -> None:
    have = {"code": "https://github.com/x/y", "project": "https://x.org/"}
    assert set(proposed(HUB, README, links=have)) == {"weights", "demo"}
    assert set(proposed(HUB, README, fields=["code"])) == {"code"}


@pytest.mark.parametrize(
    "more",
    [
        {"title": "Counting Pebbles", "authors": ("Jo Kern",)},  # a mistyped id
        {"authors": ("Jo Kern", "Max Holt")},
        {"authors": ()},
        {"title": ""},
    ],
)
def test_another_paper_leads_to_nothing(more: dict[str, Any]) -> None:
    other = {"source": HUB.source, "title": HUB.title, "authors": HUB.authors, "links": HUB.links}
    assert proposed(PaperFacts(**other | more)) == {}


def test_a_venue_that_is_not_from_proceedings_is_asked() -> None:
    stated = PaperFacts(source="arXiv", title=OURS["title"], authors=tuple(OURS["authors"]),
                        comment="Accepted to CVPR 2024")  # fmt: skip
    assert proposed(stated) == {"venue": ("CVPR 2024", False)}


def test_who_did_not_answer_is_said() -> None:
    entry = paper("otter", **OURS)
    failed = Found(failures=(Failure("Hugging Face", "503 Service Unavailable"),))
    (one,) = link_enrichments([entry], FIELDS, listed(entry), lambda _: [failed])
    assert (one.enrichments, one.failures) == ((), ("Hugging Face: 503 Service Unavailable",))


def test_only_papers_of_arxiv_are_looked_up_and_a_hundred_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(links, "CHUNK", 2)
    entries = [paper(f"p{n}", **OURS | {"arxiv": f"2304.0000{n}"}) for n in range(1, 6)]
    entries.append(paper("doi", **OURS | {"arxiv": None, "doi": "10.1000/x"}))
    asked: list[list[str]] = []

    def look_up(works: Sequence[Wanted]) -> list[Found]:
        asked.append([w.arxiv for w in works])
        return [Found() for _ in works]

    found: list[Enrichment] = []
    for one in link_enrichments(entries, ["code"], listed(*entries), look_up):
        found += one.enrichments
    assert (found, [len(part) for part in asked]) == ([], [2, 2, 1])


def test_what_an_entry_lacks() -> None:
    entry = paper("otter", **OURS, venue="CVPR 2024", links={"code": "https://github.com/x/y"})
    assert lacking(entry.data, FIELDS) == ["project", "demo", "weights", "dataset"]
