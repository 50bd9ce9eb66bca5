"""Repairs change what is wrong and not one character more."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.fixing.text_edits import apply_edits, fix_source
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.problems import Edit
from awesome_p2ti.schema.models import Paper

ENTRY = """\
# a comment at the top
title:   'Anyone''s Title'   # odd spacing stays
date: 2022-08
arxiv: {arxiv} # the id
tasks: [ subject ]
links:
    project: http://old.example.org/p  # by hand
    code:
      - url: "https://github.com/old/name"
        official: false
      - https://example.org/dead
    demo: {{url: https://example.org/dead, official: false}}
    weights: https://example.org/dead
"""


def fixed(text: str, *more: Edit) -> str:
    return fix_source(SourceFile("x.yaml", text), Paper, more)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("2208.12240", '"2208.12240"'),
        ("arXiv:2208.12240v2", '"2208.12240"'),
        ("'https://arxiv.org/pdf/2208.12240v1.pdf'", "'2208.12240'"),
        ('"https://arxiv.org/abs/2208.12240"', '"2208.12240"'),
    ],
)
def test_only_the_value_changes(wrong: str, right: str) -> None:
    assert fixed(ENTRY.format(arxiv=wrong)) == ENTRY.format(arxiv=right)


def test_line_ends_and_a_missing_last_one_stay() -> None:
    text = "title: A\r\ndate: 2022-08-02\r\ntasks: [subject]\r\narxiv: 2208.12240"
    assert fixed(text) == ('title: A\r\ndate: 2022-08\r\ntasks: [subject]\r\narxiv: "2208.12240"')


def test_lines_that_end_in_a_return_alone_stay_lines() -> None:
    text = "title: A\ndate: 2022-08\ntasks: [subject]\n"
    assert fixed(text.replace("\n", "\r")) == text
    assert fixed("\ufeff" + text) == text


def test_one_repair_brings_the_next_to_light() -> None:
    text = "title: A\ndate: 2022-08\ntasks: [subject]\nname: \u200bNo\narxiv: 2208.12240\n"
    assert (
        fixed(text)
        == 'title: A\ndate: 2022-08\ntasks: [subject]\nname: "No"\narxiv: "2208.12240"\n'
    )


@pytest.mark.parametrize("text", ["", "title: [", "a: *b", "title: 1\n---\nb", "\tx: 1"])
def test_what_cannot_be_mended_stays(text: str) -> None:
    assert fixed(text) == text


@given(st.text(st.sampled_from("ab\n\"'é "), max_size=40), st.data())
def test_an_edit_changes_only_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.text(max_size=5))
    assert apply_edits(text, [Edit(start, end, new)]) == text[:start] + new + text[end:]


def test_of_edits_at_one_place_the_first_is_made() -> None:
    assert apply_edits("ab", [Edit(1, 1, "x"), Edit(1, 1, "y")]) == "axb"
    assert apply_edits("ab", [Edit(0, 0, "y"), Edit(0, 0, "x"), Edit(0, 0, "y")]) == "yab"
    assert apply_edits("ab", [Edit(0, 1, "x"), Edit(1, 1, "y"), Edit(1, 2, "z")]) == "xz"
    assert apply_edits("abc", [Edit(0, 2, "x"), Edit(1, 3, "y"), Edit(9, 9, "z")]) == "xc"


SOUND = ENTRY.format(arxiv='"2208.12240"')


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("title:   'Anyone''s Title'", "titel: x"),  # the file would say nothing at all
        ("tasks: [ subject ]\n", ""),
        ('arxiv: "2208.12240" # the id\n', ""),  # it would be sound, and say less
        ("links:\n", "x: [\n"),
    ],
)
def test_a_repair_after_which_the_file_says_less_is_not_made(wrong: str, right: str) -> None:
    start = SOUND.index(wrong)
    assert fixed(SOUND, Edit(start, start + len(wrong), right)) == SOUND
    assert fixed(SOUND, Edit(0, len(SOUND), "")) == SOUND


@given(st.text(min_size=1, max_size=20), st.sampled_from(["x", "'x'", '"x"']))
def test_a_spelling_reads_back_as_the_value(value: str, standing: str) -> None:
    if not value.isprintable():
        return
    for document in (f"a: {standing}\n", f"[{{a: {standing}}}, b]\n"):
        source = SourceFile("x.yaml", document)
        loc: list[str | int] = ["a"] if document.startswith("a") else [0, "a"]
        spelt = source.quoted_like(loc, value)
        place = source.char_range(loc)
        assert spelt is not None
        assert place is not None
        text = apply_edits(document, [Edit(*place, spelt)])
        read = yaml.load(text, yaml.CSafeLoader)
        assert (read if isinstance(read, dict) else read[0])["a"] == value


@pytest.mark.parametrize("wrong", ["titel: A\n", "title: A\n"])
def test_a_repair_that_breaks_the_text_is_not_made_even_where_it_says_nothing(wrong: str) -> None:
    assert fixed(wrong, Edit(len(wrong) - 2, len(wrong), "[")) == wrong


def test_a_repair_of_a_sound_file_is_made() -> None:
    start = SOUND.index("http://old")
    expected = SOUND.replace("http://old", "https://new")
    assert fixed(SOUND, Edit(start, start + len("http://old"), "https://new")) == expected


@given(st.text(st.sampled_from("ab\n\"'é "), max_size=40), st.data())
def test_edits_apart_change_only_their_spans(text: str, data: st.DataObject) -> None:
    bounds = data.draw(st.lists(st.integers(0, len(text)), unique=True).map(sorted))
    spans = list(zip(bounds[::2], bounds[1::2], strict=False))
    made = [Edit(start, end, data.draw(st.text(max_size=3))) for start, end in spans]
    expected, at = "", 0
    for edit in made:
        expected += text[at : edit.start] + edit.text
        at = edit.end
    shuffled = data.draw(st.permutations(made))
    assert apply_edits(text, [*shuffled, *shuffled]) == expected + text[at:]


SPELLINGS = {
    "title": ["'A  Title'", '"A Title "', "A Title"],
    "date": ["2022-08-02", "2022-08", "'2022-08'"],
    "arxiv": ["2208.12240", "arXiv:2208.12240v2", "https://arxiv.org/abs/2208.12240",
              '"2208.12240"'],
    "doi": ["https://doi.org/10.1145/3610548.3618154", "doi:10.1145/3610548.3618154",
            "10.1145/3610548.3618154"],
    "openreview": ["https://openreview.net/forum?id=abcdefghij", "abcdefghij"],
    "name": ["\u200bNo", '"No"', '"N\u200bo"'],
    "tasks": ["[subject]", "[ subject ]"],
}  # fmt: skip
"""What people write in a field, the right spelling among it."""


@given(
    st.fixed_dictionaries({field: st.sampled_from(texts) for field, texts in SPELLINGS.items()}),
    st.permutations(list(SPELLINGS)),
    st.sampled_from(["", "  # by hand"]),
)
def test_repairs_leave_nothing_to_repair(
    spelt: dict[str, str], order: list[str], comment: str
) -> None:
    text = "".join(f"{field}: {spelt[field]}{comment}\n" for field in order)
    once = fixed(text)
    data, problems = parse_entry(SourceFile("x.yaml", once), Paper)
    assert problems == []
    assert data is not None
    assert (data.title, data.date, data.arxiv, data.name) == (
        "A Title", "2022-08", "2208.12240", "No",
    )  # fmt: skip
    assert (data.doi, data.openreview, data.tasks) == (
        "10.1145/3610548.3618154", "abcdefghij", ("subject",),
    )  # fmt: skip
    assert fixed(once) == once
    assert once.count("# by hand") == text.count("# by hand")
