"""`add` writes entries of what services state, and says why where it writes none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from awesome_p2ti.adding.draft import Proposal
from awesome_p2ti.adding.preparing import Answer, Asked, Prepared
from awesome_p2ti.catalog import load
from awesome_p2ti.commands import ask
from awesome_p2ti.problems import SetupError
from awesome_p2ti.rules.registry import load_and_check
from tests.adding.services import OTTERS, Services, draft
from tests.in_process import call

FILE = "data/papers/2023/dreamotter.yaml"


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    """Put a stand-in in the services' place, which knows one work."""
    stand_in = Services(a2304_03410=draft())

    @contextlib.contextmanager
    def give(*_: Any) -> Iterator[Services]:
        yield stand_in

    monkeypatch.setattr("awesome_p2ti.commands.services.services", give)
    return stand_in


def files(root: Path) -> set[str]:
    return {f.relative_to(root).as_posix() for f in (root / "data").rglob("*") if f.is_file()}


def test_an_entry_is_written_that_check_passes(small_list: Path, services: Services) -> None:
    before = files(small_list)
    done = call("add", "2304.03410", "--task", "subject", "--approach", "encoder", cwd=small_list)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{FILE}: {OTTERS}\n")
    assert "no source states venue, project, code, demo, weights" in done.stdout
    assert 'name "DreamOtter" is a proposal' in done.stdout
    assert done.stderr == f'2304.03410 is "{OTTERS}" by Ina Vale, Tom Reed\n1 entry written\n'
    assert files(small_list) - before == {FILE}
    catalog, problems = load_and_check(small_list)
    assert problems == []
    assert catalog.papers["dreamotter"].data.approach == "encoder"


def test_the_source_of_each_field_is_said_when_asked(small_list: Path, services: Services) -> None:
    done = call("add", "2304.03410", "--task", "subject", "--why", cwd=small_list)
    for line in (
        f"    title: {OTTERS}   [arXiv]\n",
        "    authors: Ina Vale, Tom Reed   [arXiv]\n",
        "    name: DreamOtter   [the title, before its colon]\n",
        "    arxiv: 2304.03410   [the address]\n",
    ):
        assert line in done.stdout


def test_the_title_is_said_before_anything_is_written(
    small_list: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ("Ina \x1bVale", "Tom Reed", "Kim Lund", "Bo Marsh")
    services.answers["a2304_03410"] = draft(authors=people)

    def refuse(*_: Any, **__: Any) -> None:
        raise SetupError("the disk is full")

    monkeypatch.setattr("awesome_p2ti.files.file_io.write_whole", refuse)
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert (done.returncode, done.stdout) == (2, "")
    title = f'2304.03410 is "{OTTERS}" by Ina \\u001bVale, Tom Reed, Kim Lund and others'
    assert done.stderr == f"{title}\nawesome-p2ti: the disk is full\n"


@pytest.mark.parametrize(
    "name",
    ["declined.yaml", "venues.yaml", "papers/2022/dreambooth.yaml", "papers/2023/otter.yaml"],
)
def test_a_broken_file_of_the_list_is_said(small_list: Path, services: Services, name: str) -> None:
    (small_list / "data" / name).write_text("x: [", encoding="utf-8")
    said = f"data/{name} is broken, and what it holds does not count here; run check\n"
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert (done.returncode, done.stderr.startswith(said)) == (0, True)
    removed = call("remove", "break-a-scene", "--reason", "Off.", "--dry-run", cwd=small_list)
    assert said in removed.stderr


def test_without_tasks_nothing_is_asked(small_list: Path, services: Services) -> None:
    (small_list / "data/tasks.yaml").write_text("x: [", encoding="utf-8")
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert (done.returncode, services.asked) == (2, [])
    assert "data/tasks.yaml is broken" in done.stderr
    (small_list / "data/tasks.yaml").unlink()
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert (done.returncode, services.asked) == (2, [])
    assert "data/tasks.yaml is missing\n    hint: git checkout" in done.stderr


def test_a_dry_run_prints_the_entry_and_writes_nothing(
    small_list: Path, services: Services
) -> None:
    before = files(small_list)
    done = call("add", "2304.03410", "--task", "subject", "--dry-run", cwd=small_list)
    assert done.returncode == 0
    assert 'arxiv: "2304.03410"\n' in done.stdout
    assert "would be written" in done.stderr
    assert files(small_list) == before


def test_without_a_task_the_two_likeliest_are_named(small_list: Path, services: Services) -> None:
    before = files(small_list)
    done = call("add", "2304.03410", cwd=small_list)
    assert done.returncode == 2
    assert OTTERS in done.stderr
    assert "--task subject" in done.stderr
    assert "--task multi-subject" in done.stderr
    assert files(small_list) == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "Give an id or address"),
        (("2304.03410", "--task", "subjekt"), "did you mean 'subject'"),
        (("2304.03410", "--distinct-from", "dreamboth"), "dreambooth"),
        (("2304.03410", "--approach", "magic"), "training-free"),
        (("2304.03410", "--from-bibtex", "missing.bib"), "missing.bib"),
        (("2304.03410", "--allow-network", "home"), "--allow-network"),
        (("2304.03410", "2304.03411", "--title", "Otter"), "--title says which paper"),
        (("2304.03410", "--title", " "), "--title says which paper"),
    ],
)
def test_a_call_that_is_wrong_asks_nobody(
    small_list: Path, services: Services, args: tuple[str, ...], said: str
) -> None:
    done = call("add", *args, cwd=small_list)
    assert done.returncode == 2
    assert said in done.stderr
    assert services.asked == []


