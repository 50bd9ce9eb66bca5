"""The cache of site records: an SQLite file in the user's cache folder, whole after any kill.

A record of success is trusted for some days. A failure is never served from here, only noted, so
that the next run gives up sooner on what has just failed. Each row is committed as it comes
(write-ahead log), so a kill loses nothing, and two runs at once do no harm.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.history.ledger import is_snapshot
from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.record_json import as_text, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 2
_NAME = "awesome-p2ti"
_LIFETIME = 100 * 86400.0
"""Seconds after which a row is deleted: no run trusts what is older than a season."""
_CLOCKS_DIFFER = 300.0
_WAIT = 10.0
"""Seconds to wait for another run that is writing."""
_AT_ONCE = 500
"""How many URLs one statement selects."""
RECENT = 24 * 3600.0  # a failure this young needs no confirmation by a retry
_GOOD = frozenset({Status.OK, Status.MOVED})
_TABLES = {
    "records": ("url", "at", "record"),
    "failures": ("url", "at", "status", "detail", "archive"),
}
# Rows are larger than a quarter of a page: WITHOUT ROWID each would take a page of its own.
_SCHEMA = {
    "records": """CREATE TABLE records (url TEXT PRIMARY KEY, at REAL NOT NULL,
        record TEXT NOT NULL)""",
    "failures": """CREATE TABLE failures (url TEXT PRIMARY KEY, at REAL NOT NULL,
        status TEXT NOT NULL, detail TEXT NOT NULL, archive TEXT NOT NULL DEFAULT '')""",
}


def default_folder() -> Path:
    """Return this user's cache folder for the tool; XDG_CACHE_HOME counts on every system."""
    from platformdirs import user_cache_path

    given = os.environ.get("XDG_CACHE_HOME", "").strip()
    return Path(given) / _NAME if given else user_cache_path(_NAME, appauthor=False)


class Cache:
    """Records and recent failures by URL; without a usable file it stores nothing."""

    def __init__(self, file: Path | None, *, now: float | None = None) -> None:
        self._now = now
        self._lock = threading.Lock()
        self.fault = ""
        self._db: sqlite3.Connection | None = None
        if file is not None:
            self._open(file)

    def _open(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._db = _connect(file)
            except sqlite3.OperationalError:
                raise  # locked, or not to be opened: another run may be using it
            except sqlite3.DatabaseError:  # no database, or a malformed one
                _move_away(file)
                self._db = _connect(file)
            self._prune()
        except sqlite3.Error as e:
            self.fault = f"{file}: {e}"
        except OSError as e:
            self.fault = f"{file}: {e.strerror or e}"

    def _prune(self) -> None:
        """Delete what is too old for any run; where another one is writing, the next run does."""
        if self._db is None:
            return
        self._db.execute("PRAGMA busy_timeout = 0")
        for table, age in (("records", _LIFETIME), ("failures", RECENT)):
            with contextlib.suppress(sqlite3.OperationalError):
                sql = f"DELETE FROM {table} WHERE at < ?"  # noqa: S608 - names from this line
                self._db.execute(sql, (self.time() - age,))
        self._db.execute(f"PRAGMA busy_timeout = {_WAIT * 1000:.0f}")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def time(self) -> float:
        """Return the time that rows are stamped with."""
        return time.time() if self._now is None else self._now

    def load(self, max_age: float, urls: Iterable[str] | None = None) -> dict[str, SiteRecord]:
        """Return the records of the last ``max_age`` seconds, of all URLs or of some."""
        rows = self._read("url, record", "records", max_age, urls)
        return {url: r for url, text in rows if (r := decode(text)) is not None}

    def failures(self, urls: Iterable[str] | None = None) -> dict[str, tuple[Status, str]]:
        """Return the recent failures: status, and the snapshot found for what is gone."""
        rows = self._read("url, status, archive", "failures", RECENT, urls)
        statuses = set(Status)
        return {
            url: (Status(s), archive if is_snapshot(archive) else "")
            for url, s, archive in rows
            if s in statuses
        }

    def _read(
        self, columns: str, table: str, max_age: float, urls: Iterable[str] | None
    ) -> list[tuple[str, ...]]:
        """Return the rows that are young enough; a day to come, by a wrong clock, is not.

        A run of one link reads one row, however many there are.
        """
        if self._db is None:
            return []
        sql = f"SELECT {columns} FROM {table} WHERE at > ? AND at <= ?"  # noqa: S608 - our own names
        ages = self.time() - max_age, self.time() + _CLOCKS_DIFFER
        wanted = None if urls is None else [u for u in dict.fromkeys(urls) if as_text(u) == u]
        with self._lock:
            if self._db is None:
                return []
            try:
                if wanted is None:
                    return self._db.execute(sql, ages).fetchall()
                found = []
                for start in range(0, len(wanted), _AT_ONCE):
                    part = wanted[start : start + _AT_ONCE]
                    among = f"{sql} AND url IN ({', '.join('?' * len(part))})"
                    found += self._db.execute(among, (*ages, *part)).fetchall()
            except sqlite3.Error as e:
                self.fault = str(e)
                return []
            return found

    def put(self, url: str, record: SiteRecord, archive: str = "") -> None:
        """Store the record of a URL, or the failure that it is."""
        if self._db is None or as_text(url) != url:
            return
        now = self.time()
        if record.status in _GOOD and not record.missing_fragments:
            self._write(
                ("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (url, now, encode(record))),
                ("DELETE FROM failures WHERE url = ?", (url,)),
            )
        else:
            detail = as_text(record.detail[:300])
            self._write(
                (
                    "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
                    (url, now, record.status.value, detail, as_text(archive)),
                ),
                ("DELETE FROM records WHERE url = ?", (url,)),
            )

    def _write(self, *statements: tuple[str, tuple[object, ...]]) -> None:
        with self._lock:
            if self._db is None:
                return
            try:
                self._db.execute("BEGIN IMMEDIATE")
                for sql, values in statements:
                    self._db.execute(sql, values)
                self._db.execute("COMMIT")
            except sqlite3.Error as e:
                self.fault = str(e)
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                if "locked" in self.fault:  # waited for in vain once: not again for each row
                    self._db.execute("PRAGMA busy_timeout = 50")


def _connect(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if not _is_ours(db):
            _create_tables(db)
        db.execute("SELECT url, at, record FROM records LIMIT 1").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _is_ours(db: sqlite3.Connection) -> bool:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    return version == VERSION and all(_columns(db, t) == names for t, names in _TABLES.items())


def _columns(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in db.execute(f"PRAGMA table_info({table})"))


def _create_tables(db: sqlite3.Connection) -> None:
    """Make the tables, with the rows of an earlier version where they have the same columns."""
    db.execute("BEGIN IMMEDIATE")
    if _is_ours(db):  # another run was first
        db.execute("COMMIT")
        return
    for table, names in _TABLES.items():
        same = _columns(db, table) == names
        db.execute("DROP TABLE IF EXISTS temp.old_rows")
        if same:
            db.execute(f"CREATE TEMP TABLE old_rows AS SELECT * FROM {table}")  # noqa: S608
        db.execute(f"DROP TABLE IF EXISTS {table}")
        db.execute(_SCHEMA[table])
        db.execute(f"CREATE INDEX {table}_at ON {table} (at)")
        if same:
            db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM temp.old_rows")  # noqa: S608
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _move_away(file: Path) -> None:
    """Move a file that is no database out of the way."""
    file.replace(file.with_name(file.name + ".broken"))
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
