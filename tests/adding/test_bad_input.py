"""What is no paper, is gone, is another one or may not be asked: said, with nothing to write."""

from __future__ import annotations

import ipaddress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.adding.addresses import Wanted
from awesome_p2ti.adding.lookup import look_up, settings_for_lookups
from awesome_p2ti.adding.merging import merge
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from tests.adding.papers import HOSTS
from tests.adding.serving import broken, served
from tests.link_runs import FAST, LOOPBACK
from tests.simweb.services.all import Services
from tests.simweb.wire import html, redirect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.adding.sources.paper import Found
    from tests.simweb.world import Web

ARXIV, UNKNOWN = "2304.03411", "2304.99999"
TITLE, PEOPLE = "DreamOtter: Drawing a Given Otter", ("Ina Vale", "Tom Reed")
VENUES = frozenset({"CVPR"})


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    services = Services()
    services.arxiv.add(ARXIV, TITLE, authors=PEOPLE)
    services.arxiv.add("2304.00001", "A Paper", authors=PEOPLE, withdrawn=True)
    services.arxiv.add("2304.00002", "Old", authors=PEOPLE, comment=f"New version: arXiv:{ARXIV}")
    services.arxiv.add("2304.00003", "A Survey of Fish", authors=PEOPLE, doi="10.1145/1.2")
    services.doi.add("10.1145/1.2", "https://dl.acm.org/doi/1", "On Birds", authors=("Kim Lund",))
    services.github.add("tools", "empty", "Nothing but tools", readme="# Tools")
    services.github.add("many", "papers", readme=f"arXiv:{ARXIV} and arXiv:2304.00003, both read")
    services.hub.add("models", "plain/model", tags=("text-to-image",))
    with served(services.install, _further) as made:
        yield made


def _further(web: Web) -> None:
    web.site("news.example", lambda _: html(f"<h1>News</h1>arXiv:{ARXIV} and arXiv:2304.00003"))
    web.site("inside.example", lambda _: redirect("http://127.0.0.1:1/secret"))


def found_for(allowed: tuple[str, ...] = ("127.0.0.0/8",), **wanted: str) -> Found:
    guard = SsrfGuard(tuple(map(ipaddress.ip_network, allowed)))
    http = HttpClient(replace(settings_for_lookups(FAST), timeout=30.0), guard)
    try:
        return look_up([Wanted(**wanted)], http, seconds=300.0)[0]
    finally:
        http.close()


@pytest.mark.parametrize(
    ("down", "absent"),
    [
        ((), True),
        (("OAI-PMH",), True),
        (("DataCite",), True),
        (("arXiv's query interface",), True),
        (("OAI-PMH", "DataCite", "arXiv's pages"), False),
        (("all of arXiv",), False),
        (("all of arXiv", "DataCite", "Hugging Face"), False),
    ],
)
def test_a_paper_is_absent_where_two_services_say_so(
    down: tuple[str, ...], absent: bool, web: Web
) -> None:
    with broken(web, frozenset().union(*(HOSTS[name] for name in down)), "503"):
        found = found_for(arxiv=UNKNOWN)
    assert (found.facts, found.absent) == ((), absent)


@pytest.mark.parametrize(
    "wanted",
    [{"doi": "10.1145/0.0"}, {"openreview": "nobody12345"}, {"repository": "no/body"},
     {"hub": "no/body"}, {"hub": "spaces/no/body"}, {"url": "https://aclanthology.org/2024.x-y.1/"}],
)  # fmt: skip
def test_what_is_not_there(wanted: dict[str, str], web: Web) -> None:
    assert web.sites
    found = found_for(**wanted)
    assert (found.facts, found.absent) == ((), True)


def test_a_service_that_does_not_answer_says_nothing_of_a_note(web: Web) -> None:
    with broken(web, HOSTS["OpenReview"], "challenge"):
        found = found_for(openreview="nobody12345")
    assert (found.facts, found.absent) == ((), False)
    assert {f.source for f in found.failures} == {"OpenReview", "the page at OpenReview"}
    assert all("no program" in f.why for f in found.failures)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"repository": "tools/empty"}, "it names no paper"),
        ({"hub": "plain/model"}, "it names no paper"),
        ({"repository": "many/papers"},
         f"which paper it is of is not plain: it names {ARXIV}, 2304.00003"),
        ({"url": "https://news.example/today"},
         f"which paper it is of is not plain: it names {ARXIV}, 2304.00003"),
    ],
)  # fmt: skip
def test_a_page_that_names_no_paper_or_too_many(wanted: dict[str, str], why: str, web: Web) -> None:
    assert web.sites
    found = found_for(**wanted)
    assert (found.facts, found.absent) == ((), False)
    assert [f.why for f in found.failures] == [why]


def test_no_private_network_is_asked(web: Web) -> None:
    assert web.sites
    found = found_for((), url="https://news.example/today")
    assert found.facts == ()
    assert [f.why for f in found.failures] == [
        "news.example is 127.10.0.1, which is not a public address"
    ]
    led_inside = found_for(("127.10.0.0/16",), url="https://inside.example/")
    assert [f.why for f in led_inside.failures] == [
        "127.0.0.1 is 127.0.0.1, which is not a public address"
    ]


@pytest.mark.parametrize(
    ("arxiv", "conflict"),
    [
        ("2304.00001", "arXiv says that the paper is withdrawn"),
        ("2304.00002", f"arXiv says that arXiv:{ARXIV} is its newer version: add that one"),
        ("2304.00003", 'arXiv has "A Survey of Fish" by Ina Vale, Tom Reed, and Crossref "On Birds"'
                       " by Kim Lund"),
    ],
)  # fmt: skip
def test_what_is_not_to_be_added(arxiv: str, conflict: str, web: Web) -> None:
    assert web.sites
    draft = merge(Wanted(arxiv=arxiv), found_for(arxiv=arxiv), VENUES)
    assert draft.conflicts == [conflict]


@pytest.mark.parametrize("fault", ["503", "bot page, 500", "429"])
def test_where_all_services_are_down_there_is_nothing_but_their_failures(
    fault: str, web: Web
) -> None:
    with broken(web, frozenset(web.sites), fault):
        found = found_for(arxiv=ARXIV)
    assert (found.facts, found.absent) == ((), False)
    assert {f.source for f in found.failures} == {
        "arXiv", "arXiv (OAI-PMH)", "DataCite", "the page at arXiv", "Hugging Face",
    }  # fmt: skip


def test_the_same_paper_twice_is_asked_for_once(web: Web) -> None:
    assert web.sites
    http = HttpClient(replace(settings_for_lookups(FAST), timeout=30.0), SsrfGuard(LOOPBACK))
    works = [Wanted(arxiv=ARXIV), Wanted(arxiv=UNKNOWN), Wanted(arxiv=ARXIV)]
    found = look_up(works, http, seconds=300.0)
    http.close()
    assert [f.facts[0].title if f.facts else "" for f in found] == [TITLE, "", TITLE]
    assert http.counts["export.arxiv.org"] == 1
