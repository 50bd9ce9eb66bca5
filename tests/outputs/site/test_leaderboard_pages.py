"""Every number with its source and place; what cannot be compared stands apart."""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborHTMLParser

from awesome_p2ti.outputs.leaderboards.sourced_rows import sourced_rows
from awesome_p2ti.outputs.plots.plots import THEMES
from tests.make import listed, paper, real_list, results, row
from tests.outputs.site.built import built, real_site

ROWS = [
    row("Alpha", {"dino": 0.5, "clip-t": 0.30}, paper="alpha", reported_by="alpha"),
    row("Alpha (SDXL)", {"dino": 0.62}, paper="alpha", reported_by="beta", rerun=True),
    row("Alpha (tuned)", {"dino": 0.9}, paper="alpha", reported_by="beta", tuning="test-time"),
    row("Beta", {"dino": 0.7, "clip-t": 0.312}, reporter={"title": "A Survey"}, where="Table 9"),
    row("Alpha", {"dino": 0.99}, paper="alpha", reported_by="beta", protocol="variant"),
    row("Real images", {"dino": 0.77}, tuning=None),
]

PAGE = "leaderboards/bench.html"


def texts(**fields: object) -> dict[str, str]:
    board = results("bench", ROWS, caveats=["Mind the <gap>."], **fields)
    return built(listed(paper("alpha", name="Alpha"), paper("beta", name="Beta"), board))


def test_every_row_of_every_benchmark_is_on_its_page_with_its_source() -> None:
    for board in real_list().results.values():
        page = LexborHTMLParser(real_site()[f"leaderboards/{board.id}.html"])
        shown = page.css("table.scores > tbody > tr")
        assert len(shown) == len(board.data.rows)
        assert all(node.css_first("td.source").text().strip() for node in shown)
        numbers = sum(len(r.scores) for r in board.data.rows)
        assert sum(cell.text() != "–" for cell in page.css("tbody td.n")) == numbers


def test_what_cannot_be_compared_stands_in_another_table() -> None:
    page = LexborHTMLParser(texts()["leaderboards/bench.html"])
    groups = []
    for table in page.css("table.scores"):
        assert table.attributes["data-benchmark"] == "bench"
        rows = table.css("tbody tr")
        assert len({node.attributes["data-protocol"] for node in rows}) == 1
        groups.append([node.attributes["data-method"] for node in rows])
    assert groups == [
        ["Alpha (tuned)"], ["Beta", "Alpha (SDXL)", "Alpha"], ["Real images"], ["Alpha"],
    ]  # fmt: skip


def test_a_row_says_what_it_can_be_filtered_by() -> None:
    page = LexborHTMLParser(texts()["leaderboards/bench.html"])
    found = page.css_first('tr[data-method="Alpha (SDXL)"]').attributes
    assert found.pop("id", "").startswith("r-")
    assert found == {
        "data-method": "Alpha (SDXL)", "data-work": "alpha", "data-base": "",
        "data-tuning": "zero-shot", "data-rerun": "re-run", "data-protocol": "standard",
    }  # fmt: skip


def test_the_best_is_bold_and_caveats_come_before_the_tables() -> None:
    text = texts()["leaderboards/bench.html"]
    assert "<b>0.700</b>" in text
    assert "<b>0.312</b>" in text
    assert text.index("Mind the &lt;gap&gt;.") < text.index("<table")


def test_the_spread_is_within_a_group_and_names_every_table() -> None:
    page = LexborHTMLParser(texts()["leaderboards/bench.html"])
    spread = " ".join(page.css_first("#spread ~ dl").text().split())
    assert spread == (
        "Alpha DINO is 0.5 to 0.62 in 2 tables: 0.5 (Alpha; Alpha, Table 1), "
        "0.62 (Alpha (SDXL); Beta, Table 1)."
    )


def test_one_number_of_two_tables_is_no_spread() -> None:
    again = row("Alpha", {"dino": 0.5, "clip-t": 0.301}, paper="alpha", reported_by="beta")
    board = results("bench", [ROWS[0], again])
    page = LexborHTMLParser(built(listed(paper("alpha"), paper("beta"), board))[PAGE])
    assert " ".join(page.css_first("#spread ~ dl dd").text().split()).startswith("CLIP-T is 0.3")
    same = row("Alpha", {"dino": 0.5, "clip-t": 0.3}, paper="alpha", reported_by="beta")
    board = results("bench", [ROWS[0], same])
    assert 'id="spread"' not in built(listed(paper("alpha"), paper("beta"), board))[PAGE]


def test_names_of_rows_are_unique_and_stay() -> None:
    rows = sourced_rows(real_list())
    assert len({(r.benchmark.id, r.id) for r in rows}) == len(rows)
    found = listed(paper("alpha"), paper("beta"), results("bench", ROWS))
    more = [*ROWS[1:], row("Zeta", {"dino": 0.1}), ROWS[0]]
    later = listed(paper("alpha"), paper("beta"), results("bench", more))
    assert {r.id for r in sourced_rows(found)} < {r.id for r in sourced_rows(later)}


def test_rows_alike_in_all_have_names_of_their_own() -> None:
    board = results("bench", [ROWS[0], ROWS[0]])
    one, two = sourced_rows(listed(paper("alpha"), board))
    assert two.id == f"{one.id}-2"


def test_a_plot_has_an_address_in_both_colours_and_is_drawn_on_its_page() -> None:
    found = texts()
    page = found["leaderboards/bench.html"]
    for theme in THEMES:
        svg = found[f"plots/spread-{theme}/bench.svg"]
        assert THEMES[theme]["paper"] in svg
        assert f'href="../plots/spread-{theme}/bench.svg"' in page
    inline = LexborHTMLParser(page).css_first("svg.plot")
    assert len(inline.css("a")) == 4
    assert "var(--text)" in (inline.html or "")
    words = [node.text() for node in inline.css("a > title")]
    assert "Alpha (SDXL): DINO 0.62 (Beta, Table 1)" in words


def test_a_benchmark_with_one_method_has_no_plot() -> None:
    found = built(listed(paper("alpha"), results("bench", ROWS[:1])))
    assert not [path for path in found if path.startswith("plots/")]


def test_what_is_compared_says_its_protocol_and_its_caveats() -> None:
    page = LexborHTMLParser(texts()["compare/index.html"])
    data = json.loads(page.css_first("#compare-data").text())
    assert data["methods"] == [{"id": "alpha", "name": "Alpha"}, {"id": "Beta", "name": "Beta"}]
    assert 'href="../compare/index.html?m=alpha"' in texts()["papers/alpha.html"]
    (board,) = data["benchmarks"]
    assert board["caveats"] == ["Mind the <gap>."]
    assert [r["protocol"] for r in board["rows"]] == ["standard"] * 4 + ["beta, Table 1"]
    page_of = LexborHTMLParser(texts()[board["page"]])
    assert all(page_of.css_first(f"#{r['id']}") is not None for r in board["rows"])
    assert not re.search(r"[<>&]", page.css_first("#compare-data").text())
