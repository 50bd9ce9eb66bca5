"""What came since a revision, as git tells it: names and lines that no text can forge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from awesome_p2ti.git import added_lines, changed_files
from awesome_p2ti.problems import SetupError


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    def git(*args: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *who, *args], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (tmp_path / "kept.yaml").write_text("a: 1\nb: 2\n", encoding="utf-8")
    (tmp_path / "gone.yaml").write_text("a: 1\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "first")
    git("tag", "before")
    (tmp_path / "kept.yaml").write_text(
        "a: 1\n++ b/other.yaml\n@@ -1 +9 @@\nb: 3", encoding="utf-8"
    )
    (tmp_path / "gone.yaml").unlink()
    (tmp_path / "é x.yaml").write_text("n: 1\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "second")
    (tmp_path / "new.yaml").write_text("one\ntwo\n", encoding="utf-8")
    return tmp_path


def test_changed_files(repository: Path) -> None:
    assert changed_files(repository, "before") == ["kept.yaml", "new.yaml", "é x.yaml"]
    assert changed_files(repository, "HEAD") == ["new.yaml"]


def test_added_lines_cannot_be_forged(repository: Path) -> None:
    assert added_lines(repository, "before") == {
        "kept.yaml": {2: "++ b/other.yaml", 3: "@@ -1 +9 @@", 4: "b: 3"},
        "new.yaml": {1: "one", 2: "two", 3: ""},
        "é x.yaml": {1: "n: 1"},
    }


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "-x"])
def test_a_wrong_revision_is_said(repository: Path, revision: str) -> None:
    for asked in (changed_files, added_lines):
        with pytest.raises(SetupError):
            asked(repository, revision)
    assert not (repository / "x").exists()


def test_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="git merge-base"):
        changed_files(tmp_path, "HEAD")
