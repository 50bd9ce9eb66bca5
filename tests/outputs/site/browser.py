"""The site in a real browser: served below a sub-path on loopback, by pages that tell faults."""

from __future__ import annotations

import gzip
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from tests.conftest import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

SUB_PATH = "/some/where/"
TYPES = {
    "html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml",
    "json": "application/json", "xml": "application/atom+xml",
}  # fmt: skip
VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
window.alert = (text) => console.error(`alert: ${text}`);
"""


@contextmanager
def served(texts: dict[str, str]) -> Iterator[str]:
    """Serve the files of a site below a sub-path; yield the address of its root.

    Where there is nothing it shows the site's own page, as GitHub Pages does.
    """
    files = {path: text.encode("utf-8", "backslashreplace") for path, text in texts.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            name = path.removeprefix(SUB_PATH) or "index.html"
            body = files.get(name) if path.startswith(SUB_PATH) else None
            self.send_response(404 if body is None else 200)
            if body is None:
                name, body = "404.html", files.get("404.html", b"not found")
            kind = TYPES.get(name.rpartition(".")[2], "text/plain")
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            sent = gzip.compress(body, 6)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that the system has, or skip the test."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    needs("Chromium", found)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visits:
    """Opens pages and keeps what went wrong in them."""

    browser: Browser
    root: str
    faults: list[str] = field(default_factory=list)

    def page(self, address: str = "", **options: Any) -> Page:
        """Open an address of the site in a window of its own; options are Playwright's."""
        script = options.get("java_script_enabled", True)
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("requestfailed", self._miss)
        if script:
            page.add_init_script(VIOLATIONS)
        page.goto(address if ":" in address[:6] else self.root + address)
        return page

    def list_page(self, address: str = "", **options: Any) -> Page:
        """Open the list of all papers, and wait until it can be searched."""
        page = self.page(address, **options)
        page.wait_for_selector("#app:not([aria-busy]) #q")
        return page

    def _miss(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # by the next page
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(message.text)

    def close(self) -> None:
        """Close every window."""
        for context in self.browser.contexts:
            context.close()
