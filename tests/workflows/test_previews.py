"""What the summary of a pull request says: all that it does, by name, and its faults first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workflows.shell import Clone, entry, pull_request, title_of

STEP = "Tell what the change does"
FILES = "https://github.com/ann/list/blob/c0ffee/data/papers/2023"
ARXIV = "https://arxiv.org/abs/2304."
RESULTS = """\
name: PetBench
about: A test.
order: 1
sort: dino
columns:
  - {id: dino, name: DINO, range: [0, 1]}
rows:
"""


def score(method: str, dino: float, more: str = "") -> str:
    return (
        f"  - {{method: {method}, tuning: zero-shot, scores: {{dino: {dino}}}, where: Table 1,"
        f" seen_in: paper-text, reported_by: work-1{more}}}\n"
    )


ROWS = "".join(
    score(f"Method {c}", d) for c, d in {"A": 0.9, "B": 0.8, "C": 0.7, "D": 0.6, "E": 0.5}.items()
)


@pytest.fixture
def told(clone: Clone) -> Callable[..., tuple[int, str]]:
    """Make a pull request out of a change and return how its summary's step ends and reads."""

    def run(change: Callable[[Clone], object]) -> tuple[int, str]:
        pull_request(clone, lambda: change(clone))
        done = clone.step("ci.yml", STEP)
        assert done.stderr == ""
        return done.returncode, clone.summary()

    return run


Told = Callable[[Callable[[Clone], object]], tuple[int, str]]


def sections(summary: str) -> list[str]:
    return [line.removeprefix("### ") for line in summary.splitlines() if line.startswith("###")]


def paper(number: int | str) -> str:
    return f"data/papers/2023/work-{number}.yaml"


def edit(clone: Clone, number: int, old: str, new: str) -> None:
    text = (clone.path / paper(number)).read_text(encoding="utf-8")
    assert old in text
    clone.write(paper(number), text.replace(old, new))


def test_an_entry_is_added(told: Told) -> None:
    code, summary = told(lambda c: c.write(paper("new"), entry("A Pet", "2304.09999")))
    assert code == 0
    assert sections(summary) == [f"Added: [{paper('new')}]({FILES}/work-new.yaml)"]
    row = f"- [A Pet]({ARXIV}09999) - arXiv, Apr 2023 · Rinon Gal.\n"
    assert f"Subject-Driven Generation:\n\n{row}" in summary
    assert "To fix" not in summary


def test_an_entry_is_changed(told: Told) -> None:
    code, summary = told(
        lambda c: edit(c, 3, "tasks:", "venue: CVPR 2024\nlinks: {code: https://x.org/c}\ntasks:")
    )
    assert code == 0
    assert sections(summary) == [f"Changed: [{paper(3)}]({FILES}/work-3.yaml)"]
    assert "Other now: venue, links.code.\n" in summary
    row = f"Subject-Driven Generation: [{title_of(3)}]({ARXIV}00003) - "
    before = f"{row}arXiv, Apr 2023 · Rinon Gal."
    after = f"{row}CVPR 2024 (Apr 2023) · Rinon Gal · [code](https://x.org/c)"
    assert f"| {before} | {after} |" in summary


def test_what_no_row_shows_is_named(told: Told) -> None:
    _, summary = told(lambda c: edit(c, 3, "tasks:", "former_titles: [An Old One]\ntasks:"))
    assert "Other now: former\\_titles.\n" in summary
    assert f"Its row in the README stays:\n\n- [{title_of(3)}](" in summary
    assert "| Before" not in summary


def test_only_the_writing_of_an_entry_is_changed(told: Told) -> None:
    _, summary = told(lambda c: edit(c, 3, "tasks:", "# a remark\ntasks:"))
    assert "no field has another value" in summary


@pytest.mark.parametrize("corrected", [False, True])
def test_an_entry_is_renamed(told: Told, corrected: bool) -> None:
    def change(clone: Clone) -> None:
        if corrected:
            edit(clone, 3, "date: 2023-04", "venue: ICLR 2024\ndate: 2023-04")
        clone.git("mv", paper(3), paper("three"))

    code, summary = told(change)
    assert code == 0
    assert sections(summary) == [f"Renamed: [{paper('three')}]({FILES}/work-three.yaml)"]
    assert f"It was {paper(3)}." in summary
    assert ("Other now: venue." in summary) is corrected
    assert ("| Before | After |" in summary) is corrected


