"""One run shows all: syntax faults hide no faults of the schema, and these no references."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from awesome_p2ti.rules.registry import load_and_check

HERE = Path(__file__).resolve().parent
SLIPS = {
    "face_otter": ["1 file-name", "2 wrong-type", "4 duplicate-arxiv"],
    "paint-otter": [
        "3 author", "4 date", "5 unknown-venue", "6 duplicate-arxiv", "6 yaml-number",
        "8 unknown-value", "9 unknown-field",
    ],
    "story-otter": ["1 yaml-syntax", "4 unknown-venue", "8 address", "10 yaml-syntax"],
    "swap-otter": ["1 comment", "2 author", "4 unknown-venue", "6 unknown-task", "8 unknown-field"],
    "tf-otter": ["4 unknown-venue", "5 arxiv-id", "6 unknown-field", "8 tab"],
}  # fmt: skip


@pytest.fixture
def slips(tmp_path: Path) -> Path:
    """Return a list of five entries as a newcomer writes them, with 22 slips."""
    folder = tmp_path / "data/papers/2023"
    folder.mkdir(parents=True)
    for name in ("tasks", "venues", "base_models"):
        shutil.copy(HERE.parent / f"data/{name}.yaml", tmp_path / "data")
    for file in (HERE / "slips").iterdir():
        shutil.copy(file, folder)
    return tmp_path


def test_all_slips_of_five_entries_are_shown_at_once(slips: Path) -> None:
    _, problems = load_and_check(slips)
    found: dict[str, list[str]] = {name: [] for name in SLIPS}
    for problem in problems:
        found[Path(problem.path).stem].append(f"{problem.line} {problem.code}")
    assert found == SLIPS


def test_each_has_a_hint(slips: Path) -> None:
    _, problems = load_and_check(slips)
    assert [p for p in problems if not p.hint] == []


def test_a_broken_field_hides_no_other(tmp_path: Path, small_list: Path) -> None:
    file = small_list / "data/papers/2023/otter.yaml"
    file.write_text(
        "title: [Re] Otter\nauthors: [Ina Vale, et al.]\ndate: 2023-02\nvenue: CVPR 2019\n"
        'arxiv: "2208.12242"\ntasks: [subjekt]\nlinks:\n  project:https://otter.example.org\n'
        "  code: coming soon\n",
        encoding="utf-8",
    )
    _, problems = load_and_check(small_list)
    assert [(p.line, p.code) for p in problems if p.path.endswith("otter.yaml")] == [
        (1, "yaml-syntax"), (2, "author"), (3, "date-contradicts-arxiv"), (4, "venue-year"),
        (5, "duplicate-arxiv"), (6, "unknown-task"), (8, "yaml-syntax"), (9, "address"),
    ]  # fmt: skip


def test_what_is_broken_is_not_missed_as_well(small_list: Path) -> None:
    file = small_list / "data/papers/2023/otter.yaml"
    file.write_text('title: T\ndate: 2023-02\narxiv: "2302\ntasks: & subject\n', encoding="utf-8")
    _, problems = load_and_check(small_list)
    assert [(p.line, p.code) for p in problems] == [(3, "yaml-syntax"), (4, "yaml-syntax")]


TABLE = """\
name: Otters
about: Otters.
order: 9
sort: dino
columns:
  - {id: dino, name: DINO, range: [0, 1]}
rows:
  - {method: A, scores: {dino: 0,7}, where: page 3, seen_in: paper-text}
  - {method: B, scores: {dino: 0.7}, arxiv: 2208, where: page 3, seen_in: paper-text}
  - {method: C, scores: {dino: 7}, paper: beaver, where: page 3, seen_in: paper-text}
  - just words
  - {methode: D, scores: {dino: 0.7}, where: page 3, seen_in: paper-text}
  - {method: C, scores: {clip: 0.7}, seen_in: paper-text}
"""


def test_a_broken_row_hides_no_other(small_list: Path) -> None:
    (small_list / "data/results/otters.yaml").write_text(TABLE, encoding="utf-8")
    _, problems = load_and_check(small_list)
    found = [(p.line, p.code) for p in problems if p.path.endswith("otters.yaml")]
    assert found == [
        (8, "yaml-number"), (8, "unnamed-table"), (9, "yaml-number"),
        (10, "score-out-of-range"), (10, "unknown-reference"), (10, "unnamed-table"),
        (11, "wrong-type"), (12, "missing-field"), (12, "unknown-field"), (13, "unknown-column"),
    ]  # fmt: skip
