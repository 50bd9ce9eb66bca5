"""Whole lists are read at their sites; one that fails is said, and the others are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.enriching import list_requests
from awesome_p2ti.enriching.list_requests import Outcome, read_lists, settings_for_lists
from awesome_p2ti.enriching.proceedings import pages_for
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from tests.adding.serving import served
from tests.enriching import whole_lists as lists
from tests.enriching.whole_lists import Row
from tests.link_runs import FAST, LOOPBACK
from tests.simweb.services.faults import break_hosts
from tests.simweb.services.proceedings import Proceedings

if TYPE_CHECKING:
    from awesome_p2ti.links.paper_facts import PaperFacts
    from tests.simweb.world import Web

NAMES = frozenset({
    "CVPR", "ICCV", "ECCV", "WACV", "NeurIPS", "ICML", "UAI", "ACL", "ACL Findings", "EMNLP",
    "EMNLP Findings", "COLING",
})  # fmt: skip
OTTER = Row("Otters & Weasels in <Winter>", ("Ina Vale", "Zoë O'Hara"), "2304.03410")
YEARS = (2024, 2025)
ICML = "Proceedings of the 41st International Conference on Machine Learning"
UAI = "Proceedings of the Fortieth Conference on Uncertainty in Artificial Intelligence"
SHORT = 0.4


def every_list() -> Proceedings:
    """Put each list of two years on the web, with one paper of ours."""
    sites = Proceedings()

    def put(host: str, path: str, source: str) -> None:
        sites.sources[host, path] = source

    for year in YEARS:
        for name in ("CVPR", "WACV", *(["ICCV"] if year % 2 else [])):
            path = f"/{name}{year}"
            put("openaccess.thecvf.com", path, lists.cvf(f"{name}{year}", [OTTER]))
        put("papers.nips.cc", f"/paper_files/paper/{year}", lists.neurips(year, [OTTER]))
        for volume in ("acl-long", "acl-short", "findings-acl", "emnlp-main", "findings-emnlp"):
            source = lists.acl(f"{year}.{volume}", [OTTER])
            put("aclanthology.org", f"/volumes/{year}.{volume}/", source)
    put("aclanthology.org", "/volumes/2025.coling-main/", lists.acl("2025.coling-main", [OTTER]))
    for volume, info, year in ((235, ICML, 2024), (267, ICML, 2025), (244, UAI, 2024),
                               (286, UAI, 2025)):  # fmt: skip
        source = lists.pmlr(f"Volume {volume}, 21-27 July {year}", info, [OTTER])
        put("proceedings.mlr.press", f"/v{volume}/", source)
    put("www.ecva.net", "/papers.php", lists.ecva([(2024, OTTER)]))
    return sites


class Simulated:
    """The sites of proceedings, which may be broken for a while."""

    def __init__(self, web: Web, sites: Proceedings) -> None:
        self.web, self.sites = web, sites

    def read(
        self, *years: int, now: int = 2025, silence: float = 30.0
    ) -> tuple[Outcome, dict[str, PaperFacts]]:
        """Read the lists of some years; return what came of it, and our paper by venue."""
        found: dict[str, PaperFacts] = {}

        def take(venue: str, facts: PaperFacts) -> None:
            if facts.title == OTTER.title:
                found[venue] = facts

        settings = settings_for_lists(FAST)
        http = HttpClient(replace(settings, timeout=silence, max_wait=0.1), SsrfGuard(LOOPBACK))
        try:
            outcome = read_lists(pages_for(years or YEARS, NAMES), http, take, NAMES, now)
        finally:
            http.close()
        return outcome, found


@pytest.fixture
def simulated() -> Iterator[Simulated]:
    sites = every_list()
    with served(sites.install) as web:
        yield Simulated(web, sites)


def test_every_list_is_read(simulated: Simulated) -> None:
    outcome, found = simulated.read()
    assert (outcome.failures, outcome.absent) == ([], [])
    wanted = {venue for page in pages_for(YEARS, NAMES) for venue in page.venues}
    assert set(found) == wanted
    assert outcome.read == len(pages_for(YEARS, NAMES))
    assert all(facts.authors == OTTER.authors for facts in found.values())
    assert found["CVPR 2024"].arxiv == OTTER.arxiv


@pytest.mark.parametrize("fault", ["503", "429", "bot page", "200 Rate exceeded.", "empty"])
def test_a_site_that_turns_us_away_is_said(fault: str, simulated: Simulated) -> None:
    break_hosts(simulated.web, frozenset({"papers.nips.cc"}), fault)
    outcome, found = simulated.read()
    assert sorted(s[:33] for s in outcome.failures) == [
        "the list of NeurIPS 2024 was not ", "the list of NeurIPS 2025 was not "
    ]  # fmt: skip
    assert not any("NeurIPS" in venue for venue in found)
    assert {"CVPR 2024", "ICML 2025", "ECCV 2024"} <= set(found)


def test_a_site_that_is_silent_holds_nobody(simulated: Simulated) -> None:
    break_hosts(simulated.web, frozenset({"openaccess.thecvf.com"}), "silent")
    outcome, found = simulated.read(silence=SHORT)
    assert len(outcome.failures) == 5
    assert all("openaccess.thecvf.com" in sentence for sentence in outcome.failures)
    assert {"NeurIPS 2025", "EMNLP 2024"} <= set(found)


@pytest.mark.parametrize("source", [
    "<html><title>Sign in</title>", lists.neurips(2019, []).replace("2019", "2019"),
    lists.neurips(2024, [])[:700],
])  # fmt: skip
def test_a_page_that_is_no_such_list_is_a_failure(source: str, simulated: Simulated) -> None:
    simulated.sites.sources["openaccess.thecvf.com", "/CVPR2024"] = source
    outcome, found = simulated.read(2024)
    assert [s.partition(":")[0] for s in outcome.failures] == ["the list of CVPR 2024 was not read"]
    assert "CVPR 2024" not in found


def test_a_volume_of_another_conference_is_a_failure(simulated: Simulated) -> None:
    source = simulated.sites.sources["proceedings.mlr.press", "/v244/"]
    simulated.sites.sources["proceedings.mlr.press", "/v235/"] = source
    outcome, found = simulated.read(2024)
    assert ["ICML 2024" in s for s in outcome.failures] == [True]
    assert "ICML 2024" not in found


@pytest.mark.parametrize(("now", "failed"), [(2024, False), (2025, False), (2026, True)])
def test_a_list_of_late_may_not_be_there_yet(now: int, failed: bool, simulated: Simulated) -> None:
    del simulated.sites.sources["papers.nips.cc", "/paper_files/paper/2024"]
    outcome, _ = simulated.read(2024, now=now)
    said = outcome.failures if failed else outcome.absent
    assert ["NeurIPS 2024" in sentence for sentence in said] == [True]
    assert len(outcome.failures + outcome.absent) == 1


def test_the_newest_of_all_years_may_not_be_there_yet(simulated: Simulated) -> None:
    outcome, found = simulated.read(2024, 2026, now=2026)
    assert any("the list of ECCV 2026 is not there yet" in s for s in outcome.absent)
    assert "ECCV 2024" in found
    outcome, _ = simulated.read(2022, 2024, now=2024)
    assert any("it holds no paper of ECCV 2022" in s for s in outcome.failures)


def test_a_list_that_is_too_long_is_a_failure(
    simulated: Simulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_requests, "MAX_LIST", 500)
    outcome, found = simulated.read(2024)
    assert found == {}
    assert all("cut short" in sentence for sentence in outcome.failures)
