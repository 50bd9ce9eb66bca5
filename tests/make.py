"""Entries made in a test, without files; and this repository's own list, read once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from awesome_p2ti.catalog import Catalog, Entry, catalog_from_sources, load
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.schema.models import Paper, Results, Row, Task

ROOT = Path(__file__).resolve().parent.parent
TASKS = ("subject", "style", "identity")


def paper(key: str, **fields: Any) -> Entry[Paper]:
    """Return a paper; what is not said is as short as it may be."""
    given = {"title": key.title(), "date": "2023-05", "tasks": ["subject"], **fields}
    year = given["date"][:4]
    source = SourceFile(f"data/papers/{year}/{key}.yaml", "")
    return Entry(key, Paper.model_validate(given), source)


def row(method: str, scores: dict[str, float], **fields: Any) -> dict[str, Any]:
    """Return a row that takes part in a ranking unless its fields say otherwise."""
    usual = {"tuning": "zero-shot", "seen_in": "paper-text", "where": "Table 1"}
    return {"method": method, "scores": scores, **usual, **fields}


def results(key: str, rows: list[dict[str, Any]], **fields: Any) -> Entry[Results]:
    """Return a benchmark with the columns dino and clip-t, sorted by dino."""
    columns = [
        {"id": "dino", "name": "DINO", "range": [0, 1]},
        {"id": "clip-t", "name": "CLIP-T", "range": [0, 1]},
    ]
    usual = {"name": key, "about": "A test.", "order": 1, "sort": "dino", "columns": columns}
    data = Results.model_validate({**usual, "rows": rows, **fields})
    return Entry(key, data, SourceFile(f"data/results/{key}.yaml", ""))


def rows_of(*rows: dict[str, Any]) -> tuple[Row, ...]:
    """Return rows as the model holds them."""
    return results("x", list(rows)).data.rows


def listed(*entries: Entry[Any]) -> Catalog:
    """Return a catalog of papers and benchmarks, with the templates of this list."""
    tasks = tuple(Task(id=t, name=t.title(), about="About.") for t in TASKS)
    return Catalog(
        ROOT,
        papers={e.id: e for e in entries if isinstance(e.data, Paper)},
        results={e.id: e for e in entries if isinstance(e.data, Results)},
        tasks=tasks,
        venues=frozenset({"CVPR", "ICLR", "TMLR", "SIGGRAPH Asia"}),
    )


@cache
def real_list() -> Catalog:
    """Return this repository's own list; whoever reads it changes nothing in it."""
    return load(ROOT)[0]


def written(texts: dict[str, str], **words: Any) -> Catalog:
    """Return a catalog of entries by their texts under their paths below data/."""
    sources = [SourceFile(f"data/{path}.yaml", text) for path, text in texts.items()]
    found = replace(catalog_from_sources(ROOT, sources), **words)
    assert len(list(found.entries())) == len(texts)
    return found
