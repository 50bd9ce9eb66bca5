"""What the ledger says of links, and the order in which a paper's own stand."""

from __future__ import annotations

from awesome_p2ti.outputs.link_health import paper_health
from tests.make import listed, paper


def test_a_papers_own_address_stands_first_and_once() -> None:
    given = {"paper": "https://example.org/p.pdf", "project": "https://example.org/"}
    alone, both = paper("a", links=given), paper("b", arxiv="2301.00001", links=given)
    for entry, roles in ((alone, ["project", "paper"]), (both, ["paper", "project", "paper"])):
        assert [one.role for one in paper_health(listed(entry), entry.data)] == roles
