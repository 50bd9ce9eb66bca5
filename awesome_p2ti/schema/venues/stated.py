"""The venue that a text states: a comment of authors, a journal reference, a conference's title.

Only a venue of the list counts, with its year, in a sentence that says no more than that a paper is
there: "Submitted to ICRA 2026" and "extended version of our CVPR 2023 paper" state none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.schema.venues.names import known_names, venue_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_URL = re.compile(r"(?:https?://|www\.|\b[\w-]+\.github\.io)\S*|\S+@\S+", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_SENTENCE = re.compile(
    r"(?<!\bTrans)(?<!\bProc)(?<!\bConf)(?<!\bAnal)(?<!\bMach)(?<!\bComput)(?<!Adv)"
    r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_])|(?<=\d)\.\s+(?=[A-Z])|[;\n]"
)
_NOT_THERE = re.compile(
    r"\bsubmi(?:tted|ssion|tting)\b|\bunder\b|\breview\b|\brevision\b|\bnot\b|\breject|\bwithdr"
    r"|\b(?:extended|extends|extension|previous|earlier|preliminary|short(?:er)?|conference|journal"
    r"|initial|longer)\s+version\b|\b(?:version|extension)\s+of\b|\bin\s+preparation\b"
    r"|\b(?:style|format|template|deadline)\b|\bto\s+be\s+(?:submitted|presented\s+elsewhere)\b",
    re.IGNORECASE,
)
_OTHER_TRACK = re.compile(
    r"\b(?:challenge|competition|tiny\s+papers?|blog\s*posts?|tutorial|student\s+abstract"
    r"|doctoral|demonstrations?|demo\s+track|technical\s+communications?|satellite)\b",
    re.IGNORECASE,
)
_WORKSHOP = re.compile(r"\bworkshops?\b|\bwksh?ps?\b", re.IGNORECASE)
_HINTS_AT_ONE = re.compile(
    r"\baccept|\bto appear\b|\bpublished\b|\bcamera.ready\b|\bproceedings\b|\bworkshop"
    r"|\bsubmitted\s+to\b|\b[A-Z][A-Za-z-]{2,}[ '’-]{0,2}(?:20)?[12]\d\b",
)
# Words that may stand right behind a name and make no other name of it.
_MAY_FOLLOW = frozenset(
    "accepted as conference dataset datasets findings highlight ieee in main oral paper papers "
    "pmlr poster proc proceedings research spotlight technical track vol volume workshop "
    "workshops".split()
)
_MAKES_OTHER = frozenset("asia europe letters journal magazine retrieval".split())
_BEFORE_OTHERS = frozenset({"on", "of", "and", "for", "asian", "european"})
_LONGEST = 12  # words of a name
_NEAR = 5  # tokens between a name and its year
_MAX_TEXT = 2000


@dataclass(frozen=True, slots=True)
class StatedVenue:
    """The one venue that a text states, or why it states none; both empty: it speaks of none."""

    venue: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name of the list in a sentence, from its first to its last token."""

    name: str
    first: int
    last: int
    workshop: bool = False


def read_venue(
    text: str, names: frozenset[str], journals: frozenset[str] = frozenset()
) -> StatedVenue:
    """Return the venue that a text states; ``names`` are the list's, journals included.

    Where a text states a conference and a journal, the conference counts.
    """
    plain = _URL.sub(" ", " ".join(text[:_MAX_TEXT].replace("\u00a0", " ").split(" ")))
    known = known_names(names)
    found: dict[str, str] = {}
    for sentence in filter(None, map(str.strip, _SENTENCE.split(plain))):
        found |= dict(_stated_in(sentence, known, names))
    stated = [venue for venue, why in found.items() if not why]
    if len(stated) > 1:
        conferences = [v for v in stated if not v.startswith(tuple(f"{j} " for j in journals))]
        stated = conferences or stated
    if len(stated) == 1:
        return StatedVenue(stated[0])
    if stated:
        return StatedVenue(why=f"it names more than one venue: {' and '.join(sorted(stated))}")
    if found:
        return StatedVenue(why=next(filter(None, found.values())))
    if _HINTS_AT_ONE.search(plain):
        return StatedVenue(why="it names no venue that data/venues.yaml has")
    return StatedVenue()


