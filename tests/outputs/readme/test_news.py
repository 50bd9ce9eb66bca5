"""What is new is told by day, leads to rows, and depends on no clock."""

from __future__ import annotations

import re
from dataclasses import replace

from awesome_p2ti.catalog import Catalog
from awesome_p2ti.outputs.readme.news import SHOWN, news
from awesome_p2ti.outputs.readme.readme import readme
from tests.make import listed, paper


def text_of(found: Catalog) -> str:
    (file,) = readme(found)
    return file.text


def test_new_papers_stand_by_day_and_lead_to_their_rows() -> None:
    found = replace(
        listed(paper("one", name="One_"), paper("two", highlight=True), paper("old")),
        added={"one": "2020-01-02", "two": "2020-01-03", "old": "", "gone": "2020-01-03"},
    )
    text = text_of(found)
    section = text.split("\n## What Is New\n")[1].split("\n## ")[0]
    assert "in the 60 days up to 2020-01-03." in section
    assert re.findall(r"^- .*", section, re.MULTILINE) == [
        "- 2020-01-03: [Two][new-two] (May 2023).",
        "- 2020-01-02: [One\\_][new-one] (May 2023).",
    ]
    assert "\n[new-one]: #one\n" in text
    assert '<a id="one"></a>' in text
    assert "- [What Is New](#what-is-new) (2)\n" in text
    assert "[What is new][go-new]" in text
    assert "\n[go-new]: #what-is-new\n" in text


def test_nothing_new_is_no_section() -> None:
    text = text_of(replace(listed(paper("one")), added={"one": ""}))
    assert "What Is New" not in text
    assert "go-new" not in text


def test_of_many_only_the_last_are_named() -> None:
    ids = [f"work-{i:03}" for i in range(SHOWN + 5)]
    days = {name: "2020-01-02" if i < 10 else "2020-01-01" for i, name in enumerate(ids)}
    found = replace(listed(*(paper(i) for i in ids)), added=days)
    assert [(day, len(papers)) for day, papers in news(found).days] == [
        ("2020-01-02", 10),
        ("2020-01-01", SHOWN - 10),
    ]
    assert f"the last {SHOWN} of {SHOWN + 5}." in text_of(found)
