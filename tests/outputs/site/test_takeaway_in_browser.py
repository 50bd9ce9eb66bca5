"""What is seen can be taken along: the view or a selection, as BibTeX, CSV and rows for LaTeX."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from pybtex.database import parse_string

from tests.make import listed, paper
from tests.outputs.site.browser import SUB_PATH, Visits, served
from tests.outputs.site.built import built, real_list

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def taken(page: Page, name: str) -> str:
    """Return the text that a button of the page gives to take along."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector("dialog[open]")
    text = page.locator("dialog textarea").input_value()
    page.get_by_role("button", name="Close").click()
    return text


def hits(page: Page) -> list[str]:
    links = page.locator("#hits > li > a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return [Path(href).stem for href in links]


def test_the_view_as_bibtex_csv_and_latex(visits: Visits) -> None:
    page = visits.list_page("?q=dreambooth")
    shown = hits(page)
    assert len(shown) > 5
    assert list(parse_string(taken(page, "BibTeX"), "bibtex").entries) == shown
    head, *rows = csv.reader(io.StringIO(taken(page, "CSV"), newline=""))
    assert [dict(zip(head, row, strict=True))["id"] for row in rows] == shown
    lines = taken(page, "LaTeX rows").splitlines()
    assert all(f"\\cite{{{key}}}" in line for key, line in zip(shown, lines, strict=True))
    assert all(line.endswith(r" \\") for line in lines)


def test_a_selection_is_taken_instead_of_the_view(visits: Visits) -> None:
    page = visits.list_page("?q=dreambooth")
    page.get_by_role("button", name="Select papers").click()
    page.get_by_label("Select DreamBooth: Fine Tuning").visible.check()
    page.fill("#q", "ip-adapter")
    page.get_by_label("Select IP-Adapter: Text").visible.check()
    assert page.locator("#take").inner_text().startswith("2 selected as")
    assert set(parse_string(taken(page, "BibTeX"), "bibtex").entries) == {
        "dreambooth",
        "ip-adapter",
    }
    page.fill("#q", "dreambooth")
    assert page.get_by_label("Select DreamBooth: Fine Tuning").visible.is_checked()
    compare = page.get_by_role("link", name="Compare", exact=True).last
    assert (compare.get_attribute("href") or "").endswith("?m=ip-adapter,dreambooth")
    page.get_by_role("button", name="Select none").click()
    assert len(parse_string(taken(page, "BibTeX"), "bibtex").entries) == len(hits(page))


def select(page: Page, *papers: str) -> None:
    """Tick papers where their boxes are shown."""
    for key in papers:
        page.fill("#q", key)
        row = page.locator(f"#hits > li:has(> a[href='papers/{key}.html'])")
        row.locator(".pick").check()


def ticked(page: Page) -> set[str]:
    """Return the ids of the papers whose boxes are ticked in the whole list."""
    found = page.eval_on_selector_all(".pick:checked", "all => all.map(one => one.parentNode.id)")
    return {key.removeprefix("p-") for key in found if key}


def test_a_selection_outlives_reload_other_pages_and_another_view(visits: Visits) -> None:
    page = visits.list_page("?task=subject")
    page.get_by_role("button", name="Select papers").click()
    select(page, "dreambooth", "elite")
    page.wait_for_url("**/?q=elite&task=subject&pick=elite,dreambooth")
    page.reload()
    page.wait_for_selector("#app:not([aria-busy]) #q")
    assert ticked(page) == {"dreambooth", "elite"}
    assert page.locator("#take").inner_text().startswith("2 selected as")
    select(page, "omnigen2")
    page.go_back()
    assert page.input_value("#q") == "elite"
    assert ticked(page) == {"dreambooth", "elite", "omnigen2"}
    page.wait_for_url("**/?q=elite&task=subject&pick=omnigen2,elite,dreambooth")
    address = page.url
    page.click("#hits > li:first-child > a")
    page.wait_for_url("**/papers/*.html")
    page.go_back()
    page.wait_for_selector("#app:not([aria-busy]) #q")
    assert ticked(page) == {"dreambooth", "elite", "omnigen2"}
    other = visits.list_page(f"{address},no-such-paper,__proto__,")
    assert ticked(other) == {"dreambooth", "elite", "omnigen2"}
    other.get_by_role("button", name="Select none").click()
    assert "pick=" not in other.url
    other.reload()
    other.wait_for_selector("#app:not([aria-busy]) #q")
    assert not other.locator(".pick").count()


def test_a_selection_too_long_for_an_address_outlives_a_reload(visits: Visits) -> None:
    keys = sorted(real_list().papers)[:400]
    page = visits.list_page(f"?pick={','.join(keys)}")
    page.locator("#papers .pick:checked").first.uncheck()
    page.wait_for_url("**/where/")
    page.reload()
    page.wait_for_selector("#app:not([aria-busy]) #q")
    assert len(ticked(page)) == 399
    assert ticked(page) < set(keys)


def test_what_is_taken_is_saved_as_a_file(visits: Visits) -> None:
    page = visits.list_page("?q=dreambooth")
    page.get_by_role("button", name="BibTeX", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "papers.bib"
    saved = download.value.path().read_text(encoding="utf-8")
    assert list(parse_string(saved, "bibtex").entries) == hits(page)


def test_where_the_records_are_missing_the_reader_is_told(visits: Visits) -> None:
    page = visits.list_page()
    page.route("**/data.js", lambda route: route.abort())
    assert taken(page, "CSV").startswith("data.js could not be loaded")
    page.unroute("**/data.js")
    assert taken(page, "CSV").startswith("id,")
    assert any("data.js" in fault for fault in visits.faults)
    visits.faults.clear()


def test_the_record_of_a_paper_is_copied_from_its_page(visits: Visits) -> None:
    page = visits.page("papers/dreambooth.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy BibTeX").click()
    assert page.get_by_role("button", name="Copied").is_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert list(parse_string(copied, "bibtex").entries) == ["dreambooth"]
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copied").click()
    assert page.get_by_role("button", name="Selected: copy it with the keyboard").is_visible()
    assert page.evaluate("getSelection().toString().trim()") == copied.strip()


def test_an_address_of_nothing_leads_to_what_it_may_have_meant(browser: Browser) -> None:
    found = listed(paper("teapot-booth", title="A Teapot Booth"))
    texts = built(found, site=f"http://list.example{SUB_PATH}")
    with served(texts) as root:
        opened = Visits(browser, root)
        page = opened.page("papers/teapot-boooth.html")
        opened.faults.clear()  # the answer 404 itself
        page.get_by_role("link", name="Search for “teapot boooth”").click()
        page.wait_for_selector("#app:not([aria-busy]) #q")
        assert hits(page) == ["teapot-booth"]
        assert opened.faults == []
        opened.close()


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.example")', "\t=1"]


def test_no_cell_is_a_formula_and_no_name_a_command(browser: Browser) -> None:
    titles = [*FORMULAS, 'a, "quoted" title', r"\input{x} 50% & more_of #1 $x$ {~^"]
    found = listed(*(paper(f"p{i}", title=title) for i, title in enumerate(titles)))
    with served(built(found)) as root:
        opened = Visits(browser, root)
        page = opened.list_page()
        head, *rows = csv.reader(io.StringIO(taken(page, "CSV"), newline=""))
        cells = {row[head.index("id")]: row[head.index("title")] for row in rows}
        assert not [
            cell for cell in cells.values() if cell.lstrip().startswith(("=", "+", "-", "@"))
        ]
        assert cells["p6"] == titles[6]
        assert cells["p7"] == titles[7]
        rows_of_latex = taken(page, "LaTeX rows")
        assert r"\input" not in rows_of_latex
        assert r"50\% \& more\_of \#1 \$x\$" in rows_of_latex
        assert opened.faults == []
        opened.close()
