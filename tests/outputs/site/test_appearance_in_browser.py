"""Every kind of page is readable: narrow, large, dark, on paper, without a script, from a disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.make import real_list
from tests.outputs.site.built import real_site, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.outputs.site.browser import Visits

KINDS = [
    "index.html", "index.html?q=dreambooth&task=subject", "browse.html", "data.html",
    "papers/dreambooth.html", "leaderboards/index.html", "leaderboards/dreambench.html",
    "compare/index.html?m=dreambooth,ip-adapter,elite", "new/index.html", "tasks/style.html",
    "venues/cvpr.html", "authors/index.html", "metrics/dino.html", "datasets/dreambench.html",
]  # fmt: skip
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  const inside = (node) =>
    node.closest(".scroll, dialog") || getComputedStyle(node).position === "absolute";
  return [...document.querySelectorAll("body *")]
    .filter((node) => node.getBoundingClientRect().right > wide + 1 && !inside(node))
    .map((node) => node.outerHTML.slice(0, 100));
}"""


def keep_screenshot(page: Page, name: str) -> None:
    """Save what a page looks like in the folder that SCREENSHOTS names, if it names one."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        shot = "".join(c if c.isalnum() else "-" for c in name)
        page.screenshot(path=f"{folder}/{shot}.png")


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways(visits: Visits, kind: str) -> None:
    page = visits.page(kind, viewport={"width": 320, "height": 700})
    for width, text in ((320, "16px"), (800, "16px"), (1280, "16px"), (640, "32px")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, text)
        assert page.evaluate(SIDEWAYS) == [], (width, text)
        keep_screenshot(page, f"{kind} {width} {text}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_themes(visits: Visits, scheme: str) -> None:
    page = visits.page("index.html", color_scheme=scheme)
    paper, ink = page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; }"
    )
    light, dark = (
        ("rgb(255, 255, 255)", "rgb(31, 35, 40)"),
        ("rgb(13, 17, 23)", "rgb(230, 237, 243)"),
    )
    assert (paper, ink) == (light if scheme == "light" else dark)
    keep_screenshot(page, f"index {scheme}")


def test_who_wants_no_motion_gets_none(visits: Visits) -> None:
    moving = "() => getComputedStyle(document.documentElement).scrollBehavior"
    assert visits.page("data.html", reduced_motion="reduce").evaluate(moving) == "auto"
    assert visits.page("data.html", reduced_motion="no-preference").evaluate(moving) == "smooth"


def test_forced_colours_leave_every_control_visible(visits: Visits) -> None:
    page = visits.list_page("?task=style", forced_colors="active")
    controls = page.locator("#q, #take button, #chosen button, #facets input >> visible=true")
    assert controls.count() > 10
    borders = page.eval_on_selector_all(
        "#q, #take button:not(.plain), #chosen button",
        "all => all.map(one => getComputedStyle(one).borderTopWidth)",
    )
    assert set(borders) == {"1px"}
    keep_screenshot(page, "forced colours")


def test_on_paper_there_is_the_list_and_what_was_chosen(visits: Visits) -> None:
    page = visits.list_page("?q=dreambooth&task=subject")
    page.emulate_media(media="print")
    assert page.locator("#hits > li").first.is_visible()
    for away in ("#search", "#facets", "#take", "header nav"):
        assert not page.locator(away).is_visible(), away
    assert page.inner_text("#chosen").strip() == "Task: Subject-Driven Generation"
    shown = "() => getComputedStyle(document.querySelector('#count'), '::after').content"
    assert "dreambooth" in page.evaluate(shown)
    keep_screenshot(page, "print")


@pytest.mark.parametrize("kind", ["papers/dreambooth.html", "leaderboards/omnicontext.html"])
def test_no_column_is_lost_on_paper(visits: Visits, kind: str) -> None:
    """A page of A4 is 718 pixels wide between margins; Chromium shrinks what is a quarter wider."""
    page = visits.page(kind, viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    widths = page.eval_on_selector_all("table", "all => all.map(one => one.offsetWidth)")
    assert max(widths) < 1.25 * 718


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_complete_without_a_script(visits: Visits, kind: str) -> None:
    page = visits.page(kind, java_script_enabled=False)
    assert page.locator("main").inner_text().strip()
    assert not page.locator("#q, #take, dialog").count()
    if kind == "index.html":
        assert page.locator("#papers > li").count() == len(real_list().papers)
        assert page.locator("nav.chips").is_visible()
        assert "Search and filters need JavaScript" in page.inner_text("main")


def test_the_site_works_from_a_disk(visits: Visits, tmp_path: Path) -> None:
    write(real_site(), tmp_path)
    page = visits.list_page((tmp_path / "index.html").as_uri())
    page.fill("#q", "dreamboth")
    page.wait_for_url("**/index.html?q=dreamboth")
    page.get_by_role("button", name="BibTeX", exact=True).click()
    page.wait_for_selector("dialog[open]")
    assert page.locator("dialog textarea").input_value().startswith("@inproceedings{")
    page.get_by_role("button", name="Close").click()
    page.click("#hits > li >> nth=0 >> a >> nth=0")
    page.wait_for_url("**/papers/dreambooth*.html")
    page.goto((tmp_path / "compare/index.html").as_uri() + "?m=dreambooth,ip-adapter")
    assert page.locator("#compare table").count() > 1
