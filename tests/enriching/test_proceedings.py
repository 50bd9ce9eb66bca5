"""The table of whole lists: each conference in its years, and no other."""

from __future__ import annotations

from awesome_p2ti.enriching.proceedings import _SERIES, pages_for
from awesome_p2ti.hosts import is_public_host
from awesome_p2ti.schema.field_types import is_venue
from awesome_p2ti.urls import host_of
from tests.make import real_list

NAMES = frozenset({"CVPR", "ICCV", "ECCV", "WACV", "NeurIPS", "ICML", "ACL", "ACL Findings"})


def urls(*years: int) -> dict[str, frozenset[str]]:
    return {page.url: page.venues for page in pages_for(years, NAMES)}


def test_each_conference_is_asked_for_in_its_years() -> None:
    cvf = "https://openaccess.thecvf.com"
    found = urls(2023)
    assert found == {
        f"{cvf}/CVPR2023?day=all": frozenset({"CVPR 2023"}),
        f"{cvf}/ICCV2023?day=all": frozenset({"ICCV 2023"}),
        f"{cvf}/WACV2023": frozenset({"WACV 2023"}),
        "https://papers.nips.cc/paper_files/paper/2023": frozenset({"NeurIPS 2023"}),
        "https://proceedings.mlr.press/v202/": frozenset({"ICML 2023"}),
        "https://aclanthology.org/volumes/2023.acl-long/": frozenset({"ACL 2023"}),
        "https://aclanthology.org/volumes/2023.acl-short/": frozenset({"ACL 2023"}),
        "https://aclanthology.org/volumes/2023.findings-acl/": frozenset({"ACL Findings 2023"}),
    }


def test_a_page_of_all_years_is_asked_for_once() -> None:
    found = urls(2022, 2023, 2024)
    assert found["https://www.ecva.net/papers.php"] == {"ECCV 2022", "ECCV 2024"}
    assert not any("ICCV 2024" in venues or "ICCV 2022" in venues for venues in found.values())


def test_what_the_list_does_not_know_is_not_asked_for() -> None:
    assert pages_for([2024], {"TPAMI", "ICLR"}) == []
    assert pages_for([1999], NAMES) == []


def test_every_conference_of_the_table_is_one_of_this_list() -> None:
    venues = real_list().venues
    assert set(_SERIES) <= venues
    for page in pages_for(range(2021, 2031), venues):
        assert page.url.startswith("https://")
        assert is_public_host(host_of(page.url))
        assert all(map(is_venue, page.venues))
