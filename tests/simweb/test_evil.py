"""The hostile replies are what they claim, and cheap for the server that sends them."""

from __future__ import annotations

import gzip
import zlib

import pytest

from tests.simweb import evil


def test_a_bomb_is_real_gzip_of_the_page_and_its_filler() -> None:
    page = "<title>Ä work</title>"
    unpacked = gzip.decompress(evil.packed(page, 3))
    assert unpacked == page.encode() + b" " * (3 << 20)


def test_the_filler_of_a_bomb_is_packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """To pack all of it kept the server from answering anybody for seconds."""
    fed = []
    real = zlib.compressobj

    class Counting:
        def __init__(self, *options: int) -> None:
            self.packer = real(*options)

        def compress(self, data: bytes) -> bytes:
            fed.append(len(data))
            return self.packer.compress(data)

        def flush(self, *mode: int) -> bytes:
            return self.packer.flush(*mode)

    monkeypatch.setattr(evil.zlib, "compressobj", Counting)
    assert len(evil.packed("<title>Another work</title>", 50)) < 100_000
    assert sum(fed) < 2 << 20
