"""The list `manners`: the seed draws it, its truths fit its kinds, and its hosts are there."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

import pytest

from tests.simweb.scenarios import build

RED = {"gone", "wrong"}
WORDS = RED | {"ok", "moved", "blocked", "unreachable", "unrelated", "broken-demo"}


def test_another_seed_is_another_list_with_the_same_proportions() -> None:
    first, again, other = (build("manners", seed).cases for seed in (1, 1, 2))
    assert first == again
    own = [{c.url for c in cases if ".example" not in c.url} for cases in (first, other)]
    assert len(own[0] & own[1]) < 20  # addresses on known sites, whose names are no seed's
    kinds = [Counter(case.kind for case in cases) for cases in (first, other)]
    assert abs(kinds[0]["live"] - kinds[1]["live"]) <= 10
    assert [case.about for case in first] != [case.about for case in other]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_truths_agree_with_kinds_and_no_address_stands_twice(seed: int) -> None:
    web = build("manners", seed)
    assert len(web.cases) == 970
    assert len({case.url for case in web.cases}) == len(web.cases)
    for case in web.cases:
        assert set(case.truth) <= WORDS | {"fragment-missing"}, case
        assert not (case.kind == "live" and RED & set(case.truth[:1])), case
        assert not (case.kind == "dead" and case.truth[0] != "gone"), case
        assert (urlsplit(case.url).hostname or "") in web.sites, case
