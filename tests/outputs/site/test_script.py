"""The site's script: one file of parts in one format, and copies of what others published."""

from __future__ import annotations

import hashlib
import json
import subprocess

from awesome_p2ti.outputs.site.site import SCRIPT_PARTS
from tests.conftest import HERE, needs, node_tool
from tests.make import ROOT
from tests.outputs.site.built import real_site

SCRIPT = ROOT / "templates" / "site" / "script"
VENDOR = ROOT / "templates" / "site" / "vendor"
PACKAGE = HERE / "node" / "node_modules" / "minisearch"
COPIES = {"minisearch.js": "dist/umd/index.js", "minisearch-license.txt": "LICENSE.txt"}


def test_the_copies_are_those_whose_checksums_stand_beside_them() -> None:
    said, *sums = (VENDOR / "minisearch.txt").read_text(encoding="utf-8").splitlines()
    wanted = json.loads((HERE / "node" / "package.json").read_text())["devDependencies"]
    assert said == f"minisearch {wanted['minisearch']}, MIT"
    found = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in COPIES}
    assert sums == [f"{found[name]}  {name}" for name in COPIES]


def test_the_copies_are_what_npm_has() -> None:
    needs("minisearch (npm ci --prefix tests/node)", PACKAGE)
    for name, source in COPIES.items():
        assert (VENDOR / name).read_bytes() == (PACKAGE / source).read_bytes(), "run `make vendor`"


def test_every_part_of_the_script_is_in_it() -> None:
    assert sorted(path.stem for path in SCRIPT.iterdir()) == sorted(SCRIPT_PARTS)
    assert real_site()["minisearch.js"] == (VENDOR / "minisearch.js").read_text(encoding="utf-8")


def test_the_script_reads_nothing_as_html_and_runs_no_text() -> None:
    text = real_site()["site.js"]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                 "new Function", "fetch(", "XMLHttpRequest", "import("):  # fmt: skip
        assert word not in text


def test_the_script_is_formatted() -> None:
    command = [node_tool("prettier"), "--print-width=100", "--check", str(SCRIPT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{done.stderr}run `make format-script`"
    assert [line for line in real_site()["site.js"].splitlines() if len(line) > 100] == []
