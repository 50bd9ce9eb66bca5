"""Which URLs a Markdown text names, and where each stands."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from awesome_p2ti.links.inputs.markdown import read_markdown

A, B = "https://a.test/x", "https://b.test/y"


def found(text: str) -> list[tuple[str, int, int]]:
    return [(link.url, link.line, link.column) for link in read_markdown(text)[0]]


def urls(text: str) -> list[str]:
    return [link.url for link in read_markdown(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # links and images
        (f"[a]({A})", [(A, 1, 5)]),
        (f"[a]({A}_(b)) c", [(f"{A}_(b)", 1, 5)]),
        (f'[a]({A} "title") [b]( <{B}> (t) )', [(A, 1, 5), (B, 1, 37)]),
        (f"[![b]({A})]({B})", [(A, 1, 7), (B, 1, 26)]),
        (f"[a `](`]({A})", [(A, 1, 10)]),
        (f"[a [b] c]({A})", [(A, 1, 11)]),
        (f"[]({A})", [(A, 1, 4)]),
        (f"[a](\n  {A}\n  't')", [(A, 2, 3)]),
        (f"> [a](\n> {A})", [(A, 2, 3)]),
        (f"![![a]({A})]({B})", [(B, 1, 27)]),
        (f"# [a]({A}) #", [(A, 1, 7)]),
        (f"[a](<{A} y>)", [(f"{A}%20y", 1, 6)]),
        (f"[a](<{A})b>)", [(f"{A})b", 1, 6)]),
        (f"[a]({A}\\)\\!\\-)", [(f"{A})!-", 1, 5)]),
        (f"[a]({A}?b&amp;c&copy;d&copy=1&section=2)", [(f"{A}?b&c©d&copy=1&section=2", 1, 5)]),
        (f'[a]({A}"y)', [(f'{A}"y', 1, 5)]),
        (f"\\[a]({A})", [(A, 1, 6)]),
        ("[a](page.html) [b](mailto:c@d.test) [c](#d)",
         [("page.html", 1, 5), ("mailto:c@d.test", 1, 20), ("#d", 1, 41)]),
        ("<c@d.test> [a]() ![b](<x y.png>) //e.test/",
         [("mailto:c@d.test", 1, 2), ("x%20y.png", 1, 24)]),
        ("[r]: ../x.md#y 't'\n\n<img src='/a.png' alt=''><a href = ' #b'>",
         [("../x.md#y", 1, 6), ("/a.png", 3, 11), ("#b", 3, 38)]),
        # definitions
        (f"[r]: {A}", [(A, 1, 6)]),
        (f"[r]: <{A}> 'title'\n[s]:\n  {B}", [(A, 1, 7), (B, 3, 3)]),
        (f"[r][] [x][r] [r]\n\n[R]: {A}\n[r]: {B}", [(A, 3, 6)]),
        (f"[a\\]b]: {A}", [(A, 1, 9)]),
        (f"> [r]: {A}\n\n- [s]: {B}", [(A, 1, 8), (B, 3, 8)]),
        (f"x[^1]\n\n[^1]: see {A}.\n[^2]: {B}", [(A, 3, 11), (B, 4, 7)]),
        # autolinks and bare URLs
        (f"<{A}>", [(A, 1, 2)]),
        (f"<{A}?a&amp;b&copy=1>", [(f"{A}?a&b&copy=1", 1, 2)]),
        (f"see {A}.", [(A, 1, 5)]),
        (f"({A}) ({B}, c)", [(A, 1, 2), (B, 1, 21)]),
        (f"({A}_(b))", [(f"{A}_(b)", 1, 2)]),
        (f"**{A}** _{B}_", [(A, 1, 3), (B, 1, 23)]),
        (f"**{A}**: c ~~{B}~~!", [(A, 1, 3), (B, 1, 27)]),
        (f"**{A}**-b", [(A, 1, 3)]),
        (f"{A}_b_c {B}*d*e", [(f"{A}_b_c", 1, 1), (f"{B}*d*e", 1, 22)]),
        (f"{A}\\_b", [(f"{A}_b", 1, 1)]),
        (f"{A}?b=1&amp;c=2&copy=3", [(f"{A}?b=1&c=2&copy=3", 1, 1)]),
        (f"&lt;{A}&gt;", [(A, 1, 5)]),
        (f'"{A}" \'{B}\'', [(A, 1, 2), (B, 1, 21)]),
        (f"[{A}] [[{B}]]", [(A, 1, 2), (B, 1, 22)]),
        (f"见{A}。再看{B}，好（{A}）", [(A, 1, 2), (B, 1, 21), (A, 1, 40)]),
        ("https://zh.test/x_（y）。", [("https://zh.test/x_（y）", 1, 1)]),
        (f"{A}… “{B}”", [(A, 1, 1), (B, 1, 20)]),
        ("www.a.test/x, https://www.b.test/", [("http://www.a.test/x", 1, 1),
                                               ("https://www.b.test/", 1, 15)]),
        ("https://a_b.test/x HTTPS://A.test/", [("https://a_b.test/x", 1, 1),
                                                ("HTTPS://A.test/", 1, 20)]),
        ("ftp://a.test/x sftp://b.test", [("ftp://a.test/x", 1, 1)]),
        ("https:// www. awww.a.test xhttps://a.test http://[#x", []),
        ("https://$HOST/x http://%s/x https://*.a.test <b>http://-a.test</b> http://_x", []),
        (f"https://{A} http://http://a.test.",
         [(f"https://{A}", 1, 1), ("http://http://a.test", 1, 26)]),
        ("https://a-{b}.test/c, https://a.test/{{b}}/c https://a.$B/ (https://a.test/${b}",
         [("https://a-{b}.test/c", 1, 1), ("https://a.test/{{b}}/c", 1, 23),
          ("https://a.$B/", 1, 46), ("https://a.test/${b}", 1, 61)]),
        (f"$\\\\href{{{A}}}{{{{b}}}}$ \\\\url{{{A}}}{{$c$}}",
         [(A, 1, 9), (A, 1, 39)]),
        (f"é漢 {A} 𝒜 {B}", [(A, 1, 4), (B, 1, 23)]),
        # the text of a link is no second link
        (f"[{A}]({B}) ![{A}]({B})", [(B, 1, 20), (B, 1, 58)]),
        (f'<a href="{A}">{B}</a> {B}', [(A, 1, 10), (B, 1, 49)]),
        (f"<a name=x>{A}", [(A, 1, 11)]),
        # tables
        (f"|a|b|\n|-|-|\n|{A}|[b]({B})|", [(A, 3, 2), (B, 3, 23)]),
        (f"|a|\n|-|\n|[b]({A}\\|c) `d\\|{B}`|", [(f"{A}|c", 3, 6)]),
        # code
        (f"`{A}` {B}", [(B, 1, 20)]),
        (f"``a ` {A}`` {B}", [(B, 1, 26)]),
        (f"`a\n{A} b` {B}", [(B, 2, 21)]),
        (f"```\n{A}\n```\n{B}", [(B, 4, 1)]),
        (f"~~~ x\n{A}\n```\n~~~ \n{B}", [(B, 5, 1)]),
        (f"````\n```\n{A}\n```\n````\n{B}", [(B, 6, 1)]),
        (f"- a\n\n      {A}\n\n  {B}", [(B, 5, 3)]),
        (f"> > ```\n> > {A}\n> > ```\n> {B}", [(B, 4, 3)]),
        (f"```\n{A}", []),
        (f"<code>{A}</code> <kbd>{A}</kbd> {B}", [(B, 1, 59)]),
        (f"<code>[a]({A})</code>\n\n<code>\n\n{B}", [(A, 1, 11), (B, 5, 1)]),
        (f"a <code>b {A}\n\n{B}", [(B, 3, 1)]),
        # comments and other HTML
        (f"Use `<!--` to hide.\n\n{A}", [(A, 3, 1)]),
        (f"<!-- {A} --> {B}", []),
        (f"a <!-- {A} --> {B}", [(B, 1, 29)]),
        (f"<!--\n{A}\n\n-->\n{B}", [(B, 5, 1)]),
        (f"{B}\n\n<!-- {A}", [(B, 1, 1)]),
        (f'<?php "{A}" ?>\n\n<!X {A}>\n\n<![CDATA[{A}]]>\n\n{B}', [(B, 7, 1)]),
        (f'<pre><a href="{A}">\n\n{B}\n</pre>\n\n{B}', [(A, 1, 15), (B, 6, 1)]),
        (f"<script>\nf('{A}')\n\n</script>\n<style>@import '{A}'</style>\n\n{B}", [(B, 7, 1)]),
        (f'<p\n  align=center\n><img src="a.png"\nsrc="{A}"><img\nalt="{A}"\nsrc=\n"{B}">',
         [("a.png", 3, 12), (B, 7, 2)]),
        (f"<div>\n\n[a]({A})\n\n</div>", [(A, 3, 5)]),
        (f"- <details>\n  <a href={A}>a</a>\n  </details>", [(A, 2, 11)]),
        (f"> <div\n> title='>' data-src='{A}' href='{B}'>", [(B, 2, 47)]),
        (f"<b><a href='{B}?a&amp;b&copy=1'></b>", [(f"{B}?a&b&copy=1", 1, 13)]),
        (f'<img srcset="{A} 1x,\n {B} 2x, c.png 3x">', [(A, 1, 14), (B, 2, 2), ("c.png", 2, 23)]),
        (f'<img srcset="{A}, {B} 2x, https://c.test/w_1,h_2">',
         [(A, 1, 14), (B, 1, 32), ("https://c.test/w_1,h_2", 1, 53)]),
        (f'<video poster="{A}"><source src="{B}"></video>', [(A, 1, 16), (B, 1, 47)]),
        (f'a <IMG SRC="{A}"> <iframe src="{B}">', [(A, 1, 13), (B, 1, 45)]),
        (f'<svg xmlns="{A}"><use xlink:href="{B}"/></svg>', [(B, 1, 48)]),
        ('<a href="https&#58;//a.test/&#120;">a</a>', [(A, 1, 10)]),
        (f'<img alt="{A}" title="{A}" data-x="{A}">', []),
        (f'<link rel="preconnect" href="{A}">', []),
        (f"<a href=\"https://c.test/{A}\">", [(f"https://c.test/{A}", 1, 10)]),
        # line ends and first bytes
        (f"a\r\n{A}\r\n\r\n[b]({B})\r\n", [(A, 2, 1), (B, 4, 5)]),
        (f"a\r{A}\r\r[b]({B})", [(A, 2, 1), (B, 4, 5)]),
        (f"\u2028{A}", [(A, 1, 2)]),
        (f"a\n\n\t{A}\n\n-\t{B}", [(B, 5, 3)]),
        (f"---\nurl: {A}\n---\n\n{B}", [(A, 2, 6), (B, 5, 1)]),
        (f"$${A} - [ ] {B}", [(A, 1, 3), (B, 1, 26)]),
    ],
)  # fmt: skip
def test_urls_and_their_places(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(text) == expected


def test_the_end_of_a_url_is_where_it_ends_in_the_source() -> None:
    text = f"[a]({A}\\_&amp; 't') www.a.test <{B}>\n\n[r]: <{A}>\n"
    assert [(link.column, link.end_column) for link in read_markdown(text)[0]] == [
        (5, 5 + len(A) + 7),
        (34, 44),
        (46, 46 + len(B)),
        (7, 7 + len(A)),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"<a href='{A}'>", A),
        (f"<a href={A}>", A),
        (f"<a href='{A}?a b'>", f"{A}?a b"),
        (f"<a href='{A}?a\tb c'>", f"{A}?a\tb c"),
        (f'<p>\n<a href="{A}?a=1&amp;b=2">', f"{A}?a=1&amp;b=2"),
        (f"<a href='{A}?a&copy=1'>", f"{A}?a&copy=1"),
        (f"<img srcset='{A}?a&amp;b 2x'>", f"{A}?a&amp;b"),
        (f"<a href='&#104;{A[1:]}?&amp;amp;'>", f"&#104;{A[1:]}?&amp;amp;"),
    ],
)
def test_the_end_of_a_url_in_html_is_where_it_ends_in_the_source(text: str, written: str) -> None:
    (link,) = read_markdown(text)[0]
    line = text.split("\n")[link.line - 1]
    assert line[link.column - 1 : link.end_column - 1] == written


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (f"<br />\n<!-- <div>\n\n<p>\n<a href='{A}'>\n</p>\n\n[a]({A})\n\n</div> -->\n\n{B}", [B]),
        (f"<br />\n<!-- a\n\n{A}\n\n<p>--> <a href='{B}'>", [B]),
        (f"<p>\n<!-- a --> b\n\n{A}\n\n<p>\n-->\n</p>", [A]),
        (f"<p>\n<!-- a\n\n{A} -->", [A]),
        (f"<script>\nvar a = '<!--'\n</script>\n\n{A}\n\n<p>-->", [A]),
        (f"<br />\n<!-- a\n\n[r]: {A}\n\n<p>-->\n\n[r]", [A]),
    ],
    ids=["over blocks", "to its mark", "ended", "never ended", "script", "definition"],
)
def test_a_comment_ends_at_its_mark_whatever_blocks_are_between(text: str, urls: list[str]) -> None:
    assert [link.url for link in read_markdown(text)[0]] == urls


PIECES = [A, "http://", "www.", "www.b.test", "[a](", "![", "](", *"[]()<>\"'`|\\&#*_~$^:=-", "```",
          "~~~", "\n", "\r\n", "\r", "> ", "- ", "1. ", "    ", "\t", "|-|", "&amp;", "&nGt;", "é",
          "漢", "。", "\0", "\ufeff", "<!--", "-->", "<pre>", "</pre>", "<script>", "<a href=",
          '<img srcset="', ", ", "[r]: ", "[^1]: ", "<div>", "\u2028", "𝒜", "\ud800"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("[\ud800](" + A)
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    lines = re.split(r"\r\n?|\n", text)
    for link in read_markdown(text)[0]:
        if not link.url.lower().startswith(("http://", "https://")):
            continue
        rest = lines[link.line - 1][link.column - 1 :]
        assert rest[:4].lower() in {"http", "www."}
        assert link.column < link.end_column <= len(lines[link.line - 1]) + 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_stands_before_a_link_changes_only_its_line(text: str) -> None:
    """The text cannot reach into what follows it, unless it opens what goes on to the end."""
    if re.search(r"<!|<\?|<pre|<script|```|~~~|\[|\ud800", text, re.IGNORECASE):
        return
    last, _ = read_markdown(f"{text}\n\n\n# [z]({B})\n")
    assert [link.url for link in last][-1] == B


@pytest.mark.parametrize(
    "text",
    [
        ">" * 500 + " a",
        "- " * 500 + "a",
        "1. > " * 500 + "a",
        "<div>" * 500 + f'<a href="{A}">',
    ],
)
def test_what_is_nested_too_deep_is_reported_and_the_rest_is_read(text: str) -> None:
    links, unread = read_markdown(f"{A}\n\n{text}\n\n{B}\n")
    assert [link.url for link in links] == [A, B]
    assert [(part.line, part.column) for part in unread] == [(3, 1)]


@pytest.mark.parametrize("text", ["-" * 500, "- " * 500, "* " * 500, "> " * 90 + A])
def test_long_rules_and_usual_depths_are_read(text: str) -> None:
    links, unread = read_markdown(f"{text}\n\n{B}")
    assert (links[-1].url, unread) == (B, [])


LONG = {
    "quotes": lambda n: ">" * n + "a\n" + "b\n" * n,
    "lists": lambda n: "- " * n + "a\n" + "b\n" * n,
    "rows of links": lambda n: f"[é]({A}) 漢 {B} `a` <b>\n" * n,
    "a line of links": lambda n: f"[é]({A}) 漢 {B} " * n,
    "brackets": lambda n: f"[a]({A}" * n,
    "open parentheses": lambda n: "https://a.test/(" * n,
    "emphases": lambda n: f"*{A} _b " * n,
    "backticks": lambda n: " ".join("`" * i for i in range(1, int((10 * n) ** 0.5))),
    "attributes": lambda n: f'<a href="{A}' * n,
    "elements": lambda n: f'<div><a href="{A}">' * n,
    "a table of HTML": lambda n: "<table>\n" + f'<tr><td><a href="{A}"></td>\n' * n,
    "comments": lambda n: f"a <!-- {A} " * n,
    "definitions": lambda n: f"[a]: {A}\n" * n + "[a] " * n,
    "srcset": lambda n: '<img srcset="' + f"{A} 1x, " * n + '">',
    "schemes": lambda n: "https://" * n,
    "entities": lambda n: f"{A}&amp;" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_time_is_linear(name: str) -> None:
    def seconds(count: int) -> float:
        text = LONG[name](count)
        began = time.process_time()
        read_markdown(text)
        return time.process_time() - began

    seconds(200)
    assert seconds(4000) < 4 * 5 * (seconds(1000) + 0.01)  # sixteen times would be quadratic
