"""Firefox as the system has it, driven through its own protocol, Marionette.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.conftest import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 120.0
"""Seconds for Firefox to start, or for a page to become what is waited for."""


@dataclass
class FirefoxPage:
    """One window: where it is, and what a script says there."""

    connection: socket.socket
    asked: int = 0

    def go(self, address: str) -> None:
        """Open an address, and wait until it is loaded."""
        self._call("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:
        """Run the body of a function in the page, and return what it returns."""
        return self._call("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def wait_for(self, script: str) -> None:
        """Wait until a script returns something."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean((() => {{ {script} }})())"):
            assert time.monotonic() < end, script
            time.sleep(0.05)

    def _call(self, command: str, **parameters: Any) -> Any:
        self.asked += 1
        text = json.dumps([0, self.asked, command, parameters]).encode()
        self.connection.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self.read()
        assert error is None, error
        return result

    def read(self) -> Any:
        """Return the next message: its length, a colon, and JSON."""
        digits = b""
        while not digits.endswith(b":"):
            digits += self._received(1)
        return json.loads(self._received(int(digits[:-1])))

    def _received(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self.connection.recv(size - len(data))
            assert more, "Firefox has closed the connection"
            data += more
        return data


@contextmanager
def firefox(folder: Path) -> Iterator[FirefoxPage]:
    """Start a Firefox with a new profile, or skip the test."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    needs("Firefox", found)
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
    command = [str(found), "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    with (folder / "firefox.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        with socket.create_connection(("127.0.0.1", _port(profile, process)), PATIENCE) as stream:
            page = FirefoxPage(stream)
            page.read()
            page._call("WebDriver:NewSession")
            yield page
    finally:
        process.terminate()
        process.wait()


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """Wait until Firefox says on which port it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            return int((profile / "MarionetteActivePort").read_text())
        except (OSError, ValueError):
            time.sleep(0.1)
    raise AssertionError("Firefox does not start")
