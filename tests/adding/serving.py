"""The simulated services, served at once and without limits: only what they say is of interest."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.http.connections import shared_tls_context
from tests.simweb.meters import Limit
from tests.simweb.ports import serving
from tests.simweb.services.faults import break_hosts
from tests.simweb.world import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.simweb.world import Handler

AT_ONCE = Limit(at_once=64, per_second=1e6, burst=10_000, connections=64)


@contextmanager
def served(*install: Callable[[Web], None]) -> Iterator[Web]:
    """Serve what is put into a web; clients of this process trust it meanwhile."""
    web = Web(slowest=0.0, fastest=0.0)
    for put in install:
        put(web)
    for site in web.sites.values():
        site.limit, site.handler = AT_ONCE, _without_delay(site.handler)
    with serving(web) as running, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(running.bundle))
        shared_tls_context.cache_clear()
        yield web
    shared_tls_context.cache_clear()


@contextmanager
def broken(web: Web, hosts: frozenset[str], fault: str) -> Iterator[None]:
    """Let hosts fail for a while."""
    whole = {host: replace(web.sites[host]) for host in hosts & web.sites.keys()}
    break_hosts(web, hosts, fault)
    try:
        yield
    finally:
        web.sites |= whole


def _without_delay(handler: Handler) -> Handler:
    return lambda request: replace(handler(request), delay=0.0)
