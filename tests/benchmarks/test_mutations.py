"""`make mutants` changes what a module does, and nothing that only people read."""

from __future__ import annotations

import ast

import pytest

from benchmarks import mutants
from benchmarks.mutations import mutants_of, mutated

SOURCE = '''\
"""A module."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import os
LIMIT = 24

class A(dict, total=False):
    @deco(1)
    def f(self, x: "int" = 0) -> "str":
        """Say."""
        if not x and LIMIT < 3:
            return f"none of {x}"
        return min(x, 2)
'''


def test_each_change_is_one_and_is_named() -> None:
    found = [(m.line, m.before, m.after) for m in mutants_of("a.py", SOURCE)]
    assert found == [
        (5, "24", "25"),
        (5, "24", "23"),
        (9, "0", "1"),
        (9, "0", "-1"),
        (11, "if not x and LIMIT < 3", "if not (not x and LIMIT < 3)"),
        (11, "not x and LIMIT < 3", "not x or LIMIT < 3"),
        (11, "not x", "x"),
        (11, "LIMIT < 3", "LIMIT <= 3"),
        (11, "3", "4"),
        (11, "3", "2"),
        (12, "return f'none of {x}'", "return None"),
        (13, "return min(x, 2)", "return None"),
        (13, "min", "max"),
        (13, "2", "3"),
        (13, "2", "1"),
    ]


def test_each_mutant_is_a_module_that_differs_from_the_real_one() -> None:
    real = ast.unparse(ast.parse(SOURCE))
    texts = [ast.unparse(mutated(SOURCE, mutant)) for mutant in mutants_of("a.py", SOURCE)]
    assert len(set(texts) - {real}) == len(texts)
    for text in texts:
        compile(text, "a.py", "exec")


def test_the_modules_and_tests_that_are_configured_exist() -> None:
    tests = mutants.chosen("")
    assert len(tests) >= 10
    assert all(files for files in tests.values())


@pytest.mark.parametrize(
    ("status", "said"), [(0, "survived"), (1 << 8, "killed"), (2 << 8, "killed"), (9, "endless")]
)
def test_a_mutant_whose_tests_do_not_end_is_noticed(status: int, said: str) -> None:
    assert mutants.verdict(status) == said
