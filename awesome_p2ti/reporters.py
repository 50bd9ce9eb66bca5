"""REPORTS: problems as text, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from awesome_p2ti.codes import CODES
from awesome_p2ti.escaping import escape_control_chars, json_document
from awesome_p2ti.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MAX_LINE = 160


def plain_text(problems: Sequence[Problem]) -> str:
    """Return one line a problem and one for its hint, as editors and grep read them."""
    return "".join(_text(p, lambda _, words: words, "") for p in problems)


def terminal_text(problems: Sequence[Problem], sources: Mapping[str, str], *, colour: bool) -> str:
    """Return the problems with the line of the source that each is about, and a caret under it.

    ``sources`` holds the texts of files by their paths.
    """

    def paint(code: str, words: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if colour else words

    lines = {path: text.split("\n") for path, text in sources.items()}
    return "".join(_text(p, paint, _excerpt(p, lines.get(p.path, []), paint)) for p in problems)


def _text(problem: Problem, paint: Callable[[str, str], str], excerpt: str) -> str:
    where = f"{escape_control_chars(problem.path)}:{problem.line}:{problem.column}"
    code = paint(_COLOURS[problem.severity], problem.code)
    weight = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
    lines = [
        f"{paint('1', where)}: {code}: {weight}{escape_control_chars(problem.message)}\n",
        excerpt,
    ]
    if problem.hint:
        lines.append(f"    {paint('2', 'hint:')} {escape_control_chars(problem.hint)}\n")
    return "".join(lines)


def _excerpt(problem: Problem, lines: Sequence[str], paint: Callable[[str, str], str]) -> str:
    if problem.line > len(lines) or not lines[problem.line - 1].strip():
        return ""
    start = problem.column - 1
    line = lines[problem.line - 1].rstrip("\r")
    first = max(0, start - _MAX_LINE // 2)
    shown = line[first : first + _MAX_LINE]
    before = escape_control_chars(shown[: start - first])
    width = min(max(problem.end_column - problem.column, 1), len(shown) - (start - first))
    marked = escape_control_chars(shown[start - first :][: max(width, 1)]) or " "
    rest = escape_control_chars(shown[start - first + max(width, 1) :])
    number = f"{problem.line:>5} | "
    caret = " " * (len(number) - 2 + _cells(before)) + "  " + "^" * max(_cells(marked), 1)
    return (
        f"{paint('2', number)}{before}{marked}{rest}\n{paint(_COLOURS[problem.severity], caret)}\n"
    )


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def as_json(problems: Sequence[Problem]) -> str:
    """Return one JSON object with the list ``problems``."""
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "code": p.code,
            "severity": p.severity.value,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return json_document({"problems": rows})


def github(problems: Sequence[Problem]) -> str:
    """Return GitHub's workflow commands: annotations on the lines of a pull request.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    return "".join(_annotation(p) for p in problems)


def _annotation(problem: Problem) -> str:
    message = escape_control_chars(problem.message) + (
        f"\nhint: {escape_control_chars(problem.hint)}" if problem.hint else ""
    )
    where = {
        "file": escape_control_chars(problem.path),
        "line": str(problem.line),
        "col": str(problem.column),
    }
    if problem.end_column:
        where |= {"endLine": str(problem.line), "endColumn": str(problem.end_column)}
    where["title"] = problem.code
    properties = ",".join(f"{k}={_property(v)}" for k, v in where.items())
    return f"::{_LEVELS[problem.severity]} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Sequence[Problem]) -> str:
    """Return SARIF 2.1.0, which code scanning reads."""
    codes = sorted({p.code for p in problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].title},
            "fullDescription": {"text": CODES[code].why},
            "defaultConfiguration": {"level": CODES[code].severity.value},
        }
        for code in codes
    ]
    driver = {"name": "awesome-p2ti", "rules": rules}
    numbers = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, numbers[p.code]) for p in problems],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json_document({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _result(problem: Problem, rule: int) -> dict[str, object]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    if problem.end_column:
        region["endColumn"] = problem.end_column
    location = {
        "artifactLocation": {"uri": quote(problem.path, errors="surrogatepass")},
        "region": region,
    }
    text = problem.message + (f" Hint: {problem.hint}" if problem.hint else "")
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


REPORTS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": plain_text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
"""Every report format by the name that --format takes."""
