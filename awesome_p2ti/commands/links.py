"""awesome-p2ti links: does every address still lead to the thing that its entry names?"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from awesome_p2ti.commands.common import settings_of
from awesome_p2ti.commands.link_run import LinkRun, github_token, parse_networks
from awesome_p2ti.commands.links_merge import merge, write_report
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from awesome_p2ti import config
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.links.checker import Result
    from awesome_p2ti.links.exceptions import ExceptionList
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import Link
    from awesome_p2ti.problems import Problem

CHECK = "check"
FORMATS = ("text", "json", "github", "sarif", "junit", "markdown")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    form: str
    output: Path | None
    changed_since: str | None
    ledger: bool
    shard: str | None
    fresh: bool
    max_age: float | None
    allowed: tuple[Network, ...]
    cache: Path | None
    no_cache: bool


class _ChecksByDefault(click.Group):
    """A group that checks links where no other command of it is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [CHECK, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return self.commands[CHECK].collect_usage_pieces(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.commands[CHECK].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group("links", cls=_ChecksByDefault)
def command() -> None:
    """Check links: of the whole list, or of the given files, entries and URLs."""


@command.command(CHECK, short_help="Check links; may be left out.")
@click.argument("what", nargs=-1, metavar="[PATH | ENTRY | URL | FILE.md | FILE.jsonl | -]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How to print the problems.")  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path),
              help="Write the report to this file instead of printing it.")  # fmt: skip
@click.option("--changed-since", metavar="REV",
              help="Only links on lines that were added since this git revision.")  # fmt: skip
@click.option("--ledger", is_flag=True,
              help="Record in data/links.jsonl what each link answered.")  # fmt: skip
@click.option("--shard", metavar="I/N",
              help="Only part I of N; all links of a host are in one part.")  # fmt: skip
@click.option("--fresh", is_flag=True, help="Request every link, even if the cache knows it.")
@click.option("--max-age", type=click.FloatRange(0), metavar="DAYS",
              help="How long a link that was fine need not be requested again; 7 days unless"
              " the settings say otherwise.")  # fmt: skip
@click.option("--allow-network", multiple=True, metavar="CIDR",
              help="Allow requests to a private network, such as 127.0.0.0/8.")  # fmt: skip
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Where the cache is kept, instead of the user's cache folder.")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.pass_context
def check(
    ctx: click.Context,
    what: tuple[str, ...],
    form: str,
    output: Path | None,
    changed_since: str | None,
    ledger: bool,
    shard: str | None,
    fresh: bool,
    max_age: float | None,
    allow_network: tuple[str, ...],
    cache: Path | None,
    no_cache: bool,
) -> int:
    """Check links: of the whole list, or of the given files, entries and URLs."""
    options = Options(form, output, changed_since, ledger, shard, fresh, max_age,
                      parse_networks(allow_network), cache, no_cache)  # fmt: skip
    return _Check(ctx, what, options).run()


command.add_command(merge)


