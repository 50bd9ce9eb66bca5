"""Pages are read as browsers read them, and in linear time whatever they hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_p2ti.links.heuristics.detect import detect
from awesome_p2ti.links.heuristics.detection import page_names
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.pages.html import Page, read_page, refresh_target
from awesome_p2ti.links.pages.html_scanner import MAX_TAGS, anchors, scripts, simplify_if_costly

WORK = "DreamBooth: Fine Tuning Text-to-Image Models"


@pytest.mark.parametrize(
    "before",
    [
        "<!-- <title>Project template</title> -->",
        "<script>document.write('<title>Project template</title>')</script>",
        "<svg><title>Project template</title></svg>",
        "<template><title>Project template</title></template>",
        "<meta name=description content='<title>Project template</title>'>",
        "<noscript><title>Project template</title></noscript>",
        "<titlex>Project template</titlex>",
    ],
)
@pytest.mark.parametrize("many", [False, True])
def test_only_the_title_of_the_page_is_its_title(before: str, many: bool) -> None:
    rest = "<p>x" * MAX_TAGS if many else ""
    assert read_page(f"{before}<title>{WORK}</title>{rest}").title == WORK


@pytest.mark.parametrize("many", [False, True])
def test_what_follows_a_drawing_is_seen(many: bool) -> None:
    page = read_page(f"<svg/><h1>{WORK}</h1><p>Abstract</p>" + "<p>" * MAX_TAGS * many)
    assert page.headings == (WORK,)
    assert page.text == f"{WORK} Abstract"


@pytest.mark.parametrize("content", ["Text -> Image: a study", "a < b", 'the "best" of &lt;2&gt;'])
def test_an_attribute_may_hold_any_mark(content: str) -> None:
    page = read_page(f"<meta name='citation_title' content='{content}'>")
    assert page.stated_titles == (content.replace("&lt;", "<").replace("&gt;", ">"),)
    assert page.has_citation_title


@pytest.mark.parametrize(
    ("source", "asks"),
    [
        ("<input type=password>", True),
        ("<INPUT name=p type='Password'>", True),
        ("<!-- <input type=password> -->", False),
        ("<script>a = '<input type=password>'</script>", False),
        ("<input data-type=password>", False),
    ],
)
def test_a_password_field_is_one_that_is_shown(source: str, asks: bool) -> None:
    assert read_page(source).has_password_field is asks


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/x", "http://a.test/x"),
        ("0.5; url=/x", "http://a.test/x"),
        (".5;/x", "http://a.test/x"),
        ("3,URL='/x'", "http://a.test/x"),
        ("0 /x", "http://a.test/x"),
        ("5.9;url=/x", "http://a.test/x"),
        ("6;url=/x", ""),
        ("30", ""),
        ("; url=/x", ""),
        ("9" * 5000 + "; url=/x", ""),
        ("0; url=http://[", ""),
        ("", ""),
    ],
)
def test_refresh_targets(content: str, target: str) -> None:
    assert refresh_target(content, "http://a.test/p") == target


def test_a_page_without_text_refreshes_however_late() -> None:
    later = "<meta http-equiv=refresh content='10;url=/x'>"
    assert read_page(later, "http://a.test/").refresh_target == "http://a.test/x"
    assert read_page(later + "Read this first.", "http://a.test/").refresh_target == ""
    apart = f"<title>Moved</title><noscript>{later}</noscript>"
    assert read_page(apart, "http://a.test/").refresh_target == "http://a.test/x"
    assert read_page(apart + "Text", "http://a.test/").refresh_target == ""


@pytest.mark.parametrize(
    ("record", "title"),
    [
        ("@misc{a, title={A {T}itle of a Work}, year=2023}", "A {T}itle of a Work"),
        ("@article{a,\n booktitle={Proceedings},\n title = {{Some Work}},\n}", "Some Work"),
        ('@article{a,\n title = "Quoted {"} Work",\n}', 'Quoted {"} Work'),
        ("@article{a,<br>title={Over\n two lines},<br>year={1}}", "Over two lines"),
        ("@misc{a,<span>title</span> = {Some &amp; Work}", "Some & Work"),
        ("@misc{a, title={Never closed,\n year={2020},\n", "Never closed"),
        ("@misc{a, title={abcde" + "}" * 200 + " " * 1000 + "1", "abcde"),
        ("@misc{a, title={abc}}", ""),
    ],
)
def test_titles_in_bibtex(record: str, title: str) -> None:
    assert read_page(f"<pre>{record}</pre>").stated_titles == ((title,) if title else ())


def test_a_commented_record_cites_nothing() -> None:
    assert read_page("<!-- @misc{a, title={The Template's Work}, } -->x").stated_titles == ()


def test_anchors_of_a_page() -> None:
    source = """<p id=a data-id=b><a name='c&amp;d'></a><!-- <p id=e> --><meta name=viewport>
        <script>x = '<p id=f>'</script><h2 title="<p id=g>" ID = "user-content-h"></h2>"""
    assert anchors(source) == {"a", "c&d", "user-content-h", "h"}
    assert scripts(source) == [" x = '<p id=f>'"]


def test_a_simplified_page_reads_the_same() -> None:
    few = f"""<!doctype html><title>{WORK}</title><meta name=citation_title content="{WORK}">
        <h1 class="a>b">{WORK}</h1><script>if (a<b) c()</script>1 < 2 <img src=x>"""
    many = few + "<i></i>" * MAX_TAGS
    assert simplify_if_costly(few) is few
    assert simplify_if_costly(many) is not many
    assert read_page(many) == read_page(few)


PIECES = (
    "<title", "<titlex>", "<title>", "<h1 ", "<h1>", "<meta ", "<meta name=a content=", "<!--",
    "-->",
    "<script", "<script>", "</script>", "<svg>", "<div>", "<ul><li>", "<b a=",
    "<p><b id=1>x", "</b>",
    "@misc{", "@article{title={", "title={abcde}", "}", "\"'<a id=", "page not found ",
    "the page ",
    "domain ", "sign in ", "404 ", "<x-y>", "<noscript>", "<template>", "<a\n", " a1=", "&#9",
    "=",
)  # fmt: skip


def _seconds(source: str) -> float:
    began = time.process_time()
    page = read_page(source, "http://x.test/")
    detect(page, page_names(page), Response("http://x.test/", final_url="http://x.test/"))
    anchors(source)
    return time.process_time() - began


@pytest.mark.parametrize("gap", ["", " " * 40])
@pytest.mark.parametrize("piece", PIECES)
def test_pages_are_read_in_linear_time(piece: str, gap: str) -> None:
    unit = piece + gap
    short, long = (f"<p>{unit * (size // len(unit))}" for size in (16_000, 256_000))
    assert _seconds(long) < 16 * 8 * max(_seconds(short), 0.005)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("around", ["<title>{}x</title>", "<h1>{}x</h1>", "{}x"])
def test_heuristics_take_linear_time(piece: str, around: str) -> None:
    for unit in (piece, piece + " ", piece + " " * 300):
        source = around.format("404 " + unit * (3000 // len(unit)))
        assert _seconds(source) < 0.5


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, "</title>", "</h1>", "x", "\ud800", "\0", "'", '"', ">"]))
)
def test_any_pieces_are_a_page(pieces: list[str]) -> None:
    page = read_page("".join(pieces))
    assert isinstance(page, Page)
    for text in (page.title, page.text, *page.headings, *page.stated_titles):
        text.encode()
