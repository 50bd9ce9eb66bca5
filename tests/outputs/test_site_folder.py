"""Only what changed is written; only what a build made is removed; nothing is written elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti.outputs.output_files import File
from awesome_p2ti.outputs.site.addresses import FOLDER
from awesome_p2ti.outputs.site_folder import LIST, write_site
from awesome_p2ti.problems import SetupError


def files(**texts: str) -> list[File]:
    return [File(f"{FOLDER}/{name}.html", text) for name, text in texts.items()]


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    assert write_site(tmp_path, files(a="1", b="2")) == (3, 0)  # with the list of files
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    assert write_site(tmp_path, files(a="1", b="2")) == (0, 0)
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()} == before
    assert write_site(tmp_path, files(a="1", b="3")) == (1, 0)


def test_what_is_not_built_any_more_goes_and_the_rest_stays(tmp_path: Path) -> None:
    write_site(tmp_path, files(a="1", b="2"))
    own = tmp_path / FOLDER / "CNAME"
    own.write_text("example.org")
    assert write_site(tmp_path, files(a="1"))[1] == 1
    left = sorted(p.name for p in (tmp_path / FOLDER).iterdir())
    assert left == ["CNAME", "a.html", "files.txt"]
    assert (tmp_path / LIST).read_text() == f"{FOLDER}/a.html\n"


def test_a_build_that_was_killed_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, files(a="1", b="2"))
    with monkeypatch.context() as patch:
        patch.setattr("awesome_p2ti.outputs.site_folder.remove", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_site(tmp_path, files(a="1", c="3"))
    assert write_site(tmp_path, files(a="1"))[1] == 2
    assert sorted(p.name for p in (tmp_path / FOLDER).iterdir()) == ["a.html", "files.txt"]


def test_a_list_that_names_other_files_removes_none(tmp_path: Path) -> None:
    kept = tmp_path / "README.md"
    kept.write_text("kept")
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / LIST).write_text("README.md\n\n../x\n")
    assert write_site(tmp_path, files(a="1"))[1] == 0
    (tmp_path / LIST).write_text(f"{FOLDER}/../../README.md\n")
    write_site(tmp_path, files(a="1"))
    assert kept.read_text() == "kept"


def test_nothing_is_written_where_the_folder_leads_out_of_the_list(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "list", tmp_path / "elsewhere"
    elsewhere.mkdir()
    root.mkdir()
    (root / "build").symlink_to(elsewhere)
    with pytest.raises(SetupError, match="leads out of the list"):
        write_site(root, files(a="1"))
    assert list(elsewhere.iterdir()) == []
