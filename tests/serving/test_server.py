"""The server answers one person at this machine, with built files alone."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from awesome_p2ti import config
from awesome_p2ti.serving.live_site import LiveSite
from awesome_p2ti.serving.server import SiteServer


@pytest.fixture
def server(small_list: Path) -> Iterator[SiteServer]:
    with SiteServer(LiveSite(small_list, config.load), 0) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(
    server: SiteServer, path: str, host: str = "", method: str = "GET"
) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    try:
        connection.request(method, path, headers={"Host": host} if host else {})
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def test_pages_styles_and_data(server: SiteServer) -> None:
    for path, kind in (("/", "text/html"), ("/papers/dreambooth.html?x=1", "text/html"),
                       ("/style.css", "text/css"), ("/v1/papers.csv", "text/csv"),
                       ("/data.js", "text/javascript"),
                       ("/leaderboards/", "text/html")):  # fmt: skip
        response, body = ask(server, path)
        assert (response.status, body != "") == (200, True), path
        assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/data/tasks.yaml", "/x",
             "//etc/passwd", "/%00", "/%E0%A4%A"],
)  # fmt: skip
def test_what_was_not_built_is_not_there(server: SiteServer, path: str) -> None:
    assert ask(server, path)[0].status == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
def test_a_page_elsewhere_cannot_read_it_by_its_own_name(server: SiteServer, host: str) -> None:
    response, body = ask(server, "/", host)
    assert response.status == 403
    assert "DreamBooth" not in body


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_its_own_names(server: SiteServer, host: str) -> None:
    port = server.server_address[1]
    assert ask(server, "/", f"{host}:{port}")[0].status == 200


def test_head_has_no_body(server: SiteServer) -> None:
    response, body = ask(server, "/", method="HEAD")
    assert (response.status, body) == (200, "")
    assert int(response.headers["Content-Length"]) > 100


def test_a_change_is_seen_by_the_next_look(server: SiteServer, small_list: Path) -> None:
    ask(server, "/")
    file = small_list / "data/papers/2022/dreambooth.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Fine Tuning", "Finer Tuning"))
    assert "Finer Tuning" in ask(server, "/papers/dreambooth.html")[1]


def test_a_taken_port_is_an_error(server: SiteServer, small_list: Path) -> None:
    with pytest.raises(OSError, match=r"\d|in use"):
        SiteServer(LiveSite(small_list, config.load), server.server_address[1])