def _stated_in(
    sentence: str, known: Mapping[str, str], names: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield each venue of a sentence, with the reason for which it does not count."""
    tokens = [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    for mention in _mentions(sentence, tokens, known):
        year = _year_near(sentence, tokens, mention)
        around = _clause(sentence, tokens, mention)
        name, workshop = mention.name, mention.workshop or bool(_WORKSHOP.search(sentence))
        if re.search(r"\bfindings\b", sentence, re.IGNORECASE) and not name.endswith(" Findings"):
            name = f"{name} Findings"
        venue = f"{name} {year}{' Workshop' if workshop else ''}"
        if _NOT_THERE.search(around):
            yield venue, f"it does not say that {mention.name} has published it"
        elif not year:
            yield venue, f"it names {mention.name} without a year"
        elif name not in names:
            yield venue, f"data/venues.yaml has no {name}"
        elif _OTHER_TRACK.search(sentence):
            yield venue, f"it names another part of {mention.name} than its papers"
        else:
            yield venue, ""


def _mentions(sentence: str, tokens: list[_Token], known: Mapping[str, str]) -> Iterator[_Mention]:
    """Yield the names of the list that a sentence holds, the longest first at each place."""
    at = 0
    while at < len(tokens):
        mention = _longest_at(sentence, tokens, at, known)
        if mention:
            yield mention
        at = mention.last + 1 if mention else at + 1


def _longest_at(
    sentence: str, tokens: list[_Token], first: int, known: Mapping[str, str]
) -> _Mention | None:
    for last in range(min(len(tokens), first + _LONGEST) - 1, first - 1, -1):
        written = sentence[tokens[first].start : tokens[last].end]
        key = venue_key(written)
        name = known.get(key, "")
        workshop = not name and first == last and written.endswith("W")
        name = name or (known.get(key.removesuffix("w"), "") if workshop else "")
        if name and _is_written_as_name(written, name) and _is_whole(sentence, tokens, first, last):
            return _Mention(name, first, last, workshop)
    return None


def _is_written_as_name(written: str, name: str) -> bool:
    """Say whether a word is meant as a name: "tip" and "electronics" are words like others."""
    if " " in written and written != written.lower():
        return True
    acronym = len(name) > 4 and sum(map(str.isupper, name)) > 1
    return written == name or written.isupper() or (acronym and name.lower() == written.lower())


def _is_whole(sentence: str, tokens: list[_Token], first: int, last: int) -> bool:
    """Say whether a name is no part of a longer one: "Pattern Recognition Letters"."""
    before = tokens[first - 1].text.lower() if first else ""
    written = sentence[tokens[first].start : tokens[last].end]
    if before in _BEFORE_OTHERS and not written.isupper() and not _has_kind(written):
        return False
    if last + 1 == len(tokens) or sentence[tokens[last].end : tokens[last + 1].start].strip():
        return True
    after = tokens[last + 1].text
    if after.lower() in _MAKES_OTHER or (after.lower() == "and" and first != last):
        return False
    return after[0].isdigit() or not after[0].isupper() or after.lower() in _MAY_FOLLOW


def _has_kind(written: str) -> bool:
    """Say whether a long name says itself what it is of: a conference or a journal."""
    return bool(
        re.search(
            r"conference|transactions|journal|advances|systems|trans\b|vision",
            written,
            re.IGNORECASE,
        )
    )


def _year_near(sentence: str, tokens: list[_Token], mention: _Mention) -> str:
    """Return the year that stands by a name: behind it, else before it, else alone."""
    after = tokens[mention.last + 1 : mention.last + 1 + _NEAR]
    for number, token in enumerate(after):
        if year := _year_of(sentence, token, glued=number == 0):
            return year
    before = tokens[max(0, mention.first - _NEAR) : mention.first]
    years = [y for t in reversed(before) if (y := _year_of(sentence, t, glued=False))]
    every = {y for t in tokens if (y := _year_of(sentence, t, glued=False))}
    return years[0] if years else every.pop() if len(every) == 1 else ""


def _year_of(sentence: str, token: _Token, *, glued: bool) -> str:
    """Return the year that a number is; of two digits only right behind a name or an apostrophe."""
    if re.fullmatch(r"(?:19|20)\d\d", token.text):
        return token.text
    before = sentence[max(0, token.start - 2) : token.start]
    marked = before.endswith(("'", "’", "‘", "´", "`")) or (
        glued and not before.endswith((" ", "("))
    )
    return f"20{token.text}" if marked and re.fullmatch(r"[0-4]\d", token.text) else ""


def _clause(sentence: str, tokens: list[_Token], mention: _Mention) -> str:
    """Return what is said of a name: the sentence up to it, and on to the next comma."""
    start, end = tokens[mention.first].start, tokens[mention.last].end
    year = re.match(r"[\s,'’(-]{0,4}\d{2,4}\)?", sentence[end:])
    end += year.end() if year else 0
    return sentence[:start] + " … " + re.split(r",\s", sentence[end:], maxsplit=1)[0]
