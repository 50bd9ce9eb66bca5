"""Reading the body of an answer: never more than we want, and never what a bomb unpacks to."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from urllib3.exceptions import HTTPError, ReadTimeoutError

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAIN = 64 * 1024  # what is read in vain to keep a connection: a new one costs more
READABLE = (
    "text/",
    "application/json",
    "application/xhtml",
    "application/xml",
    "+json",
    "+xml",
)


def read_up_to(raw: Any, limit: int, size: int | None) -> tuple[bytes, bool]:
    """Read ``limit`` bytes and at most a little more to end a body; say whether that was all."""
    end = min(size, limit + DRAIN) if size is not None else limit + DRAIN
    parts: list[bytes] = []
    total = 0
    try:
        while total <= end:
            part = raw.read1(min(16384, max(1, end - total)), decode_content=False)
            if not part:
                return b"".join(parts), True
            parts.append(part)
            total += len(part)
            if total >= limit and size is None:
                break
    except TimeoutError:
        return b"".join(parts), False
    except (HTTPError, OSError, ValueError, AttributeError) as e:
        if not parts and not isinstance(e, ReadTimeoutError):
            raise
        return b"".join(parts), False  # half a page still says what it is
    return b"".join(parts), False


def decompress(data: bytes, headers: Mapping[str, str], limit: int) -> tuple[bytes, bool]:
    """Undo gzip or deflate, never beyond ``limit`` bytes: a bomb stays small."""
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in {"gzip", "x-gzip", "deflate"}:
        return data, False
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        engine = zlib.decompressobj(bits)
        try:
            plain = engine.decompress(data, limit)
        except zlib.error:
            continue
        return plain, not engine.eof
    return data, True


def is_text(content_type: str) -> bool:
    """Say whether a media type is one to read; an answer without a real one may be a page."""
    if "/" not in content_type or "html" in content_type:
        return True  # browsers look into what bears no type, or one like "HTML"
    return any(mark in content_type for mark in READABLE)
