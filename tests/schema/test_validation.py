"""Hints of the schema: what they say, and when they say nothing."""

from __future__ import annotations

import pytest

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.schema.models import Paper
from awesome_p2ti.schema.suggestions import did_you_mean


@pytest.mark.parametrize(("length", "hinted"), [(59, True), (60, False), (500, False)])
def test_a_long_text_is_not_said_twice(length: int, hinted: bool) -> None:
    text = f"title: A\ndate: 2023-05\ntasks: [subject]\nauthors: {'x' * length}\n"
    _, (problem,) = parse_entry(SourceFile("x.yaml", text), Paper)
    assert problem.code == "wrong-type"
    assert problem.hint == (f"write authors: [{'x' * length}]" if hinted else "")


def test_a_word_must_be_near_to_be_meant() -> None:
    assert did_you_mean("subjct", ["style", "subject"]) == "did you mean 'subject'?"
    assert did_you_mean("qqqq", ["style", "subject"]) == ""
    assert did_you_mean("x", []) == ""


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("authors:\n  -Ina Vale\n  -Tom Reed", "a space is missing after '-'",
         "write authors: [Ina Vale, Tom Reed]"),
        ("authors: Ina Vale and Sam Reed, Jr.",
         'authors must be a list, not the text "Ina Vale and Sam Reed, Jr."',
         'write authors: [Ina Vale, "Sam Reed, Jr."]'),
        ("links:\n  project:https://example.org", "a space is missing after 'project:'",
         "write project: https://example.org"),
        ("links:\n  code: false", "links.code must be an address, not the boolean false",
         "leave the field out: there is none"),
        ("links:\n  code: {url: https://example.org, oficial: true}",
         "'oficial' is not a field of 'links.code'", "did you mean 'official'?"),
        ("links:\n  code: soon",
         'links.code is no address: "soon"', "leave the field out until there is an address"),
        ("links:\n  openreview: https://openreview.net/forum?id=NAQvF08TcyG",
         "'openreview' is not a field of 'links'",
         'it stands at the top, beside links: openreview: "NAQvF08TcyG"'),
        ("code: https://example.org", "'code' is not a field of a paper",
         "it stands below links: {code: https://example.org}"),
    ],
)  # fmt: skip
def test_slips_and_what_to_write(written: str, message: str, hint: str) -> None:
    text = f"title: A\ndate: 2023-05\ntasks: [subject]\n{written}\n"
    _, (problem,) = parse_entry(SourceFile("x.yaml", text), Paper)
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    ("date", "edit"),
    [("2023-02, 2023-05", None), ("2023-02/03", None), ("2023-02-04 or 05", None),
     ("February 2023", "2023-02"), ("2 Feb 2023", "2023-02"), ("March or April 2023", None)],
)  # fmt: skip
def test_no_judgement_is_made_about_a_date(date: str, edit: str | None) -> None:
    text = f'title: A\ndate: "{date}"\ntasks: [subject]\n'
    _, (problem,) = parse_entry(SourceFile("x.yaml", text), Paper)
    assert (problem.edit and problem.edit.text) == (edit and f'"{edit}"')
