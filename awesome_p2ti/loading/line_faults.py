"""Lines that nobody means as YAML reads them: a colon that is glued, another sign in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_GLUED = re.compile(r"(?P<indent>\s*)(?P<key>[A-Za-z_-]+):(?!//)(?P<value>\S.*)")
_FULL_WIDTH = re.compile(r"(?P<indent>\s*)(?P<key>[\w-]+)\s*(?P<colon>[：﹕∶])\s*(?P<value>.*)")
_STAR = re.compile(r"(?P<indent>\s*)(?P<star>[*•·–—+])\s+(?P<value>\S.*)")
_EQUALS = re.compile(r"(?P<indent>\s*)(?P<key>[A-Za-z_]+)(?:\s*=\s*|\s+(?=[\"'\[]))(?P<value>.+)")


class Fault(NamedTuple):
    """A fault at a line and column of a block (both from 0), in words, with what to do."""

    line: int
    column: int
    message: str
    hint: str


def in_quotes(text: str) -> str:
    """Return a text in the quotes that it does not hold itself."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _field_line(key: str, value: str) -> str:
    """Return the line of a field, its value in quotes where a colon or a # would end it."""
    plain = value[:1] in "\"'[{" or not re.search(r":\s|:$|\s#", value)
    return f"{key}: {value if plain else in_quotes(value)}"


def no_space_after_colon(line: str, number: int = 0) -> Fault | None:
    """Return the fault of a line such as ``venue:ICCV 2023``."""
    match = _GLUED.fullmatch(line)
    if match is None:
        return None
    message = f"a space is missing after '{match['key']}:'"
    hint = f"write {_field_line(match['key'], match['value'])}"
    return Fault(number, len(match["indent"]), message, hint)


def torn_field(line: str) -> Fault | None:
    """Return the fault of a field that YAML takes for one word: ``dino:0.7`` or ``dino=0.7``."""
    return no_space_after_colon(line) or _full_width_colon(line, 0) or _equals_sign(line, 0)


def _full_width_colon(line: str, number: int) -> Fault | None:
    match = _FULL_WIDTH.match(line)
    if match is None:
        return None
    colon = match["colon"]
    message = f"'{colon}' (U+{ord(colon):04X}) is another colon than YAML's"
    return Fault(
        number, match.start("colon"), message, f"write {_field_line(match['key'], match['value'])}"
    )


def _star(line: str, number: int) -> Fault | None:
    match = _STAR.fullmatch(line)
    if match is None:
        return None
    message = f"'{match['star']}' begins no item: items of a list begin with '- '"
    return Fault(number, len(match["indent"]), message, f"write - {match['value']}")


def _glued_item(line: str, number: int) -> Fault | None:
    match = re.fullmatch(r"(\s*)-([a-z_]+:\s.*)", line)
    if match is None:
        return None
    return Fault(number, len(match[1]), "a space is missing after '-'", f"write - {match[2]}")


def _equals_sign(line: str, number: int) -> Fault | None:
    match = _EQUALS.fullmatch(line)
    if match is None:
        return None
    message = f"a colon belongs behind '{match['key']}'"
    hint = f"write {_field_line(match['key'], match['value'])}"
    return Fault(number, match.start("key"), message, hint)


def _bare_address(line: str, number: int) -> Fault | None:
    match = re.fullmatch(r"\s+(https?://\S+)", line)
    if match is None:
        return None
    return Fault(number, match.start(1), "an address with fields is one", f"write url: {match[1]}")


LINE_FAULTS: tuple[Callable[[str, int], Fault | None], ...] = (
    no_space_after_colon,
    _full_width_colon,
    _star,
    _glued_item,
    _equals_sign,
    _bare_address,
)
"""What is tried on a line, the surest first."""
