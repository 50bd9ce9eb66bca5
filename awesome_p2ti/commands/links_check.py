"""What awesome-p2ti links does: choose the links, check them, report, record."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import exit_code, link_settings_of
from awesome_p2ti.commands.link_run import (
    TERMINATED,
    LinkRun,
    TerminatedError,
    TimeOverError,
    github_token,
)
from awesome_p2ti.commands.links_merge import merge, write_report
from awesome_p2ti.commands.links_text import rendered
from awesome_p2ti.files.file_io import check_writable
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.links.checker import Result
    from awesome_p2ti.links.exceptions import ExceptionList
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.links.local.kinds import Kind
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import Link
    from awesome_p2ti.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of the command line."""

    form: str
    output: Path | None
    kind: str | None
    config: Path | None
    exclude: tuple[str, ...]
    changed_since: str | None
    ledger: bool
    shard: str | None
    timeout: float | None
    max_time: float | None
    fresh: bool
    max_age: float | None
    allowed: tuple[Network, ...]
    cache: Path | None
    no_cache: bool


class LinkCheck:
    """One run of the command."""

    def __init__(self, ctx: click.Context, what: tuple[str, ...], options: Options) -> None:
        self.what = what
        self.name = ctx.parent.command_path if ctx.parent else ""
        self.options = options
        self.settings = link_settings_of(ctx, options.config, list_only=options.ledger)
        self.root = self.settings.root if self.settings else None
        self.at_root = ctx.obj is not None
        self.list_root = self._list_root()
        self.input_problems: list[Problem] = []
        self.texts: Mapping[str, tuple[Kind, str]] = {}
        self.excluded = 0
        self.link_run = LinkRun(
            settings=self.settings,
            allowed=options.allowed,
            cache=options.cache,
            use_cache=not options.no_cache,
            max_age=options.max_age,
            timeout=options.timeout,
            max_time=options.max_time,
            prints_what_it_knows=True,
        )
        self.link_settings = self.link_run.link_settings()
        if options.output is not None:
            check_writable(options.output)

    def _list_root(self) -> Path | None:
        from awesome_p2ti.config import is_list

        is_one = self.root is not None and (self.options.ledger or is_list(self.root))
        return self.root if is_one else None

    def run(self) -> int:
        """Check the links, print and record the report, and return the exit code."""
        from awesome_p2ti.links.checker import Result, with_verdicts
        from awesome_p2ti.links.local.checks import LocalChecker
        from awesome_p2ti.links.scheduling.host_health import OfflineError

        links, titles, whole = self._links()
        started = time.monotonic()
        local = LocalChecker(self.texts).check(links)
        remote = [link for link in links if link not in local]
        try:
            result = self.link_run.run(remote, titles, fresh=self.options.fresh)
        except OfflineError:
            offline = SetupError(
                "no host responds, not even well-known ones: this machine seems to be offline",
                "no link to another host was judged; check the network connection",
            )
            result = Result([], remote, {}, interrupted=True)
            self._report(with_verdicts(result, links, local), time.monotonic() - started)
            raise offline from None
        result = with_verdicts(result, links, local)
        return self._report(result, time.monotonic() - started, whole=whole)

    def _links(self) -> tuple[list[Link], TitleIndex, bool]:
        """Return the links to check, the titles of all works, and whether it is the whole list."""
        from awesome_p2ti.links.inputs.selection import changed_since, shard_of, without
        from awesome_p2ti.links.inputs.url_uses import group_by_url
        from awesome_p2ti.links.matching.title_index import TitleIndex

        whole = not (self.what or self.options.changed_since) and self.list_root is not None
        chosen, others = self._uses(self._catalog())
        titles = TitleIndex.from_titles(use.title for _, use in (*chosen, *others))
        if self.options.changed_since:
            root = self.root or Path.cwd()
            chosen = changed_since(chosen, root, self.options.changed_since)
        patterns = (*self.link_settings.exclude, *self.options.exclude)
        chosen, left_out = without(chosen, patterns)
        self.excluded = len(group_by_url(left_out))
        whole = whole and not left_out
        links = group_by_url(chosen)
        if self.options.shard:
            from awesome_p2ti.links.http.rate_limiter import RateLimiter

            rate_limiter = RateLimiter(self.link_settings)
            links = shard_of(links, self.options.shard, lambda host: rate_limiter.slot(host).name)
            whole = False
        return links, titles, whole

    def _uses(self, catalog: Catalog | None) -> tuple[list[UrlUse], list[UrlUse]]:
        """Return the links to check, and the whole list's where those are a part of it."""
        from awesome_p2ti.links.inputs.arguments import from_arguments
        from awesome_p2ti.links.inputs.catalog import WHOLE_LIST, all_links, links_by_name
        from awesome_p2ti.links.inputs.files import FileReader
        from awesome_p2ti.links.local.kinds import Kind

        kind = Kind(self.options.kind) if self.options.kind else None
        reader = FileReader(self.root, self.input_problems, kind)
        self.texts = reader.texts
        if not self.what:
            if catalog is not None and self.list_root is not None:
                return all_links(catalog, self.list_root, self.input_problems), []
            return reader.read(str(self._readme())), []
        named = links_by_name(catalog) if catalog is not None else None
        try:
            chosen = from_arguments(self.what, reader, named)
        except SetupError as e:
            from difflib import get_close_matches

            meant = get_close_matches(self.what[0], [merge.name or ""])
            hint = f"did you mean '{self.name} merge'?" if meant else e.hint
            raise SetupError(e.message, hint) from None
        return chosen, named[WHOLE_LIST] if named else []

    def _readme(self) -> Path:
        """Return the README that is meant where nothing is named."""
        from awesome_p2ti.links.local.kinds import readme_in

        for folder in [self.root] if self.at_root else [Path(), self.root]:
            if folder and (readme := readme_in(folder)):
                return readme
        raise click.UsageError(
            "There is no README.md here. Name what to check: a file, a folder, a URL, or - for"
            " standard input."
        )

    def _catalog(self) -> Catalog | None:
        from awesome_p2ti.links.inputs.arguments import may_name_entries

        if self.list_root is None or (self.what and not any(map(may_name_entries, self.what))):
            return None
        from awesome_p2ti import catalog as catalogs

        return catalogs.load(self.list_root)[0]

    def _report(self, result: Result, seconds: float, *, whole: bool = False) -> int:
        from dataclasses import replace
        from datetime import UTC, datetime

        from awesome_p2ti.history import ledger
        from awesome_p2ti.links.reports import summary
        from awesome_p2ti.links.reports.observations import observations
        from awesome_p2ti.links.reports.problems import of_no_link, problems_of
        from awesome_p2ti.links.scheduling.own_faults import OWN_FAULT

        today = datetime.now(UTC).date()
        accepted, problems = self._accepted()
        problems += self.input_problems
        verdicts = result.verdicts
        for some in accepted:
            verdicts = some.apply(verdicts, today)
        result = replace(result, verdicts=verdicts)
        whole = whole and not result.interrupted
        for some in accepted:
            problems += some.problems(verdicts, today, whole=whole)
        problems = sorted({*problems, *problems_of(verdicts)})
        hints = summary.hints_of(result, token=bool(github_token()))
        numbers = summary.summary(
            result, seconds, hints, excluded=self.excluded, problems=len(of_no_link(problems))
        )
        text = rendered(self.options.form, verdicts, numbers, problems)
        write_report(text, self.options.output)
        click.echo(summary.summary_text(numbers), err=True, nl=False)
        if self.options.ledger and self.list_root is not None and not result.interrupted:
            judged = [v for v in verdicts if OWN_FAULT not in v.evidence]
            ledger.record(
                self.list_root, observations(judged), today, whole=whole and not result.faults
            )
        if isinstance(result.ended_by, TerminatedError):
            return TERMINATED
        if result.interrupted and not isinstance(result.ended_by, TimeOverError):
            return 130
        if result.faults:
            raise result.faults[0]  # the report is printed: the fault comes last
        return exit_code(problems)

    def _accepted(self) -> tuple[list[ExceptionList], list[Problem]]:
        """Return the accepted verdicts of the settings and of the list, and problems in them."""
        from awesome_p2ti.links.exceptions import from_settings, load

        file = self.settings.links_file if self.settings else None
        found = [from_settings(self.link_settings.exceptions, file, self.root)] if file else []
        if self.list_root is None:
            return found, []
        of_list, problems = load(self.list_root)
        return [of_list, *found], problems
