"""Are two titles of the same work? Compares their normal forms, and the authors.

Papers are retitled between versions, and a site leaves out a subtitle or adds a venue. None of that
makes another paper.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.authors import author_overlap, count_authors
from awesome_p2ti.normalize import normalize_text, normalize_title

if TYPE_CHECKING:
    from collections.abc import Sequence


class TitleMatch(Enum):
    """How two titles relate, the nearest first."""

    SAME = auto()
    RETITLED = auto()
    DIFFERENT = auto()
    UNKNOWN = auto()


# Ratios are from 0 to 100. Measured on 1,150 titles of this field: of all pairs of different
# papers, 99.9% score below this once the words that nearly every title has are left out.
SAME_RATIO = 90.0
# Of the shorter list of authors: a new version keeps them, a new paper does not.
SAME_AUTHORS_SHARE = 0.75
OTHER_AUTHORS_RATIO = 95.0  # where not one author is shared
RETITLED_RATIO = 72.0
RETITLED_LOOSE_RATIO = 62.0  # where three distinctive words agree
_COMMON_WORDS = frozenset(
    "a an the of for in on to with via by and or from using towards toward is are its your you as "
    "at image images text generation generating generative diffusion model models personalized "
    "personalization customized customization subject driven learning based free method approach "
    "new editing synthesis consistent identity preserving tuning fine training zero shot one multi "
    "concept concepts video controllable high fidelity efficient fast adaptation".split()
)


@lru_cache(maxsize=65536)
def method_name(title: str) -> str:
    """Return the words before a title's first colon or dash, where they are a method's name."""
    head, mark, _ = re.sub(r"\s[-–—]\s", ": ", title).partition(":")
    name = normalize_title(head)
    return name if mark and len(name.split()) <= 3 and len(name) > 1 else ""


def _subtitle(title: str) -> str:
    rest = re.sub(r"\s[-–—]\s", ": ", title).partition(":")[2]
    return normalize_title(rest) or normalize_title(title)


def _distinctive_words(words: str) -> set[str]:
    return {w for w in words.split() if w not in _COMMON_WORDS and len(w) > 1}


def has_distinctive_words(words: str) -> bool:
    """Return whether a normal form has a word that not nearly every title has."""
    return bool(_distinctive_words(words))


def similarity(one: str, other: str) -> float:
    """Return how similar two titles are, from 0 to 100."""
    from rapidfuzz import fuzz

    a, b = normalize_title(one), normalize_title(other)
    if not a or not b:
        return 0.0
    return max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b) - 5.0)


def compare_titles(
    ours: str,
    theirs: str,
    our_authors: Sequence[str] = (),
    their_authors: Sequence[str] = (),
    *,
    name: str = "",
) -> TitleMatch:
    """Return how two titles relate; authors count where both sides know them.

    ``name`` is the method's name by our entry.
    """
    a, b = normalize_title(ours), normalize_title(theirs)
    if not a or not b:
        return TitleMatch.UNKNOWN
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return TitleMatch.SAME
    score = similarity(ours, theirs)
    shared = author_overlap(our_authors, their_authors)
    several = min(count_authors(our_authors), count_authors(their_authors)) >= 2
    unlike_authors = several and shared == 0
    same_ratio = OTHER_AUTHORS_RATIO if unlike_authors else SAME_RATIO
    if score >= same_ratio or _is_prefix_or_suffix(a, b):
        return TitleMatch.SAME
    if shared >= SAME_AUTHORS_SHARE or _same_method_name(ours, theirs, name):
        return TitleMatch.RETITLED
    if unlike_authors:
        return TitleMatch.DIFFERENT
    if _names_the_others_method(ours, theirs, name) or _same_words(ours, theirs, score):
        return TitleMatch.RETITLED
    return TitleMatch.DIFFERENT


def _is_prefix_or_suffix(a: str, b: str) -> bool:
    """Return whether one title is the beginning or end of the other: a subtitle is left out."""
    short, long = sorted((a, b), key=len)
    whole = long.startswith(short + " ") or long.endswith(" " + short)
    telling = bool(_distinctive_words(short)) and len(short) >= 12
    return whole and (len(short.split()) >= 4 or telling)


def _method_names(title: str, name: str) -> set[str]:
    names = (method_name(title), normalize_title(name))
    return {n for n in names if _distinctive_words(n) and len(n) >= 3}


def _same_method_name(ours: str, theirs: str, name: str) -> bool:
    """Return whether both titles have the same method's name."""
    their_name = method_name(theirs).replace(" ", "")
    return their_name in {n.replace(" ", "") for n in _method_names(ours, name)}


