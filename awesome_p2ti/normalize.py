"""Normal forms of titles, names and texts, in which they are compared and searched.

Every site writes a title in its own way: mathematics as LaTeX, quotes and dashes as typographic
ones, capitals everywhere. What is compared or searched for is always one of these forms: a title
without its markup for what other sites write, plain words for our own titles, or a text without
accents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MATH_SPACE = re.compile(r"\\[,;:! ]|~")
_COMMAND = re.compile(
    r"\\(?:text|math|mathrm|emph|textit|textbf|texttt|textsc|mathcal|mathbb|mathbf|operatorname"
    r"|boldsymbol|underline|sc|it|bf|em|tt|rm)\b\*?"
)
_SYMBOL = re.compile(r"\\([A-Za-z]+)")
_ACCENT = re.compile(r"\\(?:[\"'`^~=.](?=[{\\A-Za-z])|[uvHtcdb](?=[{\s]))")
_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ð": "d",
    "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "’": "'",
})  # fmt: skip  # letters that Unicode does not take apart
_GREEK = {chr(c): unicodedata.name(chr(c)).rpartition(" ")[2].lower() for c in range(0x3B1, 0x3CA)}
_NAMES = {"infty": "infinity", "times": "x", "rightarrow": "to", "to": "to", "plus": "+"}
_SIGNS = str.maketrans({"∞": " infinity ", "×": "x", "→": " to ", "⁺": "+", "&": " and ", **_GREEK})
_WORD = re.compile(r"[^\W_]+\+*")
_PLAIN_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold_accents(text: str) -> str:
    """Return a text without accents and capitals; its marks stay."""
    return text.lower() if text.isascii() else _without_accents(text.casefold())


@lru_cache(maxsize=1 << 17)
def title_words(title: str) -> str:
    """Return a title as lower-case words without accents and punctuation."""
    return " ".join(_PLAIN_WORD.findall(fold_accents(title))) or title


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=65536)
def normalize_title(title: str) -> str:
    """Return a title's words in lower case, without accents, marks and markup."""
    text = title[:1000]
    if "\\" in text or "$" in text:
        text = _ACCENT.sub("", _MATH_SPACE.sub(" ", text))
        text = _COMMAND.sub(" ", text)
        text = _SYMBOL.sub(lambda m: _NAMES.get(m[1].lower(), m[1]), text)
        text = re.sub(r"[{}$^]", "", text)
    text = unicodedata.normalize("NFKD", text.translate(_SIGNS)).casefold().translate(_SIGNS)
    text = _without_accents(text)
    text = re.sub(r"(?<=\w)['’`´](?=\w)", "", text)
    return " ".join(_WORD.findall(text))


@lru_cache(maxsize=256)  # a text is long: few are kept
def normalize_text(text: str) -> str:
    """Normalise a longer text in pieces, as ``normalize_title`` does with a title."""
    return normalize_pieces(text[:20_000])


def normalize_pieces(text: str) -> str:
    """Normalise a text of any length; keep nothing of it."""
    pieces = (text[i : i + 1000] for i in range(0, len(text), 1000))
    return " ".join(normalize_title.__wrapped__(piece) for piece in pieces)
