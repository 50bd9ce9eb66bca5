"""A small DNS server (UDP and TCP): addresses, no such name, failures, silence and rebinding."""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.simweb import world

if TYPE_CHECKING:
    from tests.simweb.world import Web

NO_ERROR, SERVER_FAILURE, NO_SUCH_NAME = 0, 2, 3
A, AAAA = 1, 28


@dataclass
class NameServer(asyncio.DatagramProtocol):
    """Answers for every name of one web."""

    web: Web
    asked: dict[str, int] = field(default_factory=dict)
    first_asked: dict[str, float] = field(default_factory=dict)
    transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        response = self.answer(data)
        if response and self.transport:
            self.transport.sendto(response, addr)

    async def serve_stream(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer over TCP."""
        try:
            size = struct.unpack("!H", await reader.readexactly(2))[0]
            response = self.answer(await reader.readexactly(size))
            if response:
                writer.write(struct.pack("!H", len(response)) + response)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def answer(self, query: bytes) -> bytes:
        """The reply to one query; empty when there is to be none."""
        host, end = _question(query)
        kind = struct.unpack("!H", query[end : end + 2])[0]
        question = query[12 : end + 4]
        if host in self.web.names.mute:
            return b""
        code, addresses = self.look_up(host, kind)
        flags = 0x8180 | code
        header = query[:2] + struct.pack("!HHHHH", flags, 1, len(addresses), 0, 0)
        return header + question + b"".join(_record(kind, address) for address in addresses)

    def look_up(self, host: str, kind: int) -> tuple[int, list[str]]:
        """A result code and the addresses of `host`."""
        names = self.web.names
        if host in names.failing:
            return SERVER_FAILURE, []
        wanted = socket.AF_INET6 if kind == AAAA else socket.AF_INET
        if host in names.rebinding:
            addresses = [world.FRONT]
            if kind == A:
                self.asked[host] = self.asked.get(host, 0) + 1
                if self.asked[host] > 1:
                    addresses = [names.rebinding[host]]
        elif host in names.late and not self._has_come(host):
            return NO_SUCH_NAME, []
        elif host in names.addresses:
            addresses = names.addresses[host]
        elif host in self.web.sites:
            addresses = [self.web.sites[host].address]
        else:
            return NO_SUCH_NAME, []
        family = ":" if wanted == socket.AF_INET6 else "."
        fitting = [address for address in addresses if family in address and kind in {A, AAAA}]
        return NO_ERROR, [address for address in fitting if (":" in address) == (kind == AAAA)]

    def _has_come(self, host: str) -> bool:
        """Whether a name that is late is there by now; the first query starts the clock."""
        now = time.monotonic()
        return now - self.first_asked.setdefault(host, now) >= self.web.names.late[host]


def _question(query: bytes) -> tuple[str, int]:
    labels, place = [], 12
    while query[place]:
        size = query[place]
        labels.append(query[place + 1 : place + 1 + size].decode("latin-1"))
        place += size + 1
    return ".".join(labels).lower(), place + 1


def _record(kind: int, address: str) -> bytes:
    family = socket.AF_INET6 if kind == AAAA else socket.AF_INET
    packed = socket.inet_pton(family, address)
    return b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 0, len(packed)) + packed


async def serve(web: Web, address: str, port: int = 53) -> NameServer:
    """Start the name server."""
    server = NameServer(web)
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: server, local_addr=(address, port))
    await asyncio.start_server(server.serve_stream, address, port)
    return server
