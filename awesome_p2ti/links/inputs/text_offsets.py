"""From one kind of offset in a text to another: bytes, characters, lines and columns, pieces."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate


class Lines:
    """Lines and columns of a text, by offsets in characters."""

    def __init__(self, text: str) -> None:
        lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class CharacterOffsets:
    """Offsets in characters by offsets in bytes of UTF-8; only what is not ASCII is stored."""

    def __init__(self, text: str) -> None:
        self.bytes: list[int] = []
        self.stretches: list[tuple[int, bytes]] = []
        self.extra_bytes: list[int] = []  # bytes more than characters, up to the end of each
        extra_bytes = 0
        for match in re.finditer(r"[^\x00-\x7f]+", text):
            raw = match[0].encode()
            self.bytes.append(match.start() + extra_bytes)
            self.stretches.append((match.start(), raw))
            extra_bytes += len(raw) - len(match[0])
            self.extra_bytes.append(extra_bytes)

    def of_byte(self, offset: int) -> int:
        """Return the offset in characters of an offset in bytes."""
        number = bisect_right(self.bytes, offset) - 1 if self.bytes else -1
        if number < 0:
            return offset
        start, raw = self.stretches[number]
        inside = offset - self.bytes[number]
        if inside >= len(raw):
            return offset - self.extra_bytes[number]
        return start + len(raw[:inside].decode("utf-8", "replace"))


@dataclass(slots=True)
class PiecedText:
    """Text that is pieced together, with the offset in the source, in bytes, of each piece.

    ``last_url`` is the last offset at which a URL may begin, or -1.
    """

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sources: list[tuple[int, bool]] = field(default_factory=list)
    length: int = 0
    last_url: int = -1

    def add(self, text: str, start: int, end: int) -> None:
        """Append the piece that the source writes in the bytes from ``start`` to before ``end``."""
        length = len(text)
        at = (
            max(text.rfind("://"), text.lower().rfind("www.")) if ":" in text or "." in text else -1
        )
        if at >= 0:
            self.last_url = self.length + at
        size = length if text.isascii() else len(text.encode())
        self.parts.append(text)
        self.starts.append(self.length)
        self.sources.append((start, size == end - start))
        self.length += length

    def clear(self) -> None:
        """Forget all pieces."""
        self.parts.clear()
        self.starts.clear()
        self.sources.clear()
        self.length = 0
        self.last_url = -1

    def source_offset(self, offset: int, characters: CharacterOffsets) -> int:
        """Return the offset in the source, in characters, of an offset in the pieced text."""
        number = bisect_right(self.starts, offset) - 1
        start, verbatim = self.sources[number]
        inside = offset - self.starts[number] if verbatim else 0
        return characters.of_byte(start) + inside
