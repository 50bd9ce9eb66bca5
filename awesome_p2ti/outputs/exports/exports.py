"""EXPORTS: what programs read, under addresses that last, each with a line that reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.outputs.exports.catalog_json import catalog_json, catalog_schema, links_json
from awesome_p2ti.outputs.exports.csv_tables import papers_csv, results_csv
from awesome_p2ti.outputs.exports.results_json import results_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow

FOLDER = "v1"
"""The version in every address; what would break a reader gets another folder beside it."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file for programs: its path from the site's root, what it holds, a line that reads it."""

    path: str
    holds: str
    line: str = ""
    """One line of Python, with ``pd`` for pandas and ``site`` for the site's address."""


EXPORTS = (
    Export(
        f"{FOLDER}/catalog.json",
        "every entry with all its fields, kind by kind",
        'papers = pd.DataFrame(pd.read_json(site + "v1/catalog.json", typ="series")["papers"])',
    ),
    Export(f"{FOLDER}/catalog.schema.json", "the JSON Schema of catalog.json"),
    Export(
        f"{FOLDER}/papers.csv",
        "a row a paper",
        'papers = pd.read_csv(site + "v1/papers.csv", dtype=str, index_col="id")',
    ),
    Export(
        f"{FOLDER}/results.csv",
        "a row a reported number, with its source and place",
        'results = pd.read_csv(site + "v1/results.csv", dtype={"arxiv": str, "score": float})',
    ),
    Export(f"{FOLDER}/papers.bib", "a BibTeX record a paper, its id as the key"),
    Export(
        f"{FOLDER}/results.json",
        "the ranked rows in the shape of Papers with Code’s evaluation tables",
        'tables = pd.json_normalize(pd.read_json(site + "v1/results.json")["datasets"][0])',
    ),
    Export(
        f"{FOLDER}/links.json",
        "every link with its last known status and the day of that",
        'links = pd.DataFrame(pd.read_json(site + "v1/links.json", typ="series")["links"])',
    ),
)


def exports(
    catalog: Catalog, rows: Sequence[SourcedRow], records: Callable[[], Mapping[str, str]]
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of each export and the function that makes its text, in the order of EXPORTS.

    ``records`` returns the BibTeX of each paper.
    """
    made: tuple[Callable[[], str], ...] = (
        lambda: catalog_json(catalog),
        lambda: json.dumps(catalog_schema(), ensure_ascii=False, indent=1) + "\n",
        lambda: papers_csv(catalog),
        lambda: results_csv(rows),
        lambda: "\n".join(records().values()),
        lambda: results_json(catalog, rows),
        lambda: links_json(catalog),
    )
    for export, make in zip(EXPORTS, made, strict=True):
        yield export.path, make
