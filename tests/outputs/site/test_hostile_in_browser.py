"""Nothing that strangers write into an entry runs in a browser, or breaks a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.catalog import Entry
from tests.make import listed, paper, results, row
from tests.outputs.site.browser import Visits, served
from tests.outputs.site.built import built, pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from awesome_p2ti.catalog import Catalog

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "]]><x/>",
    "<!-- --> --!> <![CDATA[",
    "{{ 7 * 7 }} {% raw %} ${7 * 7} &lt;b&gt; &#x3c;script&#x3e;",
    "a\u202egnp.exe\u2066 \u200f\u061c b\u0301",
    "control \x00\x01\x08\x0b\x1b\x7f\x85 signs",
    "lone \ud800 surrogate \udfff",
    "W" * 10_000,
    "words " * 1_700,
    "javascript:alert(1)",
]

ACCEPTED = [text for text in HOSTILE if len(text) < 900 and "\ud800" not in text]


def hostile(*, plain: bool = False) -> Catalog:
    """Return a list in which every text is one of HOSTILE, and ids too where they are not plain.

    The model takes no lone surrogate and no 10,000 letters, so papers are put past it.
    """
    papers, rows = [], []
    for i, text in enumerate(HOSTILE):
        key = f"p{i}" if plain else f"{text}{i}"
        made = paper("p", title="T")
        texts: dict[str, Any] = {"title": text, "name": text, "authors": (text, "Ina Vale")}
        texts |= {"venue": f"{text[:50]} 2024", "base_models": (text,)}
        papers.append(Entry(key, made.data.model_copy(update=texts), made.source))
        if text in ACCEPTED:
            said = {"reported_by": key, "where": text, "note": text, "base_model": text}
            rows.append(row(text, {"dino": i / 20}, paper=key, **said))
    about = {"name": HOSTILE[0], "about": HOSTILE[2], "caveats": ACCEPTED}
    return listed(*papers, results("bench", rows, **about))


def test_nothing_of_a_hostile_list_runs_or_breaks_a_page(browser: Browser) -> None:
    texts = built(hostile())
    with served(texts) as root:
        opened = Visits(browser, root)
        page = opened.list_page()
        page.wait_for_selector("#papers > li")
        assert page.locator("#papers > li").count() == len(HOSTILE)
        for text in HOSTILE:
            page.fill("#q", text[:300])
            page.locator("#q").press("ArrowDown")
        page.fill("#q", "script alert")
        assert page.locator("#hits > li").count() >= 2
        for path in sorted(pages(texts)):
            page.goto(root + path)
            assert page.locator("h1").count() == 1, path
            assert page.locator("img, main script:not([type]), object, iframe").count() == 0, path
        assert opened.faults == []
        opened.close()


def test_hostile_texts_are_taken_along(browser: Browser) -> None:
    with served(built(hostile(plain=True))) as root:
        opened = Visits(browser, root)
        page = opened.list_page("?q=script+alert")
        page.get_by_role("button", name="Select papers").click()
        for name in ("BibTeX", "CSV", "LaTeX rows"):
            page.get_by_role("button", name=name, exact=True).click()
            page.wait_for_selector("dialog[open]")
            assert "alert(1)" in page.locator("dialog textarea").input_value()
            page.get_by_role("button", name="Close").click()
        assert opened.faults == []
        opened.close()


def test_hostile_methods_are_compared(browser: Browser) -> None:
    with served(built(hostile(plain=True))) as root:
        opened = Visits(browser, root)
        page = opened.page("compare/index.html?m=p0,p2,p7,p12")
        assert page.locator("#compare tbody tr").count() == 4
        assert page.locator("#compare img, #compare script").count() == 0
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.goto(root + "leaderboards/bench.html")
        page.get_by_role("button", name="Sort by Base model").first.click()
        assert opened.faults == []
        opened.close()