class _Check:
    """One run of the command."""

    def __init__(self, ctx: click.Context, what: tuple[str, ...], options: Options) -> None:
        self.what = what
        self.options = options
        self.settings = self._settings(ctx)
        self.root = self.settings.root if self.settings else None
        self.unread: list[Problem] = []
        self.asking = LinkRun(
            settings=self.settings,
            allowed=options.allowed,
            cache=options.cache,
            keep=not options.no_cache,
            max_age=options.max_age,
        )

    def _settings(self, ctx: click.Context) -> config.Settings | None:
        """Return the list's settings; addresses and other lists' data need none."""
        try:
            return settings_of(ctx)
        except SetupError:
            if not self.what or ctx.obj or self.options.ledger or self.options.changed_since:
                raise
            return None

    def run(self) -> int:
        from awesome_p2ti.links.scheduling.host_health import OfflineError

        links, titles, whole = self._links()
        started = time.monotonic()
        try:
            result = self.asking.run(links, titles, fresh=self.options.fresh)
        except OfflineError:
            message = "nothing answers, not even well-known hosts: you seem to be offline"
            raise SetupError(message, "no link was judged; look at the network") from None
        seconds = time.monotonic() - started
        return self._report(result, seconds, whole=whole)

    def _links(self) -> tuple[list[Link], TitleIndex, bool]:
        """Return the links to check, the titles of all works, and whether it is the whole list."""
        from awesome_p2ti.links.inputs.selection import changed_since, shard_of
        from awesome_p2ti.links.inputs.url_uses import group_by_url
        from awesome_p2ti.links.matching.title_index import TitleIndex

        catalog = self._catalog()
        whole = not self.what and not self.options.changed_since
        pairs, others = self._pairs(catalog)
        titles = TitleIndex.from_titles(use.title for _, use in (*pairs, *others))
        if self.options.changed_since and self.root is not None:
            pairs = changed_since(pairs, self.root, self.options.changed_since)
        links = group_by_url(pairs)
        if self.options.shard:
            from awesome_p2ti.links.http.rate_limiter import RateLimiter

            rate_limiter = RateLimiter(self.asking.link_settings())
            links = shard_of(links, self.options.shard, lambda host: rate_limiter.slot(host).name)
            whole = False
        return links, titles, whole

    def _pairs(self, catalog: Catalog | None) -> tuple[list[UrlUse], list[UrlUse]]:
        """Return the links to check, and the whole list's where those are a part of it."""
        from awesome_p2ti.links.inputs.arguments import from_arguments
        from awesome_p2ti.links.inputs.catalog import WHOLE_LIST, all_links, links_by_name

        if self.what:
            named = links_by_name(catalog) if catalog is not None else None
            pairs = from_arguments(self.what, self.root, named, self.unread)
            return pairs, named[WHOLE_LIST] if named else []
        if catalog is not None and self.root is not None:
            return all_links(catalog, self.root, self.unread), []
        raise click.UsageError("Name what to check.")

    def _catalog(self) -> Catalog | None:
        from awesome_p2ti.links.inputs.arguments import may_name_entries

        if self.root is None or (self.what and not any(map(may_name_entries, self.what))):
            return None
        from awesome_p2ti import catalog as catalogs

        return catalogs.load(self.root)[0]

    def _report(self, result: Result, seconds: float, *, whole: bool) -> int:
        from dataclasses import replace
        from datetime import UTC, datetime

        from awesome_p2ti import ledger
        from awesome_p2ti.links.reports import summary
        from awesome_p2ti.links.reports.observations import observations
        from awesome_p2ti.links.reports.problems import problems_of
        from awesome_p2ti.links.scheduling.own_faults import OWN_FAULT

        today = datetime.now(UTC).date()
        accepted, problems = self._accepted()
        problems += self.unread
        verdicts = accepted.apply(result.verdicts, today)
        result = replace(result, verdicts=verdicts)
        whole = whole and not result.interrupted
        problems += accepted.problems(verdicts, today, whole=whole)
        problems = sorted({*problems, *problems_of(verdicts)})
        hints = summary.hints_of(result, token=bool(github_token()))
        numbers = summary.summary(result, seconds, hints)
        write_report(self._rendered(result, numbers, problems), self.options.output)
        click.echo(summary.summary_text(numbers), err=True, nl=False)
        if self.options.ledger and self.root is not None and not result.interrupted:
            judged = [v for v in verdicts if OWN_FAULT not in v.evidence]
            ledger.record(self.root, observations(judged), today, whole=whole and not result.faults)
        if result.interrupted:
            return 130
        if result.faults:
            raise result.faults[0]  # what was learnt is printed: the fault is told last
        from awesome_p2ti.commands.common import exit_code

        return exit_code(problems)

    def _accepted(self) -> tuple[ExceptionList, list[Problem]]:
        from awesome_p2ti.links.exceptions import ExceptionList, load

        return load(self.root) if self.root is not None else (ExceptionList(), [])

    def _rendered(self, result: Result, numbers: dict[str, Any], problems: list[Problem]) -> str:
        from awesome_p2ti.links.reports.json_report import json_report
        from awesome_p2ti.links.reports.junit_report import junit_report
        from awesome_p2ti.links.reports.markdown_report import markdown_report
        from awesome_p2ti.reporters import REPORTS

        form = self.options.form
        if form == "json":
            return json_report(result.verdicts, numbers, problems)
        if form == "junit":
            return junit_report(result.verdicts, numbers)
        if form == "markdown":
            return markdown_report(result.verdicts, numbers)
        return REPORTS[form](problems)
