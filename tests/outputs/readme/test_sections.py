"""Sections are divided where they are long, and a row says what a reader scans for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.readme.highlights import highlights_table
from awesome_p2ti.outputs.readme.readme import readme, view
from awesome_p2ti.outputs.readme.sections import APPROACHES, LONG, MIN_YEARS, sections
from awesome_p2ti.outputs.readme.tables import name_in_title
from awesome_p2ti.schema.models import Paper
from tests.make import ROOT, listed, paper
from tests.outputs.test_markdown_escape import HOSTILE, render, words

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog


def row_of(**fields: Any) -> str:
    """Return a row as the README shows it."""
    found = listed(paper("one", **fields))
    module = (
        environment(ROOT, for_markdown=True).get_template("entries.md.j2").make_module(view(found))
    )
    return str(module.paper_row(found.papers["one"], anchor="one")).strip()  # type: ignore[attr-defined]


def text_of(found: Catalog) -> str:
    """Return the README of a catalog."""
    (file,) = readme(found)
    return file.text


def many(number: int, **fields: Any) -> list[Any]:
    return [paper(f"work-{i}", **fields) for i in range(number)]


def test_every_approach_has_a_heading() -> None:
    annotation = Paper.model_fields["approach"].annotation
    known = [v for part in get_args(annotation) for v in get_args(part)]
    assert list(APPROACHES) == known


def test_a_short_section_is_one_list() -> None:
    (section,) = sections(listed(*many(MIN_YEARS - 1)))
    assert [(p.name, [y.name for y in p.years]) for p in section.parts] == [("", [""])]


def test_years_divide_a_section_the_newest_first() -> None:
    papers = many(MIN_YEARS, date="2024-05")
    papers += [paper("late", date="2025-02"), paper("vague", date="2024"), paper("b", date="2025")]
    (section,) = sections(listed(*papers))
    (part,) = section.parts
    assert [(y.name, y.anchor) for y in part.years] == [
        ("2025", "subject-2025"),
        ("2024", "subject-2024"),
    ]
    assert [p.id for p in part.years[0].papers] == ["late", "b"]
    assert part.years[1].papers[-1].id == "vague"
    assert section.number == MIN_YEARS + 3


def test_approaches_divide_a_long_section() -> None:
    papers = [*many(LONG - 1, approach="encoder"), paper("x", approach="test-time"), paper("y")]
    (section,) = sections(listed(*papers))
    assert [(p.name, p.anchor, p.number) for p in section.parts] == [
        ("Test-time fine-tuning", "subject-test-time", 1),
        ("Encoder", "subject-encoder", LONG - 1),
        ("Approach not stated", "subject-not-stated", 1),
    ]
    (file,) = readme(listed(*papers))
    assert '#### <a id="subject-encoder"></a>Encoder' in file.text
    assert '##### <a id="subject-encoder-2023"></a>2023' in file.text
    assert f"[**Encoder**](#subject-encoder) ({LONG - 1}): [2023](#subject-encoder-2023)" in (
        file.text
    )


def test_a_row_says_name_title_venue_month_author_approach_and_links() -> None:
    row = row_of(
        title="One: A Method", name="One", arxiv="2305.00001", venue="CVPR 2024", date="2023-05",
        authors=["Ann A", "Bob B", "Cy C"], approach="encoder",
        links={"code": {"url": "https://example.org/c", "official": False}},
    )  # fmt: skip
    assert row == (
        '- <a id="one"></a>[**One**: A Method](https://arxiv.org/abs/2305.00001) - '
        "CVPR 2024 (May 2023) · Ann A et al. · encoder · [code\\*](https://example.org/c)"
    )


def test_archived_code_has_a_mark_that_is_explained() -> None:
    links = {"code": "https://github.com/a/b", "weights": "https://github.com/a/b/releases"}
    found = listed(paper("w", links=links))
    assert "code†" not in text_of(found)
    state = RepositoryState(archived=True, day="2026-11-23")
    marked = text_of(replace(found, repositories=dict.fromkeys(links.values(), state)))
    assert "[code†](https://github.com/a/b)" in marked
    assert "[weights](https://github.com/a/b/releases)" in marked
    assert "`code†` is archived by its owner" in marked


def test_a_row_of_little_ends_with_one_full_stop() -> None:
    assert row_of(title="T", arxiv="2305.00001").endswith(" - arXiv, May 2023.")
    assert row_of(title="T", date="2023", authors=["A", "B"]).endswith(" - 2023 · A and B.")
    assert row_of(title="T", authors=["A", "B", "C"]).endswith(" · A et al.")
    assert row_of(title="T", authors=["A"], approach="hybrid").endswith(" · A · hybrid.")


def test_a_name_that_is_not_in_the_title_stands_before_it() -> None:
    row = row_of(title="Many Concepts", name="Custom", arxiv="2305.00001")
    assert "</a>**Custom** · [Many Concepts](https" in row
    assert "**ELITEs**" not in row_of(title="ELITEs", name="ELITE")


def test_highlights_lead_to_rows() -> None:
    found = highlights_table(listed(paper("one", name="One_", highlight=True), paper("two")))
    assert re.findall(r"\[.*?\]\(.*?\)", found) == ["[One\\_](#one)"]


@settings(max_examples=100)
@given(HOSTILE, HOSTILE | st.just(""))
@example("P+", ": x")
@example("A", " 1. b")
@example("*", "*")
def test_a_name_in_bold_leaves_the_title_as_it_is(name: str, rest: str) -> None:
    title = words(name + rest)
    data = paper("one", title=title, name=words(name)).data
    bold, markdown = name_in_title(data)
    if bold:
        seen = render(row_of(title=title, name=words(name), arxiv="2305.00001"))
        assert [words(text) for text, _ in seen.links if text] == [title]
        assert seen.tags.count("strong") == 1
    else:
        assert words(render(str(markdown)).text) == title
