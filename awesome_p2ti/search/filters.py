"""What narrows a search: a person, a time, a base model, a venue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.schema.field_types import venue_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.schema.models import Paper

_NAME = re.compile(r"[^\W\d_]+")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def is_by(paper: Paper, author: str) -> bool:
    """Return whether a name is that of one of a paper's authors.

    In either order, with accents or without, with initials for all but one of its words.
    """
    asked = _name_words(author)
    return bool(asked) and any(
        _same_name(asked, words) for name in paper.authors or () for words in _spellings(name)
    )


def _spellings(name: str) -> Iterator[list[str]]:
    """Yield a name's words as they are, with hyphens left out, and with umlauts spelt out."""
    plain = _name_words(name)
    yield plain
    if "-" in name:
        yield _name_words(name.replace("-", ""))
    spelt_out = _name_words(name.lower().translate(_SPELT_OUT))
    if spelt_out != plain:
        yield spelt_out


def _name_words(name: str) -> list[str]:
    return _NAME.findall(fold_accents(name))


def _same_name(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether each asked word stands for another word of a name, one of them in full."""
    left = list(words)
    whole = [w for w in asked if len(w) > 1 and w in left]
    for word in whole:
        if word not in left:
            return False
        left.remove(word)
    for word in asked:
        if word in whole:
            continue
        other = next((o for o in left if o[0] == word[0] and 1 in {len(o), len(word)}), None)
        if other is None:
            return False
        left.remove(other)
    return bool(whole)


def since(paper: Paper, month: str) -> bool:
    """Return whether a paper is of ``month`` ("2024" or "2024-05") or later.

    A paper of which only the year is known counts as of that year's end.
    """
    date = paper.date if len(paper.date) > 4 else f"{paper.date}-12"
    return date >= month


def until(paper: Paper, month: str) -> bool:
    """Return whether a paper is of ``month`` ("2024" or "2024-05") or earlier.

    A paper of which only the year is known counts as of that year's beginning.
    """
    date = paper.date if len(paper.date) > 4 else f"{paper.date}-01"
    return date <= (month if len(month) > 4 else f"{month}-12")


def on_base_model(paper: Paper, name: str) -> bool:
    """Return whether a paper names a base model, or one of a family: "Stable Diffusion"."""
    asked = fold_accents(name)
    names = map(fold_accents, paper.base_models or ())
    return any(n == asked or n.startswith(f"{asked} ") for n in names)


def at_venue(paper: Paper, venue: str) -> bool:
    """Return whether a paper is of a venue: "CVPR", "CVPR 2023", "CVPR 2023 Workshop"."""
    if not paper.venue:
        return False
    name, year, rest = venue_parts(paper.venue)
    wanted = fold_accents(venue)
    return wanted in {
        fold_accents(name),
        fold_accents(f"{name} {year}"),
        fold_accents(f"{name} {year}{rest}"),
    }
