"""What a person did where YAML fails: the line that is the cause, and the line to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from yaml import YAMLError

from awesome_p2ti.loading.line_faults import LINE_FAULTS, Fault, in_quotes
from awesome_p2ti.loading.source_file import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELD = re.compile(r"(?P<indent>\s*)(?:- )*(?P<key>[\w-]+)\s*:(?:\s+|$)(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)")
_EMPHASIS = re.compile(r"(\*{1,2}|`)(.+)\1")
_NO_COMMA = "delete this comma"
_OF_A_LINK = frozenset({"url", "official", "archived", "note"})
_CURLY = "“”„‟«»‘’‚"
_QUOTE_PAIRS = re.compile(f"^[{_CURLY}](.*?)[{_CURLY}\"']?$")
_SPECIAL = "&*!|>%@`?-{}],"
_WITH_COMMA = re.compile(r"[\"'\[{].*[\"'\]}]\s*,")


class _Value(NamedTuple):
    """A value as its line shows it: where it begins, and what stands before it."""

    line: int
    column: int
    lead: str
    """The key and its colon, or nothing for an item of a list."""
    text: str


def find_fault(lines: Sequence[str], candidates: Sequence[int], error: str) -> Fault | None:
    """Return the fault of a block of lines; the parser's marks name the lines to look at first."""
    for number in dict.fromkeys([*candidates, *range(len(lines))]):
        if not 0 <= number < len(lines):
            continue
        fault = _of_line(lines, number, error)
        if fault:
            return fault
    return None


def _of_line(lines: Sequence[str], number: int, error: str) -> Fault | None:
    line = lines[number].rstrip()
    for find in LINE_FAULTS:
        if fault := find(line, number):
            return fault
    value = _value(line, number)
    if value is None or not value.text:
        return None
    if _ends_in_comma(value, lines):
        column = value.column + len(value.text) - 1
        return Fault(number, column, "a comma ends the line, which needs none", _NO_COMMA)
    if '"' in value.text[:1] or "'" in value.text[:1]:
        return _quoted(value, lines, error)
    if value.text[0] == "[":
        return _list(value, lines)
    return _plain(value, lines)


def _ends_in_comma(value: _Value, lines: Sequence[str]) -> bool:
    """Return whether a whole value has a comma behind it, outside of all brackets."""
    open_above = any(mark in line for line in lines[: value.line] for mark in "[{")
    return bool(_WITH_COMMA.fullmatch(value.text)) and not open_above and _parses(value.text[:-1])


def _parses(text: str) -> bool:
    try:
        return compose(text) is not None
    except (YAMLError, RecursionError):
        return False


def _value(line: str, number: int) -> _Value | None:
    if match := _FIELD.fullmatch(line):
        return _Value(number, match.start("value"), match["key"] + ": ", match["value"])
    if match := _ITEM.fullmatch(line):
        return _Value(number, match.start("value"), "- ", match["value"])
    return None


def _quoted(value: _Value, lines: Sequence[str], error: str) -> Fault | None:
    """Return the fault of a value in quotes: an escape, an end that is none, or no end at all."""
    quote = value.text[0]
    single = quote == "'"
    end = _closing_quote(value.text)
    if end < 0:
        if value.line + 1 < len(lines) and "escape" not in error and "hexdec" not in error:
            later = any(quote in line for line in lines[value.line + 1 :])
            if later:
                return None
        if "escape" in error or "hexdec" in error:
            return _backslash(value)
        message = "the quoted text that begins here is not closed"
        return Fault(value.line, value.column, message, f"write {value.lead}{value.text}{quote}")
    rest = value.text[end + 1 :].strip()
    if rest and not rest.startswith("#") and rest[0] not in ",]}:":
        whole = _whole(value.text, end)
        hint = f"write {value.lead}{in_quotes(whole)}"
        message = "the quotes end here, and text follows"
        if single:
            message += ": in single quotes, two of them stand for one"
        return Fault(value.line, value.column + end, message, hint)
    return _backslash(value) if "escape" in error or "hexdec" in error else None


def _backslash(value: _Value) -> Fault:
    end = _closing_quote(value.text)
    inner = value.text[1:end] if end > 0 else value.text[1:]
    at = re.search(r"\\(?![\"\\])", inner)
    column = value.column + 1 + (at.start() if at else 0)
    message = "in double quotes, a backslash begins an escape"
    hint = f"write it in single quotes: {value.lead}{in_single_quotes(inner)}"
    return Fault(value.line, column, message, hint)


