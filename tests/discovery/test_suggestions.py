"""What is offered: the likeliest, nothing known, nothing three times; and how it is written."""

from __future__ import annotations

import json

from awesome_p2ti.discovery.listing import as_json, as_markdown, as_text
from awesome_p2ti.discovery.month import MonthPapers
from awesome_p2ti.discovery.suggestions import Suggestion, as_offer, suggestions
from awesome_p2ti.history.offers import Offer
from awesome_p2ti.links.paper_facts import PaperFacts
from tests.make import listed, paper

LIST = listed(paper("one", title="Listed Under This Title", arxiv="2610.00001"))


def _facts(number: int, title: str, **more: object) -> PaperFacts:
    return PaperFacts(source="arXiv", arxiv=f"2610.{number:05}", title=title, **more)  # type: ignore[arg-type]


def _month(*papers: PaperFacts) -> MonthPapers:
    return MonthPapers("2026-10", papers, "arXiv's query interface")


def _by_length(pool: list[str], listed: list[str], declined: list[str]) -> list[float]:
    return [float(len(title)) for title in pool]


def test_the_likeliest_first_and_nothing_known() -> None:
    found = _month(
        _facts(1, "Known by its Id"), _facts(2, "Listed Under This Title"), _facts(3, "Short"),
        _facts(4, "Much Longer"), _facts(5, "Withdrawn and Very Long Indeed", withdrawn=True),
        _facts(6, "The Longest of All of Them"),
    )  # fmt: skip
    offered = suggestions(found, LIST, [], first=2, ranked_by=_by_length)
    assert [s.facts.title for s in offered] == ["The Longest of All of Them", "Much Longer"]


def test_what_nobody_takes_up_is_offered_twice() -> None:
    found = _month(_facts(3, "New"), _facts(4, "Offered Twice"))
    once = Offer("2026-08", 9, {"2610.00004": "Offered Twice", "2608.00001": "Forgotten"})
    again = Offer("2026-09", 9, {
        "2610.00004": "Offered Twice", "2609.00007": "Offered Once", "2610.00001": "Added since",
    })  # fmt: skip
    later = Offer("2026-11", 9, {"2610.00003": "New"})
    offered = suggestions(found, LIST, [once, again, later], first=5, ranked_by=_by_length)
    assert [(s.facts.title, s.again) for s in offered] == [("New", False), ("Offered Once", True)]
    assert as_offer(found, offered) == Offer(
        "2026-10", 2, {"2610.00003": "New", "2609.00007": "Offered Once"}
    )


def test_a_title_is_text_in_every_form() -> None:
    hostile = "A [link](javascript:x) <img src=x> @everyone closes #1 `code` ]]> \x1b[31m\u202e"
    found = _month(_facts(3, hostile, authors=("A B", "C D", "E F", "G H")))
    offered = [Suggestion(found.papers[0])]
    text = as_markdown(found, offered, ["title: x\n```\n"])
    item = next(line for line in text.split("\n") if line.startswith("- [ ] "))
    assert r"\[link\](javascript:x) \<img src=x\> @" + "\u200beveryone closes #\u200b1" in item
    assert item.endswith("A B, C D, E F and 1 more <!-- arxiv:2610.00003 -->")
    assert "````yaml" in text
    assert "\x1b" not in as_text(found, offered)
    assert json.loads(as_json(found, offered))["papers"][0]["title"] == hostile


def test_an_issue_never_grows_too_long() -> None:
    papers = [_facts(n, f"Title {n}") for n in range(1, 500)]
    text = as_markdown(_month(*papers), [Suggestion(p) for p in papers], ["x" * 900] * 499)
    assert len(text) < 55_000
    assert "more did not fit" in text.rstrip().rsplit("\n", 1)[-1]
