"""A title's or a text's plain words: no markup, mathematics, accents or marks, in lower case.

Every site writes a title in its own way: mathematics as LaTeX, quotes and dashes as typographic
ones, capitals everywhere. What is compared or searched for is always this form.
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
    "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss",
})  # fmt: skip  # letters that Unicode does not take apart
_GREEK = {chr(c): unicodedata.name(chr(c)).rpartition(" ")[2].lower() for c in range(0x3B1, 0x3CA)}
_NAMES = {"infty": "infinity", "times": "x", "rightarrow": "to", "to": "to", "plus": "+"}
_SIGNS = str.maketrans({"∞": " infinity ", "×": "x", "→": " to ", "⁺": "+", "&": " and ", **_GREEK})
_WORD = re.compile(r"[^\W_]+\+*", re.UNICODE)


@lru_cache(maxsize=65536)
def normalise(title: str) -> str:
    """Return a title's words in lower case, without accents, marks and markup."""
    text = title[:1000]
    if "\\" in text or "$" in text:
        text = _ACCENT.sub("", _MATH_SPACE.sub(" ", text))
        text = _COMMAND.sub(" ", text)
        text = _SYMBOL.sub(lambda m: _NAMES.get(m[1].lower(), m[1]), text)
        text = re.sub(r"[{}$^]", "", text)
    text = unicodedata.normalize("NFKD", text.translate(_SIGNS)).casefold().translate(_SIGNS)
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)
    text = re.sub(r"(?<=\w)['’`´](?=\w)", "", text)
    return " ".join(_WORD.findall(text))


@lru_cache(maxsize=256)  # a text is long: few are kept
def normalise_text(text: str) -> str:
    """Normalise a longer text in pieces, as ``normalise`` does with a title."""
    pieces = (text[i : i + 1000] for i in range(0, min(len(text), 20_000), 1000))
    return " ".join(normalise.__wrapped__(piece) for piece in pieces)
