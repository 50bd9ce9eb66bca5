"""`remove` takes an entry out wherever it is named, records why, and leaves all else."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti.rules.registry import load_and_check
from tests.in_process import call

REASON = "It draws no given subject."
RESULTS = "data/results/dreambench.yaml"


def remove(root: Path, *args: str, reason: str = REASON) -> tuple[int, str, str]:
    done = call("remove", *args, "--reason", reason, cwd=root)
    return done.returncode, done.stdout, done.stderr


def texts(root: Path) -> dict[str, str]:
    files = (f for f in (root / "data").rglob("*") if f.is_file())
    return {f.relative_to(root).as_posix(): f.read_text(encoding="utf-8") for f in files}


def test_a_paper_that_nothing_names_leaves_and_is_recorded(small_list: Path) -> None:
    before = texts(small_list)
    code, _, err = remove(small_list, "break-a-scene")
    assert code == 0, err
    after = texts(small_list)
    path = "data/papers/2023/break-a-scene.yaml"
    assert path in err
    assert before.keys() - after.keys() == {path}
    added = after.pop("data/declined.yaml").removeprefix(before.pop("data/declined.yaml"))
    assert added.startswith('  - title: "Break-A-Scene: ')
    assert '    arxiv: "2305.16311"\n    doi: "10.1145/3610548.3618154"\n' in added
    assert f"    reason: {REASON}\n" in added
    assert all(after[name] == before[name] for name in after)
    catalog, problems = load_and_check(small_list)
    assert problems == []
    assert catalog.declined is not None
    assert catalog.declined.data.declined[-1].reason == REASON


@pytest.mark.parametrize(
    ("field", "left"),
    [
        ("distinct_from: [break-a-scene]  # alike\n", ""),
        ("distinct_from: [break-a-scene, dreambooth]\n", "distinct_from: [dreambooth]\n"),
        ("distinct_from:\n  - break-a-scene\n  - dreambooth\n", "distinct_from: [dreambooth]\n"),
        ("distinct_from:\n  - break-a-scene\n# kept\n", "# kept\n"),
    ],
)
def test_who_is_told_apart_from_it_is_not_any_more(small_list: Path, field: str, left: str) -> None:
    file = small_list / "data/papers/2022/textual-inversion.yaml"
    old = file.read_text(encoding="utf-8")
    file.write_text(
        old.replace("tasks: [subject]\n", f"tasks: [subject]\n{field}"), encoding="utf-8"
    )
    assert remove(small_list, "break-a-scene")[0] == 0
    new = old.replace("tasks: [subject]\n", f"tasks: [subject]\n{left}")
    assert file.read_text(encoding="utf-8") == new
    assert load_and_check(small_list)[1] == []


def test_a_data_set_keeps_naming_its_paper(small_list: Path) -> None:
    file = small_list / "data/datasets/dreambench.yaml"
    old = file.read_text(encoding="utf-8")
    lines = [line for line in old.split("\n") if not line.startswith("paper:")]
    for more in ("", 'papers:\n  - title: "Another"\n    arxiv: "2001.00001"\n'):
        text = "paper: break-a-scene # of it\n" + more + "\n".join(lines)
        file.write_text(text, encoding="utf-8")
        code, _, err = remove(small_list, "break-a-scene", "--dry-run")
        assert code == 0, err
        assert file.read_text(encoding="utf-8") == text
    assert remove(small_list, "break-a-scene")[0] == 0
    catalog, problems = load_and_check(small_list)
    assert problems == []
    papers = catalog.datasets["dreambench"].data.papers
    assert [p.arxiv for p in papers] == ["2305.16311", "2001.00001"]
    assert papers[0].venue == "SIGGRAPH Asia 2023"


def test_scores_are_lost_only_with_force(small_list: Path) -> None:
    before = texts(small_list)
    code, out, err = remove(small_list, "dreambooth")
    assert (code, out) == (1, "")
    assert f"{RESULTS}:" in err
    assert "--force" in err
    assert texts(small_list) == before
    code, out, err = remove(small_list, "dreambooth", "--force")
    assert code == 0, err
    catalog, problems = load_and_check(small_list)
    assert problems == []
    rows = catalog.results["dreambench"].data.rows
    assert rows
    assert all("dreambooth" not in {row.paper, row.reported_by} for row in rows)
    left = texts(small_list)[RESULTS].split("\n")
    reported = [line for line in before[RESULTS].split("\n") if line in left]
    assert len(reported) > len(before[RESULTS].split("\n")) / 2


def test_a_table_of_its_scores_alone_stands_in_the_way(small_list: Path) -> None:
    file = small_list / RESULTS
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("paper: textual-inversion", "paper: dreambooth"), encoding="utf-8")
    before = texts(small_list)
    code, _, err = remove(small_list, "dreambooth", "--force")
    assert (code, texts(small_list)) == (2, before)
    assert RESULTS in err


@pytest.mark.parametrize(
    ("key", "said"), [("dreamboth", "dreambooth"), ("../../x", "no paper"), ("", "no paper")]
)
def test_an_id_that_is_none_is_said(small_list: Path, key: str, said: str) -> None:
    before = texts(small_list)
    code, _, err = remove(small_list, key)
    assert code == 2
    assert said in err
    assert texts(small_list) == before


@pytest.mark.parametrize("reason", ["", "x" * 1001])
def test_a_reason_that_cannot_be_recorded_changes_nothing(small_list: Path, reason: str) -> None:
    before = texts(small_list)
    code, _, err = remove(small_list, "break-a-scene", reason=reason)
    assert code == 2
    assert "--reason" in err
    assert texts(small_list) == before


@pytest.mark.parametrize("reason", ["a: b # c", "- [x]", '"quoted"', "é 漢", "yes", "a\nb"])
def test_any_reason_is_read_back(small_list: Path, reason: str) -> None:
    assert remove(small_list, "break-a-scene", reason=reason)[0] == 0
    catalog, problems = load_and_check(small_list)
    assert problems == []
    assert catalog.declined is not None
    assert catalog.declined.data.declined[-1].reason == " ".join(reason.split())


@pytest.mark.parametrize("text", [None, "declined: []\n", "# none yet\ndeclined: []", "declined:\n"
                                  "- title: A\n  arxiv: \"2301.00001\"\n  declined: \"2026-11-27\""
                                  "\n  reason: b"])  # fmt: skip
def test_the_record_may_be_missing_empty_or_written_otherwise(
    small_list: Path, text: str | None
) -> None:
    file = small_list / "data/declined.yaml"
    file.unlink()
    if text is not None:
        file.write_text(text, encoding="utf-8")
    code, _, err = remove(small_list, "break-a-scene")
    assert code == 0, err
    assert load_and_check(small_list)[1] == []


def test_a_record_that_cannot_be_edited_is_left_alone(small_list: Path) -> None:
    file = small_list / "data/declined.yaml"
    for text in ("declined: [{title: A, arxiv: '2301.00001', declined: '2026-11-27', reason: b}]\n",
                 "declined: [\n", ""):  # fmt: skip
        file.write_text(text, encoding="utf-8")
        before = texts(small_list)
        assert remove(small_list, "break-a-scene")[0] == 2
        assert texts(small_list) == before


def test_exceptions_for_its_links_go(small_list: Path) -> None:
    file = small_list / "data/exceptions.yaml"
    item = """\
  - url: {0}
    verdict: blocked
    reason: It opens in a browser.
    until: "2030-01-01"
"""
    own, other = "https://omriavrahami.com/break-a-scene/", "https://dreambooth.github.io"
    head = "# accepted\nexceptions:\n"
    file.write_text(head + item.format(own) + "# kept\n" + item.format(other), encoding="utf-8")
    assert remove(small_list, "break-a-scene", "--dry-run")[0] == 0
    assert remove(small_list, "break-a-scene")[0] == 0
    assert file.read_text(encoding="utf-8") == head + "# kept\n" + item.format(other)
    assert remove(small_list, "dreambooth", "--force")[0] == 0
    assert file.read_text(encoding="utf-8") == "# accepted\nexceptions: []\n"
    assert load_and_check(small_list)[1] == []
