"""Replies that break the rules of HTTP, or are far more than anybody asked for."""

from __future__ import annotations

import asyncio
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING

from tests.simweb.server import reset
from tests.simweb.wire import Reply, Request

if TYPE_CHECKING:
    from tests.simweb.world import Handler

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def raw(*parts: bytes, pause: float = 0.0, rude: bool = False) -> Handler:
    """Send these very bytes, one part after another, then close (or reset)."""

    async def stream(writer: asyncio.StreamWriter) -> None:
        for part in parts:
            if writer.is_closing():
                return
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        if rude:
            reset(writer)

    return lambda _: Reply(stream=stream)


def resets(_: Request) -> Reply:
    """Reset the connection instead of an answer."""

    async def stream(writer: asyncio.StreamWriter) -> None:
        reset(writer)

    return Reply(stream=stream)


def hangs(_: Request) -> Reply:
    """Never answer."""

    async def stream(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(600)

    return Reply(stream=stream)


def chunk(data: bytes) -> bytes:
    """One chunk of a chunked body."""
    return b"%x\r\n%b\r\n" % (len(data), data)


async def pour(writer: asyncio.StreamWriter, block: bytes, times: int) -> None:
    """Send a block again and again, until it was enough for the client."""
    for _ in range(times):
        if writer.is_closing():
            return
        writer.write(block)
        await writer.drain()
        await asyncio.sleep(0)


def endless_body(page: str, megabytes: int = 200) -> Handler:
    """A page, and then filler without end."""

    async def stream(writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(page.encode()))
        await pour(writer, chunk(b"<p>filler</p>\n" * 4680), megabytes * 16)
        writer.write(b"0\r\n\r\n")

    return lambda _: Reply(stream=stream)


@cache
def packed(page: str, megabytes: int) -> bytes:
    """Return a page, as gzip, that unpacks to so many megabytes.

    To pack the filler takes seconds, in which the server would answer nobody: after a full flush a
    block is packed as if it were the first, so one packed block is repeated.
    """
    block = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(page.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    filler = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.crc32(page.encode())
    for _ in range(megabytes):
        checksum = zlib.crc32(block, checksum)
    size = len(page.encode()) + megabytes * len(block)
    head = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    tail = struct.pack("<II", checksum, size % (1 << 32))
    return head + start + filler * megabytes + packer.flush() + tail


def bomb(page: str, megabytes: int = 1000) -> Handler:
    """The reply with such a page."""

    def answer(request: Request) -> Reply:
        body = packed(page, megabytes)
        head = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
        return raw(head, body)(request)

    return answer


def endless_headers(_: Request) -> Reply:
    """Headers without end."""

    async def stream(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        lines = b"".join(b"X-Filler-%d: %b\r\n" % (number, b"a" * 200) for number in range(300))
        await pour(writer, lines, 6000)

    return Reply(stream=stream)


def trickle(page: str, pause: float = 1.0, size: int = 40) -> Handler:
    """The head of a page at once, and the rest drop by drop for minutes."""
    data = page.encode()
    drops = [chunk(data[place : place + size]) for place in range(700, len(data), size)]
    return raw(
        OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(data[:700]), *drops[:300], pause=pause
    )


def slow_head(pause: float = 1.0) -> Handler:
    """One byte of the status line at a time, for minutes."""
    return raw(*[bytes([byte]) for byte in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 400], pause=pause)


def short_body(page: str) -> Handler:
    """More is announced than is sent."""
    data = page.encode()
    return raw(OK + b"Content-Length: %d\r\n\r\n" % (len(data) + 5000) + data)


def long_body(page: str) -> Handler:
    """More is sent than is announced."""
    data = page.encode()
    return raw(OK + b"Content-Length: %d\r\n\r\n" % (len(data) - 100) + data)


def bad_chunks(page: str) -> Handler:
    """A page, and then a chunk whose size is no number."""
    start = OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(page.encode())
    return raw(start + b"zz\r\nrest\r\n0\r\n\r\n")


def odd_head(head: bytes, page: str) -> Handler:
    """A page under an unusual, but readable, head."""
    return raw(head + page.encode())
