"""The site follows the files: a saved entry is shown, a faulty one keeps the last good pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from awesome_p2ti import config
from awesome_p2ti.serving.live_site import LiveSite
from awesome_p2ti.serving.watched_files import marks

ENTRY = "data/papers/2022/dreambooth.yaml"
PAGE = "papers/dreambooth.html"


@pytest.fixture
def live(small_list: Path) -> LiveSite:
    made = LiveSite(small_list, config.load)
    assert made.refresh()
    return made


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_saved_entry_is_shown(live: LiveSite) -> None:
    assert "Fine Tuning" in (live.page(PAGE) or "")
    assert not live.refresh()
    replace(live.root / ENTRY, "Fine Tuning", "Finer Tuning")
    assert live.refresh()
    assert "Finer Tuning" in (live.page(PAGE) or "")
    assert "Finer Tuning" in (live.page("index.html") or "")
    assert live.problems == ""


def test_a_faulty_entry_keeps_the_last_good_pages_and_says_why(live: LiveSite) -> None:
    good = live.page(PAGE)
    replace(live.root / ENTRY, "tasks: [subject]", "tasks: [<b>subjekt</b>]")
    assert live.refresh()
    assert f"{ENTRY}:" in live.problems
    shown = live.page(PAGE) or ""
    assert "Fine Tuning" in shown
    assert '<div role="alert"><pre>This is the last good page.' in shown
    assert "&lt;b&gt;subjekt&lt;/b&gt;" in shown
    assert "<b>subjekt" not in shown
    assert live.page("style.css") == live.page("style.css")
    assert "alert" not in (live.page("v1/catalog.json") or "")
    replace(live.root / ENTRY, "tasks: [<b>subjekt</b>]", "tasks: [subject]")
    assert live.refresh()
    assert live.page(PAGE) == good


def test_what_was_never_good_says_so_alone(small_list: Path) -> None:
    (small_list / ENTRY).write_text("title: [", encoding="utf-8")
    live = LiveSite(small_list, config.load)
    live.refresh()
    shown = live.page("index.html") or ""
    assert "Nothing is built yet" in shown
    assert ENTRY in shown


def test_broken_settings_are_a_message_too(live: LiveSite) -> None:
    (live.root / "pyproject.toml").write_text("[tool.awesome_p2ti]\nunknown = 1\n")
    assert live.refresh()
    assert "unknown" in live.problems
    assert "Fine Tuning" in (live.page(PAGE) or "")


def test_entries_come_and_go(live: LiveSite) -> None:
    (live.root / ENTRY).unlink()
    assert live.refresh()
    refers = "dreambooth" in live.problems  # what still names it is a fault of its own
    assert refers or live.page(PAGE) is None


def test_files_are_told_apart_by_more_than_their_time(small_list: Path) -> None:
    before = marks(small_list)
    file = small_list / ENTRY
    stat = file.stat()
    file.write_bytes(file.read_bytes() + b"# more\n")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert marks(small_list) != before
    assert "templates/readme.md.j2" in before
    assert "pyproject.toml" in before or not (small_list / "pyproject.toml").exists()
