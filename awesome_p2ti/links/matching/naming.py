"""Does a text name a work: by a title, a short name, a number, or two of its authors?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.titles import (
    TitleMatch,
    compare_titles,
    method_name,
    words_mention_work,
)
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.links.matching.source_text import SourceText
    from awesome_p2ti.links.models import LinkUse

MIN_JOINED = 14  # letters of a title that no other text has by chance, without its spaces
MIN_NAME = 5  # letters of a short name that a longer name may begin with: HyperAdapter-v2
_MAX_HEADINGS = 40
# Surnames so frequent in the field that a list of references has two of nearly any paper.
_FREQUENT = frozenset(
    "bai cai cao chang chen cheng choi cui deng ding dong du duan fan fang feng fu gao ge gong gu "
    "guo han hao he hong hou hu huang hwang ji jia jiang jin jung kang kim lee lei li lian liang "
    "liao lim lin ling liu long lu luo lyu ma mao meng miao ni ning oh pan park pei peng qi qian "
    "qiao qin qiu ren shan shao shen shi shin song su sun tan tang tao tian tong wan wang wei wen "
    "wong wu xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin yoon you young yu "
    "yuan yue zeng zhan zhang zhao zheng zhong zhou zhu zhuang zou".split()
)
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(\S.{0,300})$|<h[1-3][^<>]{0,500}>(.{5,400}?)</h[1-3]",
                      re.MULTILINE | re.DOTALL | re.IGNORECASE)  # fmt: skip
_BIBTEX_TITLE = re.compile(r"(?<![a-z])title\s{0,9}=\s{0,9}[{\"]{1,3}(.{8,300}?)[}\"]\s{0,9},?\s*$",
                           re.MULTILINE | re.IGNORECASE)  # fmt: skip


def names_work(use: LinkUse, text: SourceText, names: Sequence[str], source: str) -> bool:
    """Return whether a text names a work; ``names`` are titles and labels that stand beside it."""
    beside = " . ".join(names)
    words = f"{normalize_title(beside)} . {text.words}"
    written = f"{beside} {text.written}".lower()
    return (
        _has_number(use, written)
        or any(_has_title(t, use.name, words) for t in (use.title, *use.former_titles))
        or _begins_with_name(use, names)
        or _names_two_authors(use.authors, words)
        or _is_retitled(use, (*names, *_headings(source)))
    )


def _has_number(use: LinkUse, written: str) -> bool:
    arxiv = re.escape(use.arxiv.lower())
    if arxiv and re.search(rf"(?<![\d./]){arxiv}(?![\d])|/{arxiv}(?![\d])", written):
        return True
    doi = re.escape(use.doi.lower())
    return bool(doi and re.search(rf"(?<![\w.]){doi}(?![\w/])", written))


def _has_title(title: str, name: str, words: str) -> bool:
    """Return whether words hold a title or its method's name, however a text breaks them up."""
    joined = normalize_title(title).replace(" ", "")
    if len(joined) >= MIN_JOINED and joined in words.replace(" ", ""):
        return True
    return words_mention_work(words, title, name)


def _begins_with_name(use: LinkUse, names: Sequence[str]) -> bool:
    """Return whether a repository, model or folder is called after the work: dreambooth-main."""
    ours = {normalize_title(n).replace(" ", "") for n in (use.name, method_name(use.title))}
    parts = [normalize_title(p).replace(" ", "") for n in names for p in n.split("/")]
    return any(len(o) >= MIN_NAME and p.startswith(o) for o in ours for p in parts)


def _names_two_authors(authors: Sequence[str], words: str) -> bool:
    """Return whether two authors are named, or the only one.

    A frequent surname alone is nobody's: it counts with the given name beside it, or in one row
    with another author's.
    """
    padded = f" {words} "
    people = [p for a in authors if (p := _person(a))]
    found = sum(any(f" {form} " in padded for form in _forms(*p)) for p in people)
    if found >= min(2, len(people)) > 0:
        return True
    surnames = [surname for _, surname in people]
    return any(
        f" {one} {link}{other} " in padded
        for one, other in pairwise(surnames)
        if one != other
        for link in ("", "and ")
    )


def _person(author: str) -> tuple[str, str] | None:
    """Return given names and surname in their normal form; None of a name of one word."""
    given, _, surname = author.strip().rpartition(" ")
    given, surname = normalize_title(given), normalize_title(surname)
    return (given, surname) if given and len(surname) > 1 else None


def _forms(given: str, surname: str) -> Iterator[str]:
    for whole in {given, given.replace(" ", "")}:
        yield f"{whole} {surname}"
        yield f"{surname} {whole}"
    if surname not in _FREQUENT and len(surname) >= 4:
        yield surname


def _headings(source: str) -> list[str]:
    """Return what may be a title of the work itself: headings, and the titles of BibTeX."""
    found = [a or b for a, b in _HEADING.findall(source)[:_MAX_HEADINGS]]
    return [*found, *_BIBTEX_TITLE.findall(source)[:4]]


def _is_retitled(use: LinkUse, titles: Sequence[str]) -> bool:
    good = {TitleMatch.SAME, TitleMatch.RETITLED}
    plain = (re.sub(r"<[^<>]{0,500}>|\]\([^()]{0,500}\)|[*_`\[\]{}]", " ", t) for t in titles)
    return any(
        compare_titles(use.title, t, name=use.name) in good for t in plain if len(t.strip()) > 8
    )
