"""data/discovered.jsonl: what was offered when, and what a broken line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti.history import offers
from awesome_p2ti.history.offers import Offer
from awesome_p2ti.problems import SetupError

SEPTEMBER = Offer("2026-09", 4000, {"2609.00001": "Łukasz's Paper"})
OCTOBER = Offer("2026-10", 4100, {"2610.00001": "One", "2609.00001": "Łukasz's Paper"})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def test_one_line_a_month_in_order(root: Path) -> None:
    assert offers.load(root) == []
    for offer in (OCTOBER, Offer("2026-09", 1, {}), SEPTEMBER):
        offers.record(root, offer)
    assert offers.load(root) == [SEPTEMBER, OCTOBER]
    text = (root / offers.FILE).read_text(encoding="utf-8")
    assert text.startswith('{"month": "2026-09", "pool": 4000, "papers": {"2609.00001": "Łukasz')
    assert text.count("\n") == 2


def test_offered_twice_and_once() -> None:
    both = [SEPTEMBER, OCTOBER]
    assert offers.offered_often(both, "2026-11") == {"2609.00001"}
    assert offers.offered_often(both, "2026-10") == set()
    assert offers.offered_once_more(both, "2026-11") == {"2610.00001": "One"}
    assert offers.offered_once_more(both, "2026-10") == SEPTEMBER.papers
    assert offers.offered_once_more([], "2026-10") == {}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[]", "no JSON object"),
        ("{", "Expecting"),
        ('{"month": "2026-13", "pool": 1, "papers": {}}', "month must be"),
        ('{"month": "2026-10", "pool": true, "papers": {}}', "pool must be"),
        ('{"month": "2026-10", "pool": -1, "papers": {}}', "pool must be"),
        ('{"month": "2026-10", "pool": 1, "papers": {"2610.00001": 2}}', "title"),
        ('{"month": "2026-10", "pool": 1, "papers": {"../x": "y"}}', "no arXiv id"),
    ],
)
def test_a_broken_line_is_named(root: Path, line: str, why: str) -> None:
    (root / offers.FILE).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(SetupError, match=why) as caught:
        offers.load(root)
    assert f"{offers.FILE}:2:" in caught.value.message
