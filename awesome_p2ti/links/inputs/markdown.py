"""The URLs of a Markdown text, relative ones too, as CommonMark and GitHub read it, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from awesome_p2ti.links.inputs.bare_urls import bare_urls
from awesome_p2ti.links.inputs.html_links import html_links
from awesome_p2ti.links.inputs.markdown_sources import (
    attribute_end,
    decoded,
    url_end,
    without_comment,
)
from awesome_p2ti.links.inputs.nesting import (
    MAX_BLOCKS,
    NestingError,
    lines_of_deep_blocks,
    without_lines,
)
from awesome_p2ti.links.inputs.text_offsets import CharacterOffsets, Lines, PiecedText
from awesome_p2ti.urls import percent_encode

_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough"})
_WITH_URL = frozenset({"Inline", "Autolink", "Email"})
_HIDING_TAGS = frozenset("a code kbd pre samp script style textarea title tt".split())
_LABEL = re.compile(rb"\[(?:[^\\\[\]]|\\.)*\]:", re.DOTALL)
_BEFORE_URL = re.compile(rb"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?<?")
_SPACE = re.compile(r"\s")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")


@dataclass(frozen=True, slots=True, order=True)
class FoundUrl:
    """A URL with the place of its first character, line and column from 1.

    ``end_column`` is where it ends on that line, exclusive.
    """

    line: int
    column: int
    end_column: int
    url: str


@dataclass(frozen=True, slots=True, order=True)
class UnreadPart:
    """The place, line and column from 1, of a part that was not read, and why."""

    line: int
    column: int
    reason: str


def read_markdown(text: str) -> tuple[list[FoundUrl], list[UnreadPart]]:
    """Return the URLs of a text, and the parts that could not be read.

    A URL in code is an example, one in a comment is not seen, and the text of a link is no second
    link. A link by reference has the place where the reference is defined.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    unread = lines_of_deep_blocks(text)
    shallow = without_lines(text, unread)
    reader = _Reader(shallow)
    reader.read()
    if reader.never_ends:  # rather a link too many than all that follows too few
        reader = _Reader(shallow, knows_comments=False)
        reader.read()
    lines = Lines(text)
    reason = f"more than {MAX_BLOCKS} quotes and lists begin on one line"
    unread_parts = [(at, reason) for at in unread] + reader.unread
    parts = sorted(UnreadPart(*lines.line_and_column(at), why) for at, why in unread_parts)
    found = []
    for start, (end, url) in sorted(reader.found.items()):
        line, column = lines.line_and_column(start)
        found.append(FoundUrl(line, column, column + max(end - start, 1), url))
    return found, parts


@dataclass(slots=True)
class _OpenLink:
    name: str
    form: str
    url: str
    start: int
    text_end: int


