"""The ledger: whole lines of the right types, however it is written, by however many at once."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.files import file_io, file_lock
from awesome_p2ti.files.file_lock import exclusive
from awesome_p2ti.history import ledger
from awesome_p2ti.history.ledger import Line, Observation
from awesome_p2ti.links.models import Link, Status, Verdict
from awesome_p2ti.links.reports.observations import observations
from awesome_p2ti.problems import SetupError
from tests.in_process import call

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 23)
URL = "https://x.test/a"
LINE = {"url": URL, "status": "ok", "since": "2026-01-01"}
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Every character at which str.splitlines ends a line."""


def put(root: Path, *lines: dict[str, object]) -> str:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (root / ledger.FILE).write_text(text, encoding="utf-8")
    return text


@pytest.mark.parametrize("char", BREAKS, ids=ascii)
def test_no_character_of_an_address_ends_a_line(char: str) -> None:
    moved = Verdict(link=Link(f"{URL}{char}", ()), status=Status.MOVED, moved_to=f"{URL}{char}b")
    text = ledger.write(ledger.update({}, observations([moved]), DAY, whole=True))
    assert len(text.splitlines()) == 1
    (line,) = ledger.read(text).values()
    assert line.url == f"{URL}{char}"
    assert line.moved_to == URL + "".join(f"%{b:02X}" for b in char.encode()) + "b"
    raw = json.dumps({**LINE, "target": f"a{char}b"}, ensure_ascii=False)
    assert ledger.read(raw)[URL].moved_to == f"a{char}b"  # written by an earlier version


@given(st.text(min_size=1), st.text())
def test_any_text_is_written_and_read_back(url: str, target: str) -> None:
    lines = {url: Line(url=url, status="ok", status_since="2026-01-01", moved_to=target)}
    text = ledger.write(lines)
    assert ledger.read(text) == lines
    assert text.encode().decode().count("\n") == 1


def failures_after(*statuses: str) -> int:
    """Return how often an address was gone in a row, after one run a day."""
    lines: dict[str, Line] = {}
    for number, status in enumerate(statuses):
        seen = [Observation(url=URL, status=status)]
        lines = ledger.update(lines, seen, DAY + dt.timedelta(days=number), whole=True)
    return lines[URL].failures


@pytest.mark.parametrize(
    ("between", "failures"),
    [("gone", 4), ("unreachable", 3), ("wrong", 1), ("blocked", 1), ("refused", 1), ("ok", 1)],
)
def test_only_silence_between_two_failures_leaves_them_in_a_row(
    between: str, failures: int
) -> None:
    assert failures_after("gone", "gone", between, "gone") == failures


WRONG = [
    {**LINE, "failures": "3"}, {**LINE, "failures": 1.0}, {**LINE, "failures": True},
    {**LINE, "failures": None}, {**LINE, "url": 3}, {**LINE, "url": None}, {**LINE, "status": []},
    {**LINE, "since": {}}, {**LINE, "since": "yesterday"}, {**LINE, "ok": "2026-13-01"},
    {**LINE, "last": "20261123"}, {**LINE, "last": 5}, {**LINE, "target": 0}, {**LINE, "odd": 1},
    {"url": URL}, {}, [], "text", 3, None, [LINE],
]  # fmt: skip


def test_the_last_check_is_of_the_newest_day() -> None:
    def line(url: str, status: str, **days: str) -> Line:
        return Line(url=url, status=status, status_since="2026-12-31", **days)

    lines = [
        line("a", "ok", last_ok="2026-11-16"),
        line("b", "moved", last_ok="2026-11-23"),
        line("c", "gone", last_failure="2026-11-23", last_ok="2026-10-01"),
        line("d", "wrong", last_failure="2026-11-22"),
        line("e", "unreachable", last_failure="2026-11-09"),
    ]
    check = ledger.last_check({one.url: one for one in lines})
    assert check == ledger.LinkCheck("2026-11-23", total=5, fine=2, failing=2)


def test_no_day_is_no_check() -> None:
    assert ledger.last_check({}) is None
    since = Line(url="a", status="ok", status_since="2026-11-23")
    assert ledger.last_check({"a": since}) is None


@pytest.mark.parametrize("row", WRONG, ids=json.dumps)
def test_values_of_wrong_type_have_a_place(row: object) -> None:
    text = json.dumps(LINE) + "\n" + json.dumps(row) + "\n"
    with pytest.raises(SetupError, match=r"data/links\.jsonl:2: this is no line of the file"):
        ledger.read(text)


@pytest.mark.parametrize("row", ["[" * 100_000, "9" * 5000, '{"failures": ' + "9" * 5000 + "}"])
def test_what_the_parser_itself_gives_up_on_has_a_place_too(row: str) -> None:
    with pytest.raises(SetupError, match=r"data/links\.jsonl:1: "):
        ledger.read(row)


@pytest.mark.parametrize("command", ["check", "build", "find x", "stats", "preview data"])
def test_no_command_falls_over_a_wrong_ledger(command: str, small_list: Path) -> None:
    put(small_list, {**LINE, "failures": "three"})
    done = call(*command.split(), cwd=small_list)
    assert done.returncode == 2
    assert "data/links.jsonl:1: this is no line of the file: failures must be" in done.stderr


