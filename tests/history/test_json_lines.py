"""Files of JSON lines are read whole; what is no line is named with its number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from awesome_p2ti.history.json_lines import read_lines, text_of
from awesome_p2ti.problems import SetupError


def test_a_file_that_is_not_there_is_nothing_and_a_broken_one_is_said(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a.jsonl", 100) is None
    (tmp_path / "folder.jsonl").mkdir()
    assert text_of(tmp_path, "folder.jsonl", 100) is None
    (tmp_path / "a.jsonl").write_text("1\n", encoding="utf-8")
    assert text_of(tmp_path, "a.jsonl", 100) == "1\n"
    (tmp_path / "a.jsonl").write_bytes(b"\xff")
    with pytest.raises(SetupError, match=r"a\.jsonl cannot be read"):
        text_of(tmp_path, "a.jsonl", 100)


def test_lines_come_with_their_numbers() -> None:
    lines = read_lines('\n"a\u2028b"\n\n2\n', "a.jsonl", lambda value: value, "a job")
    assert list(lines) == [(2, "a\u2028b"), (4, 2)]


@pytest.mark.parametrize(
    ("row", "said"), [("{", "Expecting"), ("2", "it is odd"), ("[" * 100_000, "recursion")]
)
def test_what_is_no_line_is_named(row: str, said: str) -> None:
    def line_of(value: Any) -> Any:
        if value == 2:
            raise ValueError("it is odd")
        return value

    with pytest.raises(SetupError) as caught:
        list(read_lines(f"1\n{row}\n", "data/a.jsonl", line_of, "the weekly job"))
    assert str(caught.value).startswith("data/a.jsonl:2: this is no line of the file: ")
    assert said in str(caught.value)
    assert caught.value.hint == "restore it from git; the weekly job writes it"
