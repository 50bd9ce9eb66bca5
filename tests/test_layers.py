"""Layers import downward only: what is read first knows nothing of what is built on it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "awesome_p2ti"
LAYERS = [
    {"problems", "text"}, {"ledger"}, {"codes"}, {"places"}, {"addresses", "config", "git"},
    {"yaml_faults"}, {"source"}, {"fields"}, {"entries"}, {"validate"}, {"catalog"},
    {"duplicates", "scores"}, {"base_models", "declined"},
    {"rules", "edits", "links", "outputs", "search"}, {"reports"},
    {"commands"}, {"cli"}, {"__main__"},
]  # fmt: skip
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(p.relative_to(PACKAGE) for p in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_go_downward(module: Path) -> None:
    own = module.parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if names == ["awesome_p2ti"]:
            names = [f"awesome_p2ti.{a.name}" for a in node.names]
        for name in names:
            if not name.startswith("awesome_p2ti."):
                continue
            other = name.split(".")[1]
            if other in RANK:
                below = RANK[other] < RANK[own]
                assert other == own or below, f"{module} imports {name}"
