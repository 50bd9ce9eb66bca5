"""Every rule is tried on every list."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from awesome_p2ti import rules
from awesome_p2ti.problems import SetupError
from awesome_p2ti.rules.registry import RULES, check, load_and_check
from tests.make import listed, paper

FOLDER = Path(inspect.getfile(rules)).parent


def test_every_public_rule_is_registered() -> None:
    """A rule is a function of a module of rules that yields problems of a catalog."""
    written = {
        node.name
        for file in FOLDER.glob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if node.returns is not None and ast.unparse(node.returns) == "Iterator[Problem]"
    }
    assert {rule.__name__ for rule in RULES} == written
    assert len(RULES) == len(written)


def test_what_each_rule_finds_is_returned() -> None:
    found = listed(paper("one", title="On Moths"), paper("two", title="On Moths", tasks=["moths"]))
    codes = [problem.code for problem in check(found)]
    assert codes == ["unknown-task", "no-paper", "no-paper", "duplicate-title", "duplicate-title"]


def test_problems_of_files_and_between_them_are_sorted_and_each_is_said_once(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data/papers/2023"
    folder.mkdir(parents=True)
    text = "title: On Moths\ndate: 2023-02\ntasks: [subject]\n"
    for name in ("b", "a"):
        (folder / f"{name}.yaml").write_text(text + "titel: x\n", encoding="utf-8")
    (folder / "c.txt").write_text("", encoding="utf-8")
    found, problems = load_and_check(tmp_path)
    assert found.root == tmp_path
    assert problems == sorted(set(problems))
    assert {(p.path[-6:], p.code) for p in problems} >= {
        ("a.yaml", "unknown-field"),
        ("b.yaml", "unknown-field"),
        ("/c.txt", "stray-file"),
    }


def test_without_a_list_nothing_is_checked(tmp_path: Path) -> None:
    with pytest.raises(SetupError):
        load_and_check(tmp_path)
