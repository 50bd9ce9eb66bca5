"""The numbers add up, and every hole is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from awesome_p2ti.commands.stats import FIELDS, count, overdue
from awesome_p2ti.history.ledger import Line, LinkCheck, write
from tests.in_process import call
from tests.make import listed, paper, results, row

LIST = listed(
    paper("one", authors=["A B"], venue="CVPR 2023", approach="encoder", arxiv="2305.00001",
          tasks=["subject", "style"], links={"code": "https://example.org/code"}),
    paper("two", date="2024", tasks=["style"], doubt="its date", highlight=True, links={
        "code": {"url": "https://example.org/other", "official": False}}),
    results("x", [
        row("A", {"dino": 0.5}, rerun=True),
        row("B", {"dino": 0.6}, protocol="variant", seen_in="third-party-digest"),
        row("C", {"dino": 0.7}, tuning=None),
    ]),
)  # fmt: skip


def test_everything_is_counted() -> None:
    counts = count(LIST)
    assert counts["entries"] == {"papers": 2, "metrics": 0, "datasets": 0, "results": 1}
    assert counts["papers_by_section"] == {"subject": 1, "style": 1, "identity": 0}
    assert counts["papers_by_task"] == {"subject": 1, "style": 2, "identity": 0}
    assert counts["papers_by_year"] == {"2023": 1, "2024": 1}
    assert counts["papers_by_venue"] == {"CVPR": 1}
    assert counts["papers_with"]["code"] == 2
    assert counts["papers_with"]["code by the authors"] == 1
    assert counts["highlights"] == 1
    assert counts["holes"] == {
        "without authors": ["two"],
        "without a venue": ["two"],
        "without an address": ["two"],
        "without a month": ["two"],
        "without an approach": ["two"],
        "wanting a second look": ["two"],
    }
    assert counts["result_rows"] == {
        "all": 3,
        "ranked": 1,
        "variant protocol": 1,
        "third-party digest only": 1,
        "re-run by the reporter": 1,
    }


def test_coverage_is_counted_by_field_section_and_year() -> None:
    papers = [
        paper("three", date="2024-01", approach="encoder", base_models=["FLUX"]),
        paper("four", date="2024", tasks=["survey"], authors=["A B"]),
    ]
    coverage = count(listed(*LIST.papers.values(), *papers))["coverage"]
    assert list(coverage["by_section"]) == ["all", "subject", "style", "identity", "survey"]
    assert list(coverage["by_year"]) == ["all", "2023", "2024"]
    assert coverage["by_section"]["subject"] == {
        "authors": [1, 2], "venue": [1, 2], "month": [2, 2], "code": [1, 2], "project": [0, 2],
        "approach": [2, 2], "base models": [1, 2], "references": [0, 2],
    }  # fmt: skip
    assert coverage["by_section"]["survey"]["approach"] == [0, 0]  # asked of methods only
    assert coverage["by_section"]["all"]["approach"] == [2, 3]
    assert coverage["by_year"]["2024"]["month"] == [1, 3]


def test_what_is_asked_of_nobody_has_no_share(small_list: Path) -> None:
    with (small_list / "data/tasks.yaml").open("a", encoding="utf-8") as file:
        file.write("  - id: survey\n    name: Surveys\n    about: Overviews.\n")
    lines = call("stats", cwd=small_list).stdout.splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("Papers with, by section"))
    (survey,) = (line for line in lines[head:] if line.startswith("  survey"))
    assert survey.split() == ["survey", *["–"] * len(FIELDS)]
    assert lines[head].endswith("  ".join(FIELDS))
    shares = next(line for line in lines[head:] if line.startswith("  all"))
    assert len(shares.split()) == 1 + len(FIELDS)


def test_text_lines_up_and_says_what_json_says(small_list: Path) -> None:
    counts = json.loads(call("stats", "--format", "json", cwd=small_list).stdout)
    text = call("stats", cwd=small_list).stdout
    assert text.startswith("3 papers, 2 metrics, 1 dataset, 1 results\n")
    blocks = text.split("\n\n")
    for block in blocks[1:]:
        lines = block.rstrip("\n").split("\n")[1:]
        assert len({line.index("%") for line in lines if "%" in line}) == 1, block
        assert all(line == line.rstrip() for line in lines)
    for hole, ids in counts["holes"].items():
        assert any(hole in line and f" {len(ids)} " in line for line in text.splitlines())


def test_an_empty_list_has_no_shares(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    done = call("stats", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("0 papers")


def test_the_last_check_of_the_links_is_told() -> None:
    assert count(LIST)["link_check"] is None
    checked = replace(LIST, link_check=LinkCheck("2026-11-23", 1700, fine=1650, failing=3))
    assert count(checked)["link_check"] == {
        "day": "2026-11-23",
        "total": 1700,
        "fine": 1650,
        "failing": 3,
    }


@pytest.mark.parametrize(
    ("today", "days"), [("2026-11-23", 0), ("2026-12-07", 0), ("2026-12-08", 15), ("2026-11-01", 0)]
)
def test_a_check_of_more_than_two_weeks_ago_is_a_warning(today: str, days: int) -> None:
    warning = overdue(LinkCheck("2026-11-23", 1, 1, 0), date.fromisoformat(today))
    assert (f"{days} days ago" in warning) is bool(days)
    assert overdue(None, date.fromisoformat(today)) == ""


def test_an_overdue_check_is_said_beside_the_numbers(small_list: Path) -> None:
    done = call("stats", cwd=small_list)
    assert "links not checked as a whole yet" in done.stdout
    assert done.stderr == ""
    url = "https://dreambooth.github.io"
    line = Line(url=url, status="ok", status_since="2020-01-01", last_ok="2020-01-02")
    (small_list / "data/links.jsonl").write_text(write({url: line}), encoding="utf-8")
    done = call("stats", cwd=small_list)
    assert "links last checked on 2020-01-02: 1 of 1 fine, 0 gone or wrong" in done.stdout
    assert done.stderr.startswith("warning: the links were last checked on 2020-01-02, ")
    assert done.returncode == 0
