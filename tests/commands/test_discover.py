"""`discover` from its call to what it prints, records and refuses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from awesome_p2ti.discovery import month as months
from awesome_p2ti.discovery.month import MonthPapers, NoListingError
from awesome_p2ti.history import offers
from awesome_p2ti.links.paper_facts import PaperFacts
from tests.in_process import call

TITLES = [f"Depth Estimation From Images, Part {n}" for n in range(60)]
OURS = "DreamOtter: Subject-Driven Personalized Text-to-Image Generation of Otters"
Calls = list[tuple[str, tuple[str, ...], int]]


def _papers(month: str) -> tuple[PaperFacts, ...]:
    return tuple(
        PaperFacts(source="arXiv", arxiv=f"{month[2:4]}{month[5:]}.{n:05}", title=title,
                   authors=("Ina Vale", "Tom Reed"), submitted=f"{month}-03")
        for n, title in enumerate([*TITLES, OURS], 1)
    )  # fmt: skip


@pytest.fixture
def asked(small_list: Path, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Put a month's papers in arXiv's place, and note what is asked."""
    (small_list / "data/discover.yaml").write_text("categories: [cs.CV, cs.GR]\n")
    calls = []

    def papers_of(month: str, categories: Sequence[str], _: object, *, before: int) -> MonthPapers:
        calls.append((month, tuple(categories), before))
        if month == "2025-01":
            raise NoListingError("arXiv's query interface: it answers 429")
        return MonthPapers(
            month, _papers(month), "arXiv's query interface", whole=month != "2025-02"
        )

    monkeypatch.setattr(months, "papers_of", papers_of)
    return calls


def test_the_likeliest_first_with_ids(small_list: Path, asked: Calls) -> None:
    done = call("discover", "--month", "2025-10", "--first", "2", cwd=small_list)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.split("\n")
    assert lines[0] == "2025-10: the 2 likeliest of 61 papers; by arXiv's query interface"
    assert lines[1] == f"2510.00061  {OURS}"
    assert lines[2] == "            Ina Vale, Tom Reed"
    assert asked == [("2025-10", ("cs.CV", "cs.GR"), 0)]
    assert not (small_list / offers.FILE).exists()


def test_markdown_has_a_ready_entry(small_list: Path, asked: Calls) -> None:
    done = call("discover", "--month", "2025-10", "--first", "1", "--format", "markdown",
                cwd=small_list)  # fmt: skip
    assert f"- [ ] **{OURS}** [2510.00061](https://arxiv.org/abs/2510.00061)" in done.stdout
    assert "<!-- arxiv:2510.00061 -->" in done.stdout
    entry = done.stdout.split("```yaml\n")[1].split("```")[0]
    assert f'  title: "{OURS}"\n' in entry
    assert '  arxiv: "2510.00061"\n' in entry
    assert "  tasks: [subject]\n" in entry


def test_what_is_recorded_is_offered_twice_in_all(small_list: Path, asked: Calls) -> None:
    for month in ("2025-09", "2025-10", "2025-11"):
        done = call("discover", "--month", month, "--first", "1", "--format", "json", "--record",
                    cwd=small_list)  # fmt: skip
        assert done.returncode == 0, done.stderr
    named = [set(offer.papers) for offer in offers.load(small_list)]
    assert named[0] == {"2509.00061"}
    assert named[1] == {"2509.00061", "2510.00061"}
    assert named[2] == {"2510.00061", "2511.00061"}
    assert [before for _, _, before in asked] == [0, 61, 61]
    again = {p["arxiv"]: p["again"] for p in json.loads(done.stdout)["papers"]}
    assert again == {"2510.00061": True, "2511.00061": False}


def test_no_month_is_an_error_and_the_last_list_stays(small_list: Path, asked: Calls) -> None:
    offers.record(small_list, offers.Offer("2024-12", 9, {"2412.00001": "Kept"}))
    before = (small_list / offers.FILE).read_bytes()
    done = call("discover", "--month", "2025-01", "--record", cwd=small_list)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "the papers of 2025-01 are not known: arXiv's query interface: it answers 429" in (
        done.stderr
    )
    assert (small_list / offers.FILE).read_bytes() == before


def test_a_part_of_a_month_is_not_recorded(small_list: Path, asked: Calls) -> None:
    done = call("discover", "--month", "2025-02", "--record", cwd=small_list)
    assert done.returncode == 0
    assert "one day only" in done.stdout
    assert "nothing is recorded: the month is not whole" in done.stderr
    assert not (small_list / offers.FILE).exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--month", "2025-13"), "is no month"),
        (("--month", "2099-01"), "is still to come"),
        (("--evaluate", "x.jsonl", "--record"), "takes no --month and no --record"),
        (("--evaluate", "x.jsonl"), "x.jsonl cannot be read"),
    ],
)
def test_a_wrong_call_says_so(
    arguments: tuple[str, ...], why: str, small_list: Path, asked: Calls
) -> None:
    done = call("discover", *arguments, cwd=small_list)
    assert done.returncode == 2
    assert why in done.stderr
    assert asked == []


def test_without_categories_nobody_is_asked(small_list: Path, asked: Calls) -> None:
    (small_list / "data/discover.yaml").write_text("categories: [cs CV]\n")
    done = call("discover", cwd=small_list)
    assert done.returncode == 2
    assert "data/discover.yaml is missing or broken" in done.stderr
    assert asked == []
