"""A value goes into an empty field as a line of its own; every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.enriching.edits import with_value
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.schema.models import Paper

PATH = "data/papers/2023/otter.yaml"
HEAD = "# yaml-language-server: $schema=../../schema/papers.json\ntitle: Otters\n"
URL = "https://github.com/a/b"


def changed(text: str, field: str, value: str) -> str | None:
    new = with_value(SourceFile(PATH, text), field, value)
    return None if new is None else new.text


@pytest.mark.parametrize(
    ("before", "field", "value", "after"),
    [
        (f"{HEAD}date: 2023-04  # first\ntasks: [subject]\n", "venue", "CVPR 2024",
         f"{HEAD}date: 2023-04  # first\nvenue: CVPR 2024\ntasks: [subject]\n"),
        (f"{HEAD}tasks: [subject]\ndate: 2023-04", "venue", "CVPR 2024",
         f"{HEAD}tasks: [subject]\ndate: 2023-04\nvenue: CVPR 2024"),
        (f"{HEAD}date: 2023-04\ntasks:\n- subject\n# the end\n", "code", URL,
         f"{HEAD}date: 2023-04\ntasks:\n- subject\nlinks:\n  code: {URL}\n# the end\n"),
        (f"{HEAD}date: 2023-04\ntasks: [subject]\nlinks:\n    demo: https://x.org/d\n", "code", URL,
         f"{HEAD}date: 2023-04\ntasks: [subject]\nlinks:\n    code: {URL}\n"
         "    demo: https://x.org/d\n"),
        (f"{HEAD}links:\n  project:\n    url: https://x.org/p\n    note: a page\n\n"
         "date: 2023-04\ntasks: [subject]\n", "code", URL,
         f"{HEAD}links:\n  project:\n    url: https://x.org/p\n    note: a page\n"
         f"  code: {URL}\n\ndate: 2023-04\ntasks: [subject]\n"),
        (f"{HEAD}date: 2023-04\ntasks: [subject]\nlinks:\n  project: [https://x.org/p]\n"
         "  video: https://x.org/v\n", "weights", "https://huggingface.co/a/b",
         f"{HEAD}date: 2023-04\ntasks: [subject]\nlinks:\n  project: [https://x.org/p]\n"
         "  weights: https://huggingface.co/a/b\n  video: https://x.org/v\n"),
        (f"{HEAD}date: 2023-04\r\ntasks: [subject]\r\n", "venue", "CVPR 2024",
         f"{HEAD}date: 2023-04\r\nvenue: CVPR 2024\r\ntasks: [subject]\r\n"),
    ],
)  # fmt: skip
def test_a_line_is_put_in_its_place(before: str, field: str, value: str, after: str) -> None:
    assert changed(before, field, value) == after


BASE = f"{HEAD}date: 2023-04\ntasks: [subject]\n"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (f"{BASE}venue: CVPR 2023\n", "venue"),
        (f"{BASE}venue:\n", "venue"),
        (f"{BASE}links:\n  code: https://github.com/c/d\n", "code"),
        (f"{BASE}links: {{project: https://x.org/p}}\n", "code"),
        ("{title: Otters, date: 2023-04, tasks: [subject]}\n", "venue"),
        (f"{BASE}links:\n", "code"),
        (f"{BASE}links:\n  project:\n    url: https://x.org/p\n    note: |\n      a\n      b\n",
         "code"),
        (f"\ufeff{BASE}", "venue"),
        ("title: [", "venue"),
        ("", "venue"),
        ("- title\n", "venue"),
        ("title: Otters\n", "venue"),
    ],
)  # fmt: skip
def test_what_has_no_plain_place_is_left_alone(text: str, field: str) -> None:
    assert changed(text, field, "CVPR 2024" if field == "venue" else URL) is None


@given(
    st.lists(st.sampled_from(["project", "code", "demo", "weights", "dataset", "video"]),
             unique=True),
    st.permutations(["date: 2023-04", 'arxiv: "2304.03410"', "tasks: [subject]", "authors: [A B]"]),
    st.sampled_from(["venue", "project", "code", "demo", "weights", "dataset"]),
    st.booleans(),
)  # fmt: skip
def test_nothing_else_changes(
    roles: list[str], lines: list[str], field: str, ends_in_line: bool
) -> None:
    links = "".join(f"\n  {role}: https://x.org/{role}" for role in roles)
    text = HEAD + "\n".join([*lines, *([f"links:{links}"] if roles else [])]) + "\n" * ends_in_line
    value = "CVPR 2024" if field == "venue" else "https://x.org/new"
    new = changed(text, field, value)
    assert (new is None) == (field in roles)
    if new is not None:
        added = {"links:", f"  {field}: {value}", f"{field}: {value}"}
        kept = [line for line in new.split("\n") if line not in added - set(text.split("\n"))]
        assert kept == text.split("\n")
        assert parse_entry(SourceFile(PATH, new), Paper)[0] is not None
