"""Reports say the same problem in four forms, and no value from an entry can break one."""

from __future__ import annotations

import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.codes import CODES
from awesome_p2ti.problems import Problem, Severity
from awesome_p2ti.reporters import REPORTS, terminal_text

PROBLEM = Problem(
    "data/papers/2022/x.yaml", 2, 8, "yaml-number", 'arxiv reads "1"', "quote it", end_column=11
)
ANY = st.builds(
    Problem,
    path=st.text(min_size=1),
    line=st.integers(1, 99),
    column=st.integers(1, 99),
    code=st.sampled_from(sorted(CODES)),
    message=st.text(min_size=1),
    hint=st.text(),
    severity=st.sampled_from(Severity),
    end_column=st.integers(0, 99),
)


def test_text() -> None:
    assert REPORTS["text"]([PROBLEM]) == (
        'data/papers/2022/x.yaml:2:8: yaml-number: arxiv reads "1"\n    hint: quote it\n'
    )


def test_terminal_text_shows_the_line_with_a_caret() -> None:
    sources = {PROBLEM.path: "title: é\narxiv: 1.0\n"}
    assert terminal_text([PROBLEM], sources, colour=False) == (
        'data/papers/2022/x.yaml:2:8: yaml-number: arxiv reads "1"\n'
        "    2 | arxiv: 1.0\n"
        "               ^^^\n"
        "    hint: quote it\n"
    )
    assert "\x1b[31m" in terminal_text([PROBLEM], sources, colour=True)


def test_the_caret_counts_wide_characters() -> None:
    problem = Problem("x", 1, 4, "tab", "m", end_column=5)
    lines = terminal_text([problem], {"x": "日本 b"}, colour=False).split("\n")
    assert lines[1].index("b") + 2 == lines[2].index("^")  # two characters before it are two wide


def test_a_long_line_is_cut_around_the_place() -> None:
    problem = Problem("x", 1, 5001, "tab", "m", end_column=5002)
    text = terminal_text([problem], {"x": "a" * 5000 + "b" + "a" * 5000}, colour=False)
    assert max(map(len, text.split("\n"))) < 200
    line, caret = text.split("\n")[1:3]
    assert line[caret.index("^")] == "b"


def test_json() -> None:
    assert json.loads(REPORTS["json"]([PROBLEM])) == {
        "problems": [
            {
                "path": "data/papers/2022/x.yaml",
                "line": 2,
                "column": 8,
                "code": "yaml-number",
                "severity": "error",
                "message": 'arxiv reads "1"',
                "hint": "quote it",
            }
        ]
    }


def test_github() -> None:
    assert REPORTS["github"]([PROBLEM]) == (
        "::error file=data/papers/2022/x.yaml,line=2,col=8,endLine=2,endColumn=11,"
        'title=yaml-number::arxiv reads "1"%0Ahint: quote it\n'
    )


@given(st.lists(ANY, max_size=4))
def test_one_line_stays_one_line(problems: list[Problem]) -> None:
    hints = sum(1 for p in problems if p.hint)
    text = REPORTS["text"](problems)
    assert text.count("\n") == len(text.splitlines()) == len(problems) + hints
    assert text.isprintable() or set(text) - {"\n"} == {c for c in text if c.isprintable()}
    annotations = REPORTS["github"](problems).splitlines()
    assert len(annotations) == len(problems)
    for line, problem in zip(annotations, problems, strict=True):
        level = "notice" if problem.severity is Severity.NOTE else problem.severity.value
        assert line.startswith(f"::{level} file=")
        assert line.count("::") >= 2
        properties = line[2:].partition("::")[0].partition(" ")[2].split(",")
        assert [p.partition("=")[0] for p in properties][:3] == ["file", "line", "col"]
        assert "endLine" in properties[3] if problem.end_column else "title" in properties[3]


@given(st.lists(ANY, max_size=4))
def test_machine_formats_hold_every_problem(problems: list[Problem]) -> None:
    rows = json.loads(REPORTS["json"](problems))["problems"]
    assert [r["message"] for r in rows] == [p.message for p in problems]
    run = json.loads(REPORTS["sarif"](problems))["runs"][0]
    for result, problem in zip(run["results"], problems, strict=True):
        assert result["ruleId"] == problem.code
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == problem.code
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == problem.line


SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "results": {
                        "items": {
                            "required": ["message"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                                "locations": {"minItems": 1},
                            },
                        }
                    }
                },
            }
        },
    },
}
"""The parts of SARIF 2.1.0 that code scanning demands."""


def test_sarif_has_the_demanded_shape() -> None:
    jsonschema.validate(json.loads(REPORTS["sarif"]([PROBLEM])), SARIF)
