"""What build.yml pushes: only what is stale, on top of whatever was pushed in between."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.workflows.shell import Clone, cloned, commands, entry, install

if TYPE_CHECKING:
    from pathlib import Path

STEP = ("build.yml", "Commit what is stale")
TITLES = ("Ghost of a Chance", "Everything but the Kitchen Sink")


def in_origin(origin: Path, *args: str) -> str:
    done = subprocess.run(["git", "-C", origin, *args], capture_output=True, text=True, timeout=60)
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


def test_what_is_stale_is_committed_and_nothing_else(quick: Clone, origin: Path) -> None:
    merged(quick, 0)
    quick.write("stray.txt", "left in the folder, in no commit of main\n")
    quick.git("add", "stray.txt")  # a checkout of newer commits drops it
    done = quick.step(*STEP)
    assert done.returncode == 0, done.stderr
    shown = in_origin(origin, "show", "--format=%an %s", "--name-only", "main").split("\n")
    assert shown[0] == "github-actions[bot] Build what the data made stale"
    assert "README.md" in shown[2:]
    assert all(name == "README.md" or name.startswith("assets/") for name in shown[2:])
    assert TITLES[0] in in_origin(origin, "show", "main:README.md")
    assert quick.bash(".venv/bin/awesome-p2ti build --check").returncode == 0


def test_nothing_stale_means_no_commit(quick: Clone, origin: Path) -> None:
    before = in_origin(origin, "rev-parse", "main")
    done = quick.step(*STEP)
    assert (done.returncode, done.stdout) == (0, "Nothing is stale.\n")
    merged(quick, 0)
    assert quick.step(*STEP).returncode == 0
    again = quick.step(*STEP)
    assert (again.returncode, again.stdout) == (0, "Nothing is stale.\n")
    assert in_origin(origin, "rev-list", "--count", f"{before}..main") == "2"


def test_somebody_pushed_in_between(quick: Clone, origin: Path, tmp_path: Path) -> None:
    merged(quick, 0)
    other = cloned(origin, tmp_path, "other")
    other.write("data/papers/2023/new-1.yaml", entry(TITLES[1], "2305.00001"))
    other.commit(f"Add {TITLES[1]}")
    flag, theirs = shlex.quote(str(tmp_path / "pushed")), shlex.quote(str(other.path))
    install(
        quick.path,
        before=f"if [ ! -e {flag} ]; then touch {flag}; git -C {theirs} push -q origin main; fi",
    )
    done = quick.step(*STEP)
    assert done.returncode == 0, done.stderr
    assert (quick.home / "slept").read_text() == "1\n"
    assert in_origin(origin, "log", "-3", "--format=%s", "main").split("\n") == [
        "Build what the data made stale",
        f"Add {TITLES[1]}",
        f"Add {TITLES[0]}",
    ]
    readme = in_origin(origin, "show", "main:README.md")
    assert all(title in readme for title in TITLES)
    assert in_origin(origin, "rev-list", "--merges", "main") == ""


def test_a_refused_push_ends_with_what_to_do(quick: Clone, origin: Path) -> None:
    merged(quick, 0)
    before = in_origin(origin, "rev-parse", "main")
    hook = origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho '::error::protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = quick.step(*STEP)
    assert done.returncode == 1
    assert (quick.home / "slept").read_text().split() == ["1", "2", "3", "4"]
    assert commands(done.stdout) == [("error", " title=not pushed")]
    assert "may this workflow push" in done.stdout
    assert in_origin(origin, "rev-parse", "main") == before


def test_broken_data_is_not_built(quick: Clone, origin: Path) -> None:
    quick.write("data/papers/2023/broken.yaml", "title: [\n")
    quick.commit()
    quick.git("push", "--quiet", "origin", "main")
    before = in_origin(origin, "rev-parse", "main")
    done = quick.step(*STEP)
    assert done.returncode == 1
    assert "nothing is built" in done.stderr
    assert in_origin(origin, "rev-parse", "main") == before


@pytest.mark.parametrize("allowed", ["", "false", "true"])
def test_a_great_loss_wants_a_word(quick: Clone, origin: Path, allowed: str) -> None:
    for i in range(10):
        (quick.path / f"data/papers/2023/work-{i}.yaml").unlink()
    quick.commit("Drop a third of the list")
    quick.git("push", "--quiet", "origin", "main")
    done = quick.step(*STEP, ALLOW_LOSS=allowed)
    subject = in_origin(origin, "log", "-1", "--format=%s", "main")
    if allowed == "true":
        assert (done.returncode, subject) == (0, "Build what the data made stale")
    else:
        assert (done.returncode, subject) == (1, "Drop a third of the list")


def test_only_a_branch_takes_a_commit(quick: Clone, origin: Path) -> None:
    before = in_origin(origin, "for-each-ref")
    merged(quick, 0)
    after = in_origin(origin, "for-each-ref")
    done = quick.bash(
        "GITHUB_REF=refs/tags/v1 .github/scripts/commit.sh Message .venv/bin/awesome-p2ti build"
    )
    assert done.returncode == 1
    assert "refs/tags/v1 takes no commit" in done.stdout
    assert before != after == in_origin(origin, "for-each-ref")


def test_the_tool_does_not_see_the_token(quick: Clone) -> None:
    install(quick.path, before='env > "$HOME/seen"')
    assert quick.step(*STEP, TOKEN="s3cret").returncode == 0
    seen = (quick.home / "seen").read_text()
    assert "GITHUB_REF=" in seen
    assert "s3cret" not in seen
    assert "s3cret" not in (quick.path / ".git" / "config").read_text()
