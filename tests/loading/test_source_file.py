"""Where values stand: each text is parsed once, however many of its places are asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti import catalog
from awesome_p2ti.links.inputs.catalog import from_catalog
from awesome_p2ti.loading import source_file
from awesome_p2ti.loading.source_file import SourceFile, parsed_document
from awesome_p2ti.schema.entry_files import lies_in
from awesome_p2ti.schema.models import KINDS

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 300


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often each text is parsed."""
    counts: Counter[str] = Counter()
    compose = source_file.compose

    def counted(text: str) -> object:
        counts[text] += 1
        return compose(text)

    monkeypatch.setattr(source_file, "compose", counted)
    parsed_document.cache_clear()
    return counts


def test_many_problems_in_one_entry_take_one_parse(composed: Counter[str]) -> None:
    text = "title: A\n" + "".join(f"wrong{i}: x\n" for i in range(3000))
    _, problems = catalog.parse_entry(SourceFile("x.yaml", text), KINDS["papers"])
    lines = [p.line for p in problems if p.code == "unknown-field"]
    assert lines == list(range(2, 3002))
    assert composed == {text: 1}


def test_many_rows_of_results_take_one_parse(small_list: Path, composed: Counter[str]) -> None:
    head = "name: N\nabout: A.\norder: 9\nsort: d\ncolumns:\n  - {id: d, name: D}\nrows:\n"
    rows = (
        f'  - {{method: M{i}, arxiv: "2301.{i:05}", tuning: zero-shot, scores: {{d: 0.5}}, '
        "seen_in: paper-text, where: Table 1}\n"
        for i in range(ROWS)
    )
    text = head + "".join(rows)
    (small_list / "data/results/many.yaml").write_text(text, encoding="utf-8")
    found, problems = catalog.load(small_list)
    assert problems == []
    used = [use for _, use in from_catalog(found) if use.entry == "many"]
    assert [use.line for use in used] == list(range(8, 8 + ROWS))
    assert composed[text] == 1


def test_equal_keys_lead_to_the_first() -> None:
    source = SourceFile("x.yaml", "a: 1\na: {b: 2}\n? [c]\n: 3\n")
    assert source.span(["a"]).line == 1
    assert source.span(["c"]).line == 1  # no such key: the nearest thing around it


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_offsets_count_characters_whatever_ends_a_line(mark: str, end: str) -> None:
    text = f"{mark}a: é𝄞{end}b: [x, yz]{end}"
    place = SourceFile("x.yaml", text).char_range(["b", 1])
    assert place is not None
    assert text[slice(*place)] == "yz"


def test_what_lies_in_named_folders() -> None:
    names = {"data/papers/2023", "README.md"}
    assert lies_in("data/papers/2023/x.yaml", names)
    assert lies_in("README.md", names)
    assert lies_in("any/thing", {"."})
    assert not lies_in("data/papers/2023x/x.yaml", names)
    assert not lies_in("data", names)
    assert not lies_in("data/papers", names)
