"""papers.csv and results.csv: a row a paper, and a row a reported number with its source."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.leaderboards.ranking import is_ranked
from awesome_p2ti.schema.models import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow
    from awesome_p2ti.schema.models import Paper

PAPER_COLUMNS = (
    "id", "title", "name", "authors", "date", "venue", "arxiv", "doi", "openreview", "url",
    "tasks", "approach", "base_models", "references", *ROLES, "others_code", "added",
)  # fmt: skip
RESULT_COLUMNS = (
    "benchmark", "method", "paper", "arxiv", "base_model", "tuning", "protocol", "column", "better",
    "score", "source", "source_paper", "source_url", "where", "origin", "seen_in", "note", "row",
    "ranked",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, which ``= + - @`` begin.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def papers_csv(catalog: Catalog) -> str:
    """Return a row a paper, by id; several values of a cell are joined by a semicolon."""
    return _table(PAPER_COLUMNS, (paper_cells(p, catalog) for p in catalog.papers.values()))


def paper_cells(entry: Entry[Paper], catalog: Catalog) -> list[str]:
    """Return the cells of a paper, harmless, in the order of PAPER_COLUMNS."""
    paper = entry.data
    links = {role: [o.url for o in getattr(paper.links, role) or () if o.official]
             for role in ROLES}  # fmt: skip
    others = [one.url for one in paper.links.code or () if not one.official]
    cells: list[str | None] = [
        entry.id, paper.title, paper.name, _joined(paper.authors), paper.date, paper.venue,
        paper.arxiv, paper.doi, paper.openreview, paper.url, _joined(paper.tasks), paper.approach,
        _joined(paper.base_models), paper.references, *map(_joined, links.values()),
        _joined(others), catalog.added.get(entry.id),
    ]  # fmt: skip
    return [harmless(cell or "") for cell in cells]


def results_csv(rows: Iterable[SourcedRow]) -> str:
    """Return a row a number, as its source prints it."""
    return _table(RESULT_COLUMNS, (cells for row in rows for cells in _number_cells(row)))


def _number_cells(sourced: SourcedRow) -> Iterator[list[str]]:
    row = sourced.row
    for column in sourced.benchmark.data.columns:
        if column.id in sourced.scores:
            cells: list[str | None] = [
                sourced.benchmark.id, row.method, sourced.paper, row.arxiv, row.base_model,
                row.tuning, sourced.protocol, column.id, column.better, sourced.source,
                sourced.source_paper, sourced.source_url, sourced.where, sourced.origin,
                row.seen_in, sourced.note, sourced.id,
                "yes" if is_ranked(row) else "no",
            ]  # fmt: skip
            shown = [harmless(cell or "") for cell in cells]
            # A number stays one, below zero too.
            yield [*shown[:9], sourced.scores[column.id], *shown[9:]]


def _joined(values: Sequence[str] | None) -> str:
    return "; ".join(values or ())


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
