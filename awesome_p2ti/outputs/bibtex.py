"""BibTeX records of papers, of nothing but what their entries hold.

Text stays UTF-8, which biber and today's BibTeX read; what LaTeX would obey becomes a command.
Braces must balance for BibTeX even after a backslash, so ``{`` and ``}`` are commands too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.identifiers import doi_url
from awesome_p2ti.normalize import fold_accents
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
    '"': '{"}',
    **{c: f"\\{c}" for c in "&%$#_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_COMMANDS)) + "]")
# A pair of straight quotes around words, which LaTeX would close twice.
_QUOTED = re.compile(r"""(?<![\w"'`])"(?=\w)([^"]*)(?<=[\w.!?])"(?![\w"'`])""")
_PARTICLES = frozenset(
    "af al av bin da dalla das de degli dei del della delle den der des di do dos du e el ibn la le"
    " op ten ter van vom von y zu zum zur".split()
)
_FAMILY_ALONE = frozenset({"Al", "De", "Del", "Della", "Van", "Von"})
_VIETNAMESE = frozenset(
    "bui cao dang dinh do doan duong ha ho hoang huynh lam le luong luu ly mai ngo nguyen pham phan"
    " phung quach ta thai tran trinh truong vo vu".split()
)
_SPLITS_NAMES = re.compile(r",|\band\b", re.IGNORECASE)
_WORD = re.compile(r"[^\s\-–—/:;,.?!()]+")
_COMPOUND = re.compile(r"[^\s–—/:;,?!()]*[^\s–—/:;,.?!()]")
_VERBATIM = re.compile(r"[^{}\\%]*")


def bibtex(
    papers: Iterable[Entry[Paper]], journals: Collection[str], names: Iterable[str] = ()
) -> str:
    """Return one record a paper, its id as the key, with a blank line between two.

    ``journals`` are the venues that are journals; the others publish proceedings. ``names`` are
    methods whose capitals are kept in the titles of other papers too.
    """
    known = frozenset(name for name in names if "-" in name)
    return "\n".join(_record(p, journals, known) for p in papers)


def _record(entry: Entry[Paper], journals: Collection[str], names: Collection[str]) -> str:
    venue = entry.data.venue
    in_journal = venue is not None and venue_parts(venue)[0] in journals
    kind = "article" if in_journal else "inproceedings" if venue else "misc"
    fields = dict(_fields(entry.data, "journal" if in_journal else "booktitle", names))
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{entry.id},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, published_in: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    yield "title", title(paper.title, paper.name or "", names)
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


def title(text: str, method: str = "", names: Collection[str] = ()) -> str:
    """Return a title in which braces keep the capitals of names: ``{DreamBooth}``, ``{3D}``.

    So the name of its own ``method`` is kept whole, and each of ``names`` that is one word. Words
    that begin with a capital only because a title's words do may still be lowered by a style.
    """
    text = " ".join(text.split())
    own = re.compile(rf"(?<!\w){re.escape(method)}(?!\w)") if method else None
    parts, end = [], 0
    for match in own.finditer(text) if own else ():
        parts += [_quoted(text[end : match.start()], names), _braced(match[0])]
        end = match.end()
    return "".join([*parts, _quoted(text[end:], names)])


def _quoted(text: str, names: Collection[str]) -> str:
    """Return a part of a title with its pairs of straight quotes as LaTeX writes them."""
    parts, end = [], 0
    for match in _QUOTED.finditer(text):
        parts += [_words(text[end : match.start()], names), f"``{_words(match[1], names)}''"]
        end = match.end()
    return "".join([*parts, _words(text[end:], names)])


def _words(text: str, names: Collection[str]) -> str:
    return _COMPOUND.sub(
        lambda m: _braced(m[0]) if m[0] in names else _WORD.sub(_protected, m[0]), text
    )


def _protected(match: re.Match[str]) -> str:
    word = match[0]
    return _braced(word) if any(c.isupper() for c in word[1:]) else escape(word)


def _braced(text: str) -> str:
    return f"{{{escape(text)}}}" if any(c.isupper() for c in text) else escape(text)


def name(author: str) -> str:
    """Return an author's name; braces hold one together that BibTeX would take apart.

    BibTeX begins the family name at the first word in small letters: a particle with a capital
    before it, as in De la Torre, would become a given name, and so would Van in Van Gool.
    """
    words = author.split()
    if _SPLITS_NAMES.search(author) or not words:
        return f"{{{escape(author)}}}"
    family = next((i for i in range(1, len(words) - 1) if _begins_family(words, i)), 0)
    given, last = (words[:family], words[family:]) if family else (words[:-1], words[-1:])
    braced = bool(family) or _looks_small(last[0].partition("-")[2])
    shown = escape(" ".join(last))
    return " ".join([*map(_given, given), f"{{{shown}}}" if braced else shown])


def _given(word: str) -> str:
    """Return a word before the family name, which BibTeX takes for a particle if it looks small."""
    return f"{{{escape(word)}}}" if _looks_small(word) else escape(word)


def _looks_small(word: str) -> bool:
    """Return whether a word, or a part behind a hyphen, looks small to BibTeX and no particle.

    It looks at the first letter of ASCII, so at the ``l`` of Élise.
    """
    for part in word.split("-"):
        letter = next((c for c in part if c.isascii() and c.isalpha()), "")
        if letter.islower() and part.lower() not in _PARTICLES:
            return True
    return False


def _begins_family(words: list[str], place: int) -> bool:
    """Return whether a capitalised particle at a place begins a family name.

    Two particles in a row do. One alone may be a given name, as Di is in China, and Van before a
    family name of Viet Nam.
    """
    word, following = words[place], words[place + 1]
    if word[0].islower() or word.lower() not in _PARTICLES:
        return False
    if following.lower() in _PARTICLES and place + 2 < len(words):
        return True
    return word in _FAMILY_ALONE and fold_accents(following) not in _VIETNAMESE
