"""Are two of a work's authors named in a text, in whatever order, spelling or shortness?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MIN_SURNAME = 4  # letters of a surname that counts alone
MIN_GLUED = 8  # letters of a whole name that no other word has by chance, without its space
# Surnames so frequent in the field that a list of references has two of nearly any paper.
_FREQUENT = frozenset(
    "bai cai cao chang chen cheng choi cui deng ding dong du duan fan fang feng fu gao ge gong gu "
    "guo han hao he hong hou hu huang hwang ji jia jiang jin jung kang kim lee lei li lian liang "
    "liao lim lin ling liu long lu luo lyu ma mao meng miao ni ning oh pan park pei peng qi qian "
    "qiao qin qiu ren shan shao shen shi shin song su sun tan tang tao tian tong wan wang wei wen "
    "wong wu xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin yoon you young yu "
    "yuan yue zeng zhan zhang zhao zheng zhong zhou zhu zhuang zou".split()
)
_SPELT_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
    "Ø": "Oe", "Å": "Aa",
})  # fmt: skip  # as who has no such keys writes a name; others leave the marks out


def names_people(authors: Sequence[str], words: str) -> bool:
    """Return whether the normal form of a text names two of the authors, or the only one.

    A frequent surname alone is nobody's: it counts with the given name beside it, or in one row
    with other authors'. Two in a row may be somebody's whole name.
    """
    padded = f" {words} "
    people = [p for a in authors if (p := _person(a))]
    found = {form for a in authors if (form := _form_of(a, padded))}
    if len(found) >= min(2, len(people)) > 0:
        return True
    return any(f" {row} " in padded for row in _rows(people))


def _person(author: str) -> tuple[str, str] | None:
    """Return given names and surname in their normal form; None of a name of one word."""
    given, _, surname = author.strip().rpartition(" ")
    given, surname = normalize_title(given), normalize_title(surname)
    return (given, surname) if given and len(surname) > 1 else None


def _form_of(author: str, padded: str) -> str:
    """Return the form in which a text names an author; nothing where it does not."""
    spellings = dict.fromkeys((author, author.translate(_SPELT_OUT)))
    people = (_person(spelling) for spelling in spellings)
    return next((form for p in people if p and (form := _form_in(padded, *p))), "")


def _form_in(padded: str, given: str, surname: str) -> str:
    if surname not in padded:
        return ""
    apart = " ?".join(map(re.escape, given.replace(" ", "")))  # Mira, Mi-Ra
    last = re.escape(surname)
    space = " ?" if len(given + surname) >= MIN_GLUED else " "
    if re.search(rf" (?:{apart}{space}{last}\d{{0,2}}|{last} {apart}) ", padded):
        return f"{given} {surname}"
    telling = surname not in _FREQUENT and len(surname) >= MIN_SURNAME
    return surname if telling and f" {surname} " in padded else ""


def _rows(people: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what stands in a text that lists authors by surnames, or by these and initials."""
    surnames = [surname for _, surname in people]
    yield from map(" ".join, zip(surnames, surnames[1:], surnames[2:], strict=False))
    for (given, one), (other_given, other) in pairwise(people):
        if one != other:
            yield f"{one} and {other}"
        for link in (" ", " and "):
            yield f"{given[0]} {one}{link}{other_given[0]} {other}"
            yield f"{one} {given[0]}{link}{other} {other_given[0]}"
