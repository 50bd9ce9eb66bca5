"""The push of commit.sh over HTTP: the token goes to the repository's server, and nowhere else."""

from __future__ import annotations

import base64
import os
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.conftest import needs
from tests.workflows.shell import Clone
from tests.workflows.test_commits import STEP, in_origin, merged

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "a-token-of-the-job"
BASIC = "Basic " + base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()


def backend() -> Path:
    asked = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True)
    return Path(asked.stdout.strip()) / "git-http-backend"


class GitServer(BaseHTTPRequestHandler):
    """Git's own server program behind HTTP; a push needs the token, as on GitHub."""

    root: Path
    seen: list[str | None]

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.seen.append(self.headers["Authorization"])
        if "receive-pack" in self.path and self.headers["Authorization"] != BASIC:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="test"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        parts = urlsplit(self.path)
        environment = os.environ | {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "bot",
        }
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        environment["CONTENT_LENGTH"] = str(len(body))
        done = subprocess.run([backend()], input=body, env=environment, capture_output=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        fields = [line.split(": ", 1) for line in head.decode().split("\r\n")]
        self.send_response(int(dict(fields).get("Status", "200 OK").split()[0]))
        for name, value in fields:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@contextmanager
def served(root: Path) -> Iterator[tuple[str, list[str | None]]]:
    seen: list[str | None] = []
    handler = type("Handler", (GitServer,), {"root": root, "seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", seen
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def remote(clone: Clone, origin: Path) -> Iterator[tuple[Clone, str, list[str | None]]]:
    """A clone with something stale whose remote is a server, that server and what it was told."""
    needs("git http-backend", backend())
    merged(clone, 0)
    with served(origin.parent) as (address, seen):
        clone.git("remote", "set-url", "origin", f"{address}/{origin.name}")
        yield clone, address, seen


def run_step(clone: Clone, server: str, token: str) -> subprocess.CompletedProcess[str]:
    sleep = clone.home / "bin" / "sleep"
    sleep.write_text("#!/bin/sh\n")
    sleep.chmod(0o755)
    return clone.step(*STEP, server=server, TOKEN=token)


def test_the_token_opens_the_push(
    remote: tuple[Clone, str, list[str | None]], origin: Path
) -> None:
    clone, address, seen = remote
    done = run_step(clone, address, TOKEN)
    assert done.returncode == 0, done.stderr
    assert in_origin(origin, "log", "-1", "--format=%an", "main") == "github-actions[bot]"
    assert {s for s in seen if s} == {BASIC}
    assert TOKEN not in done.stdout + done.stderr
    assert TOKEN not in (clone.path / ".git" / "config").read_text()


def test_another_server_is_not_told(
    remote: tuple[Clone, str, list[str | None]], origin: Path
) -> None:
    clone, _, seen = remote
    done = run_step(clone, "https://github.com", TOKEN)
    assert done.returncode == 1
    assert set(seen) == {None}
    assert in_origin(origin, "log", "-1", "--format=%an", "main") == "Ann"


def test_a_wrong_token_does_not_hang(
    remote: tuple[Clone, str, list[str | None]], origin: Path
) -> None:
    clone, address, _ = remote
    done = run_step(clone, address, "another")
    assert done.returncode == 1
    assert "may this workflow push" in done.stdout
