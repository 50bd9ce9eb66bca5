"""awesome-p2ti links: does each URL still lead to the thing that its entry names?"""

from __future__ import annotations

from pathlib import Path

import click

from awesome_p2ti.commands.common import ALLOW_NETWORK, format_option
from awesome_p2ti.commands.link_run import parse_networks
from awesome_p2ti.commands.links_check import LinkCheck, Options
from awesome_p2ti.commands.links_merge import merge

CHECK = "check"
HELP = """Check links: of the whole list, or of the given files, entries and URLs.

    Each link is requested politely, host by host, and judged: is this still the thing that its
    entry names? Dead and wrong links fail the run; what is only doubtful or temporary is a warning.

    \b
    WHAT is one of these; without any, the whole list and its README.md:
      a file or folder below data/, or the id of an entry
      a URL
      a .md or .markdown file: each link in it
      a .jsonl or .ndjson file, or - for standard input: one JSON object a
      line, {"url": ..., "title": ...}; the title may be left out

    With the variable GITHUB_TOKEN, GitHub repositories are checked through its API.

    \b
    Examples:
      awesome-p2ti links data/papers/2024
      awesome-p2ti links dreambooth https://arxiv.org/abs/2208.12242
      awesome-p2ti links README.md --format json --output report.json
    """


class _ChecksByDefault(click.Group):
    """A group whose command "check" is meant where no other is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [CHECK, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return self.commands[CHECK].collect_usage_pieces(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.commands[CHECK].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group("links", cls=_ChecksByDefault, help=HELP)
def command() -> None:
    """Check links, or join reports."""


@command.command(
    CHECK, help=HELP, short_help="Check links, as above; the word check may be left out."
)
@click.argument("what", nargs=-1, metavar="[WHAT]...")
@format_option("junit", "markdown",
               about="text, github and sarif list the problems; json, junit and markdown report"
               " every link.")  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path),
              help="Write the report to this file.  [default: print it]")  # fmt: skip
@click.option("--changed-since", metavar="REV",
              help="Check only links on lines added since the branch left this git revision,"
              " such as origin/main.  [default: all]")  # fmt: skip
@click.option("--ledger", is_flag=True,
              help="Record each link's status in data/links.jsonl, from which build learns which"
              " links are gone.  [default: leave that file alone]")  # fmt: skip
@click.option("--shard", metavar="I/N",
              help="Check only part I of N, such as 1/4; the links of a host are all in one part."
              "  [default: all]")  # fmt: skip
@click.option("--fresh", is_flag=True,
              help="Request every link again, even if the cache has a recent success.")  # fmt: skip
@click.option("--max-age", type=float, metavar="DAYS",
              help="Do not request a link again that was fine within so many days.  [default:"
              " max-age-days in pyproject.toml, else 7]")  # fmt: skip
@click.option("--allow-network", multiple=True, metavar="CIDR",
              help=ALLOW_NETWORK)  # fmt: skip
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Keep the cache in this folder.  [default: a folder of yours]")  # fmt: skip
@click.option(
    "--no-cache", is_flag=True, help="Neither read nor write the cache.  [default: do both]"
)
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
    """Check the links that the options and arguments name."""
    options = Options(form, output, changed_since, ledger, shard, fresh, max_age,
                      parse_networks(allow_network), cache, no_cache)  # fmt: skip
    return LinkCheck(ctx, what, options).run()


command.add_command(merge)
