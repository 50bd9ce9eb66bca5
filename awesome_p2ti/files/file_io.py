"""Reading files within bounds, and writing them atomically, inside the list."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from pathlib import Path

_READ = os.O_RDONLY | sum(getattr(os, f"O_{f}", 0) for f in ("NOFOLLOW", "NONBLOCK", "CLOEXEC"))
TEMPORARY = ".tmp~"
"""The end of an unfinished file's name; .gitignore has it, so git never adds what a kill left."""


class NotRegularError(OSError):
    """What lies at a path is a link, a pipe, a device or a folder."""


class TooLargeError(OSError):
    """A file holds more bytes than are read; ``size`` says how many at least."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the file holds {size:,} bytes or more")
        self.size = size


def read_regular(file: str | Path, limit: int) -> bytes:
    """Return the bytes of a regular file of at most ``limit`` bytes; raises OSError otherwise.

    No symbolic link is followed at the path's end, and no pipe or device is waited for.
    """
    try:
        handle = os.open(file, _READ)
    except OSError as e:
        if os.path.islink(file):  # noqa: PTH114
            raise NotRegularError("not a plain file") from e
        raise
    try:  # a list has many small files: a stream for each costs more than the reading
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise NotRegularError("not a plain file")
        if info.st_size > limit:
            raise TooLargeError(info.st_size)
        return _read_all(handle, info.st_size, limit)
    finally:
        os.close(handle)


def _read_all(handle: int, size: int, limit: int) -> bytes:
    """Read up to the end: one byte more is asked for than the file had, which proves the end."""
    raw = b""
    while piece := os.read(handle, asked := min(max(size, 4096), limit - len(raw)) + 1):
        raw += piece
        if len(raw) > limit:
            raise TooLargeError(len(raw))
        if len(raw) == size and len(piece) < asked:
            break
    return raw


def is_inside(file: Path, root: Path) -> bool:
    """Return whether a file lies below a folder, whatever symbolic links its own folders are."""
    try:
        return file.parent.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def write_whole(
    file: Path, text: str, *, name: str = "", inside: Path | None = None, durable: bool = True
) -> None:
    """Put a text in a file in one step: a reader sees the old one or the new one, all of it.

    ``name`` is what messages call the file. What is built again in a moment need not be
    ``durable``: thousands of files are then not waited for until each is on the disk. Raises
    SetupError where it cannot be written, or where its folder leads out of the folder ``inside``;
    the old file is then unchanged.
    """
    name = name or str(file)
    if inside is not None and not is_inside(file, inside):
        message = f"{name} is not written: its folder leads out of the list"
        raise SetupError(message, "replace the symbolic link by a folder")
    try:
        if inside is None:
            if _is_stream(file):
                file.write_text(text, encoding="utf-8", newline="\n")
                return
            file = file.resolve()  # a symbolic link of the user's stays one
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, text.encode("utf-8", "backslashreplace"), durable=durable)
    except OSError as e:
        raise SetupError(f"{name} cannot be written: {e.strerror or e}") from e


def check_writable(file: Path) -> None:
    """Raise SetupError where a file could not be written, before much work is done for it."""
    try:
        if _is_stream(file):
            return
        file = file.resolve()
        if file.is_dir():
            raise SetupError(f"{file} cannot be written: it is a folder")
        from tempfile import mkstemp

        handle, temporary = mkstemp(dir=file.parent, suffix=TEMPORARY)
        os.close(handle)
        os.unlink(temporary)  # noqa: PTH108
    except FileNotFoundError:
        raise SetupError(f"{file} cannot be written: there is no folder {file.parent}") from None
    except OSError as e:
        raise SetupError(f"{file} cannot be written: {e.strerror or e}") from e


def _is_stream(file: Path) -> bool:
    """Return whether a path is a pipe or a device, such as /dev/stdout: never to be replaced."""
    return file.exists() and not file.is_file() and not file.is_dir()


def _replace(file: Path, data: bytes, *, durable: bool) -> None:
    from tempfile import mkstemp  # with what it imports, a tenth of the start of every command

    handle, temporary = mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.", suffix=TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(temporary, _mode(file))  # noqa: PTH101
        os.replace(temporary, file)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _mode(file: Path) -> int:
    with contextlib.suppress(OSError):
        info = file.lstat()
        if stat.S_ISREG(info.st_mode):
            return info.st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
