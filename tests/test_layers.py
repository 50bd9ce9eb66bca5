"""Layers import downward only, folder by folder: what is read first knows nothing of the rest."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "awesome_p2ti"
LAYERS = [
    {"patterns"},
    {"escaping", "hosts", "normalize", "problems"},
    {"urls"},
    {"codes", "config", "files", "identifiers"},
    {"loading"},
    {"history", "schema"},
    {"catalog"},
    {"links", "outputs", "rules", "search"},
    {"fixing", "reporters"},
    {"adding"},
    {"discovery", "enriching", "serving"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
LINKS_LAYERS = [
    {"models", "paper_facts", "settings"},
    {"http", "matching"},
    {"pages"},
    {"heuristics", "replies"},
    {"local", "verifiers", "website"},
    {"accepted_verdict", "cache", "inputs", "record_json", "verdicts"},
    {"exceptions", "scheduling"},
    {"checker"},
    {"reports"},
]
# The one door between the checker and the list: whoever brings links of his own goes without it.
KNOWS_ENTRIES = {"links/inputs/catalog.py"}
ENTRIES = {("catalog",), ("schema", "models")}
MODULES = sorted(p.relative_to(PACKAGE) for p in PACKAGE.rglob("*.py"))
MAX_MODULES = 13


def rank(parts: tuple[str, ...]) -> tuple[int, int]:
    """The layer of a module, and its layer within links."""
    top = next(i for i, names in enumerate(LAYERS) if parts[0] in names)
    if parts[0] != "links" or len(parts) < 2:
        return top, -1
    return top, next(i for i, names in enumerate(LINKS_LAYERS) if parts[1] in names)


def imports_of(module: Path) -> list[tuple[str, ...]]:
    """All modules of the package that a module imports, wherever the line is."""
    found = []
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.split(".")[0] != "awesome_p2ti":
                continue
            parts = tuple(name.split(".")[1:])
            folder = PACKAGE.joinpath(*parts)
            whole = isinstance(node, ast.ImportFrom) and folder.is_dir()
            more = (
                [a.name for a in node.names if (folder / f"{a.name}.py").exists()] if whole else []
            )
            found += [(*parts, name) for name in more] or ([parts] if parts else [])
    return found


def folder_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The folder that a layer holds together, or the module itself where it is in none."""
    return parts[:2] if parts[0] == "links" and len(parts) > 2 else parts[:1]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.as_posix())
def test_imports_go_downward(module: Path) -> None:
    own = module.with_suffix("").parts
    if own[-1] == "__init__":
        assert not imports_of(module), "a folder's own file imports nothing"
        return
    for other in imports_of(module):
        if folder_of(other) == folder_of(own):
            continue
        assert rank(other) < rank(own), f"{module} imports {'.'.join(other)}"
        if own[0] == "links" and module.as_posix() not in KNOWS_ENTRIES:
            assert other not in ENTRIES, f"{module} knows entries: {'.'.join(other)}"


def test_every_folder_is_a_room_of_its_own() -> None:
    counts = Counter(m.parent.as_posix() for m in MODULES if m.name != "__init__.py")
    for folder, count in counts.items():
        assert count > 1, f"{folder} holds one module alone"
        if folder != "commands":  # one module a command
            assert count <= MAX_MODULES, f"{folder} holds {count} modules"


def test_tests_are_where_their_modules_are() -> None:
    tests = Path(__file__).resolve().parent
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    own = [f for f in folders if f.parts[:1] not in {("simweb",), ("workflows",)}]
    assert len(own) > 15
    for folder in own:
        assert any((base / folder).is_dir() for base in (PACKAGE, PACKAGE.parent)), folder


def test_no_circle_of_imports() -> None:
    edges = {m.with_suffix("").parts: set(imports_of(m)) for m in MODULES}
    done: set[tuple[str, ...]] = set()

    def visit(module: tuple[str, ...], way: tuple[tuple[str, ...], ...]) -> None:
        assert module not in way, " -> ".join(".".join(m) for m in (*way, module))
        if module not in done:
            for other in edges.get(module, ()):
                visit(other, (*way, module))
            done.add(module)

    for module in edges:
        visit(module, ())
