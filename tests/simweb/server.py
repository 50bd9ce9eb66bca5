"""Serves a `Web`: every host name by SNI and Host, with its limits kept and each request logged."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import ssl
import struct
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.simweb import world
from tests.simweb.certificates import Tls
from tests.simweb.meters import Meter
from tests.simweb.wire import Reply, Request, encode, plain, read_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.certificates import Authority

SECURE = {world.FRONT: True, world.SECURE_ONLY: True, world.PLAIN_ON_443: False}
UNSECURE = (world.FRONT, world.PLAIN_ONLY)
SPECIAL = (world.SILENT, world.RESETS, world.DROPS)


@dataclass
class Server:
    """The running web. `ports` maps (address, port as the world knows it) to the real port."""

    web: world.Web
    authority: Authority
    real_ports: bool = True
    clock: Callable[[], float] = time.monotonic  # what the limits of the hosts go by
    ports: dict[tuple[str, int], int] = field(default_factory=dict)
    meters: dict[str, Meter] = field(default_factory=dict)
    log: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.servers: list[asyncio.Server] = []
        self.seen: dict[tuple[str, str], int] = {}
        self.held: list[socket.socket] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self.writers: set[asyncio.StreamWriter] = set()

    def prepare(self) -> None:
        """Make all certificates beforehand, so that no first request waits for one."""
        for name, site in self.web.sites.items():
            self.authority.context(name, site.tls)

    async def start(self) -> None:
        """Listen on every address."""
        for address in UNSECURE:
            await self._listen(address, 80, None)
        for address, secure in SECURE.items():
            await self._listen(address, 443, self._tls() if secure else None)
        await self._listen(world.OLD_TLS, 443, self._tls(Tls.OLD_CIPHERS))
        for address in SPECIAL:
            for port in (80, 443):
                await self._listen_badly(address, port)
        for port in (80, 443):
            self.ports[world.REFUSES, port] = port if self.real_ports else 1

    def _tls(self, tls: Tls = Tls.GOOD) -> ssl.SSLContext:
        context = self.authority.context("default.example", tls)

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            site = self.web.sites.get(name or "")
            if name and site:
                connection.context = self.authority.context(name, site.tls)
            elif name:
                connection.context = self.authority.context(name)

        context.sni_callback = choose
        return context

    async def _listen(self, address: str, port: int, tls: ssl.SSLContext | None) -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(reader, writer, secure=tls is not None)

        real = port if self.real_ports else 0
        server = await asyncio.start_server(
            serve, address, real, ssl=tls, backlog=512, ssl_handshake_timeout=30 if tls else None
        )
        self.ports[address, port] = server.sockets[0].getsockname()[1]
        self.servers.append(server)

    async def _listen_badly(self, address: str, port: int) -> None:
        real = port if self.real_ports else 0
        if address == world.DROPS:
            self._listen_with_full_queue(address, port, real)
            return
        handler = self._reset if address == world.RESETS else self._stay_silent
        server = await asyncio.start_server(handler, address, real)
        self.ports[address, port] = server.sockets[0].getsockname()[1]
        self.servers.append(server)

    def _listen_with_full_queue(self, address: str, port: int, real: int) -> None:
        """A listener whose queue is full drops every further SYN: a connection never completes."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, real))
        listener.listen(0)
        self.held.append(listener)
        self.ports[address, port] = listener.getsockname()[1]
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
            self.held.append(filler)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, secure: bool
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        self.writers.add(writer)
        sni, first = "", None
        tls = writer.get_extra_info("ssl_object")
        if tls is not None:
            sni = tls.server_hostname or ""
        try:
            keep = True
            while keep:
                request = await read_request(reader, secure=secure, default_host=sni)
                if request is None:
                    break
                if first is None:
                    first = self._meter(request.host)
                    first.connect()
                keep = await self._answer(request, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, TimeoutError):
            pass
        except asyncio.CancelledError:  # the server stops
            pass
        finally:
            if first is not None:
                first.open -= 1
            self.tasks.discard(task)
            self.writers.discard(writer)
            writer.close()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        site = self.web.sites.get(request.host)
        key = (request.host, request.target)
        request.seen = self.seen[key] = self.seen.get(key, 0) + 1
        meter = self._meter(request.host)
        started = self.clock()
        over = meter.enter(started)
        status = 0
        try:
            response = self._reply(site, request, over)
            status = response.status
            if response.over and not over:
                over = response.over
                meter.over[over] = meter.over.get(over, 0) + 1
            wait = self._latency(site, request) if response.delay == 0 else response.delay
            await asyncio.sleep(wait)
            if response.stream is not None:
                await response.stream(writer)
                return False
            keep = request.headers.get("connection", "").lower() != "close"
            keep = keep and response.headers.get("Connection", "") != "close"
            writer.write(encode(request, response, keep=keep))
            await writer.drain()
            return keep
        finally:
            meter.leave()
            self._note(request, status, over, started)

    def _meter(self, host: str) -> Meter:
        if host not in self.meters:
            site = self.web.sites.get(host)
            self.meters[host] = Meter(site.limit if site else world.USUAL)
        return self.meters[host]

    def _reply(self, site: world.Site | None, request: Request, over: str) -> Reply:
        if site is None:
            return plain("no such site on this server", 421)
        if over in {"rate", "pause"}:
            return site.refusal(request)
        return site.handler(request)

    def _latency(self, site: world.Site | None, request: Request) -> float:
        """The same address waits alike in every run; a host has a typical wait of its own."""
        if site is not None and site.latency is not None:
            return site.latency
        spread = self.web.slowest - self.web.fastest
        host = random.Random(f"{self.web.seed} {request.host}").random()
        page = random.Random(f"{self.web.seed} {request.host}{request.target}").random()
        return self.web.fastest + spread * (0.6 * host + 0.4 * page) ** 2

    def _note(self, request: Request, status: int, over: str, started: float) -> None:
        self.log.append(
            {
                "host": request.host,
                "method": request.method,
                "target": request.target,
                "secure": request.secure,
                "status": status,
                "over": over,
                "at": round(started, 3),
                "agent": request.agent,
                "authorized": "authorization" in request.headers,
            }
        )

    async def _stay_silent(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.writers.add(writer)
        with contextlib.suppress(ConnectionError):
            while await reader.read(4096):
                pass
        self.writers.discard(writer)
        writer.close()

    async def _reset(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reset(writer)

    async def stop(self) -> None:
        """Close everything."""
        for server in self.servers:
            server.close()
        for held in self.held:
            held.close()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for writer in list(self.writers):
            writer.transport.abort()
        await asyncio.sleep(0.05)


def reset(writer: asyncio.StreamWriter) -> None:
    """Drop a connection with a reset instead of a proper end."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
