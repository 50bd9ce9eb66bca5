"""The cache: what may be trusted of it, whatever stands in its file and whoever else uses it."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.links import cache as caches
from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.record_json import decode, encode

NOW = 1_800_000_000.0
DAY = 86400.0
URL = "http://x.test/"
OK = SiteRecord(status=Status.OK)
GONE = SiteRecord(status=Status.GONE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "links.sqlite"


def put(file: Path, *rows: tuple[object, ...], table: str = "records") -> None:
    """Put rows into a cache behind its back."""
    with closing(sqlite3.connect(file)) as db, db:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)


def urls(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as db:
        return {row[0] for row in db.execute("SELECT url FROM records")}


def test_only_what_is_requested_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(file, now=NOW)
    for n in range(1200):
        cache.put(f"{URL}{n}", OK)
        cache.put(f"{URL}gone/{n}", GONE)
    decoded: list[str] = []

    def counted(text: object) -> SiteRecord | None:
        decoded.append(str(text))
        return decode(text)

    monkeypatch.setattr(caches, "decode", counted)
    assert set(cache.load(60, [f"{URL}7", f"{URL}7", f"{URL}none"])) == {f"{URL}7"}
    assert len(decoded) == 1
    many = [f"{URL}{n}" for n in range(1100)]
    assert set(cache.load(60, many)) == set(many)
    assert len(cache.load(60)) == 1200
    assert set(cache.failures([f"{URL}gone/3"])) == {f"{URL}gone/3"}
    assert cache.load(60, []) == {}


def test_old_rows_are_deleted_when_the_file_is_opened(file: Path) -> None:
    Cache(file, now=NOW).put(f"{URL}old", OK)
    Cache(file, now=NOW + 30 * DAY).put(f"{URL}young", OK)
    assert urls(file) == {f"{URL}old", f"{URL}young"}
    Cache(file, now=NOW + 101 * DAY).close()
    assert urls(file) == {f"{URL}young"}


def test_a_row_of_a_day_to_come_is_not_trusted(file: Path) -> None:
    Cache(file, now=NOW + 3650 * DAY).put(URL, OK)
    Cache(file, now=NOW + 3650 * DAY).put(f"{URL}gone", GONE)
    cache = Cache(file, now=NOW)
    assert cache.load(7 * DAY) == {}
    assert cache.failures() == {}
    cache.put(URL, OK)
    assert set(cache.load(7 * DAY)) == {URL}


def test_a_failure_is_remembered_for_a_day(file: Path) -> None:
    Cache(file, now=NOW).put(URL, GONE)
    assert Cache(file, now=NOW + 0.9 * DAY).failures() == {URL: (Status.GONE, "")}
    cache = Cache(file, now=NOW)
    cache.put(URL, GONE)
    cache._now = NOW + 1.1 * DAY
    assert cache.failures() == {}


def test_a_success_ends_the_failure_and_a_failure_the_success(file: Path) -> None:
    cache = Cache(file, now=NOW)
    cache.put(URL, GONE)
    cache.put(URL, OK)
    assert (set(cache.load(60)), cache.failures()) == ({URL}, {})
    cache.put(URL, GONE)
    assert (cache.load(60), set(cache.failures())) == ({}, {URL})


def test_enough_of_a_page_is_kept_to_look_for_a_title() -> None:
    record = decode(encode(SiteRecord(status=Status.OK, text="x" * 10_000)))
    assert record is not None
    assert record.text == "x" * 3000


def test_what_is_said_of_a_repository_is_kept() -> None:
    about = RepositoryState(licence="MIT", archived=True, pushed="2025-06-01", stars=0)
    record = SiteRecord(status=Status.OK, about=about)
    assert decode(encode(record)) == record
    unstated = SiteRecord(status=Status.OK, about=RepositoryState())
    assert decode(encode(unstated)) == unstated


WRONG = [
    "null", "3", '"ok"', "[" * 100_000, "9" * 5000,
    *(json.dumps({"status": "ok", **more}) for more in (
        {"fragments": None}, {"missing": 5}, {"evidence": "one"}, {"evidence": [3]}, {"title": 5},
        {"title": None}, {"year": "2023"}, {"year": True}, {"permanent": 1}, {"size": "9"},
        {"authors": {"a": 1}}, {"kind": "odd"}, {"status": None}, {"status": []}, {"moved_to": []},
        {"about": None}, {"about": []}, {"about": {"stars": "7"}}, {"about": {"odd": 1}},
    )),
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=lambda t: t[:40])
def test_rows_of_other_types_are_ignored(text: str, file: Path) -> None:
    assert decode(text) is None
    cache = Cache(file, now=NOW)
    cache.put(f"{URL}sound", OK)
    put(file, (URL, NOW, text))
    assert set(cache.load(60)) == {f"{URL}sound"}


def test_columns_of_other_types_are_ignored(file: Path) -> None:
    cache = Cache(file, now=NOW)
    cache.put(f"{URL}sound", OK)
    good = encode(OK)
    put(file, ("a", "text", good), ("b", NOW, good.encode()), ("c", NOW, 5), ("d", b"\xff", good))
    put(file, ("e", NOW, 7, b"\xff", 9), ("f", NOW, "gone", "", "http://evil.test/"),
        table="failures")  # fmt: skip
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("INSERT INTO records VALUES (CAST(x'ff' AS TEXT), ?, CAST(x'ff' AS TEXT))",
                   (NOW,))  # fmt: skip
    assert set(cache.load(60)) == {f"{URL}sound"}
    assert cache.failures() == {"f": (Status.GONE, "")}
    assert cache.fault == ""


def test_half_a_character_is_no_fault(file: Path) -> None:
    cache = Cache(file, now=NOW)
    cache.put(URL, SiteRecord(status=Status.OK, title="a\ud800b"))
    cache.put(f"{URL}gone", SiteRecord(status=Status.GONE, detail="\ud800"), "\ud800")
    cache.put(f"{URL}\ud800", OK)
    assert {url: r.title for url, r in cache.load(60).items()} == {URL: "a?b"}
    assert cache.load(60, ["\ud800"]) == {}
    assert cache.fault == ""


def test_a_file_that_another_run_writes_is_never_moved_away(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "_WAIT", 0.0)
    Cache(file, now=NOW).put(URL, OK)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        cache = Cache(file, now=NOW)
        assert cache.fault == ""
        assert set(cache.load(60)) == {URL}  # reading needs no lock
        cache.put(f"{URL}b", OK)
        assert "locked" in cache.fault
        other.execute("ROLLBACK")
    assert [p.name for p in file.parent.glob("*.broken")] == []
    cache.put(f"{URL}c", OK)
    assert set(cache.load(60)) == {URL, f"{URL}c"}


def test_a_new_file_that_is_locked_is_said_and_left(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "_WAIT", 0.0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE x (y)")
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in Cache(file).fault
        other.execute("ROLLBACK")
    assert [p.name for p in file.parent.glob("*.broken")] == []
    assert Cache(file).fault == ""


def test_a_torn_file_is_moved_away(file: Path) -> None:
    Cache(file).close()
    raw = file.read_bytes()
    file.write_bytes(raw[:100] + b"\xff" * 200 + raw[300:])
    cache = Cache(file)
    assert cache.fault == ""
    assert file.with_name("links.sqlite.broken").exists()


def test_the_rows_of_the_first_version_are_kept(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE records (url TEXT PRIMARY KEY, at REAL NOT NULL, "
                   "record TEXT NOT NULL) WITHOUT ROWID")  # fmt: skip
        db.execute("INSERT INTO records VALUES (?, ?, ?)", (URL, NOW, encode(OK)))
        db.execute("PRAGMA user_version = 1")
    cache = Cache(file, now=NOW)
    assert set(cache.load(60)) == {URL}
    with closing(sqlite3.connect(file)) as db:
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'records'").fetchone()
    assert "WITHOUT ROWID" not in sql


def test_a_row_takes_about_as_much_room_as_its_text(file: Path) -> None:
    cache = Cache(file)
    for n in range(300):
        cache.put(f"{URL}{n}", SiteRecord(status=Status.OK, text="x" * 1200))
    cache.close()
    assert file.stat().st_size < 300 * 2000


@pytest.mark.parametrize("shared", [True, False])
def test_the_same_row_written_by_many_at_once(shared: bool, file: Path) -> None:
    one = Cache(file, now=NOW)
    found = [one if shared else Cache(file, now=NOW) for _ in range(6)]
    barrier = threading.Barrier(6)

    def write(number: int) -> None:
        barrier.wait()
        for turn in range(40):
            failed = (number + turn) % 2
            found[number].put(
                URL, GONE if failed else SiteRecord(status=Status.OK, title=f"{number}")
            )

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [c.fault for c in found] == [""] * 6
    assert len(one.load(60)) + len(one.failures()) == 1  # either, never both
