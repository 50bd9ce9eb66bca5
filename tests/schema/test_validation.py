"""Hints of the schema: what they say, and when they say nothing."""

from __future__ import annotations

import pytest

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.schema.models import Paper
from awesome_p2ti.schema.validation import did_you_mean


@pytest.mark.parametrize(("length", "hinted"), [(59, True), (60, False), (500, False)])
def test_a_long_text_is_not_said_twice(length: int, hinted: bool) -> None:
    text = f"title: A\ndate: 2023-05\ntasks: [subject]\nauthors: {'x' * length}\n"
    _, (problem,) = parse_entry(SourceFile("x.yaml", text), Paper)
    assert problem.code == "wrong-type"
    assert problem.hint == (f"write authors: [{'x' * length}]" if hinted else "")


def test_a_word_must_be_near_to_be_meant() -> None:
    assert did_you_mean("subjct", ["style", "subject"]) == "did you mean 'subject'?"
    assert did_you_mean("qqqq", ["style", "subject"]) == ""
    assert did_you_mean("x", []) == ""
