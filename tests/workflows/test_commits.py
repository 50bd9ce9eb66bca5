"""What build.yml pushes: only what is stale, and only on top of what it was built from."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.make import real_list
from tests.workflows.shell import ROOT, Clone, Commit, cloned, commands, entry, install

if TYPE_CHECKING:
    from pathlib import Path

MAKE = "Make what is stale"
TITLES = ("Ghost of a Chance", "Everything but the Kitchen Sink")


def in_origin(origin: Path, *args: str) -> str:
    done = subprocess.run(["git", "-C", origin, *args], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def merged(clone: Clone, number: int) -> None:
    """Push one more entry to main, as a merge does: the README stays behind."""
    new = entry(TITLES[number], f"2305.0000{number}")
    clone.write(f"data/papers/2023/new-{number}.yaml", new)
    clone.commit(f"Add {TITLES[number]}")
    clone.git("push", "--quiet", "origin", "HEAD:main")


@pytest.fixture
def quick(clone: Clone) -> Clone:
    """A clone in which waiting takes no time, and is written down."""
    sleep = clone.home / "bin" / "sleep"
    sleep.write_text('#!/bin/sh\necho "$1" >> "$HOME/slept"\n')
    sleep.chmod(0o755)
    return clone


@pytest.fixture
def build(quick: Clone, origin: Path) -> Commit:
    return Commit("build.yml", MAKE, quick, f"file://{origin}")


def test_what_is_stale_is_committed_and_nothing_else(build: Commit, origin: Path) -> None:
    merged(build.maker, 0)
    done = build.both()
    assert done.returncode == 0, done.stderr
    shown = in_origin(origin, "show", "--format=%an %s", "--name-only", "main").split("\n")
    assert shown[0] == "github-actions[bot] Build what the data made stale"
    assert "README.md" in shown[2:]
    built = ("README.md", "assets/", "data/added.jsonl", "data/schema/")
    assert all(name.startswith(built) for name in shown[2:])
    assert TITLES[0] in in_origin(origin, "show", "main:README.md")
    assert build.maker.bash(".venv/bin/awesome-p2ti build --check").returncode == 0


def test_the_day_of_a_new_paper_is_noted_once(build: Commit, origin: Path) -> None:
    merged(build.maker, 0)
    assert build.both().returncode == 0
    noted = in_origin(origin, "show", "main:data/added.jsonl").split("\n")
    assert sum(re.fullmatch(r'{"id": "work-\d+"}', line) is not None for line in noted) == 30
    (new,) = (line for line in noted if "new-0" in line)
    assert re.fullmatch(r'{"id": "new-0", "day": "\d{4}-\d\d-\d\d"}', new)
    assert "## What Is New" in in_origin(origin, "show", "main:README.md")
    build.maker.git("fetch", "--quiet", "origin", "main")
    build.maker.git("checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")
    merged(build.maker, 1)
    assert build.both().returncode == 0
    assert new in in_origin(origin, "show", "main:data/added.jsonl").split("\n")


def test_nothing_stale_means_no_commit(build: Commit, origin: Path) -> None:
    before = in_origin(origin, "rev-parse", "main")
    done = build.made()
    assert (done.returncode, done.stdout) == (0, "Nothing is stale.\n")
    assert build.maker.outputs() == {}
    merged(build.maker, 0)
    assert build.both().returncode == 0
    again = build.made()
    assert (again.returncode, again.stdout) == (0, "Nothing is stale.\n")
    assert in_origin(origin, "rev-list", "--count", f"{before}..main") == "2"


@pytest.fixture
def other(build: Commit, origin: Path, tmp_path: Path) -> Clone:
    """Somebody who is about to push an entry, while the first job has made its patch."""
    merged(build.maker, 0)
    other = cloned(origin, tmp_path, "other")
    other.write("data/papers/2023/new-1.yaml", entry(TITLES[1], "2305.00001"))
    other.commit(f"Add {TITLES[1]}")
    assert build.made().returncode == 0
    return other


def test_a_push_between_the_jobs_is_left_to_its_own_run(
    build: Commit, origin: Path, other: Clone
) -> None:
    other.git("push", "--quiet", "origin", "HEAD:main")
    theirs = in_origin(origin, "rev-parse", "main")
    done = build.pushed()
    assert (done.returncode, commands(done.stdout)) == (0, [])
    assert "their push has a run of its own" in done.stdout
    assert in_origin(origin, "rev-parse", "main") == theirs
    assert build.both().returncode == 0  # the run of the push in between
    assert in_origin(origin, "log", "-3", "--format=%s", "main").split("\n") == [
        "Build what the data made stale",
        f"Add {TITLES[1]}",
        f"Add {TITLES[0]}",
    ]
    readme = in_origin(origin, "show", "main:README.md")
    assert all(title in readme for title in TITLES)
    assert in_origin(origin, "rev-list", "--merges", "main") == ""


def test_a_push_while_the_second_job_works_is_not_overwritten(
    build: Commit, origin: Path, other: Clone
) -> None:
    git, real = build.maker.home / "bin" / "git", shutil.which("git")
    git.write_text(  # the first push finds that somebody was quicker
        f'#!/usr/bin/env bash\nflag="$HOME/was-quicker"\n'
        f'if [[ " $* " == *" push "* && ! -e $flag ]]; then touch "$flag"\n'
        f"{real} -C {shlex.quote(str(other.path))} push --quiet origin HEAD:main; fi\n"
        f'exec {real} "$@"\n'
    )
    git.chmod(0o755)
    done = build.pushed()
    assert (done.returncode, commands(done.stdout)) == (0, [])
    assert in_origin(origin, "log", "-1", "--format=%s", "main") == f"Add {TITLES[1]}"


def test_whoever_started_a_run_by_hand_is_told_of_a_push_in_between(
    build: Commit, other: Clone
) -> None:
    other.git("push", "--quiet", "origin", "HEAD:main")
    done = build.pushed(GITHUB_EVENT_NAME="workflow_dispatch")
    assert (done.returncode, commands(done.stdout)) == (1, [("error", " title=not pushed")])
    assert "run all jobs of this run again" in done.stdout


def test_a_refused_push_ends_with_what_to_do(build: Commit, origin: Path) -> None:
    merged(build.maker, 0)
    before = in_origin(origin, "rev-parse", "main")
    hook = origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho '::error::protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = build.both()
    assert done.returncode == 1
    assert (build.maker.home / "slept").read_text().split() == ["1", "2", "3", "4"]
    assert commands(done.stdout) == [("error", " title=not pushed")]
    assert "may this workflow push" in done.stdout
    assert in_origin(origin, "rev-parse", "main") == before


def test_broken_data_is_not_built(build: Commit, origin: Path) -> None:
    build.maker.write("data/papers/2023/broken.yaml", "title: [\n")
    build.maker.commit()
    build.maker.git("push", "--quiet", "origin", "main")
    before = in_origin(origin, "rev-parse", "main")
    done = build.both()
    assert done.returncode == 1
    assert "nothing was built" in done.stderr
    assert in_origin(origin, "rev-parse", "main") == before


@pytest.mark.parametrize("allowed", ["", "false", "true"])
def test_a_great_loss_wants_a_word(build: Commit, origin: Path, allowed: str) -> None:
    for i in range(10):
        (build.maker.path / f"data/papers/2023/work-{i}.yaml").unlink()
    build.maker.commit("Drop a third of the list")
    build.maker.git("push", "--quiet", "origin", "main")
    done = build.both(ALLOW_LOSS=allowed)
    subject = in_origin(origin, "log", "-1", "--format=%s", "main")
    if allowed == "true":
        assert (done.returncode, subject) == (0, "Build what the data made stale")
    else:
        assert (done.returncode, subject) == (1, "Drop a third of the list")


def test_only_a_branch_takes_a_commit(build: Commit, origin: Path) -> None:
    merged(build.maker, 0)
    assert build.made().returncode == 0
    before = in_origin(origin, "for-each-ref")
    done = build.pushed(GITHUB_REF="refs/tags/v1")
    assert done.returncode == 1
    assert "refs/tags/v1 takes no commit" in done.stdout
    assert before == in_origin(origin, "for-each-ref")


NOT_BUILT = {
    "code": 'echo "import os" >> .github/scripts/links_report.py',
    "a new workflow": "echo 'on: push' > .github/workflows/theirs.yml",
    "an entry": "rm data/papers/2023/work-1.yaml",
    "a page written by hand": "mkdir -p docs; echo x > docs/links.md",
    "a link": "mkdir -p assets; ln -s /etc/passwd assets/theirs.svg",
    "a program": "mkdir -p assets; echo x > assets/x.svg; chmod +x assets/x.svg",
    "a name like a built one": "mkdir -p README.md.d; echo x > README.md.d/README.md",
    "a name of two lines": "echo x > $'x\\nREADME.md'",
}


@pytest.mark.parametrize("change", NOT_BUILT.values(), ids=NOT_BUILT)
def test_a_patch_of_more_than_built_files_is_refused(
    build: Commit, origin: Path, change: str
) -> None:
    install(build.maker.path, before=f"{change}; exit")
    before = in_origin(origin, "rev-parse", "main")
    assert build.made().returncode == 0
    assert build.maker.outputs(), "there is a patch to refuse"
    done = build.pushed()
    assert (done.returncode, commands(done.stdout)) == (1, [("error", " title=not pushed")])
    assert "more than built files and what workflows record" in done.stdout
    assert in_origin(origin, "rev-parse", "main") == before


def test_all_that_is_built_may_be_pushed() -> None:
    from awesome_p2ti.outputs.registry import OUTPUTS

    script = (ROOT / ".github" / "scripts" / "push.sh").read_text(encoding="utf-8")
    allowed = re.search(r"^readonly MAY_CHANGE='(.+)'$", script, re.MULTILINE)
    assert allowed
    built = [file.path for output in OUTPUTS.values() for file in output(real_list())]
    assert built
    assert [path for path in built if not re.search(allowed[1], path)] == []
