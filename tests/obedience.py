"""Does to a list what the hint of a problem says, to the letter, as a newcomer would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from awesome_p2ti.problems import Problem

QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"
_LEAD = r"(?:write |write it in single quotes: |put the whole text in double quotes: )"
_FIELD = re.compile(rf"{_LEAD}(?P<line>(?:[\w-]+:|-) .*?)(?: instead|, or (?!\d).*)?")
_MOVED = re.compile(r"write (date: \d{4}-\d\d) and move the file to (\S+), or .*")
_ELSEWHERE = re.compile(r"write (.*) instead of links\.paper, beside the title")
_VALUE = re.compile(
    rf"(?:write |write it in quotes: |write it in single quotes: )(?P<value>{QUOTED})"
    r"(?:, or .*|, with .*| and change .*| \(Unicode NFC\))?"
)
_NOT_EXACT = r"(?!it |its |out |the |a |year|true or|each |what|one text|encoder where)"
_PLAIN = re.compile(
    rf"(?:write |write the year and the month: ){_NOT_EXACT}(?P<value>[^:\"]+)(?:: .*)?"
)
_ITEM = re.compile(
    rf"write {_NOT_EXACT}(?P<value>(?:'[^']*'|\"[^\"]*\"|[^,\"]+)(?:, (?:\"[^\"]*\"|[^,\"]+))+)"
)
_MEANT = re.compile(r"did you mean '(?P<value>[^']+)'\?.*")
_NUMBER = re.compile(r"(?:divide|multiply) by 100: (?P<value>[\d.]+)")
_LINES = re.compile(r"write each on a line of its own: (?P<items>- .*)")
_BELOW = re.compile(r"it stands below links: \{(?P<field>.*)\}")
_BESIDE = re.compile(r"it stands at the top, beside links: (?P<field>.*)")


class Place:
    """The lines of the file in which a problem is, and where in them."""

    def __init__(self, root: Path, problem: Problem) -> None:
        self.root, self.problem = root, problem
        self.file = root / problem.path
        self.lines = self.file.read_text(encoding="utf-8").split("\n")
        self.at = problem.line - 1

    def save(self, path: str = "") -> None:
        """Write the lines, and under another path where one is given."""
        self.file.write_text("\n".join(self.lines), encoding="utf-8")
        if path:
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            self.file.rename(self.root / path)

    def put(self, value: str) -> None:
        """Write a value in the place of what the problem underlines, or of all behind it."""
        line, end = self.lines[self.at], self.problem.end_column - 1
        end = len(line) if self.problem.code == "comment" else end
        self.lines[self.at] = line[: self.problem.column - 1] + value + line[end:]

    def put_line(self, text: str) -> None:
        """Write a line in the place of the problem's, indented like it."""
        indent = re.match(r"\s*", self.lines[self.at])[0]  # type: ignore[index]
        self.lines[self.at] = indent + text


def _field(place: Place, match: re.Match[str]) -> None:
    place.put_line(match["line"])


def _moved(place: Place, match: re.Match[str]) -> None:
    place.put_line(match[1])
    place.save(match[2] + place.file.name)


def _rename(place: Place, match: re.Match[str]) -> None:
    place.save(f"{place.problem.path.rpartition('/')[0]}/{match[1]}")


def _both(place: Place, match: re.Match[str]) -> None:
    del place.lines[place.at]
    place.at -= 1
    place.put_line(match[1])


def _move(place: Place, match: re.Match[str]) -> None:
    place.save(match[1])


def _value(place: Place, match: re.Match[str]) -> None:
    place.put(match["value"])


def _torn(place: Place, match: re.Match[str]) -> None:
    """Put quotes around what YAML takes for a list or a mapping."""
    torn = rf"\[?{re.escape(match['value'][1:-1])}\]?"
    place.lines[place.at] = re.sub(torn, lambda _: match["value"], place.lines[place.at], count=1)


def _lines(place: Place, match: re.Match[str]) -> None:
    indent = " " * (len(place.lines[place.at]) - len(place.lines[place.at].lstrip()))
    place.lines[place.at : place.at + 1] = [
        f"{indent}- {item}" for item in match["items"].removeprefix("- ").split(" and - ")
    ]


def _delete_line(place: Place, _: re.Match[str]) -> None:
    del place.lines[place.at]


def _delete_file(place: Place, _: re.Match[str]) -> None:
    if place.problem.path.endswith((".yaml", ".txt")):
        place.file.unlink()
        place.lines = []


def _delete_value(place: Place, _: re.Match[str]) -> None:
    line = place.lines[place.at]
    start = place.problem.column - 1
    end = place.problem.end_column - 1
    if line[:start].strip() == "-":
        del place.lines[place.at]
        return
    comma = re.match(r"\s*,\s*", line[end:])
    before = re.sub(r",\s*$", "", line[:start]) if comma is None else line[:start]
    place.lines[place.at] = before + line[end + (comma.end() if comma else 0) :]


def _elsewhere(place: Place, match: re.Match[str]) -> None:
    text = re.sub(r"\{?paper: [^\n}]*\}?", "", place.lines[place.at], count=1)
    place.lines[place.at] = text
    if not text.strip().removeprefix("links:"):
        del place.lines[place.at]
        if place.lines[place.at - 1].strip() == "links:":
            del place.lines[place.at - 1]
    place.lines.insert(0, match[1])


