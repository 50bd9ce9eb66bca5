"""Comparisons within one source as Markdown: a page's tables, and the README's sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from awesome_p2ti.outputs.leaderboards import head_to_head
from awesome_p2ti.outputs.leaderboards.ranking import used_columns
from awesome_p2ti.outputs.leaderboards.score_tables import ScoreTables, narrow_head, read_in
from awesome_p2ti.outputs.markdown_escape import escape_text, table
from awesome_p2ti.outputs.readme.tables import NOTHING, link_cell

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.outputs.leaderboards.head_to_head import Finding, Pair, SourceTable
    from awesome_p2ti.outputs.readme.tables import Linker
    from awesome_p2ti.schema.models import Column, Results, Row

MOST_COLUMNS = 3
"""How many columns of scores a phone shows beside the names."""
SHOWN = 3
"""How many findings the README tells."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What the README says of comparisons within one source."""

    sentences: list[Markup]
    findings: int
    pairs: int
    """How many pairs of a method and a baseline stand in one table."""


def comparisons(catalog: Catalog, link: Linker = link_cell) -> Comparisons:
    """Return the best supported findings in words, and among how many pairs they are."""
    found, pairs = head_to_head.findings(catalog)
    tables = ScoreTables(catalog, link)
    return Comparisons([_sentence(f, tables) for f in found[:SHOWN]], len(found), pairs)


def comparison_tables(
    results: Results, catalog: Catalog, tables: ScoreTables
) -> list[tuple[Markup, str, Markup]]:
    """Return of each table with the baseline its source, what it changed, and the differences."""
    found = head_to_head.source_tables(results, catalog)
    return [_table(results, one, tables) for one in found]


def baseline_name(results: Results, catalog: Catalog) -> str:
    """Return the baseline of a benchmark's tables without its variant; nothing without tables."""
    found = head_to_head.source_tables(results, catalog)
    if not found:
        return ""
    row = found[0].baselines[0]
    paper = catalog.papers.get(row.paper or "")
    return (paper.data.name if paper else None) or row.method


def _table(results: Results, one: SourceTable, tables: ScoreTables) -> tuple[Markup, str, Markup]:
    first = one.baselines[0]
    columns = used_columns(results, one.baselines)[:MOST_COLUMNS]
    lines = [
        [_name(results, row, tables), *(_score(results, row, c, tables) for c in columns)]
        for row in one.baselines
    ]
    for pair in one.pairs:
        beside = pair.baseline.method if len(one.baselines) > 1 else ""
        cells = [_difference(results, pair, column, tables) for column in columns]
        lines.append([_name(results, pair.row, tables, beside), *cells])
    head = ["Method", *narrow_head(columns)]
    source = ", ".join(filter(None, [tables.source(first), read_in(first)]))
    changed = (first.note or "another protocol") if first.protocol == "variant" else ""
    shown = Markup(table(head, lines, frozenset(range(1, len(head)))))  # noqa: S704 - escaped
    return Markup(source), changed, shown  # noqa: S704 - escaped for Markdown


def _name(results: Results, row: Row, tables: ScoreTables, beside: str = "") -> str:
    small = [row.base_model or "", f"beside {beside}" if beside else ""]
    below = " · ".join(escape_text(s) for s in small if s)
    return tables.method(results, row) + (f"<br><sub>{below}</sub>" if below else "")


def _score(results: Results, row: Row, column: Column, tables: ScoreTables) -> str:
    return tables.shown(results, row, column) if column.id in row.scores else NOTHING


def _difference(results: Results, pair: Pair, column: Column, tables: ScoreTables) -> str:
    """Return a score and, in brackets, how far it is from the baseline's."""
    scores, base = pair.row.scores, pair.baseline.scores
    if column.id not in scores or column.id not in base:
        return _score(results, pair.row, column, tables)
    shown = tables.shown(results, pair.row, column)
    places = len(shown.partition(".")[2])
    difference = f"{scores[column.id] - base[column.id]:+.{places}f}".replace("-", "−")
    return f"{shown} ({difference})"


def _sentence(finding: Finding, tables: ScoreTables) -> Markup:
    """Return a finding in words, with the numbers of its first column."""
    results, column = finding.results.data, finding.columns[0]
    first = finding.pairs[0]
    number = len(finding.columns)
    columns = f"all {number}" if number == finding.shared else f"{number} of the {finding.shared}"
    side = "better" if finding.above else "worse"
    numbers = " and ".join(
        f"{tables.shown(results, p.row, column)} against "
        f"{tables.shown(results, p.baseline, column)} ({tables.source(p.row)})"
        for p in finding.pairs
    )
    return Markup(  # noqa: S704 - escaped for Markdown
        f"On {escape_text(results.name)}, {escape_text(first.row.method)} is {side} than "
        f"{escape_text(first.baseline.method)} in {columns} columns that the sources share; "
        f"{escape_text(column.name)} is {numbers}."
    )
