"""One request and one reply, as they stand on the wire (HTTP/1.1)."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Stream = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Request:
    """What a client asks for."""

    method: str
    host: str
    target: str
    headers: dict[str, str]
    body: bytes = b""
    secure: bool = True
    seen: int = 1  # how often this very target was asked for, this time included

    @property
    def path(self) -> str:
        """The decoded path."""
        return unquote(urlsplit("//host" + self.target).path) or "/"

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters; the last one of a name counts."""
        return dict(parse_qsl(urlsplit("//host" + self.target).query, keep_blank_values=True))

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that the client sent."""
        parts = (part.partition("=") for part in self.headers.get("cookie", "").split(";"))
        return {name.strip(): value for name, _, value in parts if name.strip()}

    @property
    def agent(self) -> str:
        """The client's name for itself."""
        return self.headers.get("user-agent", "")


@dataclass(slots=True)
class Reply:
    """What a site answers; `stream` writes the bytes itself, and the connection then closes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    stream: Stream | None = None
    over: str = ""  # the limit that the request broke, where only the site can tell


def html(text: str, status: int = 200, **headers: str) -> Reply:
    """A page."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return Reply(status, text.encode(), {"Content-Type": "text/html; charset=utf-8"} | named)


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    """A JSON reply."""
    named = {key.replace("_", "-"): text for key, text in headers.items()}
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, body, {"Content-Type": "application/json; charset=utf-8"} | named)


def plain(text: str, status: int = 200, **headers: str) -> Reply:
    """A text reply."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return Reply(status, text.encode(), {"Content-Type": "text/plain; charset=utf-8"} | named)


def redirect(target: str, status: int = 302, **headers: str) -> Reply:
    """A redirect."""
    response = html(f'<a href="{target}">Moved</a>', status, **headers)
    response.headers["Location"] = target
    return response


async def read_request(
    reader: asyncio.StreamReader, *, secure: bool, default_host: str
) -> Request | None:
    """The next request of a connection, or None when the client is done or talks nonsense."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        return None
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3:
        return None
    pairs = (line.partition(":") for line in lines[1:] if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    body = b""
    if headers.get("content-length", "").isdigit():
        body = await reader.readexactly(int(headers["content-length"]))
    host = headers.get("host", default_host).rsplit(":", 1)[0].lower()
    return Request(words[0], host, words[1], headers, body, secure)


def encode(request: Request, response: Reply, *, keep: bool) -> bytes:
    """The bytes of an ordinary reply; large bodies are compressed for clients that allow it."""
    body = response.body
    headers = dict(response.headers)
    accepts = "gzip" in request.headers.get("accept-encoding", "")
    if accepts and len(body) > 1024 and "Content-Encoding" not in headers:
        body = gzip.compress(body, 1)
        headers["Content-Encoding"] = "gzip"
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Unknown"
    if response.status not in {204, 304}:
        headers.setdefault("Content-Length", str(len(body)))
    headers.setdefault("Connection", "keep-alive" if keep else "close")
    lines = [f"HTTP/1.1 {response.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    return head if request.method == "HEAD" else head + body
