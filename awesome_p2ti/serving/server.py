"""A server for one person at this machine: it knows built files by their names, and no disk."""

from __future__ import annotations

import mimetypes
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from awesome_p2ti.serving.live_site import LiveSite

HOST = "127.0.0.1"
NAMES = frozenset({HOST, "localhost"})
"""The names under which it answers, so that no page elsewhere can read it by a name of its own."""
_TYPES = {".jsonl": "application/jsonl", ".bib": "text/x-bibtex", ".js": "text/javascript"}


class SiteServer(ThreadingHTTPServer):
    """Serves a live site; raises OSError where the port is taken."""

    daemon_threads = True

    def __init__(self, live: LiveSite, port: int) -> None:
        self.live = live
        super().__init__((HOST, port), _Handler)

    @property
    def url(self) -> str:
        """Return the address of the first page."""
        return f"http://{HOST}:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    timeout = 30  # seconds for a request: a connection that says nothing ends
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file of the site as it is now."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the file."""
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Print nothing of a request."""

    def _answer(self, *, body: bool) -> None:
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name not in NAMES:
            self._send(HTTPStatus.FORBIDDEN, f"ask for {self.server.url}", "text/plain", body=body)
            return
        self.server.live.refresh()
        path = unquote(urlsplit(self.path).path).lstrip("/")
        path += "index.html" if not path or path.endswith("/") else ""
        text = self.server.live.page(path)
        if text is None:
            self._send(HTTPStatus.NOT_FOUND, "There is no such page.", "text/plain", body=body)
            return
        suffix = "." + path.rpartition(".")[2]
        kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "text/plain"
        self._send(HTTPStatus.OK, text, kind, body=body)

    def _send(self, status: HTTPStatus, text: str, kind: str, *, body: bool) -> None:
        data = text.encode("utf-8", "backslashreplace")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if body:
            self.wfile.write(data)
