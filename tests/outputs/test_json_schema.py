"""The editors' schemas agree with the models, and a real language server shows what they say."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from awesome_p2ti.outputs.json_schema import schemas
from awesome_p2ti.rules.registry import load_and_check
from awesome_p2ti.schema.models import KINDS, VOCABULARY
from tests.conftest import node_tool
from tests.language_server import LanguageServer
from tests.make import real_list

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).resolve().parents[1] / "cases"
DATA = sorted(p for p in (ROOT / "data").rglob("*.yaml") if p.name != "exceptions.yaml")
BOTH_SEE = [
    "unknown-field", "missing-field", "wrong-type", "unknown-value", "bad-id", "date", "venue",
    "arxiv-id", "doi", "openreview-id", "address-scheme", "yaml-number", "empty-value",
]  # fmt: skip
"""Codes of single fields that the schema must find too, so that they are seen while typing."""


@pytest.fixture(scope="module")
def built() -> dict[str, Any]:
    return {Path(f.path).stem: json.loads(f.text) for f in schemas(real_list())}


def kind_of(path: Path) -> str:
    parts = path.parts
    below = parts[len(parts) - parts[::-1].index("data") :]
    return below[0].removesuffix(".yaml")


def errors(schema: Any, text: str) -> list[str]:
    value = yaml.load(text, yaml.CSafeLoader)
    found = jsonschema.Draft7Validator(schema).iter_errors(
        json.loads(json.dumps(value, default=str))
    )
    return [e.message for e in found]


def test_there_is_a_sound_schema_for_each_kind(built: dict[str, Any]) -> None:
    assert built.keys() == KINDS.keys() | VOCABULARY.keys()
    for schema in built.values():
        jsonschema.Draft7Validator.check_schema(schema)
        for model in (schema, *schema.get("definitions", {}).values()):
            for name, field in model["properties"].items():
                assert "description" in field, f"an editor has nothing to say of {name}"


@pytest.mark.parametrize("path", DATA, ids=lambda p: p.stem)
def test_every_file_of_the_list_fits_its_schema(path: Path, built: dict[str, Any]) -> None:
    text = path.read_text(encoding="utf-8")
    kind = kind_of(path)
    assert errors(built[kind], text) == []
    up = "../" * (len(path.relative_to(ROOT / "data").parts) - 1)
    first = text.partition("\n")[0]
    if first.startswith("# yaml-language-server"):  # an entry without that line is sound too
        assert first == f"# yaml-language-server: $schema={up}schema/{kind}.json"


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/entries.md"])
def test_the_entry_that_contributors_copy_names_its_schema(
    page: str, built: dict[str, Any]
) -> None:
    guide = (ROOT / page).read_text(encoding="utf-8")
    entry = guide.split("```yaml\n")[1].split("```")[0]
    folder = ROOT / "data" / "papers" / "2022"
    schema = re.match(r"# yaml-language-server: \$schema=(\S+)\n", entry)
    assert schema
    assert (folder / schema[1]).resolve() == ROOT / "data" / "schema" / "papers.json"
    assert errors(built["papers"], entry) == []


@pytest.mark.parametrize("code", BOTH_SEE)
def test_what_check_refuses_in_a_field_the_schema_refuses(code: str, built: dict[str, Any]) -> None:
    broken = sorted((CASES / code).rglob("*.yaml"))
    assert broken
    for path in broken:
        assert errors(built[kind_of(path)], path.read_text(encoding="utf-8")), path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name in (".vscode", "data/schema"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "data/papers/2023").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("modeline", [True, False], ids=["modeline", "settings"])
def test_a_real_editor_underlines_and_completes(workspace: Path, modeline: bool) -> None:
    """Either way of wiring is enough: the modeline in each entry, and the settings of VS Code."""
    first = "# yaml-language-server: $schema=../../schema/papers.json" if modeline else "#"
    if modeline:
        (workspace / ".vscode/settings.json").write_text("{}", encoding="utf-8")
    path = "data/papers/2023/x.yaml"
    text = (
        f"{first}\ntitle: A\ndate: 2023-13\ntasks: [subjects]\narxiv: 2304.03410\nauthers: [B]\n\n"
    )
    with LanguageServer([node_tool("yaml-language-server"), "--stdio"], workspace) as server:
        found = {d["range"]["start"]["line"]: d["message"] for d in server.diagnostics(path, text)}
        assert sorted(found) == [2, 3, 4, 5], found
        assert "pattern" in found[2]
        assert "subject" in found[3]
        assert "Incorrect type" in found[4]
        assert "authers is not allowed" in found[5]
        offered = server.completions(path, 6, 0)
        assert {"venue", "links", "authors", "doi", "highlight"} <= set(offered)
        assert "title" not in offered


def offered_in(schema: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield (field, values) of all that an editor offers."""
    for model in (schema, *schema.get("definitions", {}).values()):
        for field, known in model["properties"].items():
            holder = known.get("items", known)
            yield field, [s["body"] for s in holder.get("defaultSnippets", ())]
            yield field, holder.get("examples", [])


SOUND = {"date": "2026-01", "tasks": ["subject"]}
ROW = {"method": "Mine", "scores": {"dino": 0.5}, "seen_in": "paper-text"}


