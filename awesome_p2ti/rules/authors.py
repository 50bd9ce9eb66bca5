"""The rule that each author is one person's name (or a group's), given name first and unadorned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_p2ti.normalize import fold_accents, plain_markup, split_names
from awesome_p2ti.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Paper

_PLAIN_NAMES = pattern(r"[A-Za-z\s.'-]*")
_ODD_SIGN = pattern(r"[^\w\s.'’‘ʼ·-]|[\d_¹²³⁰-⁹]")
_CAPITALS = pattern(r"[A-Z]{2} [A-Z]")
_ODD_WORDS = ("and ", " al", "anon", "others", "email", "...", "universit", "department of",
              "school of", "institut", "laborator", "inc", "gmbh")  # fmt: skip
_ET_AL = pattern(
    r"(?:\bet\.?\s*al\b\.?|(?:\band|&) (?:others|more)|^others|…|\.{3})$", re.IGNORECASE
)
_ANONYMOUS = pattern(r"(?:anonymous|anon\.?)(?:\s+(?:authors?|submission))?\d*", re.IGNORECASE)
_MAIL = pattern(r"\s*[<(\[]?\s*[\w.+{}-]+@[\w.-]+\s*[>)\]]?")
_MARKS = pattern(r"(?:[\s,^]*(?:[*†‡§¶∗⁎✉#♯♠♣♥⋆★⚑¹²³⁰-⁹]|(?<![-\d])\d+|\(\d+\)))+$")
_AFFILIATION = pattern(r"\s*\([^()]*\)$|,.*")
_SHORT_PLACE = pattern(r"(?<=\w) \([A-Z]{2,}\)$")
_PLACE = pattern(
    r"\b(?:universit|department of|school of|institut|laborator|inc\b|gmbh)", re.IGNORECASE
)
_GROUP = frozenset({"AI", "LAB", "LABS", "TEAM", "GROUP", "RESEARCH"})


class _Fault(NamedTuple):
    """What is wrong with an author, and the names to write instead, where they are certain."""

    what: str
    names: tuple[str, ...] = ()
    hint: str = ""


def authors_are_people(catalog: Catalog) -> Iterator[Problem]:
    """Demand that each item of ``authors`` is one name, and that nobody stands there twice."""
    for paper in catalog.papers.values():
        names = paper.data.authors or ()
        text = "\n".join(names)
        if _is_suspicious(text):
            yield from _faulty_names(paper, names)
        if len({*fold_accents(text).split("\n")}) < len(names):
            yield from _repeated(paper, names)


def _is_suspicious(names: str) -> bool:
    """Return whether a list of authors holds what few names do, and wants a look at each."""
    if not _PLAIN_NAMES.fullmatch(names) and _ODD_SIGN.search(names):
        return True
    small = names.lower()
    for word in _ODD_WORDS:
        if word in small:
            return True
    return _CAPITALS.search(names) is not None


def _faulty_names(paper: Entry[Paper], names: tuple[str, ...]) -> Iterator[Problem]:
    for i, name in enumerate(names):
        fault = _fault(name)
        if fault:
            hint = fault.hint or _write(paper, i, fault.names)
            if hint.startswith("delete it") and len(names) == 1:
                hint = "leave authors out until they are known"
            replacement = None
            if len(fault.names) == 1:
                replacement = paper.source.quoted_like(["authors", i], fault.names[0])
            message = f'item {i + 1} of authors {fault.what}: "{name}"'
            yield paper.source.problem(
                ["authors", i], "author", message, hint, replacement=replacement
            )
        elif _is_shouted(name):
            message = f'item {i + 1} of authors is in capitals: "{name}"'
            hint = f'write "{name.title()}", with the capitals that its bearer uses'
            yield paper.problem(["authors", i], "author-capitals", message, hint)


def _write(paper: Entry[Paper], i: int, names: tuple[str, ...]) -> str:
    """Return what to write in an item's place, as the list of it is written."""
    shown = [f'"{n}"' if "," in n else n for n in names]
    line = paper.source.line(paper.source.span(["authors", i]).line)
    if len(shown) > 1 and line.lstrip().startswith("- "):
        return "write each on a line of its own: " + " and ".join(f"- {n}" for n in shown)
    return "write " + ", ".join(shown)


def _fault(name: str) -> _Fault | None:
    if _ANONYMOUS.fullmatch(name):
        return _Fault("is nobody's name", hint="leave authors out until they are published")
    if _ET_AL.search(name):
        hint = "name all authors, as the paper does, or leave authors out"
        return _Fault("stands for authors who are left out", hint=hint)
    return _adorned(name) or _not_one(name)


def _adorned(name: str) -> _Fault | None:
    """Return what stands beside a name and is no part of it."""
    if (plain := plain_markup(name)) != name:
        what = "holds LaTeX" if set("\\{$") & set(name) else "holds HTML"
        return _Fault(what, (plain,))
    if "@" in name:
        bare = _MAIL.sub("", name).strip(" ,;")
        return _Fault("holds a mail address", (bare,) if bare else (), "" if bare else "delete it")
    if (plain := _MARKS.sub("", name)) != name and plain:
        return _Fault("holds marks of footnotes or affiliations", (plain.rstrip(" ,"),))
    if (plain := _SHORT_PLACE.sub("", name)) != name:
        return _Fault("holds a place of work", (plain,))
    if _PLACE.search(name) and (plain := _AFFILIATION.sub("", name)) != name and plain:
        if _PLACE.search(plain):
            return _Fault("is a place of work", hint="delete it: only people and groups stand here")
        return _Fault("holds a place of work", (plain,))
    return None


def _not_one(name: str) -> _Fault | None:
    """Return why a name is several people, or one with the family name first."""
    names = split_names(name)
    if len(names) == 1 and names[0] != name and "," in name:
        if names[0] == name.replace(",", ", ").replace("  ", " "):
            return None
        return _Fault("has the family name first", names)
    several = len(names) > 1 and (";" in name or "," in name or all(" " in n for n in names))
    if name[:1] == "&" and len(names) == 1:
        return _Fault("begins with &", names)
    return _Fault(f"is {len(names)} people", names) if several else None


def _is_shouted(name: str) -> bool:
    words = name.split()
    long = [w for w in words if len(w.strip(".")) > 1]
    return len(long) > 1 and name.isupper() and name.isascii() and words[-1] not in _GROUP


def _repeated(paper: Entry[Paper], names: tuple[str, ...]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for i, name in enumerate(names):
        first = seen.setdefault(fold_accents(name), i)
        if first != i and name not in (paper.data.doubt or ""):
            message = f'item {i + 1} of authors is item {first + 1} again: "{name}"'
            hint = "delete one of the two; if two people bear the name, say so in doubt"
            yield paper.problem(["authors", i], "author", message, hint)