def test_many_at_once_are_looked_up_together(small_list: Path, services: Services) -> None:
    services.answers["a2304_03411"] = draft(title="Cats by Night")
    args = ("2304.03410", "2208.12242", "nonsense", "2304.03411", "2305.99999")
    done = call("add", *args, "--task", "subject", cwd=small_list)
    assert done.returncode == 1
    assert [w.arxiv for w in services.asked] == ["2304.03410", "2304.03411", "2305.99999"]
    assert "data/papers/2022/dreambooth.yaml" in done.stderr
    assert '"nonsense" is neither an id nor an address' in done.stderr
    assert FILE in done.stdout
    assert "cats-night.yaml" in done.stdout
    assert "arxiv-2305-99999.yaml" in done.stdout  # nobody answered: what is known is kept
    assert "3 entries written" in done.stderr


def test_a_skeleton_is_explained_by_check(small_list: Path, services: Services) -> None:
    done = call("add", "2305.00001", "--task", "subject", cwd=small_list)
    assert done.returncode == 1
    assert "429 Rate exceeded" in done.stderr
    path = "data/papers/2023/arxiv-2305-00001.yaml"
    text = (small_list / path).read_text(encoding="utf-8")
    assert "# NOT COMPLETE" in text
    checked = call("check", path, cwd=small_list)
    assert checked.returncode == 1
    assert "'title' has no value" in checked.stdout
    assert [p.path for p in load_and_check(small_list)[1]] == [path]


def test_a_fault_that_a_person_has_to_mend_is_said(small_list: Path, services: Services) -> None:
    services.answers["a2304_03410"] = draft(date="2022-01")
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert done.returncode == 1
    assert "the date is 2022-01" in done.stdout
    assert [p.code for p in load_and_check(small_list)[1]] == ["date-contradicts-arxiv"]


def test_no_file_is_overwritten(small_list: Path, services: Services) -> None:
    file = small_list / FILE
    file.write_text("title: [\n", encoding="utf-8")
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert file.read_text(encoding="utf-8") == "title: [\n"
    assert done.returncode == 0
    assert "data/papers/2023/dreamotter-drawing-given-otter.yaml" in done.stdout
    again = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert again.returncode == 1


def test_a_file_that_comes_meanwhile_stays(
    small_list: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "say_title", lambda _: (small_list / FILE).write_text("theirs"))
    services.answers["a2304_03411"] = draft(title="Cats by Night")
    args = ("2304.03410", "2304.03411", "--task", "subject")
    done = call("add", *args, cwd=small_list)
    assert done.returncode == 1
    assert f"2304.03410: {FILE} has come since the list was read" in done.stderr
    assert "cats-night.yaml" in done.stdout
    assert "1 entry written" in done.stderr
    assert (small_list / FILE).read_text(encoding="utf-8") == "theirs"


def test_what_nobody_vouches_for_is_shown_and_not_written(
    small_list: Path, services: Services
) -> None:
    url = "https://github.com/somebody/otter"
    found = Proposal("code", url, "Hugging Face, found by itself")
    written = Proposal("code", "https://github.com/otter/otter", "arXiv")
    services.answers["a2304_03410"] = draft(
        code=written.url, proposals=[found, written], remarks=["the comment says \x1b[1m"]
    )
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert url in done.stdout
    assert done.stdout.count("nobody vouches") == 1
    assert "\x1b" not in done.stdout
    assert url not in (small_list / FILE).read_text(encoding="utf-8")


