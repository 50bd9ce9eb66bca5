"""A venue by any common spelling leads to the one line to write, and never to another venue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from awesome_p2ti.catalog import catalog_from_sources
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.problems import Problem
from awesome_p2ti.rules.venues import venue_years_can_be, venues_are_known

NAMES = frozenset({
    "ACM MM", "ACM TOG", "CVPR", "ECCV", "ICCV", "ICIP", "ICLR", "ICML", "ICME", "NeurIPS",
    "SIGGRAPH", "SIGGRAPH Asia", "TPAMI", "IJCV", "WACV",
})  # fmt: skip


def problems(venue: str, date: str = "2023-02") -> list[Problem]:
    text = f'title: T\nvenue: "{venue}"\ndate: {date}\ntasks: [subject]\n'
    source = SourceFile("data/papers/2023/otter.yaml", text)
    catalog = replace(catalog_from_sources(Path(), [source]), venues=NAMES)
    return [*venues_are_known(catalog), *venue_years_can_be(catalog)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cvpr 2023", "CVPR 2023"),
        ("Neurips 2023", "NeurIPS 2023"),
        ("NIPS 2023", "NeurIPS 2023"),
        ("NeurIPS'23", "NeurIPS 2023"),
        ("NeurIPS ’23", "NeurIPS 2023"),
        ("CVPR23", "CVPR 2023"),
        ("ECCV2024", "ECCV 2024"),
        ("2024 ECCV", "ECCV 2024"),
        ("ECCV, 2024", "ECCV 2024"),
        ("ECCV (2024)", "ECCV 2024"),
        ("ECCV-2024", "ECCV 2024"),
        ("ICCVW 2023", "ICCV 2023 Workshop"),
        ("CVPR Workshops 2023", "CVPR 2023 Workshop"),
        ("ICCV 2023 Workshops", "ICCV 2023 Workshop"),
        ("ICCV 2023 workshop (AI4CC)", "ICCV 2023 Workshop (AI4CC)"),
        ("ICCV 2023 (Oral)", "ICCV 2023"),
        ("CVPR 2023 Highlight", "CVPR 2023"),
        ("CVPR 2023 (Best Paper Award)", "CVPR 2023"),
        ("to appear in CVPR 2023", "CVPR 2023"),
        ("CVPR 2023 (to appear)", "CVPR 2023"),
        ("Accepted by ICLR 2024", "ICLR 2024"),
        ("Proc. of the IEEE/CVF CVPR 2023", "CVPR 2023"),
        ("ACM Multimedia 2023", "ACM MM 2023"),
        ("ACMMM 2023", "ACM MM 2023"),
        ("Siggraph Asia 2023", "SIGGRAPH Asia 2023"),
        ("ACM SIGGRAPH Asia 2023", "SIGGRAPH Asia 2023"),
        ("ACM Transactions on Graphics 2023", "ACM TOG 2023"),
        ("IEEE TPAMI 2024", "TPAMI 2024"),
        ("International Conference on Computer Vision 2023", "ICCV 2023"),
    ],
)
def test_the_line_to_write(written: str, meant: str) -> None:
    (problem,) = problems(written)
    assert problem.hint == f'write "{meant}"'
    assert problem.edit is not None
    assert problem.edit.text == f'"{meant}"'
    assert problems(meant) == []


@pytest.mark.parametrize(
    "venue", ["arXiv 2023", "arXiv", "CoRR 2023", "arXiv preprint arXiv:2302.13848", "Under review",
              "Submitted to CVPR 2024", "preprint"]
)  # fmt: skip
def test_a_preprint_has_no_venue(venue: str) -> None:
    (problem,) = problems(venue)
    assert (problem.hint, problem.edit) == ("delete the line", None)


@pytest.mark.parametrize("venue", ["IJCAI 2024", "ICMR 2023", "ICPR 2023", "CVIP 2023", "3DV 2024"])
def test_no_other_venue_is_proposed(venue: str) -> None:
    (problem,) = problems(venue)
    assert (problem.code, problem.hint) == ("unknown-venue", "add it to data/venues.yaml")


@pytest.mark.parametrize(
    ("slip", "near"),
    [
        ("CPVR 2023", "CVPR 2023"),
        ("NeurlPS 2023", "NeurIPS 2023"),
        ("CPVR 2023 Workshop", "CVPR 2023 Workshop"),
    ],
)
def test_a_slip_is_asked_about(slip: str, near: str) -> None:
    (problem,) = problems(slip)
    assert problem.hint.startswith(f"did you mean '{near}'?")
    assert problem.edit is None


def test_a_venue_without_its_year() -> None:
    (problem,) = problems("cvpr")
    assert problem.hint == 'write its year behind it, as in "CVPR 2023"'


@pytest.mark.parametrize(
    ("venue", "date", "codes"),
    [
        ("CVPR 2022", "2023-01", ["venue-year"]),
        ("CVPR 2023", "2023-12", []),
        ("CVPR 2023", '"2024"', ["venue-year"]),
        ("TPAMI 2029", "2023-01", []),
        ("TPAMI 2030", "2023-01", ["venue-year"]),
    ],
)
def test_years_that_cannot_be(venue: str, date: str, codes: list[str]) -> None:
    assert [p.code for p in problems(venue, date)] == codes
