"""results.json: the ranked rows in the shape of Papers with Code's evaluation tables.

Each row says more than that shape has: whose table it is, and who ran the method.
https://github.com/paperswithcode/paperswithcode-data
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import visible_json
from awesome_p2ti.outputs.leaderboards.ranking import is_ranked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.outputs.leaderboards.sourced_rows import SourcedRow

TASK = "Personalized Text-to-Image Generation"


def results_json(catalog: Catalog, rows: Iterable[SourcedRow]) -> str:
    """Return the rows that may be compared, benchmark by benchmark."""
    groups = groupby(rows, key=lambda row: row.benchmark.id)
    datasets = [_benchmark(catalog, list(found)) for _, found in groups]
    task = {
        "task": TASK,
        "description": "Text-to-image generation of subjects given by a few pictures.",
        "categories": ["Computer Vision"],
        "subtasks": [],
        "synonyms": ["Subject-Driven Image Generation"],
        "source_link": None,
        "datasets": datasets,
    }
    return visible_json(json.dumps([task], ensure_ascii=False, indent=1)) + "\n"


def _benchmark(catalog: Catalog, rows: list[SourcedRow]) -> dict[str, Any]:
    board = rows[0].benchmark.data
    home = catalog.datasets.get(board.dataset or "")
    links = [{"title": home.data.name, "url": home.data.url}] if home and home.data.url else []
    return {
        "dataset": board.name,
        "description": board.about,
        "dataset_links": links,
        "dataset_citations": [],
        "subdatasets": [],
        "sota": {
            "metrics": [column.name for column in board.columns],
            "rows": [_row(catalog, row) for row in rows if is_ranked(row.row)],
        },
    }


def _row(catalog: Catalog, sourced: SourcedRow) -> dict[str, Any]:
    paper = catalog.papers.get(sourced.paper)
    code = [one for one in paper.data.links.code or () if one.official] if paper else []
    return {
        "model_name": sourced.row.method,
        "paper_title": paper.data.title if paper else "",
        "paper_url": paper.data.url if paper else sourced.url,
        "paper_date": paper.data.date if paper else None,
        "code_links": [{"title": one.url.partition("://")[2], "url": one.url} for one in code],
        "model_links": [],
        "metrics": {c.name: sourced.scores[c.id] for c in sourced.benchmark.data.columns
                    if c.id in sourced.scores},
        "uses_additional_data": False,
        "base_model": sourced.row.base_model,
        "tuning": sourced.row.tuning,
        "source": sourced.source,
        "table": sourced.where,
        "origin": sourced.origin or "not stated",
    }  # fmt: skip
