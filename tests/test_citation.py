"""CITATION.cff is what its readers accept, and says what the list says of itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
CITATION = ROOT / "CITATION.cff"


def validated(file: Path) -> subprocess.CompletedProcess[str]:
    """Hold a file against the Citation File Format's own schema; no network is needed."""
    tool = Path(sys.executable).parent / "check-jsonschema"
    schema = "--builtin-schema=vendor.citation-file-format"
    command = [tool, schema, "--default-filetype=yaml", file]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_it_is_valid() -> None:
    done = validated(CITATION)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("field", ["authors", "title", "message", "cff-version"])
def test_it_would_not_be_without(field: str, tmp_path: Path) -> None:
    said = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    del said[field]
    file = tmp_path / "CITATION.cff"
    file.write_text(yaml.safe_dump(said), encoding="utf-8")
    assert field in validated(file).stdout


def test_it_names_the_list_and_nobody_in_particular() -> None:
    said = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n# {said['title']} [" in readme
    assert said["authors"] == [{"name": "awesome-p2ti contributors"}]
    assert said["license"] == "CC0-1.0"
    assert "(CITATION.cff)" in readme
