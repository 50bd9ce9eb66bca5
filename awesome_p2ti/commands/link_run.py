"""One run of the link checker from a command: its settings, cache, token, ends and progress bar."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import FrameType

    from awesome_p2ti.config import Settings
    from awesome_p2ti.links.checker import Result, Run
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import Link
    from awesome_p2ti.links.settings import LinkSettings


TERMINATED = 143
"""The exit code after SIGTERM, as a shell gives it: 128 and the signal's number."""


class TimeOverError(KeyboardInterrupt):
    """The time that a run was given is over."""


class TerminatedError(KeyboardInterrupt):
    """The system asks the program to end."""


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

    timeout: float | None = None
    max_time: float | None = None
    """Seconds for one answer and for the whole run; None: as the settings say."""
    prints_what_it_knows: bool = False
    """Whether SIGTERM ends the run with what is known, and not the program at once."""

    def link_settings(self) -> LinkSettings:
        """Return the link checker's settings, with the list's URL as the agent's."""
        from awesome_p2ti.links.settings import MAX_DAYS, MAX_SECONDS, read_settings

        repository = self.settings.repository if self.settings else ""
        repository = repository or os.environ.get("GITHUB_REPOSITORY", "")
        agent = f"https://github.com/{repository}" if repository else ""
        settings = read_settings({}, agent=agent)
        if self.settings:
            place = self.settings.links_place
            settings = read_settings(self.settings.links, agent=agent, place=place)
        if self.max_age is not None:
            _check_range("--max-age", self.max_age, MAX_DAYS, "days")
            settings = replace(settings, max_age_days=self.max_age)
        if self.max_time is not None:
            _check_range("--max-time", self.max_time, 7 * 86400, "seconds")
            settings = replace(settings, max_time=self.max_time)
        if self.timeout is not None:
            _check_range("--timeout", self.timeout, MAX_SECONDS, "seconds")
            timeout = max(self.timeout, 0.01)
            retry = min(settings.retry_timeout, timeout)
            settings = replace(settings, timeout=timeout, retry_timeout=retry)
        return settings

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
        settings = self.link_settings()
        http = HttpClient(settings, SsrfGuard(self.allowed))
        drawn, close = progress_bar()
        tick = _with_limit(drawn, settings.max_time)
        try:
            with _ended_by_sigterm() if self.prints_what_it_knows else contextlib.nullcontext():
                return check_links(
                    links, http, verifiers(github_token()), cache, titles=titles, fresh=fresh,
                    tick=tick,
                )  # fmt: skip
        finally:
            close()
            http.close()
            cache.close()
            if cache.fault != fault:
                click.echo(f"awesome-p2ti: the cache is not complete: {cache.fault}", err=True)


def _check_range(option: str, value: float, most: float, unit: str) -> None:
    if not 0 <= value <= most:
        raise click.UsageError(f"{option}: {value} is not {unit} from 0 to {most:.0f}")


def _with_limit(tick: Callable[[Run], None] | None, seconds: float) -> Callable[[Run], None] | None:
    """Return what to call during a run: it ends the run when its seconds are over (0: never)."""
    if not seconds:
        return tick
    end = time.monotonic() + seconds

    def limited(run: Run) -> None:
        if time.monotonic() >= end:
            raise TimeOverError
        if tick is not None:
            tick(run)

    return limited


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Have SIGTERM end a run as Ctrl-C does, so that what is known is printed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    import signal

    def end(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise TerminatedError

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
