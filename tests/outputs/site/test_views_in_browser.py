"""A view of the list: facets, its address, back and reload, and the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from tests.make import real_list
from tests.outputs.site.built import real_site, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.outputs.site.browser import Visits

TASK = "#facets input[name=task][value=style]"
APPROACH = "#facets input[name=approach][value=training-free]"
HITS = "#hits > li:visible"


def count(page: Page) -> int:
    """Return how many papers a page says that its view has."""
    return int(re.sub(r"\D", "", page.inner_text("#count").split(" ")[0]) or 0)


def choice(page: Page, facet: str, value: str) -> int:
    """Return the number beside a value of a facet."""
    return int(page.inner_text(f"label:has([name={facet}][value={value}]) small").replace(",", ""))


def asked(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query, keep_blank_values=True)


def papers(task: str = "", year: str = "") -> int:
    data = [entry.data for entry in real_list().papers.values()]
    return sum((not task or task in p.tasks) and p.date.startswith(year) for p in data)


def test_a_facet_filters_and_counts_what_the_others_leave(visits: Visits) -> None:
    page = visits.list_page()
    assert count(page) == len(real_list().papers)
    assert page.locator("#papers > li").count() == count(page)
    assert choice(page, "task", "style") == papers("style")
    page.check(TASK)
    assert count(page) == papers("style")
    assert page.locator(HITS).count() == 50
    page.check("#facets input[name=year][value='2024']")
    assert count(page) == papers("style", "2024")
    assert asked(page) == [("task", "style"), ("year", "2024")]
    assert choice(page, "task", "identity") == papers("identity", "2024")
    page.check("#facets input[name=year][value='2023']")
    assert count(page) == papers("style", "2024") + papers("style", "2023")


def test_no_box_moves_when_the_numbers_beside_it_change(visits: Visits) -> None:
    """Else a click that ends a search would hit another box than the one it was aimed at."""
    page = visits.list_page("?q=xqzzkw")
    places = "all => all.map(one => one.getBoundingClientRect().top)"
    before = page.eval_on_selector_all("#facets input", places)
    page.fill("#q", "")
    page.wait_for_url("**/where/")
    assert choice(page, "task", "style") == papers("style")
    assert page.eval_on_selector_all("#facets input", places) == before


def test_every_facet_offers_what_is_not_known_and_rare_facts_are_no_facet(visits: Visits) -> None:
    page = visits.list_page()
    facets = page.eval_on_selector_all(
        "#facets fieldset", "all => all.map(one => [...one.querySelectorAll('input')].at(-1).value)"
    )
    titles = page.locator("#facets legend").all_inner_texts()
    assert {"Task", "Approach", "First version", "Venue", "Code"} <= set(titles)
    assert set(facets) == {"not-known"}
    assert len(facets) == len(titles)
    data = [entry.data for entry in real_list().papers.values()]
    for role, title in (("demo", "Demo"), ("weights", "Weights")):
        own = sum(any(link.official for link in getattr(p.links, role) or ()) for p in data)
        assert (title in titles) == (own >= 0.1 * len(data))
    page.check("#facets input[name=venue][value=not-known]")
    assert count(page) == sum(p.venue is None for p in data)


def test_further_values_and_the_buttons_that_undo(visits: Visits) -> None:
    page = visits.list_page("?venue=CVPR&q=style")
    page.get_by_role("button", name=re.compile(r"^\d+ more$")).click()
    assert page.evaluate("document.activeElement.name") == "venue"
    page.check("#facets input[name=venue][value=WACV]")
    chosen = page.locator("#chosen button")
    assert chosen.all_inner_texts() == ["Venue: CVPR", "Venue: WACV", "all filters"]
    chosen.first.click()
    assert asked(page) == [("q", "style"), ("venue", "WACV")]
    chosen.last.click()
    assert asked(page) == [("q", "style")]
    assert not page.is_visible("#chosen")


def test_a_click_that_ends_the_typing_is_a_click(visits: Visits) -> None:
    """It ends it when it begins: what is drawn anew then is not there any more when it ends."""
    page = visits.list_page("?task=style&year=2024")
    page.focus("#q")
    page.keyboard.type("lora")
    page.click("#chosen button >> nth=0")
    page.wait_for_url("**/?q=lora&year=2024")
    page.focus("#q")
    page.keyboard.type(" style")
    page.wait_for_url("**/?q=lora+style&year=2024")
    page.click("#chosen button >> nth=0")
    page.wait_for_url("**/?q=lora+style")
    page.focus("#q")
    page.keyboard.press("Control+a")
    page.keyboard.type("dreambooth")
    places = "() => [...document.querySelectorAll('#hits > li')].map(one => one.offsetTop)"
    before = page.evaluate(places)
    page.evaluate("document.activeElement.blur()")
    assert page.evaluate(places) == before
    assert page.locator("#pages a").count()


def test_a_key_changes_no_row_of_the_whole_list_and_draws_fifty_hits(visits: Visits) -> None:
    """What made other ways slow, without a clock: rows hidden or moved, more drawn than seen."""
    page = visits.list_page()
    page.evaluate(
        """() => {
          globalThis.changes = 0;
          new MutationObserver((all) => (globalThis.changes += all.length)).observe(
            document.querySelector("#papers"),
            { subtree: true, childList: true, attributes: true, characterData: true },
          );
        }"""
    )
    page.locator("#q").press_sequentially("per")
    page.wait_for_url("**/?q=per")
    assert count(page) > 100
    assert page.locator("#hits > li").count() == 50
    assert page.evaluate("globalThis.changes") == 1  # the list itself is hidden, once


def test_back_and_reload_keep_the_view(visits: Visits) -> None:
    page = visits.list_page()
    page.locator("#q").press_sequentially("story")
    page.wait_for_url("**/?q=story")
    stories = count(page)
    page.check(APPROACH)
    both = count(page)
    assert 0 < both < stories
    page.reload()
    page.wait_for_selector("#app:not([aria-busy]) #q")
    assert (page.input_value("#q"), count(page), page.is_checked(APPROACH)) == ("story", both, True)
    page.go_back()
    page.wait_for_selector("#app:not([aria-busy]) #q")
    assert (page.input_value("#q"), count(page), page.is_checked(APPROACH)) == (
        "story",
        stories,
        False,
    )
    page.go_back()
    assert (page.input_value("#q"), count(page)) == ("", len(real_list().papers))
    assert page.locator("#papers").is_visible()
    page.go_forward()
    assert (page.input_value("#q"), count(page)) == ("story", stories)


def test_a_paper_and_back_again(visits: Visits) -> None:
    page = visits.list_page()
    page.fill("#q", "dreambooth")
    page.click("#hits > li:first-child > a")
    page.wait_for_url("**/papers/dreambooth.html")
    page.go_back()
    page.wait_for_selector("#app:not([aria-busy]) #q")
    assert asked(page) == [("q", "dreambooth")]
    assert (
        page.locator("#hits > li:first-child > a").get_attribute("href") == "papers/dreambooth.html"
    )


def test_a_shared_address_shows_the_same(visits: Visits) -> None:
    one = visits.list_page()
    one.fill("#q", "image")
    one.check("#facets input[name=year][value='2025']")
    one.click("#more")
    two = visits.list_page(one.url)
    texts = [page.locator("#hits > li").all_text_contents() for page in (one, two)]
    assert texts[0] == texts[1]
    assert len(texts[0]) == min(100, count(one))
    assert two.inner_text("#count") == one.inner_text("#count")


HOSTILE = {
    "q=" + "a" * 50_000: [],
    "q=" + quote("<script>alert(1)</script>" * 3): [],
    "q=%E0%A4%A": [],
    "q=%00%ED%A0%80%20%E2%80%AE%1B%5B31m": [],
    "q=" + "%F0%9F%98%80" * 300: [],
    "q=" + quote("(.*)+$ [ \\"): [],
    "__proto__=yes&constructor=yes&toString=yes&task=__proto__&task=constructor": [],
    "task=style&task=style&task=style": [("task", "style")],
    "task=style&task=no-such-task&nothing=1&task=": [("task", "style")],
    "TASK=style&show=1e999&show=-1": [],
    "show=NaN": [],
    "task=%E0%A4%A&year=2024": [("year", "2024")],
    "&&==&;&?": [],
}


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:40])
def test_hostile_addresses_break_nothing(visits: Visits, query: str) -> None:
    page = visits.list_page(f"?{query}")
    assert page.inner_text("#count")
    assert len(page.input_value("#q")) <= 200
    page.fill("#q", "")
    page.check("#facets input[name=approach][value=encoder]")
    wanted = [*HOSTILE[query], ("approach", "encoder")]
    assert sorted(asked(page)) == sorted(wanted)
    assert count(page) > 0


def test_an_address_of_a_hundred_kilobytes_breaks_nothing(visits: Visits, tmp_path: Path) -> None:
    """Servers refuse one so long; a disk does not."""
    write(real_site(), tmp_path)
    page = visits.list_page(f"{(tmp_path / 'index.html').as_uri()}?q={'story ' * 17_000}")
    assert len(page.input_value("#q")) <= 200
    assert count(page) > 0


def test_the_keyboard_alone_leads_from_the_address_bar_to_a_result_and_back(visits: Visits) -> None:
    page = visits.list_page()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("dreambooth")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "papers/dreambooth.html"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li').previousElementSibling") is not None
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/dreambooth.html")


def test_the_number_of_hits_is_told_to_who_cannot_see_it(visits: Visits) -> None:
    page = visits.list_page()
    status = page.get_by_role("status").first
    assert status.get_attribute("id") == "count"
    page.fill("#q", "dreambooth")
    shown = page.locator("#hits > li").count()
    assert status.inner_text() == f"{shown} of {len(real_list().papers)} papers"


def test_without_its_search_the_list_stays_and_says_why(visits: Visits) -> None:
    page = visits.list_page()
    page.route("**/minisearch.js", lambda route: route.abort())
    page.reload()
    page.wait_for_selector("#app:not([aria-busy]) #q")
    assert "minisearch.js could not be loaded" in page.inner_text("#count")
    page.check(TASK)
    assert page.locator(HITS).count() == 50
    assert any("minisearch.js" in fault for fault in visits.faults)
    visits.faults.clear()
