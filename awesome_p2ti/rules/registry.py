"""RULES: every rule across entries; and the list loaded and checked by all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.catalog import load, no_garbage_collection
from awesome_p2ti.rules.arxiv_dates import dates_agree_with_arxiv
from awesome_p2ti.rules.authors import authors_are_people
from awesome_p2ti.rules.base_models import base_models_are_known, base_models_stand_once
from awesome_p2ti.rules.declined import declined_works_have_an_address, no_declined_work_is_listed
from awesome_p2ti.rules.duplicates import find_duplicates
from awesome_p2ti.rules.misplaced_ids import ids_stand_in_their_fields
from awesome_p2ti.rules.references import (
    items_stand_once,
    papers_have_an_address,
    references,
    rows_name_listed_papers,
)
from awesome_p2ti.rules.rows import (
    rows_name_their_columns,
    rows_name_their_table,
    rows_stand_once,
)
from awesome_p2ti.rules.scores import scores_are_plausible
from awesome_p2ti.rules.texts import titles_are_plain
from awesome_p2ti.rules.venues import venue_years_can_be, venues_are_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.problems import Problem

RULES: tuple[Callable[[Catalog], Iterator[Problem]], ...] = (
    references,
    items_stand_once,
    titles_are_plain,
    authors_are_people,
    venues_are_known,
    venue_years_can_be,
    ids_stand_in_their_fields,
    papers_have_an_address,
    dates_agree_with_arxiv,
    find_duplicates,
    no_declined_work_is_listed,
    declined_works_have_an_address,
    base_models_are_known,
    base_models_stand_once,
    rows_name_listed_papers,
    rows_name_their_columns,
    rows_name_their_table,
    rows_stand_once,
    scores_are_plausible,
)


FOLLOW_UPS = frozenset({"no-paper"})
"""Codes of what a broken entry may lack only because the field that holds it is broken."""


def check(catalog: Catalog) -> list[Problem]:
    """Return all that the rules find in a catalog, and in what is sound of its broken entries."""
    broken = {part.path for parts in catalog.sound_parts.values() for part in parts.values()}
    if not broken:
        return [problem for rule in RULES for problem in rule(catalog)]
    papers, results = (
        dict(sorted({**catalog.sound_parts.get(kind, {}), **catalog.by_kind()[kind]}.items()))
        for kind in ("papers", "results")
    )
    whole = replace(catalog, papers=papers, results=results)
    return [
        problem
        for rule in RULES
        for problem in rule(whole)
        if not (problem.path in broken and problem.code in FOLLOW_UPS)
    ]


def load_and_check(root: Path) -> tuple[Catalog, list[Problem]]:
    """Return the list below ``root`` and all that is wrong with it, sorted.

    Raises SetupError where there is no list.
    """
    with no_garbage_collection():
        catalog, problems = load(root)
        return catalog, sorted({*problems, *check(catalog)})
