"""Reading the body of a response, bounded in bytes as sent and as decompressed."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Any

from urllib3.exceptions import HTTPError, ReadTimeoutError

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAIN_BYTES = 64 * 1024  # read and dropped to reuse a connection: opening a new one costs more
MAX_LAYERS = 4  # of codings around a body
GZIP = b"\x1f\x8b"  # the first bytes of each member
ZSTANDARD_WINDOW = 23  # bits, as browsers allow: 8 MiB (RFC 9659)
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
            chunk = raw.read1(min(DRAIN_BYTES, max(1, end - total)), decode_content=False)
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
    """Return the body without its codings, and whether it is truncated or cannot be read.

    At most ``limit`` bytes of each layer are decompressed, so a decompression bomb stays small. The
    last coding named was applied last (RFC 9110, 8.4).
    """
    codings = [c.strip().lower() for c in headers.get("content-encoding", "").split(",")]
    layers = [c for c in codings if c not in {"", "identity"}]
    truncated = False
    for coding in reversed(layers):
        decode = _DECODERS.get(coding)
        if decode is None or len(layers) > MAX_LAYERS:
            return b"", True
        data, cut = decode(data, limit)
        truncated = truncated or cut
    return data, truncated


def _inflate(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Decode gzip, in one member or in several, or deflate with or without zlib's head."""
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        decompressor = zlib.decompressobj(bits)
        try:
            body = decompressor.decompress(data, limit)
        except zlib.error:
            continue
        if not decompressor.eof:
            return body, True
        while (rest := decompressor.unused_data).startswith(GZIP) and len(body) < limit:
            decompressor = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                body += decompressor.decompress(rest, limit - len(body))
            except zlib.error:
                return body, True
        return body, not decompressor.eof or decompressor.unused_data.startswith(GZIP)
    return data, True


def _brotli(data: bytes, limit: int) -> tuple[bytes, bool]:
    import brotli

    decompressor = brotli.Decompressor()
    try:
        body = decompressor.process(data, output_buffer_limit=limit)
    except brotli.error:
        return b"", True
    return body[:limit], not decompressor.is_finished() or len(body) > limit


def _zstandard(data: bytes, limit: int) -> tuple[bytes, bool]:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTANDARD_WINDOW}
    decompressor = zstd.ZstdDecompressor(options=options)
    try:
        body = decompressor.decompress(data, limit)
    except zstd.ZstdError:
        return b"", True
    return body, not decompressor.eof or bool(decompressor.unused_data)


_DECODERS = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _inflate,
    "br": _brotli,
    "zstd": _zstandard,
}


def is_text(content_type: str) -> bool:
    """Return whether a media type is text; a response without a real type may be a page."""
    if "/" not in content_type or "html" in content_type:
        return True  # browsers sniff what has no type, or one like "HTML"
    return any(text_type in content_type for text_type in TEXT_TYPES)
