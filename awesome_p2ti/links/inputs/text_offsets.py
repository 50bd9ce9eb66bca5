"""Where a text's characters stand: lines and columns, bytes and characters, pieces and source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate


class Lines:
    """Line and column of offsets in a text."""

    def __init__(self, text: str) -> None:
        lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class CharacterOffsets:
    """Offsets in characters of offsets in bytes of UTF-8, by the stretches that are not ASCII."""

    def __init__(self, text: str) -> None:
        self.bytes: list[int] = []
        self.stretches: list[tuple[int, bytes]] = []
        self.surplus: list[int] = []  # bytes more than characters, up to the end of each
        more = 0
        for match in re.finditer(r"[^\x00-\x7f]+", text):
            raw = match[0].encode()
            self.bytes.append(match.start() + more)
            self.stretches.append((match.start(), raw))
            more += len(raw) - len(match[0])
            self.surplus.append(more)

    def of_byte(self, offset: int) -> int:
        """Return the offset in characters of one in bytes."""
        number = bisect_right(self.bytes, offset) - 1
        if number < 0:
            return offset
        start, raw = self.stretches[number]
        inside = offset - self.bytes[number]
        if inside >= len(raw):
            return offset - self.surplus[number]
        return start + len(raw[:inside].decode("utf-8", "replace"))


@dataclass(slots=True)
class PiecedText:
    """Text that was pieced together, and where in the source (in bytes) each piece stands.

    ``last_url`` is the last offset at which a URL may begin, or -1.
    """

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sources: list[tuple[int, bool]] = field(default_factory=list)
    length: int = 0
    last_url: int = -1

    def add(self, text: str, start: int, end: int) -> None:
        """Append a piece that stands for the bytes from ``start`` to before ``end``."""
        if (at := max(text.rfind("://"), text.lower().rfind("www."))) >= 0:
            self.last_url = self.length + at
        self.parts.append(text)
        self.starts.append(self.length)
        self.sources.append((start, len(text.encode()) == end - start))
        self.length += len(text)

    def place(self, offset: int, characters: CharacterOffsets) -> int:
        """Return the offset in the source, in characters, of an offset in this text."""
        number = bisect_right(self.starts, offset) - 1
        start, verbatim = self.sources[number]
        inside = offset - self.starts[number] if verbatim else 0
        return characters.of_byte(start) + inside
