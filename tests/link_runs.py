"""A web of one loopback server, and a checker that asks it without pauses."""

from __future__ import annotations

import ipaddress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.checker import Result, check_links
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from awesome_p2ti.links.models import Link, LinkUse, Verdict
from awesome_p2ti.links.settings import HostLimit, LinkSettings
from awesome_p2ti.links.verifiers.registry import verifiers
from tests.links.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from awesome_p2ti.links.matching.title_index import TitleIndex

FAST = LinkSettings(
    timeout=30.0,  # a busy machine may answer late; tests of silence shorten it
    body_timeout=30.0,
    retry_timeout=30.0,
    retry_pause=0.02,
    threads=8,
    hosts={},
    default_host=HostLimit(0.0, 4),
    suggestions=0,
    control_hosts=("control.test",),
    agent="https://github.com/owner/list",
)
SHORT: dict[str, object] = {"timeout": 1.0, "body_timeout": 0.5, "retry_timeout": 0.6}
"""Settings of a run among hosts that say nothing."""
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def http(server: Server) -> Iterator[HttpClient]:
    made = HttpClient(FAST, SsrfGuard(LOOPBACK, server.resolve))
    yield made
    made.close()


@pytest.fixture
def check(server: Server) -> Callable[..., Verdict]:
    """Check one address, and return its verdict."""

    def run(url: str, *, cache: Cache | None = None, token: str = "", **about: object) -> Verdict:
        use = LinkUse(path="data/x.yaml", line=3, column=7, **about)  # type: ignore[arg-type]
        return run_links(server, [Link(url, (use,))], cache=cache, token=token).verdicts[0]

    return run


def run_links(
    server: Server,
    links: list[Link],
    *,
    cache: Cache | None = None,
    token: str = "",
    titles: TitleIndex | None = None,
    fresh: bool = False,
    **settings: object,
) -> Result:
    """Check links against the server."""
    http = HttpClient(replace(FAST, **settings), SsrfGuard(LOOPBACK, server.resolve))  # type: ignore[arg-type]
    try:
        return check_links(
            links, http, verifiers(token), cache or Cache(None), titles=titles, fresh=fresh
        )
    finally:
        http.close()
