"""For tests without privileges: serves a web on free ports, and leads look-ups of names to them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from tests.simweb.certificates import Authority
from tests.simweb.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simweb.world import Web


class Running:
    """A web that is being served in a thread; `bundle` is the file with its root certificate."""

    def __init__(self, web: Web, folder: Path) -> None:
        self.web = web
        self.loop = asyncio.new_event_loop()
        self.server = Server(web, Authority(folder), real_ports=False)
        self.bundle = self.server.authority.bundle
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def address(self, host: str, port: int) -> tuple[str, int]:
        """Where `host` really is; OSError as from a look-up when there is no such name."""
        site = self.web.sites.get(host.lower())
        if site is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return site.address, self.server.ports.get((site.address, port), 1)

    def look_up(self, host: Any, port: Any, *_: Any, **__: Any) -> list[Any]:
        """Stands in for `socket.getaddrinfo`: the address carries the real port."""
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name[:1].isdigit() or ":" in name:
            raise socket.gaierror(socket.EAI_NONAME, f"no look-up of the bare address {name} here")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", self.address(name, int(port or 0)))]


@contextlib.contextmanager
def serving(web: Web) -> Iterator[Running]:
    """Serve `web` in this process; every look-up of a name in it finds it."""
    with tempfile.TemporaryDirectory() as folder:
        running = Running(web, Path(folder))
        running.thread.start()
        start = asyncio.run_coroutine_threadsafe(running.server.start(), running.loop)
        start.result(20)
        try:
            with mock.patch("socket.getaddrinfo", running.look_up):
                yield running
        finally:
            stop = asyncio.run_coroutine_threadsafe(running.server.stop(), running.loop)
            stop.result(20)
            running.loop.call_soon_threadsafe(running.loop.stop)
            running.thread.join(20)
            running.loop.close()
