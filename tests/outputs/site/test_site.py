"""The whole site: its links lead somewhere, its pages keep the policy, the first page is small."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest
from selectolax.lexbor import LexborHTMLParser

from awesome_p2ti.catalog import Catalog, Entry
from awesome_p2ti.history.ledger import Line
from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.outputs.site.renderer import POLICY
from tests.make import listed, paper, real_list, results, row
from tests.outputs.site.built import built, pages, real_site

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
ANYWHERE = "https://example.org/list/"


def small(**fields: str) -> Catalog:
    """Return a list in which every kind of page has something to show."""
    rows = [
        row("Alpha", {"dino": 0.5, "clip-t": 0.3}, paper="alpha", reported_by="alpha"),
        row("Alpha", {"dino": 0.6}, paper="alpha", reported_by="beta"),
        row("Beta", {"dino": 0.7, "clip-t": 0.2}, paper="beta", reported_by="beta"),
    ]
    return listed(
        paper("alpha", title="Alpha: a First", name="Alpha", authors=["Ina Vale"], **fields),
        paper("beta", title="Beta", authors=["Ina Vale", "Tom Reed"], date="2024-01"),
        paper("gamma", title="Gamma", tasks=["style"], date="2021-03"),
        results("bench", rows),
    )


def ids(text: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', text))


def lost(texts: dict[str, str]) -> list[str]:
    """Return the links within a site that lead nowhere, each with its page."""
    known = {path: ids(text) for path, text in texts.items()}
    found = []
    for path, text in pages(texts).items():
        for name, target in re.findall(r'\b(href|src|srcset)="([^"]*)"', text):
            if ELSEWHERE.match(target):
                continue
            file, _, fragment = target.partition("#")
            file = file.partition("?")[0]
            place = normpath(join(dirname(path), file)) if file else path
            if place not in known or (fragment and fragment not in known[place]):
                found.append(f"{path}: {name} {target}")
    return found


def test_every_link_within_the_site_leads_somewhere() -> None:
    texts = real_site()
    assert len(pages(texts)) > 2 * len(real_list().papers)
    assert lost(texts) == []


def test_a_link_that_leads_nowhere_would_be_seen() -> None:
    texts = built(small())
    assert lost(texts) == []
    del texts["papers/beta.html"]
    texts["leaderboards/bench.html"] = texts["leaderboards/bench.html"].replace(
        ' id="r-', ' id="s-'
    )
    assert any("papers/beta.html" in link for link in lost(texts))
    assert any("#r-" in link for link in lost(texts))


def test_points_of_a_plot_lead_to_their_rows() -> None:
    svg = real_site()["plots/spread-light/dreambench.svg"]
    found = re.findall(r'<a href="\.\./\.\./(leaderboards/dreambench\.html)#(r-[^"]+)">', svg)
    assert len(found) > 40
    assert {row for _, row in found} <= ids(real_site()["leaderboards/dreambench.html"])


@pytest.mark.parametrize("kind", ["", "papers/", "leaderboards/", "authors/", "new/", "compare/"])
def test_every_page_keeps_the_policy(kind: str) -> None:
    chosen = {path: text for path, text in pages(real_site()).items() if path.startswith(kind)}
    for path, text in list(chosen.items())[:60]:
        page = LexborHTMLParser(text)
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None, path
        assert policy.attributes["content"] == POLICY
        assert "unsafe" not in POLICY
        for node in page.css("*"):
            assert "style" not in node.attributes, path
            assert not [name for name in node.attributes if name.startswith("on")], path
        assert not page.css("style, iframe, object, embed, base, img"), path
        for script in page.css("script"):
            is_data = script.attributes.get("type") in {"application/ld+json", "application/json"}
            assert is_data or script.attributes.get("src", "").endswith("site.js"), path
        for node in page.css("[src], link[href]"):
            target = node.attributes.get("src") or node.attributes.get("href") or ""
            assert not ELSEWHERE.match(target), path


def test_every_page_says_what_it_is() -> None:
    titles = set()
    for path, text in pages(real_site()).items():
        page = LexborHTMLParser(text)
        assert len(page.css("h1")) == 1, path
        assert page.css_first("html").attributes["lang"] == "en"
        assert page.css_first("html").attributes["data-root"] == "../" * path.count("/")
        titles.add(page.css_first("title").text())
    assert len(titles) > 0.95 * len(pages(real_site()))


def test_the_first_page_holds_every_paper_without_a_script() -> None:
    text = real_site()["index.html"]
    rows = LexborHTMLParser(text).css("#papers > li")
    papers = real_list().papers
    assert {r.attributes["id"] for r in rows} == {f"p-{key}" for key in papers}
    for found in rows:
        data = papers[(found.attributes["id"] or "").removeprefix("p-")].data
        shown = found.text(separator=" ")
        assert data.title in shown
        assert all(name in shown for name in data.authors or ())
        if data.url:
            assert found.css(f'a[href="{data.url}"]')


def test_the_first_page_is_small() -> None:
    text = real_site()["index.html"]
    number = len(real_list().papers)
    rows = re.findall(r"<li id=\"p-.*?</li>\n", text, re.DOTALL)
    assert len(rows) == number
    half = text
    for found in rows[::2]:
        half = half.replace(found, "", 1)
    whole, less = (len(gzip.compress(t.encode(), 6)) for t in (text, half))
    assert whole <= 150_000
    assert (whole - less) / len(rows[::2]) <= 150


def test_a_row_says_what_the_search_reads() -> None:
    found = small(
        venue="CVPR 2024",
        approach="encoder",
        arxiv="2305.00001",
        links={"code": "https://github.com/a/alpha", "demo": "https://alpha.example.org"},
    )
    texts = built(found)
    start = texts["index.html"].index('<li id="p-alpha"')
    assert texts["index.html"][start:].partition("</li>")[0] == (
        '<li id="p-alpha" data-name="Alpha" data-tasks="subject" data-approach="encoder" '
        'data-venue="CVPR" data-year="2023" data-has="code demo results" data-run="?">'
        '<a href="papers/alpha.html">Alpha: a First</a>\n<p>Ina Vale</p>\n'
        '<p>CVPR 2024 · May 2023 · <a href="https://arxiv.org/abs/2305.00001">arXiv</a> · '
        '<a href="https://github.com/a/alpha">code</a> · '
        '<a href="https://alpha.example.org">demo</a></p>'
    )


def test_a_row_says_by_what_else_a_paper_is_found() -> None:
    more = {"arxiv": "2305.00001", "doi": "10.1234/a.b", "openreview": "AbCdEf1234"}
    page = LexborHTMLParser(built(small(former_titles=["An <Older> One"], **more))["index.html"])
    assert page.css_first("#p-alpha").attributes["data-also"] == (
        "An <Older> One · https://doi.org/10.1234/a.b · https://openreview.net/forum?id=AbCdEf1234"
    )
    alone = LexborHTMLParser(built(listed(paper("a", doi="10.1234/a.b")))["index.html"])
    assert "data-also" not in alone.css_first("#p-a").attributes
    assert alone.css('#p-a a[href="https://doi.org/10.1234/a.b"]')


@pytest.mark.parametrize(("licence", "said"), [("MIT", "1"), ("", "0")])
def test_a_row_says_what_runs_by_what_was_last_told(licence: str, said: str) -> None:
    code = "https://github.com/a/alpha"
    state = RepositoryState(day="2026-11-20", licence=licence)
    found = replace(small(links={"code": code}), repositories={code: state})
    row_of = LexborHTMLParser(built(found)["index.html"]).css_first("#p-alpha")
    assert row_of.attributes["data-run"] == said


def test_a_row_shows_the_copy_of_what_is_gone_and_does_not_count_it() -> None:
    code, demo = "https://github.com/a/alpha", "https://alpha.example.org"
    copy = f"https://web.archive.org/web/2024/{code}"
    last = {"status": "gone", "status_since": "2026-01-01", "last_failure": "2026-01-20"}
    lines = {
        code: Line(url=code, failures=4, snapshot=copy, **last),
        demo: Line(url=demo, failures=4, **last),
    }
    found = replace(small(links={"code": code, "demo": demo}), link_lines=lines)
    row_of = LexborHTMLParser(built(found)["index.html"]).css_first("#p-alpha")
    assert row_of.attributes["data-has"] == "results"
    assert row_of.attributes["data-run"] == "?"
    assert row_of.text().endswith("code (archived) · demo (gone)")
    assert [a.attributes["href"] for a in row_of.css("p a")] == [copy]


def test_the_same_list_gives_the_same_bytes() -> None:
    assert built(small()) == built(small())


def test_a_changed_entry_changes_only_what_shows_it() -> None:
    before, changed = small(), small()
    old = changed.papers["gamma"]
    data = old.data.model_copy(update={"title": "Delta"})
    now = replace(changed, papers=changed.papers | {"gamma": Entry("gamma", data, old.source)})
    one, two = built(before), built(now)
    assert one.keys() == two.keys()
    assert {path for path in one if one[path] != two[path]} == {
        "index.html", "papers/gamma.html", "tasks/style.html", "data.js",
        "v1/catalog.json", "v1/papers.csv", "v1/papers.bib",
    }  # fmt: skip


def test_absolute_addresses_need_the_setting() -> None:
    without, within = built(small()), built(small(), site=ANYWHERE)
    assert within.keys() - without.keys() == {"sitemap.xml", "404.html"}
    for text in without.values():
        assert "og:url" not in text
        assert 'rel="canonical"' not in text
    said = LexborHTMLParser(within["papers/alpha.html"])
    assert (
        said.css_first("link[rel=canonical]").attributes["href"] == f"{ANYWHERE}papers/alpha.html"
    )
    found = re.findall(r"<loc>(.*?)</loc>", within["sitemap.xml"])
    assert ANYWHERE in found
    assert {url.removeprefix(ANYWHERE) for url in found} == {
        path.removesuffix("index.html") for path in pages(within) if path != "404.html"
    }


def test_the_page_of_no_address_leads_on_from_any_depth() -> None:
    page = LexborHTMLParser(built(small(), site="https://example.org/list/")["404.html"])
    ways = [node.attributes.get("href") or "" for node in page.css("[href]")]
    assert {way for way in ways if not way.startswith(("/list/", "#", "https://"))} == set()
    assert "/list/index.html" in ways
    assert not page.css("link[rel=canonical]")


def test_the_ids_of_feeds_do_not_depend_on_the_address() -> None:
    found = replace(small(), added={"alpha": "2026-01-02", "beta": "2026-01-02", "gamma": ""})
    one, two = built(found), built(found, site=ANYWHERE)
    tags = re.findall(r"<id>(.*?)</id>", one["new/atom.xml"])
    assert tags == re.findall(r"<id>(.*?)</id>", two["new/atom.xml"])
    assert tags == [f"tag:awesome-p2ti,2026:{n}" for n in ("feed", "paper:alpha", "paper:beta")]


def test_a_list_without_entries_has_a_site() -> None:
    texts = built(listed())
    assert lost(texts) == []
    assert "0 papers" in texts["index.html"]
    assert texts["v1/papers.bib"] == ""
    assert texts["v1/results.csv"].count("\n") == 1