def entries_with(field: str, value: str) -> Iterator[tuple[str, Any]]:
    """Yield the path and the content of an entry for each place where a value may stand."""
    named = [value] if field in {"base_models", "distinct_from"} else value
    if field == "venue":
        year = value[-4:]  # a work was public in its venue's year at the latest
        yield f"papers/{year}", {**SOUND, "date": f"{year}-01", field: value}
    elif field in {"base_models", "distinct_from"}:
        yield "papers/2026", {**SOUND, field: named}
    elif field in {"base_model", "reported_by", "paper"}:
        yield "results", {"rows": [{**ROW, field: value}]}
    elif field in {"dataset", "metric"}:
        column = {"id": "dino", "name": "DINO", **({field: value} if field == "metric" else {})}
        yield "results", {"columns": [column], "rows": [ROW],
                          **({field: value} if field == "dataset" else {})}  # fmt: skip
    if field == "paper":
        yield "datasets", {"name": value, "kind": "dataset", "holds": "x", "paper": value}


def test_all_that_is_offered_passes_the_checks(built: dict[str, Any], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    offers = {pair for schema in built.values() for f, vs in offered_in(schema) for pair in
              ((f, v) for v in vs)}  # fmt: skip
    assert {f for f, _ in offers} == {"venue", "base_models", "base_model", "distinct_from",
                                      "paper", "reported_by", "dataset", "metric"}  # fmt: skip
    written = {}
    for number, (field, value) in enumerate(sorted(offers)):
        assert yaml.safe_load(f"[{value}]") == [value], "an editor writes it without quotes"
        for folder, entry in entries_with(field, value):
            usual = {
                "papers": {"title": f"Work {number}", "doi": f"10.1000/{number}"},
                "results": {"name": "x", "about": "x", "order": 1, "sort": "dino",
                            "columns": [{"id": "dino", "name": "DINO"}]},
            }.get(folder.split("/")[0], {})  # fmt: skip
            path = f"data/{folder}/example-{number}.yaml"
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(json.dumps(usual | entry), encoding="utf-8")
            written[path] = (field, value)
    problems = [p for p in load_and_check(tmp_path)[1] if p.path in written]
    told = [p for p in problems if p.code not in {"similar-title", "duplicate-title"}]
    assert [(written[p.path], p.message) for p in told] == []
    assert len(written) >= len(offers)


def expanded(body: list[str], choice: int) -> str:
    """Return what a snippet writes when nothing is typed over, with one of each of its choices."""
    text = "\n".join(body).replace("\\$", "\0")
    text = re.sub(r"\$\{\d\|([^|]*)\|\}",
                  lambda m: m[1].split(",")[choice % len(m[1].split(","))], text)  # fmt: skip
    return re.sub(r"\$\{\d:([^}]*)\}|\$0", lambda m: m[1] or "", text).replace("\0", "$")


@pytest.mark.parametrize("choice", range(5))
def test_each_snippet_writes_an_entry_that_passes(choice: int, tmp_path: Path) -> None:
    snippets = json.loads((ROOT / ".vscode/entries.code-snippets").read_text(encoding="utf-8"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    paper, row, dataset = (expanded(s["body"], choice) for s in snippets.values())
    files = {
        "data/papers/2026/new-snippet.yaml": paper,
        "data/datasets/new-snippet.yaml": dataset,
        "data/results/dreambench.yaml": (
            (ROOT / "data/results/dreambench.yaml").read_text(encoding="utf-8").rstrip("\n")
            + "\n" + "".join(f"  {line}\n" for line in row.split("\n") if line)
        ),
    }  # fmt: skip
    for path, text in files.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    found, problems = load_and_check(tmp_path)
    assert problems == []
    assert {"new-snippet"} <= found.papers.keys() & found.datasets.keys()
    assert found.results["dreambench"].data.rows[-1].method == "Name as the Table Prints It"
    for path in ("data/papers/2026/new-snippet.yaml", "data/datasets/new-snippet.yaml"):
        up = "../" * (path.count("/") - 1)
        kind = kind_of(Path(path))
        assert files[path].startswith(f"# yaml-language-server: $schema={up}schema/{kind}.json\n")


def test_the_settings_wire_every_schema(built: dict[str, Any]) -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert set(settings["yaml.schemas"]) == {f"./data/schema/{name}.json" for name in built}


RESULT = "data/results/x.yaml"
PLACES = [
    ("data/papers/2026/x.yaml", "tasks: []", 8, "subject"),
    ("data/papers/2026/x.yaml", "approach: ", 10, "training-free"),
    ("data/papers/2026/x.yaml", "venue: ", 7, "CVPR 2026"),
    ("data/papers/2026/x.yaml", "base_models: []", 14, "Stable Diffusion 1.5"),
    ("data/papers/2026/x.yaml", "distinct_from: []", 16, "dreambooth"),
    ("data/datasets/x.yaml", "paper: ", 7, "dreambooth"),
    ("data/datasets/x.yaml", "tasks: []", 8, "subject"),
    (RESULT, "dataset: ", 9, "dreambench"),
    (RESULT, "columns:\n  - metric: ", 12, "dino"),
    (RESULT, "rows:\n  - paper: ", 11, "dreambooth"),
    (RESULT, "rows:\n  - reported_by: ", 17, "dreambooth"),
    (RESULT, "rows:\n  - base_model: ", 16, "Stable Diffusion 1.5"),
]


def test_a_real_editor_offers_what_the_list_holds(workspace: Path) -> None:
    with LanguageServer([node_tool("yaml-language-server"), "--stdio"], workspace) as server:
        for number, (path, text, column, value) in enumerate(PLACES):
            name = path.replace("x.yaml", f"x-{number}.yaml")
            server.diagnostics(name, f"{text}\n")
            line = text.count("\n")
            assert value in server.completions(name, line, column), (text, value)
            assert len(server.hover(name, line, text.split("\n")[-1].index(":") - 1)) < 600
