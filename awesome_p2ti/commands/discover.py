"""awesome-p2ti discover: which papers of a month may belong in the list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import ALLOW_NETWORK, say_what_is_broken, settings_of

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.discovery.month import MonthPapers
    from awesome_p2ti.discovery.suggestions import Suggestion

FIRST = 40


@click.command("discover")
@click.option("--month", metavar="MONTH",
              help="The month whose papers are looked at, such as 2026-10.  [default: the last"
              " month]")  # fmt: skip
@click.option("--first", type=click.IntRange(1, 1000), default=FIRST, show_default=True,
              help="How many of the likeliest papers are named.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text",
              show_default=True, help="markdown has a check box and a ready entry for each paper.",
)  # fmt: skip
@click.option("--record", is_flag=True,
              help="Note in data/discovered.jsonl what was named: what nobody takes up twice is"
              " named no more.")  # fmt: skip
@click.option("--evaluate", "pool", type=click.Path(path_type=Path), metavar="FILE",
              help='Ask nobody: rank the papers of this file, JSON lines of {"id": ..., "title":'
              " ...}, as if the list had none of them, and print how well its listed ones are"
              " found.")  # fmt: skip
@click.option("--allow-network", "networks", multiple=True, metavar="CIDR", help=ALLOW_NETWORK)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    month: str | None,
    first: int,
    form: str,
    record: bool,
    pool: Path | None,
    networks: tuple[str, ...],
) -> int:
    """Name the papers of a month that may belong in the list, the likeliest first.

    All papers of the categories in data/discover.yaml are fetched from arXiv and ranked by how much
    their titles sound like those of the list; what is listed or declined is left out. It needs
    scikit-learn: pip install 'awesome-p2ti[discover]'. Exit code 1: arXiv gave no whole month by
    any way.

    \b
    Examples:
      awesome-p2ti discover
      awesome-p2ti discover --month 2026-10 --first 100
      awesome-p2ti discover --evaluate cvpr-2024.jsonl
    """
    from awesome_p2ti import catalog as catalogs
    from awesome_p2ti.problems import SetupError

    settings = settings_of(ctx)
    catalog, problems = catalogs.load(settings.root)
    say_what_is_broken(catalog, problems)
    if pool is not None:
        if month or record:
            raise click.UsageError("--evaluate ranks a file: it takes no --month and no --record")
        return _print_evaluation(pool, catalog)
    wanted = _month(month)
    if catalog.discover is None:
        raise SetupError(
            "data/discover.yaml is missing or broken", "it names arXiv's categories: [cs.CV]"
        )
    return _discover(settings, catalog, wanted, first, form, networks, record=record)


def _month(text: str | None) -> str:
    from awesome_p2ti.history.offers import is_month

    today = dt.datetime.now(dt.UTC).date()
    if text is None:
        return (today.replace(day=1) - dt.timedelta(days=1)).isoformat()[:7]
    if not is_month(text):
        raise click.UsageError(f"--month: '{text}' is no month; write it as 2026-10")
    if text > today.isoformat()[:7]:
        raise click.UsageError(f"--month: {text} is still to come")
    return text


def _discover(
    settings: Settings,
    catalog: Catalog,
    month: str,
    first: int,
    form: str,
    networks: tuple[str, ...],
    *,
    record: bool,
) -> int:
    from awesome_p2ti.commands.link_run import parse_networks
    from awesome_p2ti.commands.services import http_client
    from awesome_p2ti.discovery.month import NoListingError, papers_of
    from awesome_p2ti.discovery.suggestions import as_offer, suggestions
    from awesome_p2ti.history import offers as history

    offers = history.load(catalog.root)
    whole = month < dt.datetime.now(dt.UTC).date().isoformat()[:7]
    pools = [offer.pool for offer in offers if offer.month < month]
    categories = catalog.discover.data.categories if catalog.discover else ()
    before = pools[-1] if whole and pools else 0
    try:
        with http_client(settings, parse_networks(networks)) as http:
            found = papers_of(month, categories, http, before=before)
    except NoListingError as e:
        click.echo(f"awesome-p2ti: the papers of {month} are not known: {e}", err=True)
        return 1
    offered = suggestions(found, catalog, offers, first=first)
    _print(found, offered, form, catalog)
    if record and whole and found.whole:
        history.record(catalog.root, as_offer(found, offered))
    elif record:
        click.echo("awesome-p2ti: nothing is recorded: the month is not whole", err=True)
    return 0


def _print(found: MonthPapers, offered: list[Suggestion], form: str, catalog: Catalog) -> None:
    from awesome_p2ti.discovery import listing
    from awesome_p2ti.discovery.ready_entries import ready_entries

    if form == "markdown":
        text = listing.as_markdown(found, offered, ready_entries(offered, catalog))
    else:
        text = (listing.as_text if form == "text" else listing.as_json)(found, offered)
    click.echo(text, nl=False)


def _print_evaluation(pool: Path, catalog: Catalog) -> int:
    from awesome_p2ti.discovery.evaluation import evaluate
    from awesome_p2ti.discovery.pool import read_pool

    found = evaluate(read_pool(pool), catalog)
    hidden = len(found.places)
    click.echo(f"{hidden} listed papers among {found.pool:,}")
    click.echo(f"P@20   {found.precision(20):.2f}   of the first 20 are listed")
    click.echo(f"R@40   {found.recall(40):.2f}   of the {hidden} stand among the first 40")
    click.echo(f"R@100  {found.recall(100):.2f}   of the {hidden} stand among the first 100")
    return 0
