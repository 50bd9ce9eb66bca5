"""Changes our code in small ways, one at a time, and counts which changes no test notices.

    make mutants                                   # 500 mutants, drawn by a seed
    python -m benchmarks.mutants --sample 60 --only matching --seed 2

`[tool.mutants]` in pyproject.toml says which modules, and which tests each mutant must fall to. A
mutant runs in a fork of this process, which has in memory what the real module imports, but not the
module, nor what imports it; the fork puts the changed one in its place. The tests run without
conftest.py, the most telling file first, up to the first failure. A mutant whose tests never end is
noticed too. This is no gate: some changes alter nothing, and only a reader can tell.

Why not a tool: mutmut 3 changes function bodies only, and our thresholds are constants of modules;
cosmic-ray starts a new interpreter for each mutant, which takes longer than most of our tests.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.abc
import importlib.machinery
import os
import random
import resource
import signal
import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.mutations import Mutant, mutants_of, mutated

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Sequence
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PRELOADED = (
    "_pytest.assertion.rewrite cryptography.x509 hypothesis "
    "jinja2 jsonschema pydantic pytest rapidfuzz requests responses selectolax yaml"
).split()
PROCESSOR_SECONDS = 10
"""What a mutant may use before it counts as one that never ends: many times what any test needs."""
WALL_SECONDS = 120.0
KILLED, SURVIVED, ENDLESS = "killed", "survived", "endless"


def module_name(path: str) -> str:
    """Return the dotted name of the module in a file."""
    return path.removesuffix(".py").replace("/", ".")


def import_what_it_imports(path: str) -> None:
    """Have in memory, of our own modules, just those that one imports: none of them imports it."""
    for loaded in [name for name in sys.modules if name.partition(".")[0] == "awesome_p2ti"]:
        del sys.modules[loaded]
    name = module_name(path)
    importlib.import_module(name)
    package, _, last = name.rpartition(".")
    delattr(sys.modules[package], last)
    del sys.modules[name]


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a changed tree, and leaves all others alone."""

    def __init__(self, path: str, tree: ast.Module) -> None:
        self.path, self.tree = path, tree
        self.name = module_name(path)

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=self.path)

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(ROOT / self.path)
        exec(compile(self.tree, self.path, "exec"), module.__dict__)


@dataclass(slots=True)
class Running:
    """A mutant whose tests run in a child."""

    mutant: Mutant
    until: float


def in_child(tests: Sequence[str], changed: _Changed | None) -> int:
    """Fork; the child runs the tests and ends with pytest's exit code. Return its process id."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 2))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        if changed is not None:
            sys.meta_path.insert(0, changed)
        import pytest

        given = ["-x", "-q", "--noconftest", "--assert=plain"]
        given += ["-p", "no:cacheprovider", "-p", "no:xdist"]
        code = int(pytest.main([*given, *tests]))
    finally:
        os._exit(code)


def verdict(status: int) -> str:
    """Return what the end of a child says of its mutant."""
    code = os.waitstatus_to_exitcode(status)
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return ENDLESS
    return SURVIVED if code == 0 else KILLED


def run(mutants: Iterable[Mutant], tests: dict[str, list[str]], jobs: int) -> dict[Mutant, str]:
    """Run each mutant against its module's tests, so many at a time, module after module."""
    waiting = sorted(mutants, reverse=True)
    running: dict[int, Running] = {}
    done: dict[Mutant, str] = {}
    sources = {path: (ROOT / path).read_text(encoding="utf-8") for path in tests}
    total = len(waiting)
    ready = ""
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            if mutant.path != ready:
                ready = mutant.path
                import_what_it_imports(ready)
            changed = _Changed(mutant.path, mutated(sources[mutant.path], mutant))
            child = in_child(tests[mutant.path], changed)
            running[child] = Running(mutant, time.monotonic() + WALL_SECONDS)
        child, status = os.waitpid(-1, os.WNOHANG)
        if child in running:
            done[running.pop(child).mutant] = verdict(status)
            sys.stderr.write(f"\r{len(done)} of {total}")
        else:
            _end_what_hangs(running)
            time.sleep(0.01)
    sys.stderr.write("\n")
    return done


def _end_what_hangs(running: dict[int, Running]) -> None:
    now = time.monotonic()
    for child, one in running.items():
        if now > one.until:
            os.kill(child, signal.SIGKILL)


def sound(tests: dict[str, list[str]]) -> list[str]:
    """Return the modules whose tests do not pass without any change: they would prove nothing."""
    broken = []
    for path, files in tests.items():
        import_what_it_imports(path)
        _, status = os.waitpid(in_child(files, None), 0)
        if verdict(status) != SURVIVED:
            broken.append(path)
    return broken


def chosen(only: str) -> dict[str, list[str]]:
    """Return the configured modules whose path holds the word, with their tests."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tests: dict[str, list[str]] = table["tool"]["mutants"]
    named = {*tests, *chain.from_iterable(tests.values())}
    missing = sorted(name for name in named if not (ROOT / name).exists())
    if missing:
        raise SystemExit(f"[tool.mutants] names what does not exist: {', '.join(missing)}")
    return {path: files for path, files in tests.items() if only in path}


def _preload() -> None:
    """Import what a fork needs but our own modules; properties are tried with few examples."""
    for name in PRELOADED:
        importlib.import_module(name)
    from hypothesis import settings

    settings.register_profile("mutants", max_examples=10, derandomize=True, deadline=None)
    settings.load_profile("mutants")


def print_table(done: dict[Mutant, str]) -> None:
    """Print the counts of each module, and every survivor with its change."""
    counts = Counter((mutant.path, said) for mutant, said in done.items())
    print(f"| {'module':40} | mutants | killed | endless | survived |")
    print(f"| {'-' * 40} | ------- | ------ | ------- | -------- |")
    for path in sorted({mutant.path for mutant in done}):
        killed, endless, survived = (counts[path, w] for w in (KILLED, ENDLESS, SURVIVED))
        total = killed + endless + survived
        print(f"| {path:40} | {total:7} | {killed:6} | {endless:7} | {survived:8} |")
    noticed = sum(said != SURVIVED for said in done.values())
    print(f"\n{noticed} of {len(done)} noticed ({100 * noticed / max(1, len(done)):.1f}%)\n")
    for mutant in sorted(m for m, said in done.items() if said == SURVIVED):
        print(f"survived: {mutant}")


def main() -> int:
    """Draw mutants, run them, print what came of them."""
    parser = argparse.ArgumentParser(description="Which small changes does no test notice?")
    parser.add_argument("--sample", type=int, default=500, help="how many mutants (0: all)")
    parser.add_argument("--only", default="", help="modules whose path holds this")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    os.chdir(ROOT)
    _preload()
    tests = chosen(args.only)
    broken = sound(tests)
    if broken:
        print(f"the tests fail without any change: {', '.join(broken)}", file=sys.stderr)
        return 1
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in tests}
    drawn = [mutant for path in tests for mutant in mutants_of(path, texts[path])]
    if 0 < args.sample < len(drawn):
        drawn = random.Random(args.seed).sample(drawn, args.sample)
    started = time.monotonic()
    done = run(drawn, tests, args.jobs)
    print_table(done)
    used = time.monotonic() - started
    print(f"seed {args.seed}; {used / max(1, len(done)):.2f} s a mutant, {args.jobs} at a time")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
