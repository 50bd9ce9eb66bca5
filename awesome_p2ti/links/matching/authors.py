"""Whose work is it: do two lists of authors name the same people, however they are written?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Sequence

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "others", "phd"})


@lru_cache(maxsize=65536)
def _author_keys(name: str) -> frozenset[str]:
    """Return a name as surname and initial, in either order: some write the surname first.

    Of a name that is one word only that word is known.
    """
    plain = normalize_title(re.sub(r"[-‐]", "", name))
    words = [w for w in plain.split() if w not in _SUFFIXES]
    if words[-2:] == ["et", "al"]:
        words = words[:-2]
    if len(words) < 2:
        return frozenset(words)
    return frozenset({f"{words[-1]} {words[0][:1]}", f"{words[0]} {words[-1][:1]}"})


def _surname(name: str) -> str:
    """Return the last word of a name: Bill Smith may be William Smith."""
    return normalize_title(name).rpartition(" ")[2]


def _same_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two names are of one person; one word may be either half of a whole name."""
    return bool(one & other or one & _halves(other) or _halves(one) & other)


def _halves(keys: frozenset[str]) -> set[str]:
    return {key.partition(" ")[0] for key in keys}


def author_overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return the shared part of the shorter list of authors, from 0 to 1."""
    mine = [(k, _surname(a)) for a in ours if (k := _author_keys(a))]
    its = [k for a in theirs if (k := _author_keys(a))]
    if not mine or not its:
        return 0.0
    surnames = {_surname(a) for a in theirs}
    shared = sum(
        1.0 if any(_same_person(keys, i) for i in its) else 0.5 * (surname in surnames)
        for keys, surname in mine
    )
    return min(1.0, shared / min(len(mine), len(its)))


def count_people(names: Sequence[str]) -> int:
    """Return how many people a list names: "et al." and "others" are none."""
    return sum(1 for n in names if _author_keys(n))
