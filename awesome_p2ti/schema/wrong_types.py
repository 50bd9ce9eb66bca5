"""Values of another type than their field's: what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.identifiers import is_arxiv_id
from awesome_p2ti.loading.line_faults import in_quotes, no_space_after_colon
from awesome_p2ti.loading.node_values import AmbiguousScalar
from awesome_p2ti.normalize import plain_markup, split_names
from awesome_p2ti.schema.addresses import is_address
from awesome_p2ti.schema.field_types import VENUE_HINT, plain_month, plain_value
from awesome_p2ti.schema.places import Steps, place_name
from awesome_p2ti.urls import host_of

if TYPE_CHECKING:
    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.problems import Problem

_CODE_HOSTS = frozenset({"github.com", "gitlab.com", "codeberg.org"})
_ONE_OF_A_KIND = frozenset(
    {"arxiv", "doi", "openreview", "venue", "date", "name", "approach", "references", "url"}
)
"""Fields that hold one value, and never a text with brackets."""
MAX_SHOWN = 60
"""The length from which a text that the message holds is not said again in the hint."""


def wrong_type(loc: Steps, expected: str, value: Any, source: SourceFile) -> Problem:
    """Return the problem with a value that is not what is ``expected``, such as "a number"."""
    name = place_name(loc)
    node = source.node(loc)
    raw = node.value if node is not None and isinstance(node.value, str) else ""
    if isinstance(value, AmbiguousScalar):
        return _ambiguous_problem(loc, expected, value, source)
    if expected == "text" and isinstance(value, bool | int | float):
        code = "yaml-boolean" if isinstance(value, bool) else "yaml-number"
        read = f"the boolean {raw}" if isinstance(value, bool) else f"the number {value}"
        message = f"{name} must be text, but YAML reads {raw} as {read}"
        if loc == ("date",) and (month := plain_month(raw)):
            return source.problem(loc, code, message, f"write {month}", replacement=month)
        if hint := _hint_beyond_quotes(loc, raw):
            return source.problem(loc, code, message, hint)
        return source.problem(
            loc, code, message, f'write it in quotes: "{raw}"', replacement=f'"{raw}"'
        )
    if glued := no_space_after_colon(raw) if expected == "a mapping" else None:
        return source.problem(loc, "wrong-type", glued.message, glued.hint)
    if loc[:1] == ("links",) and (found := _no_link(loc, value, source)):
        return found
    if expected == "a list" and isinstance(value, dict) and not any(value.values()):
        return _no_list(loc, ", ".join(value), source)
    if expected == "a list" and isinstance(value, str):
        return _no_list(loc, value, source)
    shown = f'the text "{value}"' if isinstance(value, str) else _shape(value)
    message = f"{name} must be {expected}, not {shown}"
    hint, replacement = _meant(loc, expected, value, source)
    return source.problem(loc, "wrong-type", message, hint, replacement=replacement)


def _meant(loc: Steps, expected: str, value: Any, source: SourceFile) -> tuple[str, str | None]:
    """Return the hint, and what `fix` writes in the place of a value, where that is certain."""
    if expected in {"a number", "a whole number"}:
        return _number_hint(value if isinstance(value, str) else "", expected), None
    if expected == "true or false" and str(value).lower() in _YES | _NO:
        word = "true" if str(value).lower() in _YES else "false"
        return f"write {word}", word
    if expected == "text" and isinstance(value, list) and loc[-1] in _ONE_OF_A_KIND:
        texts = [v.text if isinstance(v, AmbiguousScalar) else str(v) for v in value]
        quoted = " or ".join(
            f'"{plain_value(str(loc[-1]), text).strip(chr(34))}"' for text in texts
        )
        return f"write {quoted}{': there is one' * (len(texts) > 1)}", None
    if expected == "text" and (typed := _text_meant(loc, value, source)):
        return f"write {in_quotes(typed)}", None
    return _HINTS.get(expected, ""), None


def _no_link(loc: Steps, value: Any, source: SourceFile) -> Problem | None:
    """Return the problem with what stands for all links, or for one, and is neither."""
    message = f"{place_name(loc[:2])} must be "
    if isinstance(value, bool) and loc[-1] != "official":
        message += f"an address, not {_shape(value)}"
        hint = "write the address" if value else "leave the field out: there is none"
        return source.problem(loc, "wrong-type", message, hint)
    if loc == ("links",) and isinstance(value, list):
        hint = _named_links(value) or "write its fields without '- ', indented by two spaces"
        return source.problem(loc, "wrong-type", message + "a mapping, not a list", hint)
    if loc == ("links",) and isinstance(value, str):
        message += f'a mapping, not the text "{value}"'
        return source.problem(loc, "wrong-type", message, f"write {{project: {value}}}")
    return None


def _named_links(value: list[Any]) -> str:
    """Return the mapping that a list of addresses should be, or nothing: repositories are code."""
    if not all(isinstance(url, str) and is_address(url) for url in value):
        return ""
    names = ["code" if host_of(url) in _CODE_HOSTS else "project" for url in value]
    if len({*names}) < len(names):
        return "name each of them, as in {project: https://..., code: https://...}"
    return f"write {{{', '.join(map(': '.join, zip(names, value, strict=True)))}}}"


def _text_meant(loc: Steps, value: Any, source: SourceFile) -> str:
    """Return the text that somebody wrote as a mapping or a list, or nothing."""
    if isinstance(value, dict) and len(value) == 1 and {*value} <= {"name", "author", "id", "url"}:
        return str(next(iter(value.values())))
    typed = source.raw(loc)
    if isinstance(value, list) and len(value) == 1 and loc != ("title",):
        typed = typed.strip("[] \"'")
    return plain_markup(typed) or typed


def _hint_beyond_quotes(loc: Steps, raw: str) -> str:
    """Return what to do about a number that would be wrong in quotes too, or nothing."""
    if loc == ("arxiv",) and not is_arxiv_id(raw):
        if is_arxiv_id(f"{raw}0"):
            return f'write it in quotes, with the zero that it lost: "{raw}0", if that is its page'
        return 'write it in quotes, as the paper\'s page has it; it looks like "2208.12242"'
    if loc == ("doi",):
        return 'a DOI has a slash, as in "10.1145/3610548.3618154"'
    if loc == ("venue",):
        return VENUE_HINT
    return ""


_HINTS = {
    "a mapping": "write the fields below it, indented by two spaces",
    "a list": "write each item on a line of its own, behind '- '",
    "text": "write one text, on one line",
    "true or false": "leave it out, or write true without quotes",
}
_YES, _NO = {"true", "yes", "y", "on", "1"}, {"false", "no", "n", "off", "0", "none"}
_NO_NUMBER = re.compile(r"[-–—?.\s]*|n\.?/?a\.?|none|nan|\.nan|tbd|unknown", re.IGNORECASE)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?|-?\.\d+")


def _number_hint(value: str, expected: str) -> str:
    """Return the number that a text prints with marks, a spread, a comma or a percent sign."""
    if _NO_NUMBER.fullmatch(value):
        return "leave the field out where there is no number"
    text = re.sub(r"\s*(?:±|\+/?-|\(|\\pm).*", "", value.replace("−", "-")).strip(" *_↑↓$~≈")
    percent = text.endswith("%")
    text = text.rstrip("% ")
    whole = expected == "a whole number"
    if re.fullmatch(r"[1-9]\d{0,2}(?:[,'\u202f ]\d{3})+", text) and (whole or "," not in text):
        text = re.sub(r"\D", "", text)
    text = text.replace(",", ".") if text.count(",") == 1 and not whole else text
    if not _NUMBER.fullmatch(text) or (whole and not text.isdigit()):
        return f"write {expected}, without quotes and words"
    text = re.sub(r"^(-?)\.", r"\g<1>0.", text)
    if percent:
        return f"write {float(text) / 100:g}, or {text} in a column of percentages"
    return f"write {text}"


_FULL_WIDTH_LIST = re.compile(r"[【［〔「『](.*)[】］〕」』]")
_IN_BRACKETS = re.compile(r"\((.*)\)")


def _no_list(loc: Steps, value: str, source: SourceFile) -> Problem:
    """Return the problem with a text where a list belongs, and the list to write."""
    name = str(loc[-1])
    message = f'{place_name(loc)} must be a list, not the text "{value}"'
    if re.match(r"-\S", value):
        message = "a space is missing after '-'"
    elif _FULL_WIDTH_LIST.fullmatch(value):
        message = f"{value[0]} and {value[-1]} are full-width brackets: YAML knows [ and ]"
    listed = list_meant(name, value)
    hint = f"write {name}: {listed}" if "," in listed or len(value) < MAX_SHOWN else ""
    return source.problem(loc, "wrong-type", message, hint)


def list_meant(name: str, value: str) -> str:
    """Return, as YAML, the list that was written as one text into the field ``name``."""
    items = _items(name, value)
    shown = ", ".join(f'"{i}"' if re.search(r"[,:#\[\]{}&*!|>'\"%@`]", i) else i for i in items)
    return f"[{shown}]"


def _items(name: str, value: str) -> tuple[str, ...]:
    if name in {"caveats", "former_titles"}:
        return (value,)
    if re.match(r"-\S", value):
        return tuple(re.split(r"\s+-(?=\S)", value[1:]))
    if wide := _FULL_WIDTH_LIST.fullmatch(value):
        return tuple(re.split(r"\s*[,，、]\s*", wide[1]))
    if brackets := _IN_BRACKETS.fullmatch(value):
        value = brackets[1]
    if name == "authors":
        return split_names(value)
    if name == "range":
        return tuple(re.findall(r"-?\d+(?:\.\d+)?", re.sub(r"(?<=\d)\s*[-–]", " ", value)))
    if name in {"tasks", "distinct_from"}:
        return tuple(re.findall(r"\b(?!and\b)[\w-]+", value))
    return tuple(re.split(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+", value))


def _ambiguous_problem(
    loc: Steps, expected: str, value: AmbiguousScalar, source: SourceFile
) -> Problem:
    message = f"{place_name(loc)} must be {expected}, but some YAML parsers read {value.text}"
    hint, replacement = f'write it in quotes: "{value.text}"', f'"{value.text}"'
    if value.kind == "date":
        message = f"{place_name(loc)} must be {expected}, but YAML reads {value.text} as a date"
        if loc == ("date",):
            replacement = value.text[:7]
            hint = f"write the year and the month: {replacement}"
    elif value.kind == "boolean":
        message += " as true or false"
        if expected == "true or false":
            yes = value.text.lower() in _YES
            message = f'{place_name(loc)} must be true or false, not "{value.text}"'
            replacement = "true" if yes else "false"
            hint = f"write {replacement}"
    else:
        message += " as another number"
        if plain := _with_mark(loc, value.text):
            hint, replacement = f"write {plain}", plain
    if expected not in {"text", "true or false"}:
        hint, replacement = _number_hint(value.text, expected), ""
    return source.problem(loc, f"yaml-{value.kind}", message, hint, replacement=replacement or None)


def _with_mark(loc: Steps, text: str) -> str:
    """Return the date or the arXiv id that an odd number stands for, or nothing."""
    if loc == ("date",):
        return plain_month(text)
    if loc[-1:] == ("arxiv",) and is_arxiv_id(text.replace("_", ".")):
        return f'"{text.replace("_", ".")}"'
    return ""


def _shape(value: Any) -> str:
    if isinstance(value, bool):
        return f"the boolean {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a mapping"
