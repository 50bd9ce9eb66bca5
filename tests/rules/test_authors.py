"""Names are told from what is none, and sound names are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti.catalog import catalog_from_sources
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.normalize import split_names
from awesome_p2ti.problems import Problem
from awesome_p2ti.rules.authors import authors_are_people


def problems(authors: str, more: str = "") -> list[Problem]:
    text = f"title: T\nauthors: {authors}\ndate: 2023-02\ntasks: [subject]\n{more}"
    source = SourceFile("data/papers/2023/otter.yaml", text)
    return list(authors_are_people(catalog_from_sources(Path(), [source])))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ('"Vale, Ina"', "write Ina Vale"),
        ('"van der Vale, Ina"', "write Ina van der Vale"),
        ('"Ina Vale & Tom Reed"', "write Ina Vale, Tom Reed"),
        ('"Ina Vale; Tom Reed"', "write Ina Vale, Tom Reed"),
        ('"Ina Vale, Tom Reed, and Bo Roe"', "write Ina Vale, Tom Reed, Bo Roe"),
        ('"Vale, Ina and Reed, Tom"', "write Ina Vale, Tom Reed"),
        ("Ina Vale¹", "write Ina Vale"),
        ('"Ina Vale 1,2,*"', "write Ina Vale"),
        ('"Ina Vale^2,3"', "write Ina Vale"),
        ("'Ren\\''e Vale'", "write René Vale"),
        ("'Bj{\\o}rn Vale'", "write Bjørn Vale"),
        ("'Ren\\v{c} Vale'", "write Renč Vale"),
        ("'{\\\"O}zg\\\"ur Vale'", "write Özgür Vale"),
        ("Ren&#233; Vale", "write René Vale"),
        ("Ina Vale (University of Pets)", "write Ina Vale"),
        ("'{Ina Vale}'", "write Ina Vale"),
        ("ina@example.org", "delete it"),
    ],
)  # fmt: skip
def test_what_to_write_is_said(name: str, hint: str) -> None:
    (problem,) = problems(f"[Kim Sole, {name}]")
    assert (problem.code, problem.line, problem.hint) == ("author", 2, hint)
    assert problem.column == 21
    assert (problem.edit is None) == ("," in hint or hint == "delete it")


@pytest.mark.parametrize(
    "name", ["et al.", "et al", "and others", "others", "...", "Ina Vale et. al.", "Anonymous",
             "Anonymous Authors"]
)  # fmt: skip
def test_people_who_are_left_out(name: str) -> None:
    (problem,) = problems(f"[Kim Sole, {name}]")
    assert (problem.code, problem.edit) == ("author", None)
    assert "leave authors out" in problem.hint


@pytest.mark.parametrize(
    "name",
    ["Mothish", "Sam Vale, Jr.", "Sam Vale III", "Ina van der Reed", "Meta AI", "META AI",
     "The Otter Developers", "韦宇翔", "محمد علي", "Anand Reed", "Al Vale", "Andy Reed",
     "J. R. R. Vale", "JR Vale", "I. VALE", "O'Neil Reed", "D’Arcy Vale", "Jean-Luc Vale",
     "Vale-Reed Kim", "Jing Vale (刘静)",
     "NAVER CLOUD LAB", "Jose Ma. Vale", "Research and Development Team"],
)  # fmt: skip
def test_sound_names(name: str) -> None:
    assert problems(f'[Kim Sole, "{name}"]') == []


def test_one_person_twice_unless_the_entry_says_that_there_are_two() -> None:
    (problem,) = problems("[Ina Válé, Tom Reed, Ina Vale]")
    assert problem.message == 'item 3 of authors is item 1 again: "Ina Vale"'
    assert problems("[Ina Vale, Ina Vale]", "doubt: both are called Ina Vale\n") == []


def test_capitals_are_a_warning() -> None:
    assert [p.code for p in problems("[INA VALE, Tom Reed]")] == ["author-capitals"]


def test_names_of_one_text() -> None:
    assert split_names("Ina Vale, Sam Reed, Jr. and Bo Roe")[0] == "Ina Vale"
    assert split_names("Sam Reed, Jr.") == ("Sam Reed, Jr.",)
    assert split_names("Ina Vale and Tom Reed") == ("Ina Vale", "Tom Reed")
