"""What was learnt is kept: an SQLite file in the user's cache folder, safe against any death.

What answered is trusted for some days. A failure is never served from here; it is only remembered,
so that the next run need not be as patient with what was just seen to fail. Each row is committed
as it is learnt (write-ahead log), so a kill loses nothing, and two runs at once do no harm.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.ledger import is_snapshot
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 2
_NAME = "awesome-p2ti"
_KEPT = 100 * 86400.0
"""Seconds after which a row is deleted: no run trusts what is older than a season."""
_CLOCKS_DIFFER = 300.0
_WAIT = 10.0
"""Seconds to wait for another run that is writing."""
_AT_ONCE = 500
"""How many addresses one statement asks for."""
RECENT = 24 * 3600.0  # a failure this young makes a second look at it unnecessary
_TEXT = 3000
_GOOD = frozenset({Status.OK, Status.MOVED})
_DEFAULTS = {f.name: f.default for f in fields(SiteRecord)}
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
    """Records and remembered failures by address; without a usable file it keeps nothing."""

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
                _put_aside(file)
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
        for table, age in (("records", _KEPT), ("failures", RECENT)):
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
        """Return what answered within the last ``max_age`` seconds, of all addresses or of some."""
        rows = self._read("url, record", "records", max_age, urls)
        return {url: r for url, text in rows if (r := decode(text)) is not None}

    def failures(self, urls: Iterable[str] | None = None) -> dict[str, tuple[Status, str]]:
        """Return the recent failures: status, and the snapshot found for what is gone."""
        rows = self._read("url, status, archive", "failures", RECENT, urls)
        known = set(Status)
        return {
            url: (Status(s), archive if is_snapshot(archive) else "")
            for url, s, archive in rows
            if s in known
        }

    def _read(
        self, columns: str, table: str, max_age: float, urls: Iterable[str] | None
    ) -> list[tuple[str, ...]]:
        """Return the rows that are young enough; a day to come, by a wrong clock, is not.

        A run of one link reads one row, however many there are.
        """
        sql = f"SELECT {columns} FROM {table} WHERE at > ? AND at <= ?"  # noqa: S608 - our own names
        ages = self.time() - max_age, self.time() + _CLOCKS_DIFFER
        wanted = None if urls is None else [u for u in dict.fromkeys(urls) if _is_text(u)]
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
        """Keep what was learnt of an address."""
        if not _is_text(url):
            return
        now = self.time()
        if record.status in _GOOD and not record.missing_fragments:
            self._write(
                ("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (url, now, encode(record))),
                ("DELETE FROM failures WHERE url = ?", (url,)),
            )
        else:
            detail = _as_text(record.detail[:300])
            self._write(
                (
                    "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
                    (url, now, record.status.value, detail, _as_text(archive)),
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
            _lay_out(db)
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


def _lay_out(db: sqlite3.Connection) -> None:
    """Make the tables, with the rows of an earlier version where they have the same columns."""
    db.execute("BEGIN IMMEDIATE")
    if _is_ours(db):  # another run was first
        db.execute("COMMIT")
        return
    for table, names in _TABLES.items():
        same = _columns(db, table) == names
        db.execute("DROP TABLE IF EXISTS temp.kept")
        if same:
            db.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {table}")  # noqa: S608
        db.execute(f"DROP TABLE IF EXISTS {table}")
        db.execute(_SCHEMA[table])
        db.execute(f"CREATE INDEX {table}_at ON {table} (at)")
        if same:
            db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM temp.kept")  # noqa: S608
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _put_aside(file: Path) -> None:
    """Move a file that is no database out of the way."""
    file.replace(file.with_name(file.name + ".broken"))
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def encode(record: SiteRecord) -> str:
    """Return a record as JSON, without what is as usual."""
    values = {f.name: getattr(record, f.name) for f in fields(SiteRecord)}
    values |= {"text": record.text[:_TEXT], "requests": 0.0, "seconds": 0.0}
    kept = {k: v for k, v in values.items() if k == "status" or v != _DEFAULTS[k]}
    return _as_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")))


def decode(text: object) -> SiteRecord | None:
    """Read a record from JSON; None where it is not one, or holds a value of another type."""
    try:
        values = json.loads(text) if isinstance(text, str) else None
        if not isinstance(values, dict) or not all(_fits(k, v) for k, v in values.items()):
            return None
        values["status"] = Status(values["status"])
        values["title_kind"] = TitleKind(values.get("title_kind", TitleKind.PAGE))
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return SiteRecord(**values)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _fits(name: str, value: object) -> bool:
    """Say whether a field of a record may hold a value, as its default tells."""
    if name == "year":
        return value is None or type(value) is int
    default = _DEFAULTS.get(name)
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if isinstance(default, bool | int | float):
        return type(value) is type(default)
    return isinstance(value, str)


def _is_text(text: str) -> bool:
    """Say whether a text can be stored: half a character has no bytes."""
    return _as_text(text) == text


def _as_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
