"""Do two lists of authors name the same people, however the names are written?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Sequence

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "others", "phd"})


@lru_cache(maxsize=65536)
def _name_keys(name: str) -> frozenset[str]:
    """Return a name as surname and initial, for either order: some write the surname first.

    A name of one word is only that word; "et al." and "others" are none.
    """
    normal = normalize_title(re.sub(r"[-‐]", "", name))
    words = [w for w in normal.split() if w not in _SUFFIXES]
    if words[-2:] == ["et", "al"]:
        words = words[:-2]
    if len(words) < 2:
        return frozenset(words)
    return frozenset({f"{words[-1]} {words[0][:1]}", f"{words[0]} {words[-1][:1]}"})


def _surname(name: str) -> str:
    """Return the last word of a name: Bill Smith may be William Smith."""
    return normalize_title(name).rpartition(" ")[2]


def _same_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two names are of one person; one word may be either half of a whole name."""
    return bool(one & other or one & _halves(other) or _halves(one) & other)


def _halves(keys: frozenset[str]) -> set[str]:
    return {key.partition(" ")[0] for key in keys}


def author_overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return the share of the shorter list that both have, from 0 to 1; a surname counts half."""
    our_keys = [(name, keys) for name in ours if (keys := _name_keys(name))]
    their_keys = [keys for name in theirs if (keys := _name_keys(name))]
    if not our_keys or not their_keys:
        return 0.0
    surnames = {_surname(name) for name in theirs}
    shared = 0.0
    for name, keys in our_keys:
        same = any(_same_person(keys, k) for k in their_keys)
        shared += 1.0 if same else 0.5 * (_surname(name) in surnames)
    return min(1.0, shared / min(len(our_keys), len(their_keys)))


def count_authors(names: Sequence[str]) -> int:
    """Return how many people a list names: "et al." and "others" are none."""
    return sum(1 for n in names if _name_keys(n))
