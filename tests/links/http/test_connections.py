"""Connections are kept for the next page of a host, however many hosts there are."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links import checker
from awesome_p2ti.links.http import connections
from awesome_p2ti.links.models import Link, LinkUse
from awesome_p2ti.links.settings import HostLimit
from tests.link_runs import run_links
from tests.links.server import page

if TYPE_CHECKING:
    from tests.links.server import Server


def test_connections_are_reused_where_there_are_more_hosts_than_pools(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (checker, connections):
        monkeypatch.setattr(module, "max_pools", lambda: 40)
    hosts = [f"{n}.test" for n in range(120)]
    server.answers |= dict.fromkeys(hosts, page("A page"))
    links = [Link(f"http://{host}/{n}", (LinkUse(),)) for n in range(3) for host in hosts]
    run_links(server, links, default_host=HostLimit(0.0, 1))
    assert len(server.requests) == 360
    assert len({id(a.sock) for a in server.requests}) == 120


@pytest.mark.parametrize(
    ("limit", "pools"),
    [(resource.RLIM_INFINITY, 512), (1 << 20, 512), (1024, 256), (256, 64), (8, 16)],
)
def test_pools_are_few_enough_for_the_limit_of_open_files(
    limit: int, pools: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, resource.RLIM_INFINITY))
    assert connections.max_pools() == pools
