"""When a paper may be older than its arXiv id says."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.rules.arxiv_dates import arxiv_month, dates_agree_with_arxiv
from tests.make import listed, paper, written


@pytest.mark.parametrize(
    ("arxiv", "month"),
    [
        ("2208.12242", "2022-08"), ("0704.0001", "2007-04"), ("9912.00001", "2099-12"),
        ("hep-th/9108001", "1991-08"), ("math.GT/9912001", "1999-12"), ("cs/0301001", "2003-01"),
        ("", ""), ("cs/", ""),
    ],
)  # fmt: skip
def test_the_month_of_an_id(arxiv: str, month: str) -> None:
    assert arxiv_month(arxiv) == month


@pytest.mark.parametrize(
    ("date", "about", "sound"),
    [
        ("2022-08", {}, True),
        ("2022", {}, True),
        ("2022-09", {}, False),
        ("2022-07", {}, False),
        ("2022-07", {"venue": "CVPR 2022"}, True),
        ("2022-07", {"venue": "CVPR 2023"}, False),  # it was not published there yet
        ("2022-07", {"venue": "CVPR 2023", "doi": "10.1145/1"}, True),
        ("2022-07", {"openreview": "abcdefgh"}, True),
        ("2022-07", {"links": {"paper": [{"url": "https://x.example.org/p"}]}}, True),
        ("2020-08", {"doi": "10.1145/1"}, True),  # two years before
        ("2020-07", {"doi": "10.1145/1"}, False),
        ("2020", {"doi": "10.1145/1"}, True),
        ("2019", {"doi": "10.1145/1"}, False),
        ("2020-10", {"doi": "10.1145/1", "arxiv": "2210.12242"}, True),
        ("2020-09", {"doi": "10.1145/1", "arxiv": "2210.12242"}, False),
        # a year alone may be its December
        ("2020", {"doi": "10.1145/1", "arxiv": "2212.12242"}, True),
        ("2020", {"doi": "10.1145/1", "arxiv": "2301.12242"}, False),
    ],
)
def test_a_paper_may_be_public_before_if_it_says_where(
    date: str, about: dict[str, Any], sound: bool
) -> None:
    found = listed(paper("one", **{"date": date, "arxiv": "2208.12242", **about}))
    codes = [p.code for p in dates_agree_with_arxiv(found)]
    assert codes == ([] if sound else ["date-contradicts-arxiv"])


TEXT = 'title: On Moths\ndate: {}\narxiv: "2208.12242"\ntasks: [subject]\n'


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2022-09", "has it in 2022-08"),
        (
            "2022-07",
            "is of 2022-08, and the entry names no place where the paper was public before",
        ),
    ],
)
def test_what_is_said_and_where(date: str, told: str) -> None:
    (problem,) = dates_agree_with_arxiv(written({"papers/2022/moths": TEXT.format(date)}))
    assert (problem.path, problem.line, problem.column) == ("data/papers/2022/moths.yaml", 2, 7)
    assert problem.message == f"the date is {date}, but arXiv 2208.12242 {told}"
    assert problem.hint == "write date: 2022-08, or correct the id if it is another paper's"


def test_each_paper_is_looked_at() -> None:
    wrong = {"date": "2022-07", "arxiv": "2208.12242"}
    found = listed(
        paper("a", **wrong),
        paper("b", date="2022-07"),
        paper("c", date="2022-08", arxiv="2208.12242"),
        paper("d", **wrong, doi="10.1145/1"),
        paper("e", **wrong),
    )
    assert [p.path[-6:] for p in dates_agree_with_arxiv(found)] == ["a.yaml", "e.yaml"]
