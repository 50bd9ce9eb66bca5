"""Characters that text must not hold: invisible ones, broken encodings, unnormalised letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = (
    "\u00ad\u115f\u1160\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
ODD_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""Spaces that look like the usual one and compare as another character."""
_ODD_SPACES = re.compile(f"[{ODD_SPACES}]+")
_BIDI = re.compile(f"[{BIDI}]")
_CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{INVISIBLE}]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN = re.compile("[\xa1-\u017f\u0218-\u021b\u2010-\u203a]")
_MARKS = "–—…’‘“”«»„‚"
"""Marks that sound text has beside a letter; the last two only before one."""
_LOOK_ALIKES = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
    "ABESIJKMHOPCTXaeopcyxijsABEZHIKMNOPTYXo",
)
"""Cyrillic and Greek letters that look like Latin ones: a slip of the keyboard, or a trick."""
_FULL_WIDTH = {n: n - 0xFEE0 for n in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B),
                                       *range(0xFF41, 0xFF5B))}  # fmt: skip
"""Digits and letters as wide as Chinese ones, and the usual ones in their place."""
_WORD = re.compile(r"[^\W_]+")
_GREEK_OR_CYRILLIC = re.compile("[\u0386-\u03ce\u0400-\u045f]")


class TextIssue(NamedTuple):
    """A range of a text that must change: offsets in characters, a code, a message, a hint."""

    start: int
    end: int
    code: str
    message: str
    hint: str
    replacement: str | None = None
    """What to write in its place, where that is certain."""


def find_text_issues(text: str) -> Iterator[TextIssue]:
    """Find every range of ``text`` that no entry may hold; line breaks are allowed here."""
    yield from _invisible_characters(text)
    if not text.isascii():
        yield from _encoding_issues(text)


def _invisible_characters(text: str) -> Iterator[TextIssue]:
    for match in _CONTROL.finditer(text):
        char = match[0]
        if char == "\r" and text.startswith("\n", match.end()):
            continue
        message, hint, instead = f"the character {name_of(char)} is not visible", "delete it", ""
        if char == "\r":
            message = "a line ends in a carriage return (U+000D) alone"
            hint, instead = "save the file with line feeds (LF) at the ends of lines", "\n"
        elif char == "\ufeff" and match.start() == 0:
            message = "the file begins with a byte order mark (U+FEFF), which is not visible"
            hint = "save the file as UTF-8 without a byte order mark (BOM)"
        yield TextIssue(*match.span(), "control-character", message, hint, instead)
    if text.isascii():
        return
    yield from _odd_spaces(text)
    for match in _BIDI.finditer(text):
        message = f"the character {name_of(match[0])} changes the direction in which text is shown"
        yield TextIssue(match.start(), match.end(), "bidi-character", message, "delete it")


def _odd_spaces(text: str) -> Iterator[TextIssue]:
    for match in _ODD_SPACES.finditer(text):
        name = name_of(match[0][0])
        message = f"the character {name} looks like a space and is another character"
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not before.strip():
            message = f"the line is indented with {name}, which YAML takes for a letter"
        spaces = " " * len(match[0])
        yield TextIssue(*match.span(), "stray-space", message, "write a space instead", spaces)


def _encoding_issues(text: str) -> Iterator[TextIssue]:
    for match in _NOT_ASCII.finditer(text):
        run = match[0]
        repaired = fix_mojibake(run)
        if "\ufffd" in run:
            word = surrounding_word(text, match)
            message = f'"{word}" holds U+FFFD, the mark of a letter that was lost'
            yield TextIssue(
                *match.span(), "broken-encoding", message, "write the letter that stood there"
            )
        elif repaired:
            message = (
                f'"{surrounding_word(text, match)}" was saved in one encoding and read in another'
            )
            hint = f'write "{surrounding_word(text, match, repaired)}"'
            yield TextIssue(*match.span(), "broken-encoding", message, hint, repaired)
    yield from _look_alikes(text)
    if unicodedata.is_normalized("NFC", text):
        return
    for match in re.finditer(r"[^\s\"',\[\]{}]+", text):
        word = match[0]
        normal = unicodedata.normalize("NFC", word)
        if word != normal:
            message = f'"{word}" is spelt with {len(word)} characters where {len(normal)} do'
            if len(word) == len(normal):
                was, now = next(p for p in zip(word, normal, strict=True) if p[0] != p[1])
                message = f'"{word}" holds {name_of(was)}, another sign for {name_of(now)}'
            hint = f'write "{normal}" (Unicode NFC)'
            yield TextIssue(*match.span(), "not-normalised", message, hint, normal)


def _look_alikes(text: str) -> Iterator[TextIssue]:
    """Find words of Latin letters in which a letter of another alphabet stands for one of them."""
    for match in _WORD.finditer(text):
        word = match[0]
        meant = word.translate(_FULL_WIDTH)
        if not meant.isascii() and re.search("[A-Za-z]", meant):
            meant = meant.translate(_LOOK_ALIKES)
        if meant == word or _GREEK_OR_CYRILLIC.search(meant):
            continue
        was, now = next(p for p in zip(word, meant, strict=True) if p[0] != p[1])
        message = f'"{word}" holds {name_of(was)}, which looks like {now}'
        yield TextIssue(*match.span(), "look-alike", message, f'write "{meant}"', meant)


def fix_mojibake(run: str) -> str:
    """Return a run of characters as it was before its UTF-8 was read as Windows-1252 or Mac Roman.

    Empty where the run is sound. Quotes, dashes and signs of mathematics beside a letter are sound
    though they could be decoded too: "É”", "L’été", "≈π".
    """
    for encoding in ("cp1252", "latin-1", "mac_roman"):
        try:
            repaired = run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if repaired != run and _is_meant(repaired) and not _is_sound(run, repaired):
            return repaired
    return ""


def _is_meant(repaired: str) -> bool:
    """Return whether people write such characters: Latin letters and marks, or a word in Greek."""
    if all(_LATIN.fullmatch(c) and c.isprintable() for c in repaired):
        return True
    return len(repaired) > 1 and all(_GREEK_OR_CYRILLIC.fullmatch(c) for c in repaired)


def _is_sound(run: str, repaired: str) -> bool:
    """Return whether a run that could be decoded may be what its writer meant."""
    if len(run) != 2:
        return False
    if run[0] in "√≈":
        return run[1] in "πΩ∞∑∏"
    return repaired > "\u00ff" and (run[0] in _MARKS or run[1] in _MARKS[:-2])


def surrounding_word(text: str, match: re.Match[str], replacement: str | None = None) -> str:
    """Return the word around a match, optionally with other characters in the match's place."""
    before = re.search(r"[^\s\"',\[\]]*$", text[max(0, match.start() - 40) : match.start()])
    after = re.match(r"[^\s\"',\[\]]*", text[match.end() : match.end() + 40])
    middle = match[0] if replacement is None else replacement
    return (before[0] if before else "") + middle + (after[0] if after else "")


def name_of(char: str) -> str:
    """Return a character's code and Unicode name: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
