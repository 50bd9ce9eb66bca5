"""What all tests share: no network but loopback, a small list, tools that may be missing."""

from __future__ import annotations

import ipaddress
import os
import shutil
import signal
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.link_runs import check, http, server  # noqa: F401 - fixtures

# A machine that is busy is slow; no test is wrong for it. Each run tries the same examples, so that
# nobody's change fails for a fault of old; --hypothesis-profile=search looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("same")

# Nor is one for a machine's own ways out: whatever a test starts asks loopback only.
for name in ("http_proxy", "https_proxy", "all_proxy"):
    os.environ.pop(name, None)
    os.environ.pop(name.upper(), None)

# Nor for how the run was started: in the background of a script Ctrl-C is ignored, and each program
# that a test starts would ignore it too.
signal.signal(signal.SIGINT, signal.default_int_handler)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach a host beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            host = address[0]
            try:
                local = ipaddress.ip_address(host.split("%")[0]).is_loopback
            except ValueError:
                local = host == "localhost"
            if not local:
                raise AssertionError(f"a test connects to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def small_list(tmp_path: Path) -> Path:
    """Return the root of a copy of a small list without problems."""
    root = tmp_path / "list"
    shutil.copytree(HERE / "catalogue", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    return root


def needs(tool: str, path: Path | str | None) -> None:
    """Skip the test with a reason where a tool is missing; where nothing may be skipped, fail."""
    if path is not None and Path(path).exists():
        return
    reason = f"{tool} is not installed"
    if os.environ.get("AWESOME_P2TI_NO_SKIPS"):
        pytest.fail(reason)
    pytest.skip(reason)


def node_tool(name: str) -> str:
    """Return the path of a tool that npm put into tests/node, or skip the test."""
    needs("node", shutil.which("node"))
    path = HERE / "node" / "node_modules" / ".bin" / name
    needs(f"{name} (npm ci --prefix tests/node)", path)
    return str(path)
