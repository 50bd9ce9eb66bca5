"""What an entry names exists, or is said to be missing at its place with what was likely meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.rules import references as module
from awesome_p2ti.rules.references import (
    items_stand_once,
    papers_have_an_address,
    references,
    rows_name_listed_papers,
)
from awesome_p2ti.schema.models import Task
from tests.make import listed, paper, written

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.problems import Problem

PAPER = 'title: On Moths\ndate: 2023-02\narxiv: "2302.00001"\ntasks: [subject]\n'
DATASET = "name: Moths\nkind: dataset\nholds: pictures of moths\n"
METRIC = """\
name: Mothness
group: image quality
measures: moths
better: higher
"""
RESULTS = """\
name: MothBench
about: Moths.
order: 1
sort: dino
dataset: moths
columns:
  - {id: dino, name: DINO, metric: mothness}
  - {id: clip, name: CLIP}
rows:
  - method: One
    seen_in: paper-text
    scores: {dino: 1, clip: 2}
    paper: moths
    reported_by: moths
"""
SOUND = {
    "papers/2023/moths": PAPER,
    "datasets/moths": DATASET,
    "metrics/mothness": METRIC,
    "results/bench": RESULTS,
}
WORDS: dict[str, Any] = {
    "tasks": tuple(Task(id=t, name=t, about=t) for t in ("subject", "style")),
    "venues": frozenset({"CVPR", "ICLR"}),
}


def said(found: Iterator[Problem]) -> list[str]:
    return [f"{p.path}:{p.line}:{p.column}: {p.code}: {p.message} ({p.hint})" for p in found]


def found(
    changed: dict[str, str] | None = None,
    rule: Callable[[Catalog], Iterator[Problem]] = references,
    **words: Any,
) -> list[str]:
    return said(rule(written(SOUND | (changed or {}), **(WORDS | words))))


def test_all_that_is_named_exists() -> None:
    more = PAPER + "venue: ICLR 2023\ndistinct_from: [moths]\n"
    assert found({"papers/2023/other": more, "datasets/other": DATASET + "paper: moths\n"}) == []
    dataset = DATASET + "tasks: [style, subject]\n"
    assert found({"datasets/moths": dataset}) == []


@pytest.mark.parametrize("path", ["papers/2023/moths", "datasets/moths"])
@pytest.mark.parametrize(
    ("task", "hint"),
    [("styles", "did you mean 'style'?"), ("faces", "the tasks are: subject, style")],
)
def test_a_task_that_the_list_does_not_know(path: str, task: str, hint: str) -> None:
    text = SOUND[path].replace("tasks: [subject]\n", "") + f"tasks: [subject, {task}]\n"
    line = len(text.splitlines())
    problem = f"unknown-task: tasks: '{task}' is not in data/tasks.yaml ({hint})"
    changed = {path: text}
    assert found(changed) == [f"data/{path}.yaml:{line}:18: {problem}"]
    assert found(changed, tasks=()) == []


@pytest.mark.parametrize(
    ("path", "right", "wrong", "place", "message"),
    [
        ("papers/2023/moths", "tasks: [subject]", "tasks: [subject]\ndistinct_from: [moths, mots]",
         "5:24", "distinct_from: 'mots' is the id of no entry in data/papers"),
        ("datasets/moths", "kind:", "paper: mots\nkind:", "2:8",
         "paper: 'mots' is the id of no entry in data/papers"),
        ("results/bench", "dataset: moths", "dataset: mots", "5:10",
         "dataset: 'mots' is the id of no entry in data/datasets"),
        ("results/bench", "name: CLIP", "name: CLIP, metric: mothnes", "8:36",
         "metric: 'mothnes' is the id of no entry in data/metrics"),
        ("results/bench", "paper: moths", "paper: mots", "13:12",
         "paper: 'mots' is the id of no entry in data/papers"),
        ("results/bench", "reported_by: moths", "reported_by: mots", "14:18",
         "reported_by: 'mots' is the id of no entry in data/papers"),
    ],
)  # fmt: skip
def test_an_id_of_no_entry(path: str, right: str, wrong: str, place: str, message: str) -> None:
    changed = {path: SOUND[path].replace(right, wrong)}
    meant = "mothness" if "metric" in message else "moths"
    assert found(changed) == [
        f"data/{path}.yaml:{place}: unknown-reference: {message} (did you mean '{meant}'?)"
    ]


def test_an_id_that_is_like_none() -> None:
    text = DATASET + "paper: zzz\n"
    expected = (
        "data/datasets/moths.yaml:4:8: unknown-reference: paper: 'zzz' is the id of no entry in "
        "data/papers (use the name of a file in data/papers)"
    )
    assert found({"datasets/moths": text}) == [expected]


@pytest.mark.parametrize(
    "called", ["data/papers/2023/moths.yaml", '"2302.00001"', "https://arxiv.org/abs/2302.00001v2",
               "on moths"],
)  # fmt: skip
def test_a_paper_that_is_not_called_by_its_id(called: str) -> None:
    (problem,) = found({"datasets/moths": f"{DATASET}paper: {called}\n"})
    assert "(did you mean 'moths'?)" in problem


def test_a_task_that_is_called_by_its_name() -> None:
    tasks = (Task(id="three-d", name="Personalized 3D", about="-"),)
    text = PAPER.replace("[subject]", "[Personalized 3D]")
    (problem,) = found({"papers/2023/moths": text}, tasks=tasks)
    assert "(did you mean 'three-d'?)" in problem


def test_two_columns_have_two_ids() -> None:
    twice = RESULTS.replace("id: clip,", "id: dino,")
    assert found({"results/bench": twice}, items_stand_once) == [
        "data/results/bench.yaml:8:10: repeated-item: column 2 has the id of column 1: 'dino'"
        " (give each column an id of its own, or delete one of the two)"
    ]
    assert found(rule=items_stand_once) == []


def test_an_entry_that_cannot_be_read_is_there_all_the_same() -> None:
    text = DATASET + "paper: broken\n"
    assert found({"datasets/moths": text}, unreadable=frozenset({"papers/broken"})) == []
    assert found({"datasets/moths": text}, unreadable=frozenset({"datasets/broken"})) != []


@pytest.mark.parametrize(
    "address",
    ['arxiv: "2302.00001"', "doi: 10.1145/1", "openreview: abcdefghij",
     "links: {paper: https://x.example.org/p}"],
)  # fmt: skip
def test_a_paper_can_be_opened(address: str) -> None:
    text = PAPER.replace('arxiv: "2302.00001"', address)
    assert found({"papers/2023/moths": text}, papers_have_an_address) == []


def test_a_paper_that_nothing_leads_to() -> None:
    text = PAPER.replace('arxiv: "2302.00001"', "links: {code: https://x.example.org/p}")
    assert found({"papers/2023/moths": text}, papers_have_an_address) == [
        "data/papers/2023/moths.yaml:1:1: no-paper: nothing leads a reader to the paper "
        "(add arxiv, doi or openreview, or links.paper where there is none of them)"
    ]


@pytest.mark.parametrize(
    ("arxiv", "problem"),
    [
        ("2302.00001", "row 1: arXiv 2302.00001 is listed (write paper: moths)"),
        ("2302.00002", 'row 1: the paper of "One" (arXiv 2302.00002) is not listed'
                       " (add an entry for it in data/papers)"),
    ],
)  # fmt: skip
def test_a_row_names_its_paper_by_id_where_that_is_listed(arxiv: str, problem: str) -> None:
    text = RESULTS.replace("paper: moths", f'arxiv: "{arxiv}"')
    elsewhere = PAPER.replace('arxiv: "2302.00001"', "doi: 10.1145/1")
    assert found({"results/bench": text, "papers/2023/a": elsewhere}, rows_name_listed_papers) == [
        f"data/results/bench.yaml:13:12: unlisted-paper: {problem}"
    ]
    assert found(rule=rows_name_listed_papers) == []


def test_an_unknown_id_is_held_against_the_known_ones_once_and_only_so_many_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = []

    def found(word: str, known: list[str]) -> str:
        searched.append(word)
        return f"did you mean '{known[0]}'?"

    monkeypatch.setattr(module, "did_you_mean", found)
    monkeypatch.setattr(module, "MOST_COMPARED", 2)
    papers = [
        paper(f"p{i}", distinct_from=[name], authors=["A"])
        for i, name in enumerate(("lost", "gone", "lost", "away"))
    ]
    hints = [p.hint for p in references(listed(*papers))]
    assert searched == ["lost", "gone"]
    assert hints == ["did you mean 'p0'?"] * 3 + ["use the name of a file in data/papers"]
