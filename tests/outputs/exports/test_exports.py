"""The exports keep their schemas and their readers: jsonschema, pandas, pybtex, spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from pybtex.database import parse_string

from awesome_p2ti.history.ledger import Line, LinkCheck
from awesome_p2ti.outputs.exports.csv_tables import harmless
from awesome_p2ti.outputs.exports.exports import EXPORTS
from awesome_p2ti.outputs.leaderboards.ranking import is_ranked
from tests.make import ROOT, listed, paper, real_list, results, row
from tests.outputs.site.built import built, real_site, write
from tests.outputs.site.test_hostile import hostile_list

DOCS = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_catalog_keeps_its_schema_and_holds_every_entry() -> None:
    schema = json.loads(real_site()["v1/catalog.schema.json"])
    jsonschema.Draft7Validator.check_schema(schema)
    document = json.loads(real_site()["v1/catalog.json"])
    jsonschema.validate(document, schema)
    for kind, entries in real_list().by_kind().items():
        assert [found["id"] for found in document[kind]] == list(entries)
    one = next(p for p in document["papers"] if p["id"] == "dreambooth")
    assert one["title"] == real_list().papers["dreambooth"].data.title
    assert one["links"]["project"][0]["url"] == "https://dreambooth.github.io"


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("papers", "title", 1),
        ("papers", "date", "May"),
        ("results", "rows", []),
        ("metrics", "x", 1),
    ],
)
def test_the_schema_would_find_faults(kind: str, field: str, value: object) -> None:
    schema = json.loads(real_site()["v1/catalog.schema.json"])
    document = json.loads(real_site()["v1/catalog.json"])
    document[kind][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_the_tables_hold_every_paper_and_every_number() -> None:
    papers = records(real_site()["v1/papers.csv"])
    assert [found["id"] for found in papers] == list(real_list().papers)
    numbers = records(real_site()["v1/results.csv"])
    rows = [r for board in real_list().results.values() for r in board.data.rows]
    told = Counter((found["method"], found["column"], float(found["score"])) for found in numbers)
    assert told == Counter((r.method, c, score) for r in rows for c, score in r.scores.items())
    for found in numbers:
        assert found["source"]
        page = real_site()[f"leaderboards/{found['benchmark']}.html"]
        assert f'id="{found["row"]}"' in page


def test_a_number_says_whether_it_is_ranked() -> None:
    rows = [
        row("Best", {"dino": 0.7}),
        row("Photographs", {"dino": 0.8}, tuning=None),
        row("Retold", {"dino": 0.9}, seen_in="third-party-digest"),
        row("Otherwise", {"dino": 0.95}, protocol="variant", note="other prompts"),
    ]
    numbers = records(built(listed(results("bench", rows)))["v1/results.csv"])
    assert {found["method"]: found["ranked"] for found in numbers} == {
        "Best": "yes", "Photographs": "no", "Retold": "no", "Otherwise": "no",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_text_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_no_cell_of_a_hostile_list_is_a_formula_and_numbers_stay_numbers() -> None:
    texts = built(hostile_list())
    assert any(found["title"] == "'=HYPERLINK(1)" for found in records(texts["v1/papers.csv"]))
    for path in ("v1/papers.csv", "v1/results.csv"):
        for found in records(texts[path]):
            assert not [c for c in found.values() if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    below = listed(results("bench", [row("A", {"dino": -0.5}), row("B", {"dino": 0.25})]))
    scores = [found["score"] for found in records(built(below)["v1/results.csv"])]
    assert scores == ["-0.50", "0.25"]


def test_bibtex_has_a_record_a_paper() -> None:
    library = parse_string(real_site()["v1/papers.bib"], "bibtex")
    assert list(library.entries) == list(real_list().papers)
    assert all(entry.fields["title"] for entry in library.entries.values())


def test_results_have_the_shape_of_evaluation_tables() -> None:
    (task,) = json.loads(real_site()["v1/results.json"])
    boards = list(real_list().results.values())
    assert sorted(d["dataset"] for d in task["datasets"]) == sorted(b.data.name for b in boards)
    rows = [found for d in task["datasets"] for found in d["sota"]["rows"]]
    assert len(rows) == sum(is_ranked(r) for b in boards for r in b.data.rows)
    for dataset in task["datasets"]:
        for found in dataset["sota"]["rows"]:
            assert found["metrics"].keys() <= set(dataset["sota"]["metrics"])
            assert found["source"]


def test_link_health_says_what_the_ledger_does() -> None:
    code, demo = "https://github.com/a/alpha", "https://alpha.example.org"
    line = Line(url=code, status="ok", status_since="2026-01-01", last_ok="2026-01-20")
    found = listed(paper("alpha", arxiv="2301.00001", links={"code": code, "demo": demo}))
    checked = replace(found, link_lines={code: line}, link_check=LinkCheck("2026-01-20", 1, 1, 0))
    document = json.loads(built(checked)["v1/links.json"])
    assert document["checked"] == "2026-01-20"
    assert [(one["role"], one["status"], one.get("day")) for one in document["links"]] == [
        ("paper", "not checked", None), ("code", "ok", "2026-01-20"), ("demo", "not checked", None),
    ]  # fmt: skip
    assert json.loads(built(found)["v1/links.json"])["checked"] == ""


def test_every_export_is_documented_and_built() -> None:
    for export in EXPORTS:
        assert export.path in real_site()
        assert f"`{export.path}`" in DOCS
        assert export.line in DOCS
    assert all(path in {e.path for e in EXPORTS} for path in real_site() if path.startswith("v1/"))


def test_the_lines_of_pandas_that_the_docs_show_run(tmp_path: Path) -> None:
    import pandas as pd  # takes long, and every process of a run reads this module

    write({path: text for path, text in real_site().items() if path.startswith("v1/")}, tmp_path)
    lines = re.findall(r"^(\w+) = (pd\..*)$", DOCS, re.MULTILINE)
    assert len(lines) == sum(bool(export.line) for export in EXPORTS)
    words = {"pd": pd, "site": f"{tmp_path}/"}
    for name, line in lines:
        table = eval(line, words)
        assert isinstance(table, pd.DataFrame), name
        assert len(table) >= len(real_list().results), name


def test_what_is_published_for_language_models_names_every_export() -> None:
    text = real_site()["llms.txt"]
    assert text.startswith("# ")
    assert "&#39;" not in text
    for export in EXPORTS:
        assert f"]({export.path})" in text
    there = built(listed(paper("alpha")), site="https://example.org/my_list/")["llms.txt"]
    assert "(https://example.org/my_list/v1/papers.csv)" in there
