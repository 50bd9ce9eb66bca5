"""The form's text as GitHub writes it, and as strangers bend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.adding.issue_form import MAX_TEXT, Form, Unreadable, approaches, read_form
from awesome_p2ti.schema.models import Task

TASKS = [Task(id="subject", name="Subject-Driven Generation", about="One subject.")]
FORM = """\
### Address

{address}

### Task

{task}

### Approach

{approach}

### Anything else

{more}
"""


def form(address: str = "2304.03410", **fields: str) -> str:
    nothing = dict.fromkeys(("task", "approach", "more"), "_No response_")
    return FORM.format(address=address, **{**nothing, **fields})


def test_a_form_is_read() -> None:
    assert read_form(form(), TASKS) == Form("2304.03410")
    whole = form(" https://arxiv.org/abs/2304.03410 ", task="Subject-Driven Generation",
                 approach="test-time", more="It belongs.")  # fmt: skip
    read = Form("https://arxiv.org/abs/2304.03410", "subject", "test-time")
    assert read_form(whole, TASKS) == read
    assert read_form(whole.replace("\n", "\r\n"), TASKS) == read


def test_the_address_alone_is_enough() -> None:
    assert read_form("### Address\n\n2304.03410", TASKS) == Form("2304.03410")
    assert read_form(form("```text\n2304.03410\n```"), TASKS) == Form("2304.03410")


def test_what_is_said_besides_is_one_text_whatever_it_holds() -> None:
    more = "### Address\n\nhttps://evil.example\n\n### Task\n\nnone\n\n### Other\n"
    assert read_form(form(more=more), TASKS) == Form("2304.03410")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not that of the form"),
        ("A title\n\nand words", "not that of the form"),
        (form("_No response_"), "no address"),
        (form("a\nb"), "more than one line"),
        (form("2304.03410\n\n### Address\n\n2304.03411"), "twice"),
        (form("2304.03410\n\n### Task\n\nx\n\n### Address\n\n2304.03411"), "twice"),
        (form(task="$(touch x)"), "below Task is none"),
        (form(task="Subject-Driven Generation\n### Approach\n\nhybrid"), "twice"),
        (form(approach="!!python/object:os.system"), "below Approach is none"),
        ("x" * (MAX_TEXT + 1), "more than the 70,000"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(text: str, said: str) -> None:
    read = read_form(text, TASKS)
    assert isinstance(read, Unreadable), read
    assert said in read.message
    assert read.hint


def test_a_label_of_another_form_is_part_of_the_text_above_it() -> None:
    read = read_form(form("2304.03410\n\n### Kind\n\nSurvey"), TASKS)
    assert isinstance(read, Unreadable)


def test_the_approaches_are_those_of_the_schema() -> None:
    assert approaches() == ("test-time", "encoder", "training-free", "hybrid", "add-on")


@given(st.text(), st.text(), st.text())
def test_no_text_is_a_fault(address: str, task: str, more: str) -> None:
    read = read_form(form(address, task=task, more=more), TASKS)
    assert isinstance(read, Form | Unreadable)
    if isinstance(read, Form):
        assert "\n" not in read.address
        assert read.task in {"", "subject"}
