"""Leaderboards are sorted and filtered, and methods compared, in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from tests.make import listed, paper, real_list, results, row
from tests.outputs.site.browser import Visits, served
from tests.outputs.site.built import built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST = "table.scores >> nth=0"


def column(page: Page, place: int, table: str = FIRST) -> list[str]:
    cells = f"{table} >> tbody tr:visible > :nth-child({place})"
    return [text.strip() for text in page.locator(cells).all_inner_texts()]


def sort_by(page: Page, name: str) -> None:
    page.locator(FIRST).get_by_role("button", name=f"Sort by {name}").click()


def test_a_table_is_sorted_by_its_scores_with_what_is_missing_last(visits: Visits) -> None:
    page = visits.page("leaderboards/dreambench.html")
    before = column(page, 1)
    sort_by(page, "CLIP-T")
    scores = [text for text in column(page, 5) if text != "–"]
    assert scores == sorted(scores, key=float, reverse=True)
    assert column(page, 5)[: len(scores)] == scores
    assert page.locator("th[aria-sort=descending]").first.inner_text().startswith("CLIP-T")
    sort_by(page, "CLIP-T")
    assert [text for text in column(page, 5) if text != "–"] == sorted(scores, key=float)
    assert dict(parse_qsl(urlsplit(page.url).query)) == {"sort": "clip-t", "order": "up"}
    sort_by(page, "Method")
    assert [name.lower() for name in column(page, 1)] != [name.lower() for name in before]
    page.go_back()
    assert [text for text in column(page, 5) if text != "–"] == sorted(scores, key=float)
    page.go_back()
    page.go_back()
    assert column(page, 1) == before


def test_rows_are_chosen_by_how_they_were_made(visits: Visits) -> None:
    page = visits.page("leaderboards/dreambench.html")
    board = real_list().results["dreambench"].data
    page.get_by_role("combobox", name="Base model").select_option("SDXL")
    wanted = sum(row.base_model == "SDXL" for row in board.rows)
    shown = page.locator("table.scores tbody tr:visible")
    assert shown.count() == wanted > 0
    page.get_by_role("combobox", name="Tuning").select_option("zero-shot")
    chosen = sum(row.base_model == "SDXL" and row.tuning == "zero-shot" for row in board.rows)
    assert shown.count() == chosen
    assert f"{chosen} of " in page.get_by_role("status").inner_text()
    page.reload()
    assert shown.count() == chosen
    hostile = visits.page(
        "leaderboards/dreambench.html?base=__proto__&sort=constructor&tuning=%E0%A4%A"
    )
    assert hostile.locator("table.scores tbody tr:visible").count() == len(board.rows)


def test_a_comparison_has_only_rows_of_one_benchmark_and_one_protocol(browser: Browser) -> None:
    other = {"protocol": "variant", "note": "other prompts"}
    rows = [
        row("Alpha", {"dino": 0.5}, paper="alpha", reported_by="alpha"),
        row("Beta", {"dino": 0.7}, paper="beta", reported_by="beta"),
        row("Alpha v2", {"dino": 0.6}, paper="alpha", reported_by="beta", **other),
        row("Gamma", {"dino": 0.4}, paper="gamma", reported_by="beta", **other),
    ]
    found = listed(
        *(paper(key, title=key.title(), name=key.title()) for key in ("alpha", "beta", "gamma")),
        results("bench", rows, caveats=["Read this first."]),
        results("lonely", [row("Alpha", {"dino": 0.5}, paper="alpha", reported_by="alpha")]),
    )
    with served(built(found)) as root:
        opened = Visits(browser, root)
        page = opened.page("compare/index.html?m=alpha,beta,gamma")
        tables = page.locator("#compare table")
        names = [tables.nth(i).locator("tbody th").all_inner_texts() for i in range(tables.count())]
        assert sorted(names) == [["Alpha", "Beta"], ["Alpha v2", "Gamma"]]
        assert page.locator("#compare .caveats").inner_text() == "Read this first."
        assert page.locator("#compare td.source").first.inner_text().count("read in the paper") == 1
        page.get_by_label("Method 1").select_option("")
        assert page.locator("#compare table").count() == 0
        assert "No benchmark has rows of two of these" in page.locator("#compare").inner_text()
        page.go_back()
        assert page.locator("#compare table").count() == 2
        assert opened.faults == []
        opened.close()


def test_the_real_list_compares_and_hostile_addresses_break_nothing(visits: Visits) -> None:
    page = visits.page("compare/index.html?m=dreambooth,ip-adapter")
    assert page.locator("#compare table").count() > 1
    link = page.locator("#compare tbody th a").first
    href = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url("**/leaderboards/*.html#r-*")
    assert page.locator(f"[id='{href.partition('#')[2]}']").is_visible()
    for query in (
        "m=" + "a," * 9_000,
        "m=__proto__,constructor",
        "m=%E0%A4%A,dreambooth",
        "m=",
        "m=a&m=b",
    ):
        page.goto(f"{visits.root}compare/index.html?{query}")
        assert page.locator("#compare [role=status]").inner_text() == "Choose two to four methods."
    page.goto(
        f"{visits.root}compare/index.html?m=dreambooth,dreambooth,elite,suti,ip-adapter,kosmos-g"
    )
    values = page.locator("#compare select").evaluate_all("all => all.map(one => one.value)")
    assert values == ["dreambooth", "elite", "suti", "ip-adapter"]
