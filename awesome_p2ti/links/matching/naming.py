"""Does a text name a work: by a title, a short name, a number, or two of its authors?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.people import names_people
from awesome_p2ti.links.matching.source_text import COMMENT
from awesome_p2ti.links.matching.titles import (
    TitleMatch,
    compare_titles,
    has_distinctive_words,
    method_name,
    words_mention_work,
)
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.matching.source_text import SourceText
    from awesome_p2ti.links.models import LinkUse

MIN_JOINED = 14  # letters of a title that no other text has by chance, without its spaces
MIN_NAME = 5  # letters of a short name that a longer name may begin with: HyperAdapter-v2
MAX_WORD = 8  # letters of a short name that may be any word: CAT, Still
_MAX_HEADINGS = 40
_APART = str.maketrans("", "", " +")  # what a text may set apart from a word, or leave out: W +
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(\S[^\n]{0,300})$|<h[1-3][^<>]{0,500}>(.{5,400}?)</h[1-3]",
                      re.MULTILINE | re.DOTALL | re.IGNORECASE)  # fmt: skip
_BIBTEX_TITLE = re.compile(r"(?<![a-z])title\s{0,9}=\s{0,9}[{\"]{1,3}(.{8,300}?)[}\"]\s{0,9},?\s*$",
                           re.MULTILINE | re.IGNORECASE)  # fmt: skip


def names_work(use: LinkUse, text: SourceText, names: Sequence[str], source: str) -> bool:
    """Return whether a text names a work; ``names`` are titles and labels that stand beside it."""
    return names_title(use, text, names, source) or names_authors(use, text, names)


def names_title(use: LinkUse, text: SourceText, names: Sequence[str], source: str) -> bool:
    """Return whether a text names a work itself, and not its authors alone."""
    beside = " . ".join(names)
    words = f"{normalize_title(beside)} . {text.words}"
    written = f"{beside} {text.written}"
    return (
        _has_number(use, written.lower())
        or any(_has_title(t, use.name, words, written) for t in (use.title, *use.former_titles))
        or _begins_with_name(use, names)
        or _is_retitled(use, (*names, *_headings(source)))
    )


def names_authors(use: LinkUse, text: SourceText, names: Sequence[str]) -> bool:
    """Return whether a text names two of a work's authors, or its only one."""
    return names_people(use.authors, f"{normalize_title(' . '.join(names))} . {text.words}")


def _has_number(use: LinkUse, written: str) -> bool:
    arxiv = re.escape(use.arxiv.lower())
    if arxiv and re.search(rf"(?<![\d./]){arxiv}(?![\d])|/{arxiv}(?![\d])", written):
        return True
    doi = re.escape(use.doi.lower())
    return bool(doi and re.search(rf"(?<![\w.]){doi}(?![\w/])", written))


def _has_title(title: str, name: str, words: str, written: str) -> bool:
    """Return whether words hold a title or its method's name, however a text breaks them up."""
    joined = normalize_title(title).translate(_APART)
    if len(joined) >= MIN_JOINED and joined in words.translate(_APART):
        return True
    short = title.partition(":")[0] if method_name(title) else name
    if not _may_be_a_word(short) or re.search(rf"\b{short[0]}(?i:{short[1:]})\b", written):
        return words_mention_work(words, title, name)
    return words_mention_work(words, title.partition(":")[2])


def _may_be_a_word(name: str) -> bool:
    """Return whether a name looks like one word of few letters: CAT, Still; not CaT."""
    written = name.isupper() or name.istitle()
    return len(name) <= MAX_WORD and name.isascii() and name.isalpha() and written


def _begins_with_name(use: LinkUse, names: Sequence[str]) -> bool:
    """Return whether a repository, model or folder is called after the work: dreambooth-main.

    Or with the first words of its title, at least two of them.
    """
    ours = {normalize_title(n).replace(" ", "") for n in (use.name, method_name(use.title))}
    parts = {normalize_title(p).replace(" ", "") for n in names for p in n.split("/")}
    if any(len(o) >= MIN_NAME and p.startswith(o) for o in ours for p in parts):
        return True
    titles = (use.title, *use.former_titles, use.title.partition(":")[2])
    return any(_is_first_words(p, t) for p in parts if len(p) >= MIN_JOINED for t in titles)


def _is_first_words(joined: str, title: str) -> bool:
    """Return whether a name is at least two words with which a title begins."""
    words = normalize_title(title).split()
    firsts = (" ".join(words[:n]) for n in range(2, len(words) + 1))
    return any(f.replace(" ", "") == joined and has_distinctive_words(f) for f in firsts)


def first_titles(source: str) -> list[str]:
    """Return what a text says that it is: its first heading, and the first title of its BibTeX."""
    text = COMMENT.sub(" ", source)
    heading, bibtex = _HEADING.search(text), _BIBTEX_TITLE.search(text)
    return [_plain(next(filter(None, found.groups()))) for found in (heading, bibtex) if found]


def _headings(source: str) -> list[str]:
    """Return what may be a title of the work itself: headings, and the titles of BibTeX."""
    found = [a or b for a, b in _HEADING.findall(source)[:_MAX_HEADINGS]]
    return [_plain(t) for t in (*found, *_BIBTEX_TITLE.findall(source)[:4])]


def _plain(title: str) -> str:
    """Return a title without markup; BibTeX's braces stand within words."""
    apart = re.sub(r"<[^<>]{0,500}>|\]\([^()]{0,500}\)|[*_`\[\]]", " ", title)
    return re.sub("[{}]", "", apart)


def _is_retitled(use: LinkUse, titles: Sequence[str]) -> bool:
    good = {TitleMatch.SAME, TitleMatch.RETITLED}
    long = (t.strip() for t in titles)
    return any(compare_titles(use.title, t, name=use.name) in good
               for t in long if len(t) > 8 and " " in t)  # fmt: skip
