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

from awesome_p2ti.patterns import pattern

_MATH_SPACE = pattern(r"\\[,;:! ]|~")
_COMMAND = pattern(
    r"\\(?:text|math|mathrm|emph|textit|textbf|texttt|textsc|mathcal|mathbb|mathbf|operatorname"
    r"|boldsymbol|underline|sc|it|bf|em|tt|rm)\b\*?"
)
_SYMBOL = pattern(r"\\([A-Za-z]+)")
_ACCENT = pattern(r"\\(?:[\"'`^~=.](?=[{\\A-Za-z])|[uvHtcdb](?=[{\s]))")
_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ð": "d",
    "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "’": "'",
})  # fmt: skip  # letters that Unicode does not take apart
_GREEK = {chr(c): unicodedata.name(chr(c)).rpartition(" ")[2].lower() for c in range(0x3B1, 0x3CA)}
_GREEK["λ"] = "lambda"  # Unicode names it LAMDA
_NAMES = {"infty": "infinity", "times": "x", "rightarrow": "to", "to": "to", "plus": "+"}
_SIGNS = str.maketrans({"∞": " infinity ", "×": "x", "→": " to ", "⁺": "+", "&": " and ", **_GREEK})
_PAIR = pattern(
    r"<(i|b|em|strong|sub|sup|span|tt|p)\b[^<>]{0,80}>((?:(?!<\1\b).)*?)</\1>", re.IGNORECASE
)
_LONE = pattern(r"</(?:i|b|em|strong|sub|sup|span|tt|p)>", re.IGNORECASE)
_BREAK = pattern(r"<br ?/?>", re.IGNORECASE)
_ENTITY = pattern(r"&(?:[A-Za-z]{2,30}|#\d{1,7}|#[xX][\dA-Fa-f]{1,6});")
_LATEX_ACCENT = pattern(
    r"\{?\\(?P<accent>[\"'`^~=.]|[uvHtcdbkr](?![A-Za-z]))\s*\{?\\?(?P<letter>[A-Za-z])\}?\}?"
)
_LATEX_LETTER = pattern(r"\{?\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\}|\s)?\}?")
_LATEX_FONT = pattern(r"\\(?:emph|text(?:it|bf|tt|sc|sf|rm)?)\{([^{}\\]*)\}")
_BRACES = pattern(r"(?:\\[A-Za-z]+\*?|[$^_}])\{[^{}]*\}|\{([^{}\\,]*)\}")
"""Braces of a command, a formula or a template, and those with which BibTeX protects letters."""
_MOST_NESTED = 10
_COMBINING = dict(zip("\"'`^~=.uvHcdbkr", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c"
                      "\u030b\u0327\u0323\u0331\u0328\u030a", strict=True))  # fmt: skip
_LETTER_NAMES = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
                 "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ"}  # fmt: skip
_SUFFIX = pattern(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_BETWEEN = pattern(r"\s*;\s*|\s*,?\s+(?:and|&)\s+|\s*&\s*", re.IGNORECASE)
_WORD = pattern(r"[^\W_]+\+*")
_APOSTROPHE = pattern(r"(?<=\w)['’`´](?=\w)")
_PLAIN_WORD = pattern(r"[^\W_]+")
_PLAIN_ASCII = {c: chr(c).lower() if chr(c).isalnum() else " " for c in range(128)}


@lru_cache(maxsize=65536)
def fold_accents(text: str) -> str:
    """Return a text without accents and capitals; its marks stay."""
    return text.lower() if text.isascii() else _without_accents(text.casefold())


@lru_cache(maxsize=1 << 17)
def title_words(title: str) -> str:
    """Return a title as lower-case words without accents and punctuation."""
    if title.isascii():  # as most are, for which this takes a third of the time
        return " ".join(title.translate(_PLAIN_ASCII).split()) or title
    return " ".join(_PLAIN_WORD.findall(fold_accents(title))) or title


def plain_markup(text: str) -> str:
    """Return a text without HTML's tags and entities and LaTeX's accents; formulas stay.

    A tag that is alone may be what the text is about, and stays: "The <b> Tag".
    """
    if not ("\\" in text or "&" in text or "<" in text or "{" in text):
        return text
    plain = _without_html(text)
    parts = plain.split("$") if plain.count("$") > 1 else [plain]
    parts[::2] = [_without_latex(part) for part in parts[::2]]
    plain = "$".join(parts)
    return text if plain == text else " ".join(plain.split())


def _without_html(text: str) -> str:
    """Return a text without pairs of tags; entities come last, and a second time round."""
    for _ in range(_MOST_NESTED):
        before = text
        text = _PAIR.sub(r"\2", _BREAK.sub(" ", text))
        if text == before:
            text = _LONE.sub("", text)
        if text == before:
            text = _ENTITY.sub(lambda m: _character(m[0]), text)
        if text == before:
            break
    return text


def _character(entity: str) -> str:
    """Return what an entity stands for: nothing for what is not seen, a space for any space."""
    from html import unescape

    shown = unescape(entity)
    if shown.isprintable():
        return entity if shown == "\ufffd" else shown
    return " " if shown.isspace() else ""


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a text that lists people: "Ina Vale, Tom Reed and Bo Marsh"."""
    names: list[str] = []
    for part in _BETWEEN.split(text):
        commas = [p.strip() for p in part.split(",") if p.strip()]
        if len(commas) == 2 and _SUFFIX.fullmatch(commas[1]):
            names.append(", ".join(commas))
        elif len(commas) == 2 and _is_family_first(commas):
            names.append(f"{commas[1]} {commas[0]}")
        else:
            names += commas
    return tuple(name for name in names if name)


def _is_family_first(parts: list[str]) -> bool:
    """Return whether "Vale, Ina" is a name turned round: one word on a side cannot be a person."""
    return " " not in parts[0] or " " not in parts[1]


def _without_latex(text: str) -> str:
    text = _LATEX_ACCENT.sub(lambda m: m["letter"] + _COMBINING.get(m["accent"], ""), text)
    text = _LATEX_LETTER.sub(lambda m: _LETTER_NAMES[m[1]], text)
    text = _LATEX_FONT.sub(r"\1", text)
    text = re.sub(r"\\([&%#_$])", r"\1", text)
    text = _BRACES.sub(lambda m: m[0] if m[1] is None else m[1], text)
    return unicodedata.normalize("NFC", text)


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
    return _plain_words(text)


def _plain_words(text: str) -> str:
    """Return the words of a text without LaTeX."""
    if text.isascii():  # as nearly all are: the same, sooner
        text = text.lower().replace("&", " and ")
    else:
        text = unicodedata.normalize("NFKD", text.translate(_SIGNS)).casefold().translate(_SIGNS)
        text = _without_accents(text)
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", text)))


@lru_cache(maxsize=256)  # a text is long: few are kept
def normalize_text(text: str) -> str:
    """Normalise a longer text in pieces, as ``normalize_title`` does with a title."""
    return normalize_pieces(text[:20_000])


def normalize_pieces(text: str) -> str:
    """Normalise a text of any length; keep nothing of it."""
    if not ("\\" in text or "$" in text):
        return _plain_words(text)
    pieces = (text[i : i + 1000] for i in range(0, len(text), 1000))
    return " ".join(normalize_title.__wrapped__(piece) for piece in pieces)
