"""Reading the body of a response, bounded in bytes as sent and as decompressed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from urllib3.exceptions import HTTPError, ReadTimeoutError

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAIN_BYTES = 64 * 1024  # read and dropped to reuse a connection: opening a new one costs more
TEXT_TYPES = (
    "text/",
    "application/json",
    "application/xhtml",
    "application/xml",
    "+json",
    "+xml",
)


def read_up_to(raw: Any, limit: int, size: int | None) -> tuple[bytes, bool]:
    """Return the first bytes of a body, and whether they are all of it.

    At most ``DRAIN_BYTES`` more than ``limit`` are read, to end a body and reuse its connection.
    ``size`` is the Content-Length, if known. Raises what urllib3 raises when not one byte came.
    """
    end = min(size, limit + DRAIN_BYTES) if size is not None else limit + DRAIN_BYTES
    chunks: list[bytes] = []
    total = 0
    try:
        while total <= end:
            chunk = raw.read1(min(16384, max(1, end - total)), decode_content=False)
            if not chunk:
                return b"".join(chunks), True
            chunks.append(chunk)
            total += len(chunk)
            if total >= limit and size is None:
                break
    except TimeoutError:
        pass
    except (HTTPError, OSError, ValueError, AttributeError) as e:
        if not chunks and not isinstance(e, ReadTimeoutError):
            raise
    return b"".join(chunks), False  # the beginning of a page still shows what it is


def decompress(data: bytes, headers: Mapping[str, str], limit: int) -> tuple[bytes, bool]:
    """Return the body without gzip or deflate, and whether it is truncated.

    At most ``limit`` bytes are decompressed, so a decompression bomb stays small.
    """
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in {"gzip", "x-gzip", "deflate"}:
        return data, False
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        decompressor = zlib.decompressobj(bits)
        try:
            body = decompressor.decompress(data, limit)
        except zlib.error:
            continue
        return body, not decompressor.eof
    return data, True


def is_text(content_type: str) -> bool:
    """Return whether a media type is text; a response without a real type may be a page."""
    if "/" not in content_type or "html" in content_type:
        return True  # browsers sniff what has no type, or one like "HTML"
    return any(text_type in content_type for text_type in TEXT_TYPES)
