"""What was learnt is kept: an SQLite file in the user's cache folder, safe against any death.

What answered is trusted for some days. A failure is never served from here; it is only remembered,
so that the next run need not be as patient with what was just seen to fail. Each row is committed
as it is learnt (write-ahead log), so a kill loses nothing, and two runs at once do no harm.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from awesome_p2ti.links.model import Kind, Record, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
RECENT = 24 * 3600.0  # a failure this young makes a second look at it unnecessary
_TEXT = 3000
_GOOD = frozenset({Status.OK, Status.MOVED})
_DEFAULTS = {f.name: f.default for f in fields(Record)}
_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (url TEXT PRIMARY KEY, at REAL NOT NULL, record TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (url TEXT PRIMARY KEY, at REAL NOT NULL, status TEXT NOT NULL,
  detail TEXT NOT NULL, archive TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
"""


def default_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return this user's cache folder for the tool."""
    if environ.get("XDG_CACHE_HOME"):
        return Path(environ["XDG_CACHE_HOME"]) / "awesome-p2ti"
    if platform == "win32" and environ.get("LOCALAPPDATA"):
        return Path(environ["LOCALAPPDATA"]) / "awesome-p2ti" / "cache"
    home = Path(environ.get("HOME") or "~").expanduser()
    below = "Library/Caches" if platform == "darwin" else ".cache"
    return home / below / "awesome-p2ti"


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
            self._db = _connect(file)
        except sqlite3.DatabaseError:
            try:
                _put_aside(file)
                self._db = _connect(file)
            except (OSError, sqlite3.Error) as e:
                self.fault = f"{file}: {e}"
        except OSError as e:
            self.fault = f"{file}: {e.strerror or e}"

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def time(self) -> float:
        """Return the time that rows are stamped with."""
        return time.time() if self._now is None else self._now

    def load(self, max_age: float) -> dict[str, Record]:
        """Return what answered within the last ``max_age`` seconds."""
        rows = self._read("SELECT url, record FROM records WHERE at > ?", self.time() - max_age)
        return {url: r for url, text in rows if (r := decode(text)) is not None}

    def failures(self) -> dict[str, tuple[Status, str]]:
        """Return the recent failures: status, and the snapshot found for what is gone."""
        rows = self._read(
            "SELECT url, status, archive FROM failures WHERE at > ?", self.time() - RECENT
        )
        known = set(Status)
        return {url: (Status(s), archive) for url, s, archive in rows if s in known}

    def _read(self, sql: str, since: float) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._db is None:
                return []
            try:
                return self._db.execute(sql, (since,)).fetchall()
            except sqlite3.Error as e:
                self.fault = str(e)
                return []

    def put(self, url: str, record: Record, archive: str = "") -> None:
        """Keep what was learnt of an address."""
        now = self.time()
        if record.status in _GOOD and not record.missing:
            self._write(
                ("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (url, now, encode(record))),
                ("DELETE FROM failures WHERE url = ?", (url,)),
            )
        else:
            self._write(
                (
                    "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
                    (url, now, record.status.value, record.detail[:300], archive),
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


def _connect(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, VERSION}:
            db.executescript("DROP TABLE IF EXISTS records; DROP TABLE IF EXISTS failures;")
        db.executescript(_SCHEMA)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("SELECT url, at, record FROM records LIMIT 1").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _put_aside(file: Path) -> None:
    """Move a file that is no database out of the way."""
    file.replace(file.with_name(file.name + ".broken"))
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def encode(record: Record) -> str:
    """Return a record as JSON, without what is as usual."""
    values = {f.name: getattr(record, f.name) for f in fields(Record)}
    values |= {"text": record.text[:_TEXT], "requests": 0.0, "seconds": 0.0}
    kept = {k: v for k, v in values.items() if k == "status" or v != _DEFAULTS[k]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Record | None:
    """Read a record from JSON; None where it is not one."""
    try:
        values = json.loads(text)
        values["status"] = Status(values["status"])
        values["kind"] = Kind(values.get("kind", Kind.PAGE))
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return Record(**values)
    except (ValueError, TypeError, KeyError):
        return None