def test_a_contradiction_is_shown_with_its_remarks(small_list: Path, services: Services) -> None:
    services.answers["a2304_03410"] = Answer(draft(conflicts=["A says x, B says y"], remarks=["z"]))
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert (done.returncode, done.stdout) == (1, "")
    assert "2304.03410: A says x, B says y" in done.stderr
    assert "    z\n" in done.stderr


def test_records_of_bibtex_are_added_and_broken_ones_are_said(
    small_list: Path, services: Services
) -> None:
    file = small_list / "refs.bib"
    file.write_text("@misc{a, eprint={2304.03410}}\n@misc{b, title={X}}\n", encoding="utf-8")
    args = ("add", "--from-bibtex", "refs.bib", "--task", "subject")
    done = call(*args, cwd=small_list)
    assert done.returncode == 1
    assert FILE in done.stdout
    assert "refs.bib:2:1: bibtex: 'b' names no work" in done.stderr
    done = call(*args, cwd=small_list)
    assert "refs.bib:1: " in done.stderr
    assert FILE in done.stderr
    for text in (b"\xff", b"x" * (1 << 21)):
        file.write_bytes(text)
        done = call(*args, cwd=small_list)
        assert done.returncode == 2
        assert "refs.bib cannot be read" in done.stderr


def test_a_lost_zero_is_asked_about(
    small_list: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = ("add", "2304.0341", "--task", "subject")
    done = call(*args, cwd=small_list)
    assert (done.returncode, done.stdout) == (1, "")
    assert OTTERS in done.stderr
    monkeypatch.setattr(ask, "at_terminal", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert call(*args, cwd=small_list).returncode == 1
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    done = call(*args, cwd=small_list)
    assert done.returncode == 0
    assert f"\n{OTTERS}\n" in done.stderr


def test_at_a_terminal_the_title_is_confirmed_before_anything_is_written(
    small_list: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "at_terminal", lambda: True)
    before = files(small_list)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    done = call("add", "2304.03410", "--task", "subject", cwd=small_list)
    assert (done.returncode, files(small_list)) == (1, before)
    assert f"\n{OTTERS}\n" in done.stderr
    monkeypatch.setattr("click.prompt", lambda *_, **__: "subject")
    assert call("add", "2304.03410", cwd=small_list).returncode == 0
    assert files(small_list) - before == {FILE}


def test_a_mistyped_id_is_told_by_the_title(small_list: Path, services: Services) -> None:
    before = files(small_list)
    args = ("add", "2304.03410", "--task", "subject", "--title")
    done = call(*args, "Beavers", cwd=small_list)
    assert (done.returncode, done.stdout, files(small_list)) == (1, "", before)
    assert f'2304.03410 is "{OTTERS}", and not "Beavers"\n    hint: copy the id' in done.stderr
    done = call(*args, "drawing a GIVEN otter!", cwd=small_list)
    assert (done.returncode, done.stderr) == (0, "1 entry written\n")


def test_with_its_title_nobody_is_asked(
    small_list: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.answers["a2304_03410"] = draft(former_titles=("Otters in Dreams",))
    monkeypatch.setattr(ask, "at_terminal", lambda: True)
    args = ("add", "2304.0341", "--task", "subject", "--title", "otters in dreams")
    assert call(*args, cwd=small_list).returncode == 0


def asked(small_list: Path, answers: str) -> tuple[tuple[str, ...] | None, str]:
    """Return the tasks that somebody chose at a terminal, and what was shown."""
    work = Prepared(Asked("x"), draft=draft(), likely=("multi-subject", "subject"))
    tasks = load(small_list)[0].tasks
    with CliRunner().isolation(input=answers) as (_, err, _):
        chosen = ask.ask_tasks(work, tasks)
        return chosen, err.getvalue().decode()


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        ("\n", ("multi-subject",)),
        ("2\n", ("subject",)),
        ("subject, 1\n", ("subject", "multi-subject")),
        ("1 1\n", ("multi-subject",)),
        ("0\n", None),
        ("9\nsubjekt\n ,\n2\n", ("subject",)),
    ],
)
def test_a_terminal_offers_the_likeliest_first(
    small_list: Path, answers: str, chosen: tuple[str, ...] | None
) -> None:
    found, shown = asked(small_list, answers)
    assert found == chosen
    assert shown.index(OTTERS) < shown.index("1  multi-subject") < shown.index("2  subject")
    assert ("there is no task '9'" in shown) == answers.startswith("9")
