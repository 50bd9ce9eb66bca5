"""A start by a fork ends and prints as one of Python's own."""

from __future__ import annotations

import sys

import pytest

from tests.workflows.shell import Clone, ended

PROGRAMS = {
    "what it is given": "import os, sys; print(sys.argv, os.getcwd(), ascii(os.environ['X']))",
    "a code": "raise SystemExit(3)",
    "a word": "raise SystemExit('nothing was built')",
    "a fault": "1 / 0",
    "a signal": "import os; os.kill(os.getpid(), 15)",
    "its streams": "import sys; sys.stderr.write(repr(sys.stdin.read())); print(end='no line')",
    "a program of its own": "import subprocess; print(subprocess.run('exit 5', shell=True))",
}


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_a_fork_does_what_python_does(text: str, clone: Clone) -> None:
    words = ["-c", text, "a b", "", "'*'"]
    environment = clone.environment(X="ä=\n\udcff")
    own = ended([sys.executable, *words], clone.path, environment)
    fork = ended([str(clone.path / ".venv" / "bin" / "python"), *words], clone.path, environment)
    code = own.returncode if own.returncode >= 0 else 128 - own.returncode
    assert (fork.returncode, fork.stdout) == (code, own.stdout)
    assert fork.stderr.splitlines()[-1:] == own.stderr.splitlines()[-1:]


def test_the_tool_is_there_without_an_import(clone: Clone) -> None:
    program = "import sys; print('awesome_p2ti.links.checker' in sys.modules)"
    assert clone.bash(f'.venv/bin/python -c "{program}"').stdout == "True\n"
