"""The rule that titles and names are plain text, without markup of another format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.loading.source_file import PLAIN
from awesome_p2ti.normalize import plain_markup
from awesome_p2ti.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Dataset, Metric

_IN_QUOTES = pattern("[“”‘«][^“”«»]+[”“’»]")
"""A text in one pair of curly quotes; in “A” and “B” they are its own."""
_SITE = pattern(
    r" [|–-] (?:OpenReview|IEEE Xplore|ACM Digital Library|Papers with Code|SpringerLink)$"
)
_AROUND_TITLE = pattern(rf"^\[\d{{4}}\.\d{{4,5}}(?:v\d+)?\] |{_SITE.pattern}")
"""What a browser's tab shows beside a title."""
_EMPHASIS = pattern(r"^(\*{1,2}|__|`)([^*_`]+)\1$")
"""What Markdown prints bold, slanted or as code, where that is the whole text."""


def titles_are_plain(catalog: Catalog) -> Iterator[Problem]:
    """Find HTML's and LaTeX's markup in titles and names, and curly quotes around them."""
    for entry, loc, text in _texts(catalog):
        if (plain := plain_markup(text)) != text:
            what = "HTML" if set("&<") & set(text) and "\\" not in text else "LaTeX"
            yield _markup(entry, loc, text, what, plain)
        elif text[-1].isalnum() and text[0].isalnum() and not _SITE.search(text):
            continue
        elif (plain := _AROUND_TITLE.sub("", _EMPHASIS.sub(r"\2", text))) != text and plain:
            yield _markup(entry, loc, text, "what a site writes around it", plain)
        elif _IN_QUOTES.fullmatch(text):
            yield from _curly_quotes(entry, loc, text)


def _texts(catalog: Catalog) -> Iterator[tuple[Entry[Any], Loc, str]]:
    """Yield each title and name of the list with its place."""
    for paper in catalog.papers.values():
        if paper.data.title:
            yield paper, ["title"], paper.data.title
        if paper.data.name:
            yield paper, ["name"], paper.data.name
        for i, title in enumerate(paper.data.former_titles or ()):
            yield paper, ["former_titles", i], title
    measures: list[Entry[Metric] | Entry[Dataset]]
    measures = [*catalog.metrics.values(), *catalog.datasets.values()]
    for entry in measures:
        yield entry, ["name"], entry.data.name
        if entry.data.abbreviation:
            yield entry, ["abbreviation"], entry.data.abbreviation
        for i, work in enumerate(entry.data.papers):
            yield entry, ["papers", i, "title"], work.title


def _markup(entry: Entry[Any], loc: Loc, text: str, what: str, plain: str) -> Problem:
    replacement = entry.source.quoted_like(loc, plain)
    message = f'{_field(loc)} holds {what}: "{text}"'
    hint = f"write {replacement or plain}"
    return entry.source.problem(loc, "markup", message, hint, replacement=replacement)


def _curly_quotes(entry: Entry[Any], loc: Loc, text: str) -> Iterator[Problem]:
    """Ask about quotes that stand where YAML's own would; within such quotes they are meant."""
    node = entry.source.node(loc)
    if node is not None and node.tag == PLAIN and text[1:-1].isprintable():
        message = f"{_field(loc)} stands in curly quotes, which are part of it: YAML knows \" and '"
        hint = f'write "{text[1:-1]}", or put quotes around all of it if they belong to it'
        yield entry.problem(loc, "curly-quotes", message, hint)


def _field(loc: Loc) -> str:
    """Return the name of the field at a place, or of the list that it is in."""
    return next(step for step in reversed(loc) if isinstance(step, str))
