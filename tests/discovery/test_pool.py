"""A pool's file: what is no paper is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti.discovery.pool import PoolPaper, read_pool
from awesome_p2ti.problems import SetupError


def test_papers_once_each(tmp_path: Path) -> None:
    file = tmp_path / "pool.jsonl"
    lines = '\ufeff{"id": "a", "title": "One\\n two", "more": 1}\n\n{"id": "a", "title": "Again"}\n'
    file.write_text(lines, encoding="utf-8")
    assert read_pool(file) == [PoolPaper("a", "One two")]


@pytest.mark.parametrize(
    "line", ["[1]", "{", '{"id": "a"}', '{"id": 1, "title": "x"}', '{"id": " ", "title": "x"}',
             '{"id": "a", "title": ""}', "[" * 100_000,
             '{"id": "a", "title": "' + "x" * 2000 + '"}'],
)  # fmt: skip
def test_what_is_no_paper_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "pool.jsonl"
    file.write_text('{"id": "a", "title": "One"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SetupError) as caught:
        read_pool(file)
    assert f"{file}:2: this line is no paper" in caught.value.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be read"):
        read_pool(tmp_path / "none.jsonl")
