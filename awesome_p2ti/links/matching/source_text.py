"""A README, a card or a page as plain words, with the attributes that a reader's browser shows.

What it takes is linear in the length of the source, whatever is in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from awesome_p2ti.normalize import normalize_pieces

MAX_SOURCE = 200_000  # characters
_LATIN_END = 0x24F  # the last letter of Latin Extended-B
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HIDDEN = re.compile(
    r"<(script|style)\b([^<>]{0,1000})>(.*?)(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
_DATA = re.compile(r"application/(?:ld\+)?json", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"/nt])")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,4000}>")
_ATTRIBUTE = re.compile(
    r"\b(?:alt|content|href|src|title|label)\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)
_TARGET = re.compile(r"\]\([^()\s]{0,2000}[^()]{0,300}\)")
_URL = re.compile(r"\bhttps?://[^\s<>\"')\]}]+")
_SENTENCE_END = re.compile(r"[.!?\n。]")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_BRACES = str.maketrans("", "", "{}")


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a source says."""

    written: str  # without markup, with the values of attributes
    words: str  # the normal form of it
    letters: int  # that are shown, each sentence once: no code, addresses or attributes
    foreign: float  # the share of these that are not Latin, from 0 to 1


@lru_cache(maxsize=8)  # a page is judged several times in a row
def read_source(source: str) -> SourceText:
    """Return what a source says; of a very long one the beginning."""
    text = COMMENT.sub(" ", source[:MAX_SOURCE])
    text = _HIDDEN.sub(_data_of, text)
    shown = unescape(_TAG.sub(" ", _URL.sub(" ", _TARGET.sub("] ", _FENCE.sub(" ", text)))))
    shown = unicodedata.normalize("NFKC", shown)
    shown = "\n".join(dict.fromkeys(map(str.strip, _SENTENCE_END.split(shown))))
    letters = sum(map(str.isalpha, shown))
    foreign = 0 if shown.isascii() else sum(c.isalpha() and ord(c) > _LATIN_END for c in shown)
    written = unescape(_TAG.sub(_values_of, text)).translate(_INVISIBLE)
    words = normalize_pieces(written.translate(_BRACES))
    return SourceText(written, words, letters, foreign / max(1, letters))


def _data_of(match: re.Match[str]) -> str:
    """Return what data for search engines or for a script say; nothing of other scripts."""
    if not _DATA.search(match[2]):
        return " "
    return f" {_ESCAPE.sub(_unescaped, match[3])} "


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return match[2] if match[2] in '"/' else "\n"


def _values_of(match: re.Match[str]) -> str:
    if "=" not in match[0]:
        return " "
    values = " ".join(a or b for a, b in _ATTRIBUTE.findall(match[0]))
    return f" {values} " if values else " "