def test_another_work_under_an_old_name_is_no_rename(told: Told) -> None:
    def change(clone: Clone) -> None:
        clone.git("rm", "--quiet", paper(3))
        clone.write("data/papers/2024/work-3.yaml", entry("A Pet", "2404.09999"))

    _, summary = told(change)
    assert [s.split(":")[0] for s in sections(summary)] == ["Removed", "Added"]


def test_an_entry_is_removed(told: Told) -> None:
    code, summary = told(lambda c: c.git("rm", "--quiet", paper(3)))
    assert code == 0
    assert sections(summary) == [f"Removed: {paper(3)}"]
    assert f"- [{title_of(3)}]({ARXIV}00003)" in summary


def test_who_else_needs_a_removed_entry_is_said(clone: Clone) -> None:
    clone.write("data/results/pets.yaml", RESULTS + ROWS)
    clone.commit()
    pull_request(clone, lambda: clone.git("rm", "--quiet", paper(1)))
    assert clone.step("ci.yml", STEP).returncode == 1
    summary = clone.summary()
    assert summary.startswith("## To fix: 5 errors\n\n- [data/results/pets.yaml:8:")
    assert f"### Removed: {paper(1)}" in summary


def test_an_entry_is_broken(told: Told) -> None:
    code, summary = told(lambda c: edit(c, 3, "title:", "title"))
    assert code == 1
    assert sections(summary) == [f"Cannot be shown: [{paper(3)}]({FILES}/work-3.yaml)"]
    assert summary.startswith("## To fix: 1 error\n\n- [data/papers/2023/work-3.yaml:")
    assert f"]({FILES}/work-3.yaml#L" in summary
    assert "No entry" not in summary.replace("No entry is read", "")


def test_a_broken_entry_that_is_renamed_is_named_twice(told: Told) -> None:
    def change(clone: Clone) -> None:
        edit(clone, 3, "title:", "title")
        clone.git("mv", paper(3), paper("three"))

    code, summary = told(change)
    assert code == 1
    assert {s.split(": ")[0] for s in sections(summary)} == {"Cannot be shown", "Removed"}
    assert f"Removed: {paper(3)}" in sections(summary)


def test_an_entry_whose_name_ends_in_yml(told: Told) -> None:
    name = "data/papers/2023/pet.yml"
    code, summary = told(lambda c: c.write(name, entry("A Pet", "2304.09999")))
    assert code == 1
    assert sections(summary) == [f"Not read: [{name}]({FILES}/pet.yml)"]
    assert "let its name end in .yaml" in summary


@pytest.mark.parametrize(
    "name",
    ["pet.yaml", "papers/2023/pet.yaml", "data/pet.yaml", "data/papers/pet.yaml", "docs/pet.YML",
     "data/paper/2023/pet.yaml", "data/papers/2023/more/pet.yaml"],
)  # fmt: skip
def test_an_entry_in_the_wrong_place(told: Told, name: str) -> None:
    code, summary = told(lambda c: c.write(name, entry("A Pet", "2304.09999")))
    assert code == 1
    assert summary.startswith(f"## To fix: 1 error\n\n- [{name}:1:1](")
    assert "**stray-file**" in summary
    assert [s.split("](")[0] for s in sections(summary)] == [f"Not read: [{name}"]
    assert "No entry of the list changed" not in summary


def test_other_files_are_no_misplaced_entries(told: Told) -> None:
    def change(clone: Clone) -> None:
        clone.write(".github/x.yml", entry("A Pet", "2304.09999"))
        clone.write("tests/case/data/papers/2023/x.yaml", entry("A Pet", "2304.09999"))
        clone.write("docs/x.yaml", "title: A page\n")
        clone.write("README.md", "mine\n")

    code, summary = told(change)
    assert code == 0
    assert sections(summary) == ["Built files"]
    assert "- README.md is built from data/" in summary
    assert summary.endswith("No entry of the list changed.\n")


