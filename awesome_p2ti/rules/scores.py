"""The rule that a reported score is plausible: in its range, below the oracle, near other sources.

What is hard to believe is decided in ``schema.plausibility``, which the score tables ask, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.schema.plausibility import implausible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem


def scores_are_plausible(catalog: Catalog) -> Iterator[Problem]:
    """Find scores that cannot be, and those hard to believe of which no doubt is said."""
    for results in catalog.results.values():
        for found in implausible(results.data):
            if results.data.rows[found.row].doubt and found.code != "score-out-of-range":
                continue
            loc: Loc = ["rows", found.row, "scores", found.column]
            yield results.problem(loc, found.code, found.why, found.hint)
