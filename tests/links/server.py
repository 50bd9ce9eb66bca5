"""A real server on loopback that sends what a test wants; any host name resolves to it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from awesome_p2ti.links.http.ssrf_guard import NoSuchNameError, SocketAddress

Answer = bytes | Callable[["Request"], bytes]


@dataclass(slots=True)
class Request:
    """One request as it was received."""

    host: str
    target: str
    headers: dict[str, str]
    body: bytes
    sock: socket.socket

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


def reply(
    body: str | bytes = "",
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    **headers: str,
) -> bytes:
    """Return a whole response; underscores in header names stand for hyphens."""
    data = body.encode() if isinstance(body, str) else body
    more = {k.replace("_", "-"): v for k, v in headers.items()}
    lines = {"Content-Type": kind, "Content-Length": str(len(data)), **more}
    head = "".join(f"{k}: {v}\r\n" for k, v in lines.items())
    return f"HTTP/1.1 {status} Word\r\n{head}\r\n".encode() + data


def redirect(target: str, status: int = 302) -> bytes:
    """Return a redirect."""
    return reply("", status, Location=target)


def page(title: str, text: str = "", head: str = "") -> bytes:
    """Return a web page."""
    return reply(f"<html><head><title>{title}</title>{head}</head><body>{text}</body></html>")


@dataclass
class Server:
    """Answers by ``host/path``, then by ``host``, then with 404."""

    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # IP addresses of hosts that are elsewhere
    nonexistent: set[str] = field(default_factory=set)  # hosts that do not exist
    resolved: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *_: Any) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # closing alone does not end accept()
        self._listener.close()
        self._accepting.join()

    def resolve(self, host: str, port: int) -> list[SocketAddress]:
        """Stand in for the system's resolver."""
        self.resolved.append(host)
        if host in self.nonexistent:
            raise NoSuchNameError(f"no such host: {host}")
        there = self.names.get(host, "127.0.0.1")
        own = there == "127.0.0.1"
        family = socket.AF_INET6 if ":" in there else socket.AF_INET
        return [SocketAddress(int(family), (there, self.port if own else port))]

    def paths(self, host: str) -> list[str]:
        """Return the targets that were requested of a host, in order."""
        return [a.target for a in self.requests if a.host == host]

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        with (
            contextlib.suppress(OSError, ValueError, IndexError),
            sock,
            sock.makefile("rb") as stream,
        ):
            while request := self._read(stream, sock):
                self.requests.append(request)
                answer = self._find(request)
                data = answer(request) if callable(answer) else answer
                if data:
                    sock.sendall(data)
                if b"Connection: close" in data[:2000] or not data:
                    return

    def _find(self, request: Request) -> Answer:
        for key in (request.host + request.target, request.host + request.path, request.host):
            if key in self.answers:
                return self.answers[key]
        return reply("<title>Not Found</title>", 404)

    def _read(self, stream: Any, sock: socket.socket) -> Request | None:
        if stream.peek(1)[:1] == b"\x16":  # a TLS handshake, which this server does not speak
            return None
        line = stream.readline(65537)
        if not line:
            return None
        target = line.split()[1].decode("latin-1")
        headers: dict[str, str] = {}
        while (row := stream.readline(65537)) not in {b"\r\n", b""}:
            name, _, value = row.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", "0")))
        return Request(headers.get("host", "").partition(":")[0], target, headers, body, sock)