def test_a_results_row_is_shown_with_its_rank_and_its_neighbours(clone: Clone) -> None:
    clone.write("data/results/pets.yaml", RESULTS + ROWS)
    clone.commit()
    pull_request(
        clone,
        lambda: clone.write("data/results/pets.yaml", RESULTS + ROWS + score("Mine", 0.75)),
    )
    assert clone.step("ci.yml", STEP).returncode == 0
    summary = clone.summary()
    assert "zero-shot, the 6 ranked by DINO:" in summary
    assert cells(summary) == [["2", "Method B", "0.80"], ["3 new", "Mine", "0.75"],
                              ["4", "Method C", "0.70"]]  # fmt: skip


def cells(summary: str) -> list[list[str]]:
    """Return rank, method and score of the rows of all tables."""
    tables = [[c.strip(" *") for c in line.split("|")[1:-1]] for line in summary.splitlines()]
    rows = [row for row in tables if row and row[0] != "Rank" and not row[0].startswith("-")]
    return [[row[0], row[1], row[3]] for row in rows]


def test_a_results_row_is_corrected(clone: Clone) -> None:
    clone.write("data/results/pets.yaml", RESULTS + ROWS)
    clone.commit()
    better = ROWS.replace("0.5}", "0.95}").replace(score("Method C", 0.7), "")
    pull_request(clone, lambda: clone.write("data/results/pets.yaml", RESULTS + better))
    assert clone.step("ci.yml", STEP).returncode == 0
    assert cells(clone.summary()) == [
        ["1 changed", "Method E", "0.95"],
        ["2", "Method A", "0.90"],
        ["2", "Method B", "0.8"],
        ["3 removed", "Method C", "0.7"],
        ["4", "Method D", "0.6"],
        ["5 until now", "Method E", "0.5"],
    ]
    assert "Other now: rows." in clone.summary()


def test_rows_that_are_not_ranked_are_shown_as_such(clone: Clone) -> None:
    clone.write("data/results/pets.yaml", RESULTS + ROWS)
    clone.commit()
    row = score("Mine", 0.75, ", protocol: variant, note: Other prompts")
    pull_request(clone, lambda: clone.write("data/results/pets.yaml", RESULTS + ROWS + row))
    assert clone.step("ci.yml", STEP).returncode == 0
    assert "another protocol, not ranked:" in clone.summary()
    assert "| – new | Mine" in clone.summary()
    assert "Other prompts" in clone.summary()


def test_the_vocabulary_is_changed(told: Told) -> None:
    def change(clone: Clone) -> None:
        file = clone.path / "data/venues.yaml"
        text = file.read_text(encoding="utf-8")
        clone.write(
            "data/venues.yaml", text.replace("conferences:\n", "conferences:\n  - PETCON\n")
        )

    code, summary = told(change)
    assert code == 0
    name = "data/venues.yaml"
    assert sections(summary)[0].startswith(f"Vocabulary: [{name}](")
    assert "- New: PETCON\n" in summary


def test_of_five_entries_one_is_broken(told: Told) -> None:
    def change(clone: Clone) -> None:
        for i in range(5):
            text = entry(title_of(40 + i), f"2304.0900{i}")
            clone.write(paper(f"new-{i}"), text.replace("tasks: [", "tasks: ") if i == 2 else text)

    code, summary = told(change)
    assert code == 1
    kinds = [s.split(":")[0] for s in sections(summary)]
    assert kinds == ["Cannot be shown", *["Added"] * 4]
    assert summary.count("Subject-Driven Generation:\n\n- [") == 4
    assert summary.startswith("## To fix: ")
    assert f"({FILES}/work-new-2.yaml#L" in summary.split("## What")[0]


def test_an_unknown_task_is_a_fault_of_the_entry(told: Told) -> None:
    code, summary = told(
        lambda c: c.write(paper("new"), entry("A Pet", "2304.09999").replace("subject", "pets"))
    )
    assert code == 1
    assert "In no section, for there is no task 'pets':\n\n- [A Pet]" in summary
    assert "**unknown-task**" in summary