def _below(place: Place, match: re.Match[str]) -> None:
    del place.lines[place.at]
    for i, line in enumerate(place.lines):
        if line.rstrip() == "links:":
            place.lines.insert(i + 1, "  " + match["field"])
            return
    place.lines[place.at : place.at] = ["links:", "  " + match["field"]]


def _beside(place: Place, match: re.Match[str]) -> None:
    del place.lines[place.at]
    if place.lines[place.at - 1].strip() == "links:":
        del place.lines[place.at - 1]
    place.lines.insert(0, match["field"])


def _spaces(place: Place, _: re.Match[str]) -> None:
    place.lines[place.at] = place.lines[place.at].replace("\t", "  ")


def _word(place: Place, match: re.Match[str]) -> None:
    """Write a word in the place of the broken one that the message shows."""
    word = re.search(r'"([^"]+)"', place.problem.message)[1]  # type: ignore[index]
    place.lines[place.at] = place.lines[place.at].replace(word, match["value"][1:-1])


def _tag(place: Place, _: re.Match[str]) -> None:
    place.lines[place.at] = re.sub(r"(?<=: )!\S+ ", "", place.lines[place.at])


def _escape(place: Place, _: re.Match[str]) -> None:
    place.lines[place.at] = re.sub(
        r"(?<= )\\[ux][0-9a-fA-F]+ |\\[ux][0-9a-fA-F]+", "", place.lines[place.at]
    )


def _close(place: Place, _: re.Match[str]) -> None:
    place.lines[place.at] = place.lines[place.at].rstrip() + "]"


def _percent(place: Place, match: re.Match[str]) -> None:
    bad = re.search(r'holds, "(.)"', place.problem.message)[1]  # type: ignore[index]
    line, start, end = place.lines[place.at], place.problem.column - 1, place.problem.end_column - 1
    place.lines[place.at] = line[:start] + line[start:end].replace(bad, match[1]) + line[end:]


def _vocabulary(place: Place, match: re.Match[str]) -> None:
    name = re.search(r'"([^"]+)"', place.problem.message)[1]  # type: ignore[index]
    file = place.root / match[1]
    text = file.read_text(encoding="utf-8")
    more = f"base_models:\n  - name: {name}\n" if "base_models" in match[1] else ""
    text = text.replace("base_models:\n", more, 1) if more else text.replace("[", f"[{name}, ", 1)
    file.write_text(text, encoding="utf-8")


def _distinct(place: Place, match: re.Match[str]) -> None:
    place.lines.insert(0, f"distinct_from: [{match[1]}]")


_DEEDS: tuple[tuple[re.Pattern[str], Callable[[Place, re.Match[str]], None]], ...] = (
    (_MOVED, _moved),
    (re.compile(r"write (.*) instead of both lines"), _both),
    (_ELSEWHERE, _elsewhere),
    (_LINES, _lines),
    (_BELOW, _below),
    (_BESIDE, _beside),
    (re.compile(r"rename it to (\S+\.yaml): .*"), _rename),
    (re.compile(r"move it to (\S+), or .*"), _move),
    (re.compile(r"write it as (%\w\w)"), _percent),
    (re.compile(r"(?:fill it, or )?delete the (?:line|field)(?:: .*)?"), _delete_line),
    (re.compile(r"delete the file, or .*"), _delete_file),
    (re.compile(r"delete it(?:: .*)?"), _delete_value),
    (re.compile(r"write spaces instead"), _spaces),
    (re.compile(r"close it with '\]'"), _close),
    (re.compile(r".*add it to (data/\S+\.yaml)"), _vocabulary),
    (re.compile(r".*or add distinct_from: \[([\w-]+)\].*"), _distinct),
    (re.compile(r"delete the tag: .*"), _tag),
    (re.compile(r"delete the escape"), _escape),
    (_NUMBER, _value),
    (_MEANT, _value),
    (_VALUE, _value),
    (_FIELD, _field),
    (_ITEM, _value),
    (_PLAIN, _value),
)  # fmt: skip


def obey(root: Path, problem: Problem) -> bool:
    """Do what the hint says; False where it leaves the decision to a person."""
    for pattern, deed in _DEEDS:
        if match := pattern.fullmatch(problem.hint):
            place = Place(root, problem)
            if problem.code in {"broken-encoding", "look-alike", "not-normalised"}:
                _word(place, match)
            elif problem.code == "wrong-type" and pattern is _VALUE:
                _torn(place, match)
            else:
                deed(place, match)
            if place.file.exists() and deed is not _vocabulary:
                place.save()
            return True
    return False


def values_of(text: str) -> Any:
    """Return what a text of YAML holds, with every value as it is written."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def leaves(value: Any) -> Iterator[str]:
    """Yield each text in a value that stands in no field but in its own."""
    if isinstance(value, dict):
        for child in value.values():
            yield from leaves(child)
    elif isinstance(value, list):
        for child in value:
            yield from leaves(child)
    else:
        yield str(value)
