"""Is what was read alive, but about something else? Only where its text is enough to tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.naming import (
    first_titles,
    names_authors,
    names_title,
    names_work,
)
from awesome_p2ti.links.matching.source_text import MAX_SOURCE, SourceText, read_source

if TYPE_CHECKING:
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import LinkUse, SiteRecord

MIN_LETTERS = 200
MAX_FOREIGN = 0.2  # of the letters: a text in another script names works in that script
MAX_WORKS = 3  # a text that names more is a collection, where a work may be meant by any word
ROLES = frozenset("note related source archived".split())  # may show anything
OWN_ROLES = frozenset({"", "code", "project"})  # show the work itself, and no other of its authors
MAX_ROW = 200  # letters of a row with a name alone, its address with it
_ITEM = re.compile(r"^\s{0,12}(?:[-*+|]|\d{1,3}[.)])\s.*$|<(?:li|tr)\b.{0,2000}?(?=<(?:/|li|tr))",
                   re.MULTILINE | re.IGNORECASE)  # fmt: skip
_MARKS = re.compile(r"^\s*(?:[-*+|]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s)?|\]\([^()]*\)|<[^<>]*>")
_ARXIV = re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?!\d)")


def is_named(use: LinkUse, record: SiteRecord) -> bool:
    """Return whether what a record holds names a work, or the work has no title to look for."""
    return not use.title or names_work(
        use, read_source(record.source), _names_of(record), record.source
    )


def is_unrelated(use: LinkUse, record: SiteRecord, titles: TitleIndex) -> bool:
    """Return whether a record's text is enough to tell, and names the work nowhere."""
    cut = record.truncated or len(record.source) > MAX_SOURCE
    if not record.source or cut or not use.title or use.role in ROLES:
        return False
    text = read_source(record.source)
    names = _names_of(record)
    if text.foreign > MAX_FOREIGN or names_title(use, text, names, record.source):
        return False
    stub = not record.short and text.letters < MIN_LETTERS
    says = (text.words,) if stub else (record.title, *first_titles(record.source))
    of_other_work = bool(titles.find_other(says, use))
    if stub and not of_other_work:
        return False
    if names_authors(use, text, names) and not (of_other_work and use.role in OWN_ROLES):
        return False
    return not _is_collection(record.source, text, titles)


def looked_for(use: LinkUse, record: SiteRecord) -> str:
    """Return what was looked for, in the words of a report."""
    shared = names_authors(use, read_source(record.source), _names_of(record))
    parts = [f'"{use.title}"', *(f'"{t}"' for t in use.former_titles), use.name]
    parts += [f"arXiv {use.arxiv}" if use.arxiv else "", use.doi]
    parts += ["two of its authors" if len(use.authors) > 1 and not shared else ""]
    also = "; its authors are named, with the title of another work" if shared else ""
    return ", ".join(p for p in parts if p) + also


def shown(record: SiteRecord) -> str:
    """Return what stands there, in one line."""
    name = record.headings[0] if record.headings else ""
    return ": ".join(dict.fromkeys(t for t in (name, record.title) if t))


def _names_of(record: SiteRecord) -> tuple[str, ...]:
    return (record.title, *record.headings, *record.stated_titles, *record.names)


def _is_collection(source: str, text: SourceText, titles: TitleIndex) -> bool:
    """Return whether a text lists works: titles of our list, or rows with ids of arXiv or names."""
    if titles.count_in(text.words, MAX_WORKS + 1) > MAX_WORKS:
        return True
    rows = [item[0] for item in _ITEM.finditer(source)]
    if len({i for row in rows for i in _ARXIV.findall(row)}) > MAX_WORKS:
        return True
    return titles.count_names(_MARKS.sub(" ", r) for r in rows if len(r) < MAX_ROW) > MAX_WORKS
