"""A syntax fault is told at its cause, with the line to write, and the rest is read."""

from __future__ import annotations

import pytest

from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.loading.yaml_reader import parse_readable

REST = 'name: Otter\narxiv: "2302.13848"\n'


@pytest.mark.parametrize(
    ("line", "column", "hint"),
    [
        ('title: "A Pet', 8, 'write title: "A Pet"'),
        ("title: 'A Pet", 8, "write title: 'A Pet'"),
        ('title: "The "Best" Pet"', 13, "write title: 'The \"Best\" Pet'"),
        ("title: 'Who's There'", 12, 'write title: "Who\'s There"'),
        ('title: "Pet" Otter', 12, "write title: '\"Pet\" Otter'"),
        ('title: "$\\gamma$ Pets"', 10, "write it in single quotes: title: '$\\gamma$ Pets'"),
        ("title: [Re] Pets", 8, 'write title: "[Re] Pets"'),
        ("title: & Pets", 8, 'write title: "& Pets"'),
        ("title: *Pets*", 8, 'write title: "Pets"'),
        ("title: > Pets", 8, 'write title: "> Pets"'),
        ("title: @Pets", 8, 'write title: "@Pets"'),
        ("title: `Pets`", 8, 'write title: "Pets"'),
        ("title: %Pets", 8, 'write title: "%Pets"'),
        ("title: - Pets", 8, 'write title: "- Pets"'),
        ("title: Pets: Again", 12, 'put the whole text in double quotes: title: "Pets: Again"'),
        ("title: “Pets: Again”", 8, 'write title: "Pets: Again"'),
        ("title：Pets", 6, "write title: Pets"),
        ("title:Pets", 1, "write title: Pets"),
        ("title：", 6, "write title: "),
        ("authors: [A B, & C D]", 16, "leave the & out"),
        ("authors: [A B, C D", 10, "close it with ']'"),
        ('title: "Pets",', 14, "delete this comma"),
        ("authors: [A B, C D],", 20, "delete this comma"),
        ("links: {code: *x*, demo: y}", 15, "leave the * out"),
        ("links: {code: x", 8, "close it with '}'"),
        ("title: {A} Pets", 8, 'write title: "{A} Pets"'),
        ("authors:\n  * A B\n  * C D", 3, "write - A B"),
    ],
)
def test_the_cause_is_told_and_the_rest_is_read(line: str, column: int, hint: str) -> None:
    parsed = parse_readable(SourceFile("x.yaml", f"date: 2023-02\n{line}\n{REST}"))
    (problem,) = parsed.problems
    assert (problem.code, problem.hint) == ("yaml-syntax", hint)
    assert (problem.line, problem.column) == (2 + line.count("\n  * A"), column)
    assert parsed.value == {"date": "2023-02", "name": "Otter", "arxiv": "2302.13848"}
    assert parsed.hidden == {line.partition(":")[0].partition("：")[0]}


def test_places_behind_a_fault_are_those_of_the_file() -> None:
    parsed = parse_readable(SourceFile("x.yaml", f"title: [Re] A\n{REST}"))
    assert parsed.source.span(["arxiv"]).line == 3
    assert parsed.source.char_range(["arxiv"]) == (33, 45)


def test_one_field_of_links_is_lost_and_not_all() -> None:
    text = "links:\n  project: a: b\n  code: https://example.org\n"
    parsed = parse_readable(SourceFile("x.yaml", text))
    assert parsed.value == {"links": {"code": "https://example.org"}}
    assert [(p.line, p.column) for p in parsed.problems] == [(2, 13)]


def test_marks_of_a_merge_and_fences() -> None:
    text = f"```yaml\n<<<<<<< HEAD\ndate: 2023-02\n=======\ndate: 2023-03\n>>>>>>> b\n{REST}```\n"
    parsed = parse_readable(SourceFile("x.yaml", text))
    assert [(p.line, p.code) for p in parsed.problems] == [(2, "yaml-syntax"), (1, "yaml-syntax")]
    assert parsed.value == {"name": "Otter", "arxiv": "2302.13848"}
    assert parsed.hidden == {"date"}


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "title: [\n---\n"])
def test_two_documents_are_not_read_as_one(text: str) -> None:
    parsed = parse_readable(SourceFile("x.yaml", text))
    assert parsed.value is None
    assert [p.code for p in parsed.problems] == ["yaml-syntax"]


def test_what_a_fault_hid_may_be_too_deep() -> None:
    parsed = parse_readable(SourceFile("x.yaml", "```\n- " + "[" * 30_000 + "]" * 30_000))
    assert parsed.value is None
    assert [p.code for p in parsed.problems] == ["yaml-syntax", "too-deep"]


def test_a_decimal_comma_ends_a_score() -> None:
    source = SourceFile("x.yaml", "scores: {dino: 0,668, clip: 0.3}\n")
    (problem,) = parse_readable(source).problems
    place = (problem.line, problem.column, problem.end_column)
    assert (problem.code, place, problem.hint) == ("yaml-number", (1, 16, 21), "write 0.668")
    source = SourceFile("x.yaml", "scores: {dino: 0, 668, clip: 0.3}\n")
    assert [p.code for p in parse_readable(source).problems] == ["empty-value"]


def only(text: str) -> tuple[int, int, str, str]:
    """Return the place of the one problem of a text, its message and its hint."""
    (problem,) = parse_readable(SourceFile("x.yaml", text)).problems
    return problem.line, problem.column, problem.message, problem.hint


def test_a_sound_mapping_is_not_blamed_for_a_line_out_of_its_column() -> None:
    text = "rows:\n  - method: A\n   scores: {dino: 0.7}\n"
    assert only(text)[2] == "this line does not continue what stands above it"


def test_a_row_without_a_space_is_the_cause_of_what_follows() -> None:
    text = "rows:\n  -method: A\n    scores: {dino: 0.7}\n"
    assert only(text) == (2, 3, "a space is missing after '-'", "write - method: A")


def test_of_a_second_entry_in_the_file_nothing_is_to_be_deleted() -> None:
    entry = f"title: A\n{REST}"
    line, column, message, hint = only(entry + "\n" + entry.replace("A", "B"))
    assert (line, column) == (5, 1)
    assert message == "a second entry begins here: 'title' is given twice"
    assert hint == "one file holds one entry: move what follows to a file of its own"
    assert only(f"{entry}title: B\n")[3] == "delete one of the two"
    assert only(f"{entry}---\n{entry}")[3] == hint
    assert only(f"---\n{entry}---\n")[3] == "delete the line"


def test_a_record_of_bibtex_is_one_fault_and_the_rest_is_read() -> None:
    record = "@misc{a,\n  title={A: B},\n  author = {Vale, Ina and\n  Reed, Tom}\n}\n"
    parsed = parse_readable(SourceFile("x.yaml", f"date: 2023-02\n{record}{REST}"))
    assert [(p.line, p.message) for p in parsed.problems] == [(2, "this is BibTeX, and no YAML")]
    assert parsed.value == {"date": "2023-02", "name": "Otter", "arxiv": "2302.13848"}
    assert "title" in parsed.hidden


@pytest.mark.parametrize("typed", ["dino:0.7", "dino=0.7"])
def test_a_score_without_a_space_is_not_to_be_deleted(typed: str) -> None:
    assert only(f"scores: {{{typed}, clip: 0.3}}\n")[3] == "write dino: 0.7"


def test_what_has_no_value_in_braces_shares_its_line_with_others() -> None:
    assert only("scores: {dino: , clip: 0.3}\n")[3] == "fill it, or leave 'dino' out"
