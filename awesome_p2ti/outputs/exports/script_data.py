"""What the site's script asks for: records to take away, and the rows of results to compare.

A page from a disk may fetch nothing, so the records are a script that hands them to a function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.outputs.bibtex import escape
from awesome_p2ti.outputs.exports.csv_tables import PAPER_COLUMNS, paper_cells
from awesome_p2ti.outputs.leaderboards.ranking import is_of_method
from awesome_p2ti.outputs.site.addresses import page
from awesome_p2ti.outputs.site.renderer import script_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow
    from awesome_p2ti.schema.models import Paper

FUNCTION = "site_data"
"""The function that the script calls with the records."""


def records_script(catalog: Catalog, records: Mapping[str, str]) -> str:
    """Return ``site_data({columns, papers: [{id, bibtex, csv, latex}]});``, by id.

    Cells are harmless for spreadsheets, and not yet quoted. A row of LaTeX holds a work's name, its
    venue or year, and its key; it ends in ``\\\\``. ``records`` is the BibTeX of each paper.
    """
    papers = [
        {
            "id": paper.id,
            "bibtex": records[paper.id],
            "csv": paper_cells(paper, catalog),
            "latex": _latex(paper),
        }
        for paper in catalog.papers.values()
    ]
    return f"{FUNCTION}({script_json({'columns': PAPER_COLUMNS, 'papers': papers})});\n"


def _latex(entry: Entry[Paper]) -> str:
    paper = entry.data
    name = escape(paper.name or paper.title)
    return rf"{name}~\cite{{{entry.id}}} & {escape(paper.venue or f'arXiv {paper.date[:4]}')} \\"


def comparison_data(catalog: Catalog, rows: Sequence[SourcedRow]) -> dict[str, Any]:
    """Return the methods, and each benchmark with its columns, caveats and rows.

    A row has a ``work``, which is the id of a method, and a ``protocol``: only rows of one
    benchmark and one protocol may stand side by side.
    """
    named = {row.work: _name(catalog, row) for row in rows if is_of_method(row.row)}
    return {
        "methods": [
            {"id": work, "name": name}
            for work, name in sorted(named.items(), key=lambda item: (item[1].lower(), item[0]))
        ],
        "benchmarks": list(_benchmarks(rows)),
    }


def _name(catalog: Catalog, row: SourcedRow) -> str:
    paper = catalog.papers.get(row.paper)
    return (paper.data.name or paper.data.title) if paper else row.row.method


def _benchmarks(rows: Iterable[SourcedRow]) -> Iterator[dict[str, Any]]:
    boards = {row.benchmark.id: row.benchmark for row in rows}
    for board in boards.values():
        columns = [
            {"id": c.id, "name": c.name, "better": c.better, "metric": c.metric or ""}
            for c in board.data.columns
        ]
        yield {
            "id": board.id,
            "name": board.data.name,
            "page": page("leaderboards", board.id),
            "caveats": list(board.data.caveats),
            "columns": columns,
            "rows": [_row(r) for r in rows if r.benchmark.id == board.id and is_of_method(r.row)],
        }


def _row(sourced: SourcedRow) -> dict[str, Any]:
    row = sourced.row
    return {
        "id": sourced.id,
        "work": sourced.work,
        "method": row.method,
        "base": row.base_model or "",
        "tuning": row.tuning or "",
        "protocol": sourced.protocol,
        "origin": sourced.origin,
        "read_in": sourced.read_in,
        "source": sourced.source,
        "source_page": page("papers", sourced.source_paper) if sourced.source_paper else "",
        "where": sourced.where,
        "note": sourced.note,
        "scores": sourced.scores,
    }