@pytest.mark.parametrize(
    ("target", "sound"),
    [
        ("https://web.archive.org/web/20230919044612/http://example.com:80/", True),
        ("https://web.archive.org/web/2023/https://x.test", True),
        ("https://web.archive.org/web/2023if_/https://x.test", True),
        ("http://web.archive.org/web/2023/https://x.test", False),
        ("https://web.archive.org.evil.test/web/2023/https://x.test", False),
        ("https://web.archive.org/save/https://x.test", False),
        ("https://web.archive.org/web/2023/", False),
        ("https://evil.test/?https://web.archive.org/web/2023/x", False),
        ("https://user@web.archive.org/web/2023/x", False),
        ("https://web.archive.org/web/2023/x y", False),
    ],
)
def test_a_copy_lies_at_the_internet_archive(target: str, sound: bool) -> None:
    line = Line(
        url=URL,
        status="gone",
        status_since="2026-11-01",
        last_failure="2026-11-15",
        failures=3,
        snapshot=target,
    )
    assert ledger.gone({URL: line}) == {URL: target if sound else ""}
    found = list(ledger.foreign_snapshots(ledger.write({URL: line})))
    assert [(p.line, p.code) for p in found] == ([] if sound else [(1, "ledger-copy")])


@pytest.mark.parametrize(
    ("status", "field"),
    [("ok", "moved_to"), ("moved", "moved_to"), ("gone", "snapshot"), ("wrong", "snapshot")],
)
def test_one_key_of_the_file_is_two_fields(status: str, field: str) -> None:
    row = json.dumps({**LINE, "status": status, "target": "https://x.test/there"})
    line = ledger.read(row)[URL]
    assert getattr(line, field) == line.moved_to + line.snapshot == "https://x.test/there"
    assert ledger.read(ledger.write({URL: line}))[URL] == line


def test_a_foreign_copy_is_refused_and_not_linked(small_list: Path) -> None:
    url = "https://dreambooth.github.io"
    put(
        small_list,
        {
            "url": url,
            "status": "gone",
            "since": "2026-11-01",
            "last": "2026-11-15",
            "failures": 3,
            "target": "https://evil.test/copy",
        },
    )
    found, problems = catalog.load(small_list)
    assert [p.code for p in problems] == ["ledger-copy"]
    assert found.gone == {url: ""}


@pytest.mark.parametrize(("day", "told"), [(0, False), (1, False), (2, True), (9999, True)])
def test_a_day_that_is_still_to_come_is_told(day: int, told: bool, small_list: Path) -> None:
    today = dt.datetime.now(dt.UTC).date()
    text = put(small_list, {**LINE, "ok": str(today + dt.timedelta(day))})
    found = list(ledger.future_days(text, today))
    assert [p.code for p in found] == ["ledger-date"] * told
    if day in {0, 9999}:
        done = call("check", cwd=small_list)
        assert done.returncode == told
        assert ("data/links.jsonl:1:1: ledger-date: ok: " in done.stdout) is told


@pytest.mark.parametrize(("day", "told"), [("2026-11-23", False), ("9999-12-31", True)])
def test_the_heartbeat_warns_of_a_day_that_is_still_to_come(
    day: str, told: bool, small_list: Path
) -> None:
    put(small_list, {**LINE, "ok": day})
    env = {**os.environ, "GITHUB_STEP_SUMMARY": os.devnull}
    script = ROOT / ".github/scripts/heartbeat.sh"
    done = subprocess.run(
        ["bash", script], cwd=small_list, env=env, capture_output=True, text=True, check=True
    )
    assert ("which is still to come" in done.stdout) is told


def test_a_full_disk_leaves_the_old_ledger(
    small_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = put(small_list, LINE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file_io.os, "fsync", full)
    verdict = Verdict(link=Link("https://y.test/", ()), status=Status.OK)
    with pytest.raises(SetupError, match=r"data/links\.jsonl cannot be written: No space left"):
        ledger.record(small_list, observations([verdict]), DAY, whole=False)
    assert (small_list / ledger.FILE).read_text(encoding="utf-8") == text
    assert [p.name for p in (small_list / "data").glob(".*")] == []


@pytest.mark.parametrize("has_fcntl", [True, False])
def test_runs_at_once_lose_nothing(
    has_fcntl: bool, small_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_fcntl:
        monkeypatch.setattr(file_lock, "fcntl", None)
    barrier = threading.Barrier(8)

    def run(number: int) -> None:
        barrier.wait()
        for turn in range(5):
            url = f"https://x.test/{number}/{turn}"
            verdict = Verdict(link=Link(url, ()), status=Status.OK)
            ledger.record(small_list, observations([verdict]), DAY, whole=False)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledger.load(small_list)) == 40
    assert [p.name for p in (small_list / "data").glob(".*")] == []


@pytest.mark.parametrize("has_fcntl", [True, False])
def test_a_lock_is_waited_for_and_not_for_ever(
    has_fcntl: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_fcntl:
        monkeypatch.setattr(file_lock, "fcntl", None)
    sleeps: list[float] = []
    with (
        exclusive(tmp_path),
        pytest.raises(SetupError, match="another run is writing"),
        exclusive(tmp_path, wait=1, sleep=sleeps.append),
    ):
        pass
    assert sum(sleeps) == pytest.approx(1)
    with exclusive(tmp_path, wait=0):
        assert True  # it is free again


def test_a_lock_file_that_a_killed_run_left_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_lock, "fcntl", None)
    left = tmp_path / f".lock{file_io.TEMPORARY}"
    left.touch()
    os.utime(left, (0, 0))
    with exclusive(tmp_path, wait=1, sleep=lambda _: None):
        assert left.exists()
    assert not left.exists()


def test_git_takes_no_temporary_file(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    (tmp_path / "data").mkdir()
    for name in (".links.jsonl.x1", ".lock", "data/.README.md.abc_", "kept"):
        (tmp_path / (name + file_io.TEMPORARY)).touch()
    shown = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == [".gitignore", "kept.tmp~"]
