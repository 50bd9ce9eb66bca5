"""The editors' schemas agree with the models, and a real language server shows what they say."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from awesome_p2ti import catalog
from awesome_p2ti.outputs.json_schema import schemas
from awesome_p2ti.schema.models import KINDS, VOCABULARY
from tests.conftest import node_tool
from tests.language_server import LanguageServer

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
    found, _ = catalog.load(ROOT)
    return {Path(f.path).stem: json.loads(f.text) for f in schemas(found)}


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
        for name, field in schema["properties"].items():
            assert "description" in field, f"an editor has nothing to say of {name}"


@pytest.mark.parametrize("path", DATA, ids=lambda p: p.stem)
def test_every_file_of_the_list_fits_its_schema(path: Path, built: dict[str, Any]) -> None:
    text = path.read_text(encoding="utf-8")
    kind = kind_of(path)
    assert errors(built[kind], text) == []


def test_the_entry_that_contributors_copy_names_its_schema(built: dict[str, Any]) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
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
