"""Hints for ids that nothing has, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.rules import references
from tests.make import listed, paper

if TYPE_CHECKING:
    import pytest


def test_an_unknown_id_is_held_against_the_known_ones_once_and_only_so_many_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = []

    def found(word: str, known: list[str]) -> str:
        searched.append(word)
        return f"did you mean '{known[0]}'?"

    monkeypatch.setattr(references, "did_you_mean", found)
    monkeypatch.setattr(references, "MOST_COMPARED", 2)
    papers = [
        paper(f"p{i}", distinct_from=[name], authors=["A"])
        for i, name in enumerate(("lost", "gone", "lost", "away"))
    ]
    hints = [p.hint for p in references.references(listed(*papers))]
    assert searched == ["lost", "gone"]
    assert hints == ["did you mean 'p0'?"] * 3 + ["use the name of a file in data/papers"]
