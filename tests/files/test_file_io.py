"""Files are read within bounds and written whole, and never outside the list."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from awesome_p2ti.files.file_io import (
    NotRegularError,
    TooLargeError,
    is_inside,
    read_regular,
    write_whole,
)
from awesome_p2ti.problems import SetupError


def test_only_plain_files_of_a_size_are_read(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"12345")
    assert read_regular(file, 5) == b"12345"
    with pytest.raises(TooLargeError) as raised:
        read_regular(file, 4)
    assert raised.value.size == 5
    (tmp_path / "long").write_bytes(b"6" * 9000)
    assert read_regular(tmp_path / "long", 9000) == b"6" * 9000
    (tmp_path / "none yet").touch()
    assert read_regular(tmp_path / "none yet", 5) == b""
    link, pipe = tmp_path / "link", tmp_path / "pipe"
    link.symlink_to(file)
    os.mkfifo(pipe)
    for odd in (link, pipe, tmp_path, Path(os.devnull), Path("/dev/zero")):
        with pytest.raises((NotRegularError, IsADirectoryError)):
            read_regular(odd, 5)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "none", 5)


def test_a_folder_that_leads_elsewhere_is_not_inside(tmp_path: Path) -> None:
    root, outside = tmp_path / "list", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "assets").symlink_to(outside)
    (root / "loop").symlink_to("loop")
    (root / "own").symlink_to(root)
    assert is_inside(root / "x", root)
    assert is_inside(root / "none" / "x", root)
    assert is_inside(root / "own" / "x", root)
    assert not is_inside(root / "assets" / "x", root)
    assert not is_inside(root / ".." / "x", root)
    for name in ("assets", "loop"):
        with pytest.raises(SetupError):
            write_whole(root / name / "x", "text", inside=root)
    assert list(outside.iterdir()) == []


def test_a_link_to_a_file_is_replaced_in_the_list_and_followed_elsewhere(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old")
    link.symlink_to(file)
    write_whole(link, "new")
    assert (link.is_symlink(), file.read_text()) == (True, "new")
    write_whole(link, "list", inside=tmp_path)
    assert (link.is_symlink(), file.read_text(), link.read_text()) == (False, "new", "list")


def test_what_is_no_plain_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_whole(Path(os.devnull), "text")
    assert not Path(os.devnull).is_file()
    with pytest.raises(SetupError, match="/dev/full cannot be written: No space left"):
        write_whole(Path("/dev/full"), "text")
    with pytest.raises(SetupError, match="cannot be written"):
        write_whole(tmp_path, "text")


def test_half_characters_are_written_out(tmp_path: Path) -> None:
    write_whole(tmp_path / "x", "a\ud800é\n")
    assert (tmp_path / "x").read_bytes() == "a\\ud800é\n".encode()


def test_what_is_added_while_a_file_is_read_is_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, parts = tmp_path / "x", [b"a" * 4096, b"b", b""]
    file.write_bytes(b"a" * 4095)
    monkeypatch.setattr(os, "read", lambda _handle, _size: parts.pop(0))
    assert read_regular(file, 9000) == b"a" * 4096 + b"b"
