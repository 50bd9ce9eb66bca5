"""The short name that a title gives its method, and the id, which is the file's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.catalog import MAX_ID
from awesome_p2ti.normalize import fold_accents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MAX_WORDS = 4
"""How many words of a title make an id where the work has no name."""
MIN_ID = 3
"""The fewest letters of an id that a name alone may make: "P+" and "λ" say nothing."""
_PLAIN_NAME = re.compile(r"(?=.*[^\W\d_])[^\s:]{2,40}")
_POWER = re.compile(r"\$?\^\{?(\d)\}?\$?")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = frozenset(
    "a an and are as at be by can do does for from how in into is it its of on or over the their"
    " to towards toward via what when with without".split()
)
_OF_THE_FIELD = frozenset(
    "diffusion generation generative image images model models personalization personalized text"
    " using based method framework".split()
)
"""Words of so many titles that they tell none from the others."""


def name_in(title: str) -> str:
    """Return the one word that stands before a title's colon, as the method's name, or nothing."""
    head, colon, rest = title.partition(": ")
    if not (colon and rest.strip() and _PLAIN_NAME.fullmatch(head)):
        return ""
    return _POWER.sub(lambda m: m[1].translate(_SUPERSCRIPTS), head)


def entry_id(title: str, name: str, taken: Collection[str], year: str = "") -> str:
    """Return an id that no other entry has: of the name, else of the title's telling words."""
    return next(i for i in _ids(title, name, year) if i not in taken)


def _ids(title: str, name: str, year: str) -> Iterator[str]:
    of_name = _id(_words(name.replace("++", " plus plus ").replace("+", " plus ")))
    rest = title.partition(": ")[2] if name else title
    words = _words(rest) or _words(title)
    telling = [w for w in words if w not in _SMALL and w not in _OF_THE_FIELD]
    of_title = _id((telling if len(telling) > 1 else words)[:MAX_WORDS])
    if len(of_name) >= MIN_ID:
        yield of_name
    for parts in ([of_name, of_title], [of_title], [of_title or of_name, year]):
        if (of_name or of_title) and (found := _id([p for p in parts if p])):
            yield found
    base = of_name or of_title or "paper"
    for number in range(2, 10_000):
        yield f"{base[: MAX_ID - 5].strip('-')}-{number}"


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold_accents(text))


def _id(words: list[str]) -> str:
    """Return words as an id, cut between two of them where they are too many."""
    whole = "-".join(words)
    if len(whole) <= MAX_ID:
        return whole
    return whole[: MAX_ID + 1].rpartition("-")[0] or whole[:MAX_ID]
