"""awesome-p2ti stats: what the list holds, and what its entries lack."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from awesome_p2ti.commands.common import settings_of, visible_lines
from awesome_p2ti.commands.stats_text import stats_text
from awesome_p2ti.escaping import visible_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.history.ledger import LinkCheck
    from awesome_p2ti.schema.models import Paper

MAX_AGE = 14
"""Days after which the last check of all links is overdue: it is due every week."""

NO_METHODS = frozenset({"protection", "evaluation", "survey"})
"""Sections whose papers bring no way to personalize, so that none is asked of them."""
MISSING_FIELDS: dict[str, Callable[[Paper], bool]] = {
    "without authors": lambda p: not p.authors,
    "without a venue": lambda p: not p.venue,
    "without an address": lambda p: not p.url,
    "without a month": lambda p: len(p.date) == 4,
    "without an approach": lambda p: not p.approach and p.tasks[0] not in NO_METHODS,
    "wanting a second look": lambda p: p.doubt is not None,
}


FIELDS: dict[str, tuple[Callable[[Paper], object], bool]] = {
    "authors": (lambda p: p.authors, False),
    "venue": (lambda p: p.venue, False),
    "month": (lambda p: len(p.date) > 4, False),
    "code": (lambda p: p.links.code, False),
    "project": (lambda p: p.links.project, False),
    "approach": (lambda p: p.approach, True),
    "base models": (lambda p: p.base_models, True),
    "references": (lambda p: p.references, True),
}
"""How each field is looked up, and whether it is asked of methods alone."""


@click.command("stats")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="text is for people, json for scripts.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, form: str) -> int:
    """Count what the list holds by task, year and venue, and what its entries lack.

    "wanting a second look" are entries with a field "doubt". --format json names every entry that
    lacks something, text only the first few. Links that were last checked as a whole more than 14
    days ago are a warning on standard error.
    """
    from awesome_p2ti import catalog as catalogs

    catalog, _ = catalogs.load(settings_of(ctx).root)
    counts = count(catalog)
    if warning := overdue(catalog.link_check, datetime.now(UTC).date()):
        click.echo(warning, err=True)
    if form == "json":
        click.echo(visible_json(json.dumps(counts, ensure_ascii=False, indent=2)))
    else:
        click.echo(visible_lines(stats_text(counts)), nl=False)
    return 0


def overdue(check: LinkCheck | None, today: date) -> str:
    """Return a warning where the last check of all links is older than it should be, or nothing."""
    age = (today - date.fromisoformat(check.day)).days if check else 0
    if check is None or age <= MAX_AGE:
        return ""
    return (
        f"warning: the links were last checked on {check.day}, {age:,} days ago\n"
        "    hint: look whether the workflow Links is still switched on"
    )


def count(catalog: Catalog) -> dict[str, Any]:
    """Return all numbers: entries; papers by section, year and venue; links, gaps, scores."""
    from awesome_p2ti.schema.field_types import venue_parts

    papers = list(catalog.papers.values())
    sections = Counter(p.data.tasks[0] for p in papers)
    rows = [row for results in catalog.results.values() for row in results.data.rows]
    covered = [(p, _covered(p)) for p in sorted((p.data for p in papers), key=lambda p: p.date)]
    return {
        "entries": {kind: len(entries) for kind, entries in catalog.by_kind().items()},
        "broken": sorted(catalog.unreadable),
        "papers_by_section": {t.id: sections[t.id] for t in catalog.tasks},
        "papers_by_task": _counted(
            (task for p in papers for task in p.data.tasks), [t.id for t in catalog.tasks]
        ),
        "papers_by_year": _counted(p.data.date[:4] for p in papers),
        "papers_by_venue": dict(
            Counter(
                sorted(venue_parts(p.data.venue)[0] for p in papers if p.data.venue)
            ).most_common()
        ),
        "papers_with": _links(papers),
        "coverage": {
            "by_section": _coverage(
                ((p.tasks[0], has) for p, has in covered), [t.id for t in catalog.tasks]
            ),
            "by_year": _coverage((p.date[:4], has) for p, has in covered),
        },
        "link_check": asdict(catalog.link_check) if catalog.link_check else None,
        "highlights": sum(p.data.highlight for p in papers),
        "holes": {
            name: [p.id for p in papers if lacks(p.data)] for name, lacks in MISSING_FIELDS.items()
        },
        "result_rows": {
            "all": len(rows),
            "ranked": sum(_is_ranked(row) for row in rows),
            "variant protocol": sum(row.protocol == "variant" for row in rows),
            "third-party digest only": sum(row.seen_in == "third-party-digest" for row in rows),
            "re-run by the reporter": sum(row.rerun for row in rows),
        },
    }


def _counted(values: Iterable[str], order: list[str] | None = None) -> dict[str, int]:
    counts = Counter(values)
    return {v: counts[v] for v in (sorted(counts) if order is None else order)}


def _covered(paper: Paper) -> list[bool | None]:
    """Return of each field whether a paper has it; None where it is not asked of the paper."""
    is_method = paper.tasks[0] not in NO_METHODS
    return [
        bool(has(paper)) if is_method or not of_methods else None
        for has, of_methods in FIELDS.values()
    ]


def _coverage(
    papers: Iterable[tuple[str, list[bool | None]]], order: Sequence[str] = ()
) -> dict[str, dict[str, list[int]]]:
    """Return of each group, and of all, how many papers have a field and how many should.

    ``papers`` holds of each paper its group and what it has of ``FIELDS``.
    """
    groups: dict[str, list[list[bool | None]]] = {name: [] for name in ("all", *order)}
    for name, covered in papers:
        groups["all"].append(covered)
        groups.setdefault(name, []).append(covered)
    return {name: _counts(members) for name, members in groups.items()}


def _counts(members: list[list[bool | None]]) -> dict[str, list[int]]:
    columns = {field: [member[i] for member in members] for i, field in enumerate(FIELDS)}
    return {
        field: [column.count(True), len(column) - column.count(None)]
        for field, column in columns.items()
    }


def _links(papers: list[Entry[Paper]]) -> dict[str, int]:
    def having(role: str) -> int:
        return sum(bool(getattr(p.data.links, role)) for p in papers)

    official = sum(any(link.official for link in p.data.links.code or ()) for p in papers)
    roles = ("project", "demo", "weights", "dataset", "video")
    return {"code": having("code"), "code by the authors": official} | {
        role: having(role) for role in roles
    }


def _is_ranked(row: Any) -> bool:
    from awesome_p2ti.outputs.leaderboards.ranking import is_ranked

    return is_ranked(row)
