"""Text stays text in Markdown: nothing that an entry says can break the page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import pytest
import yaml
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.outputs.markdown_escape import escape_text, escape_url, heading_anchor, table
from awesome_p2ti.outputs.readme.preview import preview
from awesome_p2ti.problems import Severity
from awesome_p2ti.rules import registry

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = st.text(
    st.sampled_from("ab1 \\`*_[]()<>|~&$#!\"'-+=.:;@/?%{}^é–中\u00a0"), min_size=1, max_size=40
).map(" ".join).filter(str.strip) | st.sampled_from([
    "**bold**", "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://e.org/x)",
    "a | b | c", "`code` ``", "&lt;b&gt; &copy; &#60;", "http://evil.example/x", "www.evil.example",
    "1. one", "- item", "# head", "> quote", "***", "<!-- x", "a\\", "~~x~~", "$x$",
    "[[x]]", "[^1]",
    "<lora:x:1>", "P+: A _b_ *c*", "x@evil.example", "ends in \\|", "| --- |", "{{ 7 * 7 }}",
    "{% raw %}", "${{ github.token }}", "``` ```", "<img src=x onerror=alert(1)>", "]( http://x",
])  # fmt: skip


class Seen(HTMLParser):
    """Collects the text of a page and the links with their texts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []
        self.links: list[tuple[str, str]] = []
        self.cells: list[int] = []
        self._href: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self._href, self._link = dict(attrs).get("href") or "", ""
        if tag == "tr":
            self.cells.append(0)
        if tag in {"td", "th"}:
            self.cells[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href is not None:
            self.links.append((self._link, self._href))
            self._href = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._href is not None:
            self._link += data


def render(markdown: str) -> Seen:
    """Render as GitHub does, with raw HTML kept, so that none can hide."""
    return Seen(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))


def words(value: str) -> str:
    return " ".join(value.split())


@settings(max_examples=500)
@given(HOSTILE)
@example("a*")
def test_text_is_shown_as_it_is(value: str) -> None:
    for markdown in (
        escape_text(value),
        f"- {escape_text(value)}",
        f"- [**{escape_text(value)}**](https://end.example) - x.",
    ):
        seen = render(markdown)
        tail = " - x." if "end.example" in markdown else ""
        assert words(seen.text) == words(words(value) + tail)
        assert set(seen.tags) <= {"p", "ul", "li", "a", "strong"}
        mail = {href for _, href in seen.links if href.startswith("mailto:")}
        assert len(seen.links) - len(mail) == (1 if tail else 0)


@settings(max_examples=300)
@given(HOSTILE, HOSTILE)
def test_a_table_keeps_its_cells(one: str, two: str) -> None:
    seen = render(table(["A", "B"], [[escape_text(one), escape_text(two)], ["x", "y"]]))
    assert seen.cells == [2, 2, 2]
    assert words(seen.text) == words(f"A B {one} {two} x y")


@settings(max_examples=500)
@given(st.text(st.sampled_from("ab1()<>&;=?#%/*_[]~\\`é '\"!$"), max_size=30))
@example("a(b)c")
@example("?a=1&copy;=2")
@example("a)b(")
def test_an_address_leads_where_it_says(path: str) -> None:
    url = f"https://example.org/{path}"
    seen = render(f"[x]({escape_url(url)}) end")
    assert [words(t) for t, _ in seen.links] == ["x"]
    assert unquote(seen.links[0][1]) == unquote(url.replace("\\", "%5C"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://e.org", "//e.org"]
)
def test_only_web_addresses_pass(url: str) -> None:
    assert escape_url(url) == ""


@settings(max_examples=30, deadline=None)
@given(
    title=HOSTILE,
    name=HOSTILE,
    note=HOSTILE,
    path=st.text(st.sampled_from("ab()&;=*_[]!$'"), max_size=12),
)
def test_no_field_of_an_entry_can_break_the_page(
    title: str, name: str, note: str, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = _list_with(tmp_path_factory, title, name, note, path)
    found, problems = catalog.load(root)
    if any(p.severity is Severity.ERROR for p in problems):
        return  # what check refuses is never built
    assert {p.code for p in registry.check(found)} <= {"markup"}
    page = render(preview(found, ["."]))
    assert words(title) in words(page.text)
    assert words(note) in words(page.text)
    assert not {"script", "img", "h1", "h2", "code", "em", "del", "blockquote"} & set(page.tags)
    links = [href for _, href in page.links if not href.startswith("mailto:")]
    assert len(links) == 3
    assert unquote(links[1]) == unquote(f"https://example.org/{path}")
    assert set(page.cells) == {2}


def _list_with(
    factory: pytest.TempPathFactory, title: str, name: str, note: str, path: str
) -> Path:
    root = factory.mktemp("list")
    (root / "templates").symlink_to(ROOT / "templates")
    for folder in ("papers/2022", "metrics"):
        (root / "data" / folder).mkdir(parents=True)
    task = {"id": "subject", "name": "Subject", "about": "One subject."}
    paper = {
        "title": title, "name": name, "date": "2022-08", "arxiv": "2208.12242",
        "tasks": ["subject"],
        "links": {"project": f"https://example.org/{path}"},
    }  # fmt: skip
    metric = {
        "name": name, "group": "identity", "measures": note, "better": "higher", "note": note,
        "papers": [{"title": title, "arxiv": "2104.14294"}],
    }  # fmt: skip
    for file, value in (
        ("tasks.yaml", {"tasks": [task]}),
        ("papers/2022/x.yaml", paper),
        ("metrics/y.yaml", metric),
    ):
        dumped = yaml.safe_dump(value, allow_unicode=True, width=10_000)
        (root / "data" / file).write_text(dumped, encoding="utf-8")
    return root


def test_anchors_are_githubs() -> None:
    assert heading_anchor("Face and Human Identity") == "face-and-human-identity"
    assert heading_anchor("Attributes, Relations and Actions") == "attributes-relations-and-actions"
    assert heading_anchor("DreamBench++ (2 subjects)") == "dreambench-2-subjects"


def test_columns_line_up() -> None:
    lines = table(["A", "Score"], [["long cell", "1"], ["b", "22"]], frozenset({1})).split("\n")
    assert lines == [
        "| A         | Score |",
        "| --------- | ----: |",
        "| long cell |     1 |",
        "| b         |    22 |",
    ]


def test_html_escapes_do_not_count_twice() -> None:
    assert html.unescape(render(escape_text("R&D &amp; x")).text).strip() == "R&D & x"
    assert re.search("&amp;", render(escape_text("&amp;")).text)
