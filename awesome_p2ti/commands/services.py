"""The services that commands ask: a client with the list's settings, and lookups of works."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.adding.preparing import Answer
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.links.settings import LinkSettings


@contextlib.contextmanager
def http_client(
    settings: Settings,
    allowed: Sequence[Network],
    change: Callable[[LinkSettings], LinkSettings] | None = None,
) -> Iterator[HttpClient]:
    """Give a client with the settings for links, changed so; its connections close at the end."""
    from awesome_p2ti.commands.link_run import LinkRun
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.ssrf_guard import SsrfGuard

    of_links = LinkRun(settings=settings).link_settings()
    http = HttpClient(change(of_links) if change else of_links, SsrfGuard(allowed))
    try:
        yield http
    finally:
        http.close()


@contextlib.contextmanager
def services(
    settings: Settings, catalog: Catalog, allowed: Sequence[Network]
) -> Iterator[Callable[[Sequence[Wanted]], Sequence[Answer]]]:
    """Give the function that looks works up."""
    from awesome_p2ti.adding.lookup import look_up, settings_for_lookups
    from awesome_p2ti.adding.merging import merge
    from awesome_p2ti.adding.preparing import Answer

    def answers(works: Sequence[Wanted]) -> list[Answer]:
        found = look_up(works, http)
        return [
            Answer(
                merge(wanted, one, catalog.venues, catalog.journals),
                tuple(f"{failure.source}: {failure.why}" for failure in one.failures),
                one.absent,
            )
            for wanted, one in zip(works, found, strict=True)
        ]

    with http_client(settings, allowed, settings_for_lookups) as http:
        yield answers
