"""Entries as the list writes them, and whatever strangers name things, read back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.adding.draft import Draft, Fact
from awesome_p2ti.adding.entry_text import entry_text
from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.loading.yaml_reader import parse_readable
from awesome_p2ti.schema.models import Paper

PATH = "data/papers/2023/x.yaml"
WHOLE = """\
# yaml-language-server: $schema=../../schema/papers.json
title: "DreamOtter: \\"Otters\\" in Pictures"
name: DreamOtter
former_titles:
  - "Otters: All of Them"
authors: [Ina Vale, "Tom Reed, Jr.", "No"]
date: 2023-04
venue: CVPR 2024
arxiv: "2304.03410"
doi: "10.1000/x"
openreview: "1234567890"
tasks: [subject, style]
approach: encoder
distinct_from: [otter]
links:
  project: https://otter.example.org
  code: https://github.com/otter/otter
"""


def fact(value: str) -> Fact[str]:
    return Fact(value, "a source")


def whole() -> Draft:
    return Draft(
        title=fact('DreamOtter: "Otters" in Pictures'),
        name=fact("DreamOtter"),
        former_titles=Fact(("Otters: All of Them",), "a source"),
        authors=Fact(("Ina Vale", "Tom Reed, Jr.", "No"), "a source"),
        date=fact("2023-04"),
        venue=fact("CVPR 2024"),
        arxiv=fact("2304.03410"),
        doi=fact("10.1000/x"),
        openreview=fact("1234567890"),
        project=fact("https://otter.example.org"),
        code=fact("https://github.com/otter/otter"),
    )


def test_an_entry_is_written_as_the_list_writes_it() -> None:
    assert entry_text(whole(), ["subject", "style"], "encoder", ["otter"]) == WHOLE
    data, problems = parse_entry(SourceFile(PATH, WHOLE), Paper)
    assert data is not None
    assert problems == []


def test_a_date_of_a_year_alone_stays_a_text() -> None:
    draft = Draft(title=fact("Otters"), date=fact("2023"))
    assert 'date: "2023"\n' in entry_text(draft, ["subject"])


def test_what_nobody_states_is_asked_for() -> None:
    text = entry_text(Draft(arxiv=fact("2304.03410")), [], comments=["arXiv\ndid not answer"])
    assert "# arXiv did not answer\n" in text
    _, problems = parse_entry(SourceFile(PATH, text), Paper)
    assert {p.code for p in problems} == {"empty-value", "missing-field"}


@given(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1))
def test_any_text_is_read_back(title: str, authors: list[str]) -> None:
    draft = Draft(title=fact(title), authors=Fact(tuple(authors), "x"), name=fact(authors[0]))
    text = entry_text(draft, ["subject"])
    value = parse_readable(SourceFile(PATH, text)).value
    assert value is not None
    assert value.get("title") == title
    assert value.get("authors") == authors
    assert value.get("name") == authors[0]
