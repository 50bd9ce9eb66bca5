"""A small client of the Language Server Protocol, to ask yaml-language-server what an editor shows.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

SECONDS = 60


class LanguageServer:
    """Runs the server in a folder, with the settings of that folder's .vscode/settings.json."""

    def __init__(self, command: list[str], root: Path) -> None:
        self.root = root
        settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
        self.settings = {k.removeprefix("yaml."): v for k, v in settings.items() if "yaml." in k}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.number = 0
        folder = {"uri": root.as_uri(), "name": "list"}
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {"completion": {"completionItem": {"snippetSupport": False}}},
                },
            },
        )
        self.notify("initialized", {})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join(SECONDS)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def diagnostics(self, path: str, text: str) -> list[dict[str, Any]]:
        """Open a document and return what the server underlines in it."""
        uri = (self.root / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                params: dict[str, Any] = message["params"]
                if params["uri"] == uri:
                    found: list[dict[str, Any]] = params["diagnostics"]
                    return found

    def completions(self, path: str, line: int, column: int) -> list[str]:
        """Return what the server offers at a place, counted from 0, of an open document."""
        uri = (self.root / path).as_uri()
        place = {"line": line, "character": column}
        result = self.request(
            "textDocument/completion", {"textDocument": {"uri": uri}, "position": place}
        )
        return [item["label"] for item in result["items"]]

    def hover(self, path: str, line: int, column: int) -> str:
        """Return what the server says of a place, counted from 0, of an open document."""
        uri = (self.root / path).as_uri()
        place = {"line": line, "character": column}
        result = self.request(
            "textDocument/hover", {"textDocument": {"uri": uri}, "position": place}
        )
        return str(result["contents"]["value"])

    def request(self, method: str, params: Any) -> Any:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """Return the next message, answering what the server asks meanwhile."""
        message = self.inbox.get(timeout=SECONDS)
        if "id" in message and "method" in message:
            result: Any = None
            if message["method"] == "workspace/configuration":
                items = message["params"]["items"]
                result = [self.settings if i.get("section") == "yaml" else {} for i in items]
            self._send({"id": message["id"], "result": result})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            self.inbox.put(json.loads(stream.read(length)))
