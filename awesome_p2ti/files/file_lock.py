"""One writer at a time, so that no run overwrites what another one has just written."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from awesome_p2ti.files.file_io import TEMPORARY
from awesome_p2ti.problems import SetupError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT = 30.0
"""Seconds to wait for another run, which holds the lock for the time of one write."""
STALE = 60.0
"""Seconds after which a lock file was surely left behind; the system's own locks die with a run."""
_PAUSE = 0.02


@contextlib.contextmanager
def exclusive(
    folder: Path, *, wait: float = WAIT, sleep: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Keep other runs out of a folder that all of them lock; raises SetupError after ``wait``."""
    take = _file_lock if fcntl is None else _folder_lock
    tries = int(wait / _PAUSE) + 1
    for number in range(tries):
        release = take(folder)
        if release is not None:
            break
        if number + 1 < tries:
            sleep(_PAUSE)
    else:
        raise SetupError(f"another run is writing in {folder}", "try again when it is done")
    try:
        yield
    finally:
        release()


def _folder_lock(folder: Path) -> Callable[[], None] | None:
    """Lock the folder itself, so that no lock file is ever left; None where another run has it."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:
        os.close(handle)
        return _file_lock(folder)  # a file system without such locks
    return lambda: os.close(handle)


def _file_lock(folder: Path) -> Callable[[], None] | None:
    """Lock a folder by a file that only one run can make; None where another run has made it."""
    file = folder / f".lock{TEMPORARY}"
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        with contextlib.suppress(OSError):
            if time.time() - file.stat().st_mtime > STALE:
                file.unlink()
        return None
    return lambda: file.unlink(missing_ok=True)
