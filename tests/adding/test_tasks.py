"""The likeliest tasks: exact on a small list, and good enough on ours."""

from __future__ import annotations

from awesome_p2ti.adding.tasks import LikelyTasks
from awesome_p2ti.schema.models import Task
from tests.make import real_list

TASKS = [
    Task(id="face", name="Faces", about="A person's face stays the same."),
    Task(id="style", name="Style", about="The look of a painting is kept."),
]
PAPERS = [
    ("Portraits of a Person's Face", ["face"]),
    ("Keeping Faces Alike", ["face"]),
    ("Paintings in One Style", ["style"]),
    ("Stylized Faces", ["style", "face"]),
]


def test_the_nearest_section_comes_first() -> None:
    likely = LikelyTasks(PAPERS, TASKS)
    assert likely.ranked("A New Portrait of Faces") == ["face", "style"]
    assert likely.ranked("Painting by Style") == ["style", "face"]


def test_a_title_without_known_words_and_an_empty_list_are_no_fault() -> None:
    assert sorted(LikelyTasks(PAPERS, TASKS).ranked("図 123")) == ["face", "style"]
    assert sorted(LikelyTasks([], TASKS).ranked("Faces")) == ["face", "style"]
    assert LikelyTasks(PAPERS, []).ranked("Faces") == []


def test_a_title_that_is_left_out_does_not_vote_for_itself() -> None:
    likely = LikelyTasks([("Odd Words", ["style"]), *PAPERS], TASKS)
    assert likely.ranked("Odd Words") == ["style", "face"]
    assert likely.ranked("Odd Words", left_out=["style"]) == ["face", "style"]


def test_the_two_best_hold_the_first_task_of_our_papers() -> None:
    """Each left out in turn: 91% when this was written, so no single entry decides."""
    catalog = real_list()
    papers = [(p.data.title, p.data.tasks) for p in catalog.papers.values()]
    likely = LikelyTasks(papers, catalog.tasks)
    right = sum(tasks[0] in likely.ranked(title, left_out=tasks)[:2] for title, tasks in papers)
    assert len(papers) > 800
    assert right / len(papers) >= 0.88