def _names_the_others_method(ours: str, theirs: str, name: str) -> bool:
    """Return whether one title contains the other's method name, and has none of its own."""
    our_names, their_names = _method_names(ours, name), _method_names(theirs, "")
    if our_names and their_names:
        return False  # a title with a name of its own mentions others' only in passing
    where = f" {normalize_title(theirs if our_names else ours)} "
    return any(f" {n} " in where for n in our_names | their_names)


def _contains(one: str, other: str) -> bool:
    """Return whether one title, of three words or more, is inside the other."""
    short, long = sorted((normalize_title(one), normalize_title(other)), key=len)
    whole = len(short.split()) >= 3 and bool(_distinctive_words(short))
    return whole and f" {short} " in f" {long} "


def _same_words(ours: str, theirs: str, score: float) -> bool:
    """Return whether the subtitles agree, or nearly all distinctive words do."""
    from rapidfuzz import fuzz

    if _same_beginning(ours, theirs) or _contains(ours, theirs):
        return True
    a, b = _subtitle(ours), _subtitle(theirs)
    if min(len(a.split()), len(b.split())) >= 5 and fuzz.ratio(a, b) >= 88:
        return True
    our_words = _distinctive_words(normalize_title(ours))
    their_words = _distinctive_words(normalize_title(theirs))
    if not our_words or not their_words:
        return score >= 80
    shared = len(our_words & their_words)
    share = shared / min(len(our_words), len(their_words))
    if score >= RETITLED_RATIO and share >= 0.5:
        return True
    return score >= RETITLED_LOOSE_RATIO and share >= 0.7 and shared >= 3


def _same_beginning(ours: str, theirs: str) -> bool:
    """Return whether both begin with the same question, or with the same six words or more."""
    head, their_head = (normalize_title(re.split(r"[?:]", t)[0]) for t in (ours, theirs))
    if head == their_head and len(head.split()) >= 4:
        return True
    a, b = normalize_title(ours).split(), normalize_title(theirs).split()
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
    return same >= 6 and bool(_distinctive_words(" ".join(a[:same])))


def mentions_work(text: str, title: str, name: str = "") -> bool:
    """Return whether a text names a work: by its title, its long subtitle or its method's name."""
    return words_mention_work(normalize_text(text), title, name)


def words_mention_work(words: str, title: str, name: str = "") -> bool:
    """Return whether a normal form of a text names a work."""
    padded = f" {words} "
    whole = normalize_title(title)
    if whole and f" {whole} " in padded:
        return True
    subtitle = _subtitle(title)
    if len(subtitle.split()) >= 5 and f" {subtitle} " in padded:
        return True
    names = _method_names(title, name)
    return any(f" {n} " in padded for n in names) or _joined_name_in(padded, names)


def _joined_name_in(text: str, names: set[str]) -> bool:
    """Return whether a text has a name, with its spaces or without: HyperAdapter, MC 2."""
    joined = text.replace(" ", "")
    telling = (name for name in names if len(name) >= 6 or re.search(r"[a-z]\d|\d[a-z]", name))
    whole = {n for name in telling if (n := name.replace(" ", "")) in joined}
    if not whole:
        return False
    words = text.split()
    return any("".join(words[i : i + n]) in whole for n in (1, 2, 3) for i in range(len(words)))