class _Reader:
    """One walk over the events of pulldown-cmark; offsets of events are in bytes."""

    def __init__(self, text: str, *, knows_comments: bool = True) -> None:
        self.text = text
        self.raw = text.encode()
        self.offsets = CharacterOffsets(text)
        self.found: dict[int, tuple[int, str]] = {}
        self.unread: list[tuple[int, str]] = []
        self.run = PiecedText()
        self.markup = PiecedText()
        self.open_emphasis: list[int] = []
        self.links: list[_OpenLink] = []
        self.images = 0
        self.is_code = False
        self.in_comment = False  # that began in a block of HTML and outlives it
        self.never_ends = False
        self.knows_comments = knows_comments
        self.hidden: list[str] = []

    def read(self) -> None:
        from pyromark import Markdown, Options

        options = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH
        parser = Markdown(options=options)
        event: Any
        name: str
        value: Any
        kind: str
        links, hidden = self.links, self.hidden
        for event, span in parser.events_with_range(self.text):
            start, end = span["start"], span["end"]
            name, value = next(iter(event.items())) if type(event) is dict else (event, None)
            if name == "Text":
                if not (links or self.is_code or hidden):
                    self.run.add(value, start, end)
            elif name == "Start" or name == "End":
                kind, detail = next(iter(value.items())) if type(value) is dict else (value, None)
                self._start_or_end(name, kind, detail, start, end)
            else:
                self._other(name, value, start, end)
            if links and links[-1].start < start:
                links[-1].text_end = end
        self._flush()
        self.never_ends, self.in_comment = self.in_comment, False
        for row in parser.reference_definitions(self.text).values():
            label = _LABEL.match(self.raw, row["span"]["start"])
            if label:
                self._add_link(row["dest"], label.end(), row["span"]["end"])

    def _other(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Html":
            self.markup.add(value, start, end)
            return
        self._flush()
        if name == "InlineHtml":
            self._inline_html(value, start, end)

    def _start_or_end(self, name: str, kind: str, detail: Any, start: int, end: int) -> None:
        if kind in _INLINE:
            self._emphasis(name, kind, start, end)
            return
        if self.run.length:
            self._flush()
        if kind in {"Link", "Image"}:
            self._link(name, kind, detail, start, end)
            return
        self.hidden.clear()
        if kind == "CodeBlock":
            self.is_code = name == "Start"
        elif kind == "HtmlBlock" and name == "End":
            self._html(self.markup)
            self.markup = PiecedText()

    def _emphasis(self, name: str, kind: str, start: int, end: int) -> None:
        """Put the marks of emphasis back into the text: a bare URL runs on to white space (GFM).

        But a URL that began within an emphasis ends with it.
        """
        if self.is_code or self.links or self.hidden:
            return
        single = kind == "Emphasis" or self.raw[start : start + 2] not in {b"~~", b"**", b"__"}
        width = 1 if single else 2
        if name == "Start":
            self.open_emphasis.append(self.run.length)
            at = start
        else:
            began = self.open_emphasis.pop() if self.open_emphasis else 0
            at = end - width
            if self.run.last_url >= began:
                self.run.add(" ", at, end)
                return
        self.run.add(self.raw[at : at + width].decode("utf-8", "replace"), at, at + width)

    def _link(self, name: str, kind: str, detail: Any, start: int, end: int) -> None:
        if name == "Start":
            first = start + (1 if kind == "Link" else 2)
            self.links.append(
                _OpenLink(kind, detail["link_type"], detail["dest_url"], start, first)
            )
            self.images += kind == "Image"
            return
        link = self.links.pop()
        self.images -= link.name == "Image"
        if link.form not in _WITH_URL or self.images:
            return  # the alternative text of an image shows no links
        if link.form == "Email":
            self._add_link(f"mailto:{link.url}", start, end - 1)
        elif link.form == "Autolink":
            self._add_link(decoded(link.url), start, end - 1)
        else:
            bracket = self.raw.find(b"](", link.text_end, end)
            self._add_link(link.url, bracket + 2 if bracket >= 0 else start, end - 1)

    def _add_link(self, url: str, position: int, end: int) -> None:
        """Add the URL of a link, which is written in the source after ``position``."""
        before = _BEFORE_URL.match(self.raw, position)
        start = before.end() if before else position
        stop = url_end(self.raw, start, end, in_angle=self.raw[start - 1 : start] == b"<")
        place = self.offsets.of_byte
        url = url.strip()
        if _SPACE.search(url):
            url = _SPACE.sub(lambda match: percent_encode(match[0]), url)
        self._add(url, place(start), place(stop))

    def _add(self, url: str, start: int, end: int) -> None:
        """Add what is written between two offsets in characters; a relative URL is one too."""
        if url and not self.in_comment:
            self.found.setdefault(start, (end, url))

    def _inline_html(self, value: str, start: int, end: int) -> None:
        run = PiecedText()
        run.add(value, start, end)
        self._html(run)
        tag = _NAME.match(value)
        name = tag[2].lower() if tag else ""
        if name not in _HIDING_TAGS or (name == "a" and tag and not tag[1] and "href" not in value):
            return
        if tag and not tag[1]:
            self.hidden.append(name)
        elif name in self.hidden:
            del self.hidden[self.hidden.index(name) :]

    def _html(self, run: PiecedText) -> None:
        if not run.parts:
            return
        text, opened = without_comment("".join(run.parts), opened=self.in_comment)
        self.in_comment = False
        try:
            for url, offset in html_links(text):
                last = run.source_offset(attribute_end(text, offset, url) - 1, self.offsets)
                self._add(url, run.source_offset(offset, self.offsets), last + 1)
        except NestingError:
            at = run.source_offset(0, self.offsets)
            self.unread.append((at, "elements of HTML are nested too deep"))
        self.in_comment = opened and self.knows_comments

    def _flush(self) -> None:
        run = self.run
        if not run.length:
            return
        self.open_emphasis.clear()
        if run.last_url < 0:
            run.clear()
            return
        self.run = PiecedText()
        for url, start, end in bare_urls("".join(run.parts)):
            last = run.source_offset(end - 1, self.offsets)
            self._add(url, run.source_offset(start, self.offsets), last + 1)
