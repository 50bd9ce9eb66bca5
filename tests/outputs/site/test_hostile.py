"""Whatever an entry says stays text: nothing runs, nothing breaks, no file leaves the folder."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from xml.etree import ElementTree

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from awesome_p2ti.catalog import Catalog, Entry
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.outputs.site.addresses import file_name, name_key, page, web_address
from awesome_p2ti.schema.models import Link, Links, Task
from tests.make import listed, paper, results, row
from tests.outputs.site.built import built, pages

TITLES = {
    "script": "<script>alert(1)</script>",
    "closing": "</script><script>alert(1)</script>",
    "comment": "<!--<script>",
    "image": '"><img src=x onerror=alert(1)>',
    "attribute": "' onmouseover='alert(1)",
    "cdata": "]]> & ]]&gt;",
    "template": "{{ 7 * 7 }}{% raw %}",
    "controls": "A\x00B\x01C\x1bD\x7fE\x9fF\ufffeG",
    "rtl": "\u202eevil\u202c \u200fנעים\u200f \u2066x",
    "surrogate": "lone \ud800 half",
    "long": "letters" * 1500,
    "lines": "first\nsecond\u2028third\u2029fourth",
    "formula": "=HYPERLINK(1)",
    "latex": "\\input{/etc/passwd} } \\",
    "../../outside": "A way out",
    "..": "Up",
    "/etc/passwd": "Absolute",
    "con": "A device",
    "CON": "A device in capitals",
    "index": "The page of the folder",
    "a b\n": "Spaces",
    "": "No id",
    "__proto__": "A prototype",
    "x" * 300: "A long id",
    "名": "No letter of ours",
}
SCRIPTS = ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<script>", " javascript:x"]


@pytest.fixture(scope="module")
def hostile() -> Catalog:
    return hostile_list()


def hostile_list() -> Catalog:
    """Return a list in which every word is a stranger's, each id and title under its key."""
    entries = []
    for key, title in TITLES.items():
        bad = tuple(Link.model_construct(url=url, official=True, archived=url) for url in SCRIPTS)
        said = {
            "title": title,
            "name": title,
            "authors": (title, "Ina Vale"),
            "venue": f"{title} 2024",
            "links": Links.model_construct(code=bad, project=bad[:1]),
        }
        data = paper("x").data.model_copy(update=said)
        entries.append(Entry(key, data, SourceFile(f"data/papers/2023/{key}.yaml", "")))
    rows = [
        row(title[:900].strip() or "x", {"dino": 0.5 + i / 100}, paper=key)
        for i, (key, title) in enumerate(TITLES.items())
        if "  " not in title
    ]
    made = results("bench", [row("x", {"dino": 0.1})])
    fixed = [made.data.rows[0].model_copy(update=said) for said in rows]
    board = Entry("bench", made.data.model_copy(update={"rows": tuple(fixed)}), made.source)
    return replace(listed(*entries, board), added=dict.fromkeys(TITLES, "2026-01-02"))


@pytest.fixture(scope="module")
def texts(hostile: Catalog) -> dict[str, str]:
    return built(hostile)


def test_no_file_leaves_the_folder(texts: dict[str, str]) -> None:
    assert len([path for path in texts if path.startswith("papers/")]) == len(TITLES)
    for path in texts:
        assert normpath(path) == path
        assert re.fullmatch(r"(?:[a-z0-9-]+/)*[A-Za-z0-9.-]+\.[a-z]+", path), path
        stem = path.rpartition("/")[2].partition(".")[0].upper()
        assert stem not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
        assert len(stem) < 100


def test_no_two_ids_share_a_file() -> None:
    folded = {file_name(key).casefold() for key in TITLES}
    assert len(folded) == len(TITLES)
    assert file_name("dreambooth") == "dreambooth"
    assert page("authors", name_key("Łukasz Vale")) == "authors/lukasz-vale.html"
    assert name_key("李明") == "李明"
    assert file_name(name_key("李明")) != file_name(name_key("王芳"))


