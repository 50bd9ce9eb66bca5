"""awesome-p2ti fix: the repairs that need no judgement; all other bytes of a file stay."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import (
    ALLOW_NETWORK,
    counted,
    relative_to_root,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from awesome_p2ti.config import Settings
    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.problems import Edit
    from awesome_p2ti.schema.strict_model import Model


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help="Write nothing; only print what would change.")
@click.option(
    "--offline", is_flag=True, help="Fix only what needs no network: no link is requested."
)
@click.option(
    "--allow-network",
    multiple=True,
    metavar="CIDR",
    help=ALLOW_NETWORK,
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    dry_run: bool,
    offline: bool,
    allow_network: tuple[str, ...],
) -> int:
    """Fix what needs no judgement, in all entries or in those in the files or folders PATH.

    Fixed are quotes and canonical forms that "awesome-p2ti check" asks for; links that moved
    permanently, as two requests agree; http where https shows the same. A link that is gone gets
    its archived copy beside it. All else in a file stays as it is, byte for byte. Every change is
    printed as a diff.

    \b
    Examples:
      awesome-p2ti fix --dry-run
      awesome-p2ti fix --offline data/papers/2024
    """
    from awesome_p2ti.escaping import escape_control_chars
    from awesome_p2ti.fixing.link_fixes import edits
    from awesome_p2ti.fixing.text_edits import fix_source
    from awesome_p2ti.loading.source_file import SourceFile
    from awesome_p2ti.outputs.output_files import File, diff, rewrite

    settings = settings_of(ctx, near=paths)
    only = {relative_to_root(p, settings.root) for p in paths}
    sources = _sources(settings.root, only)
    by_rules = _edits_of_rules(settings.root)
    fixed = {
        path: SourceFile(path, fix_source(*both, by_rules.get(path, ())))
        for path, both in sources.items()
    }
    found = LinkFixes() if offline else _check_links(settings, fixed.values(), allow_network)
    changed = 0
    for path, (source, model) in sources.items():
        links = edits(source, found.moved, found.archived)
        wanted = [*links, *by_rules.get(path, ())]
        text = fix_source(source, model, wanted) if links else fixed[path].text
        if text == source.text:
            continue
        if not dry_run and not rewrite(settings.root, source.text, File(path, text)):
            said = f"{path} has changed meanwhile, and is left as it is; run this again"
            click.echo(escape_control_chars(said), err=True)
            continue
        changed += 1
        shown = diff(source.text, File(escape_control_chars(path), text))
        if sys.stdout.isatty():
            shown = "\n".join(escape_control_chars(line) for line in shown.split("\n"))
        sys.stdout.write(shown)
        if not dry_run:
            click.echo(f"fixed {escape_control_chars(path)}", err=True)
    what = "would be fixed" if dry_run else "fixed"
    click.echo(f"{counted(changed, 'file')} {what}", err=True)
    return 0


@dataclass(frozen=True, slots=True)
class LinkFixes:
    """What checking the links shows: old URL to new one, URL that is gone to its archived copy."""

    moved: Mapping[str, str] = field(default_factory=dict)
    archived: Mapping[str, str] = field(default_factory=dict)


def _sources(root: Path, only: Collection[str]) -> dict[str, tuple[SourceFile, type[Model]]]:
    """Return the text and the model of every entry that is named, or lies below a named folder."""
    from awesome_p2ti.loading.yaml_reader import read
    from awesome_p2ti.schema.entry_files import files, lies_in, model_of

    found = {}
    for path in files(root):
        model = model_of(path)
        if model and (not only or lies_in(path, only)):
            source, _ = read(root / path, path)
            if source:
                found[path] = source, model
    return found


def _edits_of_rules(root: Path) -> dict[str, list[Edit]]:
    """Return the repairs that the rules across entries offer, by the path of the file."""
    from awesome_p2ti.catalog import load
    from awesome_p2ti.rules.registry import check

    edits: dict[str, list[Edit]] = {}
    for problem in check(load(root)[0]):
        if problem.edit is not None:
            edits.setdefault(problem.path, []).append(problem.edit)
    return edits


def _check_links(
    settings: Settings, sources: Iterable[SourceFile], allow_network: Sequence[str]
) -> LinkFixes:
    """Check the links of the entries, and a second time those that moved or are http."""
    from awesome_p2ti import catalog as catalogs
    from awesome_p2ti.commands.link_run import LinkRun, parse_networks
    from awesome_p2ti.fixing import link_fixes
    from awesome_p2ti.links.inputs.catalog import from_catalog
    from awesome_p2ti.links.inputs.url_uses import group_by_url
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import Link, Status
    from awesome_p2ti.links.scheduling.host_health import OfflineError

    links = group_by_url(from_catalog(catalogs.catalog_from_sources(settings.root, sources)))
    everything = from_catalog(catalogs.load(settings.root)[0])
    titles = TitleIndex.from_titles(use.title for _, use in everything)
    link_run = LinkRun(settings=settings, allowed=parse_networks(allow_network))
    try:
        once = link_run.run(links, titles).verdicts
        moved = [v.link for v in once if v.status is Status.MOVED]
        secure = {
            v.link: link_fixes.https_variant(v.link.url) for v in once if v.status is Status.OK
        }
        safer = [Link(new, link.uses) for link, new in secure.items() if new]
        again = (
            link_run.run([*moved, *safer], titles, fresh=True).verdicts if moved or safer else []
        )
    except OfflineError:
        click.echo("no host responds: only what needs no network is fixed", err=True)
        return LinkFixes()
    confirmed = {v.link.url for v in again if v.status is Status.OK}
    secured = {link.url: new for link, new in secure.items() if new in confirmed}
    return LinkFixes(
        {**secured, **link_fixes.confirmed_moves(once, again)}, link_fixes.archived_copies(once)
    )
