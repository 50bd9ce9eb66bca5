"""Whatever services say of a work, its file and the answer about it hold nothing but their text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_p2ti.adding.draft import Proposal
from awesome_p2ti.adding.preparing import Answer, Asked, Person, prepare
from awesome_p2ti.catalog import load
from awesome_p2ti.commands.intake_report import refusal, report
from awesome_p2ti.discovery.listing import as_markdown
from awesome_p2ti.discovery.month import MonthPapers
from awesome_p2ti.discovery.ready_entries import ready_entries
from awesome_p2ti.discovery.suggestions import Suggestion
from awesome_p2ti.enriching.check_boxes import as_check_boxes, ticked
from awesome_p2ti.enriching.enrichment import Enrichment
from awesome_p2ti.links.paper_facts import PaperFacts
from awesome_p2ti.schema.models import Paper
from tests.adding.services import draft

ROOT = Path(__file__).parents[2]
LIST = replace(load(ROOT / "tests/catalogue")[0], root=ROOT)
PIECES = st.sampled_from(
    ["../", "/", "!!python/object:os.system ", "&a ", "*a", "@everyone", "#12", "GH-3", "${{ x }}",
     "$(id)", "`id`", "```", "<!-- arxiv:2208.12242 -->", "<!-- enrich:otter code https://x.y -->",
     "\n- [x] ", "\r", "\x85", "\u2028", "\x00", "\u202e", ": ", "{", "]", "<b>", "javascript:",
     "http://x.y", "'", '"', "\\", "é", "&amp;", "---", "> ", "owner/repo#3", "::set-output", "](",
     "![x](", "https://evil.example/@a#1", "Otter "]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), min_size=1, max_size=8).map("".join)
TOKENS = (yaml.TagToken, yaml.AnchorToken, yaml.AliasToken, yaml.DocumentStartToken)
DESTINATION = re.compile(r"(?<!\\)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")


def seen(markdown: str) -> str:
    """Return what GitHub reads as Markdown: no code, no comment of ours, no link's destination."""
    text = re.sub(r"(?ms)^ *(`{3,})yaml\n.*?^ *\1$", "", markdown)
    text = re.sub(r"(?m)(?<!\\)<!-- .*(?<!\\) -->$", "", text)
    return DESTINATION.sub("](x)", text)


def assert_harmless(markdown: str) -> None:
    text = seen(markdown)
    assert re.search(r"@\w|(?<![\w&/])#\d|\bGH-\d|```", text, re.IGNORECASE) is None
    assert re.search(r"(?<!\\)<(?!/?(?:details|summary)>)", text) is None


@settings(max_examples=30)  # each renders a page
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), TEXTS, TEXTS)
def test_a_file_is_an_entry_in_its_place(
    title: str, authors: tuple[str, ...], more: str, url: str
) -> None:
    said = draft(title=title, authors=authors, venue=more, name=more, code=url, remarks=[more],
                 proposals=[Proposal("demo", url, more)])  # fmt: skip
    person = Person(tasks=lambda work: work.likely[:1], confirms=lambda *_: True)
    (work,) = prepare([Asked("2304.03410")], LIST, lambda _: [Answer(said)], person)
    if not work.text:
        assert_harmless(refusal(work.message, work.hint, work.draft.remarks))
        return
    assert re.fullmatch(r"data/papers/2023/[a-z0-9-]+\.yaml", work.path)
    assert not any(isinstance(token, TOKENS) for token in yaml.scan(work.text))
    assert set(yaml.safe_load(work.text)) <= Paper.model_fields.keys()
    assert_harmless(report(work, LIST, (), guessed=True, unchecked=True))


@given(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), TEXTS)
def test_a_paper_is_one_box_of_its_own_id(title: str, authors: tuple[str, ...], why: str) -> None:
    facts = PaperFacts(source="arXiv", arxiv="2304.03410", title=title, authors=authors)
    offered = [Suggestion(facts)]
    month = MonthPapers("2023-04", (facts,), "arXiv", (why,))
    text = as_markdown(month, offered, ready_entries(offered, LIST))
    assert_harmless(text)
    outside = re.sub(r"(?ms)^ *(`{3,})yaml\n.*?^ *\1$", "", text)
    boxes = re.findall(r"(?m)^[ >]*[-*+] \[[ xX]\].*?(?<!\\)<!-- arxiv:(\S+) -->", outside)
    assert boxes == ["2304.03410"]


@given(TEXTS, TEXTS, TEXTS)
def test_a_value_is_one_box_of_its_own_mark(value: str, source: str, note: str) -> None:
    one = Enrichment(
        key="dreambooth", path="data/papers/2022/dreambooth.yaml", field="code", value=value,
        source=source, exact=False, note=note,
    )  # fmt: skip
    text = as_check_boxes([one], LIST)
    assert text.count("\n") == len(re.findall(r"(?m)^- \[ \]", text)) <= 1
    assert_harmless(text)
    assert ticked(text.replace("- [ ]", "- [x]", 1)) <= {one.mark}
