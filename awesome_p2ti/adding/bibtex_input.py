"""Works from a BibTeX file: each record's id or address, and what else it says of the work."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.adding.draft import Draft, Fact
from awesome_p2ti.adding.preparing import Asked
from awesome_p2ti.identifiers import find_arxiv_id, find_doi
from awesome_p2ti.normalize import plain_markup
from awesome_p2ti.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibtexparser.library import Library
    from bibtexparser.model import Block

MAX_BYTES = 1 << 20
"""The most bytes of a BibTeX file that are read: thousands of records."""
CODE = "bibtex"
_IDS = ("eprint", "doi", "url", "howpublished", "note", "journal", "volume")
"""The fields in which an id or an address stands, the surest first."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_bibtex(text: str, path: str) -> tuple[list[Asked], list[Problem]]:
    """Return the works of a BibTeX file, in its order, and the records that name none."""
    library = _parse(text)
    asked, problems = [], [_broken(block, path) for block in library.failed_blocks]
    for entry in library.entries:
        place = f"{path}:{_line(entry)}"
        values = {f.key: f.value for f in entry.fields}
        address = next(_addresses(values), "") or _text(values.get("eprint"))  # with a slip
        if address:
            asked.append(Asked(address, place, _draft(values, place)))
            continue
        message = f"'{entry.key}' names no work that can be looked up"
        hint = "add eprint, doi or url"
        problems.append(Problem(path, _line(entry), 1, CODE, message, hint))
    if not library.entries and not problems:
        problems.append(Problem(path, 1, 1, CODE, "there is no record", 'one begins with "@"'))
    return asked, sorted(problems)


def _parse(text: str) -> Library:
    """Return the records, with LaTeX's accents decoded and names taken apart."""
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it says again what is returned
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    more = [
        middlewares.NormalizeFieldKeys(),
        middlewares.SeparateCoAuthors(),
        middlewares.LatexDecodingMiddleware(),
        middlewares.SplitNameParts(),
    ]
    return parse_string(text, append_middleware=more)


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _broken(block: Any, path: str) -> Problem:
    """Return the problem of a record that cannot be read."""
    key = getattr(block, "key", None) or ""
    why = " ".join(str(block.error).split())
    name = f"the record '{key}'" if key else "the record that begins here"
    message = f"{name} cannot be read{': ' + why if why else ''}"
    hint = "look for a brace, quote or comma that is missing, or a key that is given twice"
    return Problem(path, _line(block), 1, CODE, message, hint)


def _addresses(values: dict[str, Any]) -> Iterator[str]:
    """Yield what names the work: plain ids first, wherever they stand."""
    texts = [_text(values.get(name)) for name in _IDS]
    words = [word.removeprefix("abs/") for text in texts for word in text.split()]
    for find in (find_arxiv_id, find_doi):
        yield from (found for word in words if (found := find(word)))
    yield from (word for word in words if word.startswith(("https://", "http://")))


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _draft(values: dict[str, Any], place: str) -> Draft:
    """Return what a record says of the work itself; its year is that of the publication."""
    draft = Draft()
    if title := _text(values.get("title")).rstrip("."):
        draft.title = Fact(title, place)
    people = values.get("author")
    names = tuple(name for part in people if (name := _name(part))) if people else ()
    if names:
        draft.authors = Fact(names, place)
    if people and len(names) < len(people):
        draft.remarks.append(f'{place} leaves authors out by "and others": name all of them')
    if year := _YEAR.fullmatch(_text(values.get("year"))):
        draft.date = Fact(year[0], place)
    return draft


def _name(parts: Any) -> str:
    """Return a name, given name first; "and others" is nobody."""
    words = [*parts.first, *parts.von, *parts.last, *parts.jr]
    name = plain_markup(" ".join(words)).replace("~", " ")  # its accents are not decoded in lists
    return "" if name == "others" else name
