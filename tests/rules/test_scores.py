"""Scores that cannot be, and scores far from all others."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.catalog import Catalog
from awesome_p2ti.rules.scores import scores_are_plausible
from tests.make import ROOT, results, row, written

COMPARE = "compare it with the source's table, and with the column's range"
PRINTED = "compare it with the source's table; if it is printed so, say so in the row's doubt"
USUAL = (0.5, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5)


def found(*rows: dict[str, Any], low: float = 0.0, high: float = 1.0) -> list[tuple[str, str]]:
    columns = [{"id": "dino", "name": "DINO", "range": [low, high]}, {"id": "free", "name": "Free"}]
    entry = results("bench", list(rows), columns=columns)
    problems = scores_are_plausible(Catalog(ROOT, results={"bench": entry}))
    return [(f"{p.code}: {p.message}", p.hint) for p in problems]


def rows_of(scores: tuple[float, ...], column: str = "free", **about: Any) -> list[dict[str, Any]]:
    return [row("One", {column: score}, **about) for score in scores]


@pytest.mark.parametrize(
    ("score", "hint"),
    [
        (1.01, "divide by 100: 0.0101"),
        (66.8, "divide by 100: 0.668"),
        (100.0, "divide by 100: 1"),
        (100.1, COMPARE),
        (-0.01, COMPARE),
    ],
)
def test_a_score_outside_its_columns_range(score: float, hint: str) -> None:
    message = f"score-out-of-range: row 2: DINO {score:g} lies outside 0 to 1"
    assert found(row("One", {"free": 1}), row("Two", {"dino": score})) == [(message, hint)]
    noted = row("Two", {"dino": score}, doubt="so it is printed")
    assert found(row("One", {}), noted) == [(message, hint)]


def test_a_hint_leads_into_the_range() -> None:
    ((_, hint),) = found(row("One", {"dino": 50}), low=0.5)
    assert hint == "divide by 100: 0.5"
    assert found(row("One", {"dino": 49}), low=0.5) == [
        ("score-out-of-range: row 1: DINO 49 lies outside 0.5 to 1", COMPARE)
    ]


@pytest.mark.parametrize("score", [0, 0.5, 1])
def test_a_score_may_be_the_lowest_or_highest(score: float) -> None:
    assert found(row("One", {"dino": score})) == []
    assert found(row("One", {"free": -7 + score})) == []


def test_a_score_far_from_eight_others() -> None:
    told = "score-outlier: row 8: Free 5 is far from the others (0.5-0.6)"
    assert found(*rows_of((*USUAL, 5.0))) == [(told, PRINTED)]
    assert found(*rows_of((*USUAL[1:], 5.0))) == []  # seven do not tell what is usual
    assert found(*rows_of((*USUAL, -5.0)))[0][0] == told.replace("5 is", "-5 is")


def test_whose_scores_are_compared() -> None:
    assert found(*rows_of(USUAL), row("Two", {"free": 5.0}, doubt="meant")) == []
    assert found(*rows_of(USUAL), row("Two", {"free": 5.0}, note="also in two others")) != []
    assert found(*rows_of(USUAL), row("Two", {"free": 5.0}, protocol="variant")) == []
    assert found(*rows_of(USUAL), row("Two", {}), row("Three", {"free": 5.0})) != []
    # a score outside the range is one problem, and no measure of the others
    assert found(*rows_of(USUAL, "dino"), row("Two", {"dino": 5.0}))[0][0].startswith("score-out")
    assert len(found(*rows_of(USUAL, "dino"), row("Two", {"dino": 5.0}))) == 1
    assert found(*rows_of((*USUAL, 5.0), protocol="variant")) != []


@pytest.mark.parametrize(
    ("scores", "is_far"),
    [
        # the middle half lies within 2, around 1: six times as far is 13
        ((0, 0, 0, 1, 1, 1, 2, 2, 2, 13.0), False),
        ((0, 0, 0, 1, 1, 1, 2, 2, 2, 13.1), True),
        ((0, 0, 0, 1, 1, 1, 2, 2, 2, -11.1), True),
        # where they are equal, a hundredth of them is their spread
        ((100,) * 8 + (106,), False),
        ((100,) * 8 + (106.1,), True),
        ((-100,) * 8 + (-106.1,), True),
        ((-100,) * 8 + (-105.9,), False),
        ((0,) * 8 + (1e-8,), True),
        ((0,) * 8 + (5e-9,), False),
    ],
)
def test_how_far_is_far(scores: tuple[float, ...], is_far: bool) -> None:
    assert bool(found(*rows_of(scores))) is is_far


def of_sources(*scores: float, **about: Any) -> list[dict[str, Any]]:
    return [row("One", {"free": s}, reported_by=f"s{i}", **about) for i, s in enumerate(scores)]


def test_a_score_further_off_than_three_other_sources_differ() -> None:
    told = "score-outlier: row 4: Free 0.65 is far from the 0.5 to 0.55 of 3 other sources"
    assert found(*of_sources(0.5, 0.52, 0.55, 0.65)) == [(told, PRINTED)]
    assert found(*of_sources(0.5, 0.52, 0.55, 0.6)) == []  # no further than they differ
    assert found(*of_sources(0.5, 0.52, 0.65)) == []  # two others do not tell
    assert found(*of_sources(0.5, 0.52, 0.55, 0.65, protocol="variant")) == []
    alone = row("One", {"free": 0.65}, reported_by="s2")
    assert found(*of_sources(0.5, 0.52, 0.55), alone) == []  # one of the three is its own


@pytest.mark.parametrize(
    ("about", "is_far"),
    [
        ({}, True),
        ({"method": "ONE (rerun)"}, True),
        ({"method": "One Plus"}, False),
        ({"base_model": "FLUX"}, False),
        ({"tuning": "test-time"}, False),
        ({"paper": "another"}, False),
    ],
)
def test_whose_numbers_are_of_the_same_method(about: dict[str, Any], is_far: bool) -> None:
    three = of_sources(0.5, 0.52, 0.55, base_model="SDXL")
    last = {**row("One", {"free": 0.65}, reported_by="other", base_model="SDXL"), **about}
    assert bool(found(*three, last)) is is_far


ORACLE = row("Real images (oracle)", {"dino": 0.7}, tuning=None, reported_by="a")


@pytest.mark.parametrize(
    ("about", "is_told"),
    [
        ({}, True),
        ({"scores": {"dino": 0.7}}, False),
        ({"protocol": "variant"}, False),
        ({"doubt": "printed so"}, False),
        ({"tuning": None, "method": "Without personalization"}, True),
        ({"tuning": None, "method": "Ground truth"}, False),
    ],
)
def test_a_score_above_real_images(about: dict[str, Any], is_told: bool) -> None:
    told = 'score-above-oracle: row 2: DINO 0.8 lies above the 0.7 of "Real images (oracle)"'
    slip = {**row("Slip", {"dino": 0.8}), **about}
    assert found(ORACLE, slip) == ([(told, PRINTED)] if is_told else [])


def test_a_variant_has_its_own_oracle() -> None:
    oracle = {**ORACLE, "protocol": "variant"}
    slip = row("Slip", {"dino": 0.8}, protocol="variant")
    assert len(found(oracle, {**slip, "reported_by": "a"})) == 1
    assert found(oracle, {**slip, "reported_by": "b"}) == []


@pytest.mark.parametrize(
    ("others", "score", "told"),
    [
        ((0.5, 0.6, 0.7), 62, ("is a percentage among fractions", "divide by 100: 0.62")),
        ((50, 60, 70), 0.62, ("is a fraction among percentages", "multiply by 100: 62")),
        ((0.5, 0.6), 62, None),  # two do not tell
        ((0.5, 0.6, -0.7), 1.2, None),  # no percentage of what the others are
        ((50, 60, 70), 1, None),
        ((0.5, 0.6, 70, 62), 61, None),  # nobody knows which of the two is meant
    ],
)
def test_percentages_and_fractions(
    others: tuple[float, ...], score: float, told: tuple[str, str] | None
) -> None:
    problems = [p for p in found(*rows_of((*others, score))) if p[0].startswith("score-scale")]
    row_number = len(others) + 1
    expected = told and [(f"score-scale: row {row_number}: Free {score:g} {told[0]}", told[1])]
    assert problems == (expected or [])


TEXT = """\
name: MothBench
about: Moths.
order: 1
sort: dino
columns: [{id: dino, name: DINO, range: [0, 1]}]
rows:
"""
ROW = "  - {method: One, seen_in: paper-text, scores: {dino: %s}}\n"


@pytest.mark.parametrize("score", ["1.5", "1"])
def test_where_a_score_stands(score: str) -> None:
    text = TEXT + "".join(ROW % s for s in [*([0.5] * 8), score])
    (problem,) = scores_are_plausible(written({"results/moths": text}))
    assert (problem.path, problem.line) == ("data/results/moths.yaml", 15)
    column = ROW.index("%s") + 1
    assert (problem.column, problem.end_column) == (column, column + len(score))
