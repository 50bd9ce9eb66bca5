"""Golden messages: each folder in cases/ breaks the small list and holds what is said."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from awesome_p2ti import catalog
from awesome_p2ti.codes import CODES
from awesome_p2ti.reporters import plain_text
from awesome_p2ti.rules import registry

HERE = Path(__file__).resolve().parent
CASES = sorted(p for p in (HERE / "cases").iterdir() if p.is_dir())
ELSEWHERE = {
    "not-readable": "loading/test_yaml_reader.py",
    "stale-output": "commands/test_build.py",
    "ledger-date": "history/test_ledger.py",
}
"""Codes that a folder of files cannot show, and the test that does."""


def problems_of(root: Path) -> list[str]:
    found, problems = catalog.load(root)
    return sorted({*problems, *registry.check(found)})


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_case(case: Path, small_list: Path) -> None:
    shutil.copytree(case / "data", small_list / "data", dirs_exist_ok=True)
    problems = problems_of(small_list)
    text = plain_text(problems)
    expected = case / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert case.name in {p.code for p in problems}
    for problem in problems:
        assert problem.severity is CODES[problem.code].severity
        assert problem.line >= 1
        assert problem.column >= 1


def test_every_code_has_a_case() -> None:
    shown = {case.name for case in CASES} | ELSEWHERE.keys()
    assert {code for code in CODES if not code.startswith(("link-", "exception-"))} == shown
    for code, module in ELSEWHERE.items():
        assert code in (HERE / module).read_text(encoding="utf-8")


def test_the_small_list_is_sound(small_list: Path) -> None:
    assert problems_of(small_list) == []
