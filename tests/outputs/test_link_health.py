"""What can be run today is said only as far as the ledger knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from awesome_p2ti.history.ledger import Line
from awesome_p2ti.outputs.link_health import checked_links, paper_health, runs_today
from tests.make import listed, paper

CODE, DEMO, WEIGHTS = (f"https://{name}.example.org" for name in ("code", "demo", "weights"))


def run(statuses: dict[str, str], *, official: bool = True, more: bool = True) -> str:
    links: dict[str, object] = {"code": {"url": CODE, "official": official}}
    entry = paper("a", links=links | ({"demo": DEMO, "weights": WEIGHTS} if more else {}))
    lines = {url: Line(url=url, status=s, status_since="2026-01-01") for url, s in statuses.items()}
    return runs_today(checked_links(entry.data.links, replace(listed(entry), link_lines=lines)))


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ({}, "?"),
        ({CODE: "ok"}, "?"),
        ({CODE: "ok", DEMO: "ok"}, "1"),
        ({CODE: "moved", WEIGHTS: "ok", DEMO: "gone"}, "1"),
        ({CODE: "ok", WEIGHTS: "gone", DEMO: "wrong"}, "0"),
        ({CODE: "ok", WEIGHTS: "gone"}, "?"),
        ({CODE: "gone", DEMO: "ok"}, "0"),
        ({DEMO: "ok", WEIGHTS: "ok"}, "?"),
    ],
)
def test_it_takes_code_and_weights_or_a_demo(statuses: dict[str, str], said: str) -> None:
    assert run(statuses) == said


def test_code_by_others_does_not_count() -> None:
    assert run({CODE: "ok", DEMO: "ok"}, official=False) == "?"


def test_code_alone_is_not_enough_to_say() -> None:
    assert run({CODE: "ok"}, more=False) == "?"


def test_a_papers_own_address_stands_first_and_once() -> None:
    given = {"paper": "https://example.org/p.pdf", "project": "https://example.org/"}
    alone, both = paper("a", links=given), paper("b", arxiv="2301.00001", links=given)
    for entry, roles in ((alone, ["project", "paper"]), (both, ["paper", "project", "paper"])):
        assert [one.role for one in paper_health(listed(entry), entry.data)] == roles
