"""Listeners on internal addresses: nobody may ever send a byte to one of them."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

INTERNAL = (
    "127.0.0.1",
    "127.99.0.1",
    "10.20.30.40",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.1.1",
    "100.100.100.200",
    "::1",
    "fd00::20",
)
PORTS = (80, 443, 8080)


@dataclass
class Traps:
    """What came in through the traps: `seen` holds address, port and the first bytes sent."""

    seen: list[dict[str, Any]] = field(default_factory=list)

    async def start(self) -> list[str]:
        """Listen on what this machine lets us have; the answer names what it does not."""
        missing = []
        for address in INTERNAL:
            for port in PORTS:
                try:
                    await asyncio.start_server(self._caught(address, port), address, port)
                except OSError:
                    missing.append(f"{address} {port}")
        return missing

    def _caught(self, address: str, port: int) -> Any:
        async def caught(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            visit: dict[str, Any] = {"address": address, "port": port, "bytes": ""}
            self.seen.append(visit)
            with contextlib.suppress(OSError, TimeoutError):
                data = await asyncio.wait_for(reader.read(600), 20)
                visit["bytes"] = data.decode("latin-1")
                page = b"<title>Internal</title>secret"
                head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
                if data and data[0] != 22:  # 22 opens a TLS handshake: there is nothing to say
                    writer.write(head + b"Content-Length: %d\r\n\r\n" % len(page) + page)
                    await writer.drain()
            writer.close()

        return caught
