"""awesome-p2ti links: does each URL still lead to the thing that its entry names?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from awesome_p2ti.commands.common import ALLOW_NETWORK, format_option
from awesome_p2ti.commands.links_merge import merge

CHECK = "check"
HELP = """Check links: of a whole list, or of the given files, folders, entries and URLs.

    Each link is requested politely, host by host, and judged: is this still the thing that its
    entry names? Dead and wrong links fail the run; what is only doubtful or temporary is a warning.
    Relative links and #anchors are looked up on disk.

    \b
    WHAT is one of these; without any, the whole list, or the README.md here:
      a URL
      a file: .md, .markdown, .mdx, .html, .txt; each link in it
      a folder, or a glob such as "docs/**/*.md": all such files in it
      a .jsonl or .ndjson file: one JSON object a line,
      {"url": ..., "title": ...}; the title may be left out
      - for standard input: Markdown, or JSON lines where it begins with one
      in a list: a file or folder below data/, or the id of an entry

    Settings are read from [tool.awesome_p2ti.links] in pyproject.toml, or from
    .awesome-links.toml. With the variable GITHUB_TOKEN, GitHub repositories are checked through
    its API.

    \b
    Examples:
      awesome-p2ti links README.md docs
      awesome-p2ti links data/papers/2024
      awesome-p2ti links dreambooth https://arxiv.org/abs/2208.12242
      awesome-p2ti links README.md --format json --output report.json
    """


class _ChecksByDefault(click.Group):
    """A group whose command "check" is meant where no other is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if not args or args[0] not in {*self.commands, *ctx.help_option_names, *own}:
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
@click.option("--input", "kind", type=click.Choice(["markdown", "html", "text", "jsonl"]),
              help="Read the named files and standard input as this.  [default: as their names"
              " or first lines tell]")  # fmt: skip
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Take the settings from this file of TOML.  [default: pyproject.toml or"
              " .awesome-links.toml of the list or repository]")  # fmt: skip
@click.option("--exclude", multiple=True, metavar="PATTERN",
              help="Leave out the links whose URL or file fits this, where * is any text, such as"
              " 'https://x.org/*'. May be given several times.  [default: none]")  # fmt: skip
@click.option("--changed-since", metavar="REV",
              help="Check only links on lines added since the branch left this git revision,"
              " such as origin/main.  [default: all]")  # fmt: skip
@click.option("--ledger", is_flag=True,
              help="Record each link's status in data/links.jsonl, from which build learns which"
              " links are gone.  [default: leave that file alone]")  # fmt: skip
@click.option("--shard", metavar="I/N",
              help="Check only part I of N, such as 1/4; the links of a host are all in one part."
              "  [default: all]")  # fmt: skip
@click.option("--timeout", type=float, metavar="SECONDS",
              help="Wait so long for the first byte of an answer.  [default: as the settings say,"
              " else 9]")  # fmt: skip
@click.option("--max-time", type=float, metavar="SECONDS",
              help="End the run after so long, and report what is known by then; 0 is never."
              "  [default: as the settings say, else never]")  # fmt: skip
@click.option("--fresh", is_flag=True,
              help="Request every link again, even if the cache has a recent success.")  # fmt: skip
@click.option("--max-age", type=float, metavar="DAYS",
              help="Do not request a link again that was fine within so many days.  [default:"
              " as the settings say, else 7]")  # fmt: skip
@click.option("--allow-network", multiple=True, metavar="CIDR",
              help=ALLOW_NETWORK)  # fmt: skip
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Keep the cache in this folder.  [default: a folder of yours]")  # fmt: skip
@click.option(
    "--no-cache", is_flag=True, help="Neither read nor write the cache.  [default: do both]"
)
@click.pass_context
def check(
    ctx: click.Context, /, what: tuple[str, ...], allow_network: tuple[str, ...], **options: Any
) -> int:
    """Check the links that the options and arguments name."""
    from awesome_p2ti.commands.link_run import parse_networks
    from awesome_p2ti.commands.links_check import LinkCheck, Options

    allowed = parse_networks(allow_network)
    return LinkCheck(ctx, what, Options(allowed=allowed, **options)).run()


command.add_command(merge)
