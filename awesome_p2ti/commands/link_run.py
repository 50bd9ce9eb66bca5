"""One run of the link checker from a command: its settings, cache, token and progress bar."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from awesome_p2ti.config import Settings
    from awesome_p2ti.links.checker import Result
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import Link
    from awesome_p2ti.links.settings import LinkSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRun:
    """How links are to be checked; ``settings`` is None outside a list."""

    settings: Settings | None
    allowed: tuple[Network, ...] = ()
    cache: Path | None = None
    """The cache's folder; None: the user's cache folder."""
    use_cache: bool = True
    max_age: float | None = None
    """For how many days a cached success is trusted; None: as the settings say."""

    def link_settings(self) -> LinkSettings:
        """Return the settings in [tool.awesome_p2ti.links], with the list's URL as the agent's."""
        from awesome_p2ti.links.settings import MAX_DAYS, read_settings

        repository = self.settings.repository if self.settings else ""
        repository = repository or os.environ.get("GITHUB_REPOSITORY", "")
        agent = f"https://github.com/{repository}" if repository else ""
        settings = read_settings(self.settings.links if self.settings else {}, agent=agent)
        if self.max_age is None:
            return settings
        if not 0 <= self.max_age <= MAX_DAYS:
            raise click.UsageError(f"--max-age: {self.max_age} is not days from 0 to {MAX_DAYS}")
        return replace(settings, max_age_days=self.max_age)

    def run(
        self, links: Sequence[Link], titles: TitleIndex | None = None, *, fresh: bool = False
    ) -> Result:
        """Check all links; raises OfflineError where no host responds at all.

        ``titles`` are those of the whole list, where the links are a part of it.
        """
        import gc

        from awesome_p2ti.links.cache import Cache, default_folder
        from awesome_p2ti.links.checker import check_links
        from awesome_p2ti.links.http.client import HttpClient
        from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
        from awesome_p2ti.links.reports.progress import progress_bar
        from awesome_p2ti.links.verifiers.registry import verifiers

        gc.freeze()
        gc.enable()
        folder = self.cache or default_folder()
        cache = Cache(folder / "links.sqlite" if self.use_cache else None)
        if fault := cache.fault:
            click.echo(f"awesome-p2ti: the cache cannot be used: {fault}", err=True)
        http = HttpClient(self.link_settings(), SsrfGuard(self.allowed))
        tick, close = progress_bar()
        try:
            return check_links(
                links, http, verifiers(github_token()), cache, titles=titles, fresh=fresh, tick=tick
            )
        finally:
            close()
            http.close()
            cache.close()
            if cache.fault != fault:
                click.echo(f"awesome-p2ti: the cache is not complete: {cache.fault}", err=True)


def parse_networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return the networks of --allow-network; raises click.UsageError for what is none."""
    from awesome_p2ti.links.http.ssrf_guard import parse_network

    try:
        return tuple(parse_network(t) for t in texts)
    except ValueError as e:
        raise click.UsageError(f"--allow-network: {e}") from e


def github_token() -> str:
    """Return the token for GitHub's API, or nothing."""
    return os.environ.get("GITHUB_TOKEN", "").strip()
