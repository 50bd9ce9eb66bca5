"""BibTeX records of papers, of nothing but what their entries hold.

Text stays UTF-8, which biber and today's BibTeX read; what LaTeX would obey becomes a command.
Braces must balance for BibTeX even after a backslash, so ``{`` and ``}`` are commands too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.identifiers import doi_url
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.schema.models import Paper

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    **{c: f"\\{c}" for c in "&%$#_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_COMMANDS)) + "]")
_SPLITS_NAMES = re.compile(r",|\band\b", re.IGNORECASE)
_WORD = re.compile(r"[^\s\-–—/:;,.?!()]+")
_VERBATIM = re.compile(r"[^{}\\%]*")


def bibtex(papers: Iterable[Entry[Paper]], journals: Collection[str]) -> str:
    """Return one record a paper, its id as the key, with a blank line between two.

    ``journals`` are the venues that are journals; the others publish proceedings.
    """
    return "\n".join(_record(p, journals) for p in papers)


def _record(entry: Entry[Paper], journals: Collection[str]) -> str:
    venue = entry.data.venue
    in_journal = venue is not None and venue_parts(venue)[0] in journals
    kind = "article" if in_journal else "inproceedings" if venue else "misc"
    fields = dict(_fields(entry.data, "journal" if in_journal else "booktitle"))
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{entry.id},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, published_in: str) -> Iterator[tuple[str, str]]:
    yield "title", title(paper.title)
    yield "author", " and ".join(name(a) for a in paper.authors or ())
    if paper.venue:
        venue, year, rest = venue_parts(paper.venue)
        yield published_in, escape(venue + rest)
        yield "year", str(year)
    else:
        yield "year", paper.date[:4]
    if paper.arxiv:
        yield "eprint", paper.arxiv
        yield "archivePrefix", "arXiv"
    if paper.doi and _VERBATIM.fullmatch(paper.doi):
        yield "doi", paper.doi
    yield "url", _address(doi_url(paper.doi) if paper.doi else paper.url)


def _address(url: str) -> str:
    """Return an address as ``\\url`` takes it: verbatim, with no brace to lose the balance."""
    return "".join(f"%{ord(c):02X}" if c in "{}\\" else c for c in url)


def escape(text: str) -> str:
    """Return text that LaTeX prints as it is, on one line."""
    return _SPECIAL.sub(lambda m: _COMMANDS[m[0]], " ".join(text.split()))


def title(text: str) -> str:
    """Return a title in which braces keep the capitals of names: ``{DreamBooth}``, ``{3D}``.

    Words that begin with a capital only because a title's words do may still be lowered by a style.
    """
    return _WORD.sub(_protected, " ".join(text.split()))


def _protected(match: re.Match[str]) -> str:
    word = escape(match[0])
    return f"{{{word}}}" if any(c.isupper() for c in match[0][1:]) else word


def name(author: str) -> str:
    """Return an author's name; braces hold one together that BibTeX would take apart."""
    text = escape(author)
    return f"{{{text}}}" if _SPLITS_NAMES.search(author) else text
