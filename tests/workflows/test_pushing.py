"""The push of push.sh over HTTP: the token goes to the repository's server, and nowhere else."""

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
from tests.workflows.shell import PATIENCE, Clone, Commit
from tests.workflows.test_commits import MAKE, in_origin, merged

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
        done = subprocess.run(
            [backend()], input=body, env=environment, capture_output=True, timeout=PATIENCE
        )
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
def made(clone: Clone, origin: Path) -> Iterator[tuple[Commit, list[str | None]]]:
    """A patch to push to a server, and what that server was told."""
    needs("git http-backend", backend())
    sleep = clone.home / "bin" / "sleep"
    sleep.write_text("#!/bin/sh\n")
    sleep.chmod(0o755)
    merged(clone, 0)
    with served(origin.parent) as (address, seen):
        commit = Commit("build.yml", MAKE, clone, f"{address}/{origin.name}")
        assert commit.made().returncode == 0
        yield commit, seen


def server_of(commit: Commit) -> str:
    return commit.origin.rpartition("/")[0]


def test_the_token_opens_the_push(made: tuple[Commit, list[str | None]], origin: Path) -> None:
    commit, seen = made
    done = commit.pushed(GITHUB_SERVER_URL=server_of(commit), TOKEN=TOKEN)
    assert done.returncode == 0, done.stderr
    assert in_origin(origin, "log", "-1", "--format=%an", "main") == "github-actions[bot]"
    assert {s for s in seen if s} == {BASIC}
    assert TOKEN not in done.stdout + done.stderr
    configs = [clone / ".git" / "config" for clone in commit.maker.home.glob("*/work")]
    assert configs
    assert not any(TOKEN in config.read_text() for config in configs)


def test_another_server_is_not_told(made: tuple[Commit, list[str | None]], origin: Path) -> None:
    commit, seen = made
    done = commit.pushed(GITHUB_SERVER_URL="https://github.com", TOKEN=TOKEN)
    assert done.returncode == 1
    assert set(seen) == {None}
    assert in_origin(origin, "log", "-1", "--format=%an", "main") == "Ann"


def test_a_wrong_token_does_not_hang(made: tuple[Commit, list[str | None]]) -> None:
    commit, _ = made
    done = commit.pushed(GITHUB_SERVER_URL=server_of(commit), TOKEN="another")
    assert done.returncode == 1
    assert "may this workflow push" in done.stdout
