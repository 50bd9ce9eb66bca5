"""The first screen says what is true of the data, and no more than that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from awesome_p2ti import catalog
from awesome_p2ti.catalog import Catalog
from awesome_p2ti.history import ledger
from awesome_p2ti.history.ledger import LinkCheck
from awesome_p2ti.outputs.readme.readme import readme
from tests.make import listed, paper, results, row


def first_screen(found: Catalog) -> str:
    (file,) = readme(found)
    return file.text.split("## Contents")[0]


def test_the_facts_are_counted() -> None:
    rows = [
        row("A", {"dino": 0.5}, reported_by="one"),
        row("B", {"dino": 0.4}, reporter={"title": "A Repository"}),
        row("C", {"dino": 0.3}),
    ]
    papers = [paper("one", date="2024-02"), paper("two", date="2023"), paper("three")]
    screen = first_screen(listed(*papers, results("x", rows), results("y", rows[2:])))
    assert "**3 papers** · **2 results with their sources** on 2 benchmarks" in screen
    assert "newest paper of **Feb 2024**" in screen


def test_the_link_check_is_told_as_the_ledger_knows_it() -> None:
    found = listed(paper("one"))
    assert "links not checked as a whole yet" in first_screen(found)
    checked = replace(found, link_check=LinkCheck("2026-11-23", 1700, fine=1650, failing=3))
    said = "links last checked on **2026-11-23**: 1,650 of 1,700 fine, 3 gone or wrong"
    assert said in first_screen(checked)
    assert "not checked" not in first_screen(checked)


def test_it_leads_to_what_there_is() -> None:
    assert "go-start" not in first_screen(listed(paper("one")))
    assert "go-leaderboards" not in first_screen(listed(paper("one")))
    full = listed(paper("one", highlight=True), results("x", [row("A", {"dino": 0.5})]))
    (file,) = readme(full)
    screen = file.text.split("## Contents")[0]
    for key, place in (("start", "#start-here"), ("leaderboards", "#leaderboards"),
                       ("papers", "#papers"), ("contributing", "CONTRIBUTING.md")):  # fmt: skip
        assert f"[go-{key}]" in screen
        assert f"\n[go-{key}]: {place}\n" in file.text


def test_an_empty_list_says_so() -> None:
    assert "**0 papers** · links not checked" in first_screen(listed())


def test_the_check_is_read_from_the_ledger_alone(small_list: Path) -> None:
    assert catalog.load(small_list)[0].link_check is None
    line = '{"url": "https://e.org", "status": "ok", "since": "2026-01-02", "ok": "2026-01-03"}\n'
    (small_list / ledger.FILE).write_text(line, encoding="utf-8")
    assert catalog.load(small_list)[0].link_check == LinkCheck("2026-01-03", 1, 1, 0)
