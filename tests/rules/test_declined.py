"""Works that were left out stay out, by whatever name they are proposed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti import catalog
from awesome_p2ti.rules.declined import declined_works_have_an_address, no_declined_work_is_listed

DECLINED = """\
declined:
  - title: "A Work on Something Else"
    {address}
    declined: "2026-11-27"
    reason: nothing is personalized
"""


def reported(root: Path, address: str, paper: str) -> list[tuple[str, int]]:
    text = DECLINED.format(address=address)
    (root / "data/declined.yaml").write_text(text, encoding="utf-8")
    file = root / "data/papers/2023/proposed.yaml"
    file.write_text(f"date: 2023-02\ntasks: [subject]\n{paper}\n", encoding="utf-8")
    found, problems = catalog.load(root)
    assert problems == []
    return [(p.path, p.line) for p in no_declined_work_is_listed(found)]


OTHER = "title: Quite Another Title\n"
PROPOSED = "data/papers/2023/proposed.yaml"


@pytest.mark.parametrize(
    ("address", "paper", "line"),
    [
        ('arxiv: "2302.00001"', OTHER + 'arxiv: "2302.00001"', 4),
        ("doi: 10.1145/ABC.1", OTHER + "doi: 10.1145/abc.1", 4),
        ("openreview: abcdefghij", OTHER + "openreview: abcdefghij", 4),
        (
            "url: https://www.example.com/one/",
            OTHER + "links:\n  paper: http://example.com/one",
            5,
        ),
        ('arxiv: "2302.00001"', 'title: "A work on something else"\narxiv: "2302.00002"', 3),
    ],
)
def test_a_declined_work_is_found(address: str, paper: str, line: int, small_list: Path) -> None:
    assert reported(small_list, address, paper) == [(PROPOSED, line)]


def test_another_work_is_not(small_list: Path) -> None:
    paper = OTHER + 'arxiv: "2302.00002"'
    assert reported(small_list, 'arxiv: "2302.00001"', paper) == []


def test_it_is_told_once_with_day_and_reason(small_list: Path) -> None:
    title = 'title: "A Work on Something Else"'
    assert len(reported(small_list, 'arxiv: "2302.00001"', title + '\narxiv: "2302.00001"')) == 1
    found, _ = catalog.load(small_list)
    (problem,) = no_declined_work_is_listed(found)
    assert problem.message == (
        '"A Work on Something Else" was declined on 2026-11-27: nothing is personalized'
    )


def test_a_declined_work_needs_an_address(small_list: Path) -> None:
    assert reported(small_list, "# none", OTHER + 'arxiv: "2302.00002"') == []
    found, _ = catalog.load(small_list)
    (problem,) = declined_works_have_an_address(found)
    assert (problem.path, problem.line, problem.code) == ("data/declined.yaml", 2, "no-paper")