def test_names_that_look_alike_share_a_page_and_feeds_none() -> None:
    alike = (("one", "ACM MM 2024"), ("two", "ACM-MM 2023"), ("three", "acm mm 2022"))
    entries = [paper(key, venue=venue) for key, venue in alike]
    task = Task(id="atom", name="A task", about="Named as the feed of all is.")
    boards = [results(key, [row("A", {"dino": 0.1}), row("B", {"dino": 0.2})]) for key in
              ("x", "x-dark", "x-fidelity")]  # fmt: skip
    odd = paper("odd", tasks=["atom"])
    texts = built(replace(listed(*entries, odd, *boards), tasks=(task,)))
    assert [path for path in texts if path.startswith("venues/")] == ["venues/acm-mm.html"]
    assert "<h1>ACM MM · ACM-MM · acm mm</h1>" in texts["venues/acm-mm.html"]
    assert {"new/atom.xml", "tasks/atom.xml"} <= texts.keys()
    assert len([path for path in texts if path.startswith("plots/")]) == 6


def test_nothing_runs(texts: dict[str, str]) -> None:
    for path, text in pages(texts).items():
        tree = LexborHTMLParser(text)
        for script in tree.css("script"):
            typed = script.attributes.get("type")
            is_ours = (script.attributes.get("src") or "").endswith("site.js")
            assert typed in {"application/ld+json", "application/json"} or is_ours, path
        assert not tree.css("img, iframe, object, style"), path
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], path
            for name in ("href", "src"):
                value = (node.attributes.get(name) or "").strip().lower()
                assert not value.startswith(("javascript:", "data:", "vbscript:")), path


def test_what_is_said_stays_text(texts: dict[str, str], hostile: Catalog) -> None:
    for key, title in TITLES.items():
        tree = LexborHTMLParser(texts[page("papers", key)])
        shown = " ".join(tree.css_first("h1").text().split())
        wanted = re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800\ufffe]", "", " ".join(title.split()))
        assert re.sub(r"\\u[0-9a-f]{4}", "", shown) == wanted
        said = json.loads(tree.css_first('script[type="application/ld+json"]').text())
        assert said["headline"] == title


def test_no_character_is_left_that_html_forbids(texts: dict[str, str]) -> None:
    forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
    assert [path for path, text in pages(texts).items() if forbidden.search(text)] == []


def test_feeds_and_plots_are_sound_xml(texts: dict[str, str]) -> None:
    found = [text for path, text in texts.items() if path.endswith((".xml", ".svg"))]
    assert len(found) > 4
    for text in found:
        ElementTree.fromstring(text)
    feed = feedparser.parse(texts["new/atom.xml"])
    assert not feed.bozo
    assert len(feed.entries) == len(TITLES)


def test_a_script_that_hands_over_data_is_one_call(texts: dict[str, str]) -> None:
    text = texts["data.js"]
    assert text.startswith("site_data({")
    assert text.endswith("});\n")
    assert "<" not in text
    assert not re.search("[\u2028\u2029\ud800-\udfff]", text)
    data = json.loads(text.removeprefix("site_data(").removesuffix(");\n"))
    assert {record["id"] for record in data["papers"]} == set(TITLES)


@pytest.mark.parametrize("url", [*SCRIPTS, "ftp://example.org/x", "//example.org", "x"])
def test_only_the_web_is_linked(url: str) -> None:
    assert web_address(url) == ""


def test_an_address_cannot_end_its_attribute() -> None:
    assert web_address('https://example.org/"><b>') == "https://example.org/%22%3E%3Cb%3E"


def test_the_site_is_written_below_its_folder(texts: dict[str, str], tmp_path: Path) -> None:
    from tests.outputs.site.built import write

    folder = tmp_path / "a" / "b"
    write(texts, folder)
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert len([p for p in folder.rglob("*") if p.is_file()]) == len(texts)