def in_single_quotes(inner: str) -> str:
    """Return the characters between two double quotes, as typed, as a text in single quotes."""
    return "'" + inner.replace('\\"', '"').replace("\\\\", "\\").replace("'", "''") + "'"


def _closing_quote(text: str) -> int:
    """Return where the text's first character, a quote, is closed, or -1."""
    if text[0] == "'":
        match = re.match(r"'(?:[^']|'')*'(?!')", text)
    else:
        match = re.match(r'"(?:[^"\\]|\\.)*"', text)
    return match.end() - 1 if match else -1


def _whole(text: str, end: int) -> str:
    """Return a text whose quotes end too early: all of it, without the quotes around it."""
    whole = text[1:] if text[-1] == text[0] else text
    whole = whole[:-1] if text[-1] == text[0] and len(text) - 1 > end else whole
    return whole.replace("\\'", "'").replace("''", "'" if text[0] == "'" else "''")


def _list(value: _Value, lines: Sequence[str]) -> Fault | None:
    if comment := re.search(r"\s#", value.text):
        message = "' #' begins a comment, which hides the end of the list"
        column = value.column + comment.start() + 1
        hint = "put the text in quotes, or delete from # up to the comma"
        return Fault(value.line, column, message, hint)
    if fault := _marked_item(value):
        return fault
    if commas := re.search(r",\s*(?=,)|(?<=\[)\s*(?=,)", value.text):
        message = "nothing stands between two commas" if commas[0] else "nothing stands before it"
        column = value.column + commas.end()
        return Fault(value.line, column, message, _NO_COMMA)
    if re.match(r"\[[^\[\]\"',]*\]\s*[^\s#,\]]", value.text):
        return _needs_quotes(value)
    if value.text.count("[") > value.text.count("]") and not _goes_on(value, lines):
        return Fault(value.line, value.column, "the list is not closed", "close it with ']'")
    return None


def _marked_item(value: _Value) -> Fault | None:
    """Return the fault of an item, or of a value in braces, that begins with a mark of YAML."""
    mark = re.search(r"(?:[\[{,]|:\s)\s*([&*!|>%@`])", value.text)
    if mark is None:
        return None
    what = mark[1]
    message = f"'{what}' cannot begin an item"
    hint = f"leave the {what} out" if what in "&*" else "put the item in double quotes"
    return Fault(value.line, value.column + mark.start(1), message, hint)


def _mapping(value: _Value, lines: Sequence[str]) -> Fault | None:
    """Return the fault of a mapping in braces, or of a text that begins like one."""
    if _parses(value.text):
        return None
    if ": " in value.text and (fault := _marked_item(value)):
        return fault
    if value.text.count("{") > value.text.count("}"):
        if any("}" in line for line in lines[value.line + 1 :]):
            return None
        return Fault(value.line, value.column, "the mapping is not closed", "close it with '}'")
    return _needs_quotes(value)


def _goes_on(value: _Value, lines: Sequence[str]) -> bool:
    return any("]" in line for line in lines[value.line + 1 :])


def _plain(value: _Value, lines: Sequence[str]) -> Fault | None:
    first = value.text[0]
    if first in _CURLY:
        match = _QUOTE_PAIRS.match(value.text)
        inner = match[1] if match and not set(_CURLY) & set(match[1]) else value.text
        message = "these are curly quotes: YAML knows \" and '"
        return Fault(value.line, value.column, message, f"write {value.lead}{in_quotes(inner)}")
    if first == "{":
        return _mapping(value, lines)
    if first in _SPECIAL:
        return _needs_quotes(value)
    below = lines[value.line + 1] if value.line + 1 < len(lines) else ""
    if (field := _FIELD.fullmatch(below.rstrip())) and "://" in value.text:
        message = f"'{field['key']}' stands below an address, which can hold no fields"
        hint = f"write {value.lead}{{url: {value.text}, {below.strip()}}} instead of both lines"
        if field["key"] not in _OF_A_LINK:
            hint = f"begin it in the same column as {value.lead.strip(': ')}"
        return Fault(value.line + 1, len(field["indent"]), message, hint)
    if colon := re.search(r":(?:\s|$)", value.text):
        message = "a colon followed by a space begins a new field here"
        hint = f"put the whole text in double quotes: {value.lead}{in_quotes(value.text)}"
        return Fault(value.line, value.column + colon.start(), message, hint)
    return None


def _needs_quotes(value: _Value) -> Fault:
    message = f"a text that begins with {value.text[0]} needs quotes"
    emphasis = _EMPHASIS.fullmatch(value.text)
    text = emphasis[2] if emphasis else value.text
    return Fault(value.line, value.column, message, f"write {value.lead}{in_quotes(text)}")
