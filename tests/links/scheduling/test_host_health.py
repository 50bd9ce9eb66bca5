"""A resolver that breaks down in the middle of a run makes no living host a dead one."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.ssrf_guard import NoSuchNameError, SocketAddress
from awesome_p2ti.links.models import Link, LinkUse, Status
from tests.link_runs import run_links
from tests.links.server import page

if TYPE_CHECKING:
    import pytest

    from tests.links.server import Server

USE = LinkUse(path="data/x.yaml", line=1, column=1)


def test_no_name_is_gone_when_none_is_found_any_more(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["first.example.org"] = page("The first page of this run")
    resolve = server.resolve
    asked: list[str] = []

    def breaking(host: str, port: int) -> list[SocketAddress]:
        asked.append(host)
        if host != "first.example.org" or asked.count(host) > 1:
            raise NoSuchNameError(f"no such host: {host}")
        return resolve(host, port)

    monkeypatch.setattr(server, "resolve", breaking)
    urls = ["http://first.example.org/a", *(f"http://later-{n}.example.org/a" for n in range(3))]
    verdicts = run_links(server, [Link(u, (USE,)) for u in urls], threads=1).verdicts
    assert [v.status for v in verdicts] == [Status.OK] + [Status.UNREACHABLE] * 3
    assert "not even first.example.org" in verdicts[1].detail


def test_a_name_that_does_not_exist_is_gone_while_others_do(server: Server) -> None:
    server.answers["first.example.org"] = page("The first page of this run")
    server.nonexistent.add("dead.example.org")
    urls = ["http://first.example.org/a", "http://dead.example.org/a"]
    verdicts = run_links(server, [Link(u, (USE,)) for u in urls]).verdicts
    assert [v.status for v in verdicts] == [Status.OK, Status.GONE]


def test_a_host_that_refuses_connections_proves_that_there_is_a_network(server: Server) -> None:
    server.nonexistent |= {"dead.example.org", "control.test"}
    server.names["closed.example.org"] = "127.0.0.2"
    with socket.socket() as free:  # bound, and nobody listens
        free.bind(("127.0.0.2", 0))
        port = free.getsockname()[1]
        urls = [f"http://closed.example.org:{port}/a", "http://dead.example.org/a"]
        verdicts = run_links(server, [Link(u, (USE,)) for u in urls]).verdicts
    assert [v.status for v in verdicts] == [Status.UNREACHABLE, Status.GONE]
    assert "refuses connections" in verdicts[0].detail
