"""What came since a revision, as git tells it: names and lines that no text can forge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from awesome_p2ti.files.git import ChangedFile, added_lines, changes
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


def test_changes_hold_what_stood_there_and_what_stands(repository: Path) -> None:
    kept = b"a: 1\n++ b/other.yaml\n@@ -1 +9 @@\nb: 3"
    new = ChangedFile("new.yaml", exists=True, after=b"one\ntwo\n")
    assert changes(repository, "before") == [
        ChangedFile("gone.yaml", exists=False, before=b"a: 1\n"),
        ChangedFile("kept.yaml", exists=True, before=b"a: 1\nb: 2\n", after=kept),
        new,
        ChangedFile("é x.yaml", exists=True, after=b"n: 1\n"),
    ]
    assert changes(repository, "HEAD") == [new]


def test_a_link_to_a_file_is_no_file(repository: Path) -> None:
    (repository / "kept.yaml").unlink()
    (repository / "kept.yaml").symlink_to("new.yaml")
    (found,) = (file for file in changes(repository, "HEAD") if file.path == "kept.yaml")
    assert (found.exists, found.after) == (True, None)
    assert found.before


def test_added_lines_cannot_be_forged(repository: Path) -> None:
    assert added_lines(repository, "before") == {
        "kept.yaml": {2: "++ b/other.yaml", 3: "@@ -1 +9 @@", 4: "b: 3"},
        "new.yaml": {1: "one", 2: "two", 3: ""},
        "é x.yaml": {1: "n: 1"},
    }


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "-x"])
def test_a_wrong_revision_is_said(repository: Path, revision: str) -> None:
    for asked in (changes, added_lines):
        with pytest.raises(SetupError):
            asked(repository, revision)
    assert not (repository / "x").exists()


def test_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="git merge-base") as caught:
        changes(tmp_path, "HEAD")
    assert caught.value.hint == "what changed is known only in a clone of a git repository"


def test_a_repository_of_another_user_says_how_to_read_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(SetupError, match="dubious ownership") as caught:
        changes(repository, "HEAD")
    assert f"--add safe.directory {repository.resolve()}" in caught.value.hint


URL = "https://gone.example/a"
ENTRY = f"project: {URL}\n"


def commit(root: Path, *names: str) -> None:
    """Commit entries with one link each, and whatever else lies there."""
    for name in names:
        (root / name).write_text(ENTRY, encoding="utf-8")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", *who, "commit", "-qm", "x"], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize(
    "attributes", ["-diff", "binary", "diff=hidden", "-text -diff", "filter=x diff=hidden", "ident"]
)
def test_no_attribute_hides_a_line(repository: Path, attributes: str) -> None:
    settings = [("diff.hidden.textconv", "true"), ("diff.hidden.command", "true"),
                ("diff.hidden.binary", "true")]  # fmt: skip
    for key, value in settings:
        subprocess.run(["git", "config", key, value], cwd=repository, check=True)
    (repository / ".gitattributes").write_text(f"* {attributes}\n", encoding="utf-8")
    commit(repository, "a.yaml")
    assert added_lines(repository, "HEAD^1")["a.yaml"] == {1: ENTRY.strip()}
    assert "a.yaml" in {file.path for file in changes(repository, "HEAD^1")}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("diff.external", "true"), ("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"),
        ("diff.renames", "copies"), ("diff.context", "9"), ("diff.interHunkContext", "9"),
        ("diff.orderFile", "missing"), ("color.ui", "always"), ("core.quotePath", "true"),
        ("diff.submodule", "log"), ("diff.relative", "false"), ("core.fsmonitor", "false-hook"),
        ("diff.srcPrefix", "x"), ("diff.dstPrefix", "y"), ("diff.wsErrorHighlight", "all"),
        ("core.autocrlf", "true"),
    ],
)  # fmt: skip
def test_no_setting_hides_a_line(repository: Path, key: str, value: str) -> None:
    commit(repository, "ä.yaml")
    subprocess.run(["git", "config", key, value], cwd=repository, check=True)
    assert added_lines(repository, "HEAD^1")["ä.yaml"] == {1: ENTRY.strip()}
    assert "ä.yaml" in {file.path for file in changes(repository, "HEAD^1")}


@pytest.mark.parametrize("name", ["DIR", "WORK_TREE", "INDEX_FILE", "EXTERNAL_DIFF", "DIFF_OPTS"])
def test_no_variable_hides_a_line(
    repository: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "a.yaml")
    monkeypatch.setenv(f"GIT_{name}", "-u9" if name == "DIFF_OPTS" else "/nowhere")
    assert added_lines(repository, "HEAD^1")["a.yaml"] == {1: ENTRY.strip()}


NAMES = [
    'a"b', "a\\b", "a\tb", "a\nb", "a\rb", "\x1b[0m", "b/b", " a ", '"', "+++ b", "é\t", "\udcff",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_hides_a_line(repository: Path, name: str) -> None:
    path = f"{name}.yaml"
    (repository / path).parent.mkdir(exist_ok=True)
    commit(repository, path)
    assert added_lines(repository, "HEAD^1")[path] == {1: ENTRY.strip()}
    assert path in {file.path for file in changes(repository, "HEAD^1")}


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x0b", "\x85", "\u2028"])
def test_only_a_line_feed_ends_a_line(repository: Path, end: str) -> None:
    text = f"a: 1{end}+++ b/other.yaml{end}@@ -1 +9 @@\n{ENTRY}"
    (repository / "a.yaml").write_bytes(text.encode())
    commit(repository)
    lines = added_lines(repository, "HEAD^1")
    assert set(lines) == {"a.yaml", "new.yaml"}
    assert ENTRY.strip() in lines["a.yaml"].values()
    assert lines["a.yaml"] == dict(enumerate(text.split("\n")[:-1], 1))


def test_a_renamed_file_counts_as_new(repository: Path) -> None:
    commit(repository, "a.yaml")
    (repository / "a.yaml").rename(repository / "b.yaml")
    commit(repository)
    assert added_lines(repository, "HEAD^1")["b.yaml"] == {1: ENTRY.strip()}


def test_an_untracked_link_is_not_read(repository: Path) -> None:
    (repository / "endless.yaml").symlink_to("/dev/zero")
    (repository / "half.yaml").write_bytes(b"a: \xff\n")
    lines = added_lines(repository, "HEAD")
    assert "endless.yaml" not in lines
    assert lines["half.yaml"] == {1: "a: \udcff", 2: ""}
