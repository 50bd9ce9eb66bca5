"""Only some commands ask the network: every other one works without."""

from __future__ import annotations

from pathlib import Path

import pytest
import responses

from awesome_p2ti.cli import COMMANDS, run

QUIET = {
    "check": [],
    "build": [],
    "explain": ["tab"],
    "preview": ["data/papers/2022/dreambooth.yaml"],
    "find": ["dreambooth"],
    "stats": [],
    "remove": ["break-a-scene", "--reason", "It draws no given subject."],
}
ASKING = {"links", "fix", "add", "intake", "enrich", "discover"}
SERVING = {"serve"}
"""It asks nobody, and ends when it is told to: tests/commands/test_serve.py."""


def test_every_command_is_one_or_the_other() -> None:
    assert QUIET.keys() | ASKING | SERVING == COMMANDS.keys()


@pytest.mark.parametrize("command", QUIET)
def test_a_command_asks_nobody(
    command: str, small_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_list)
    with responses.RequestsMock() as web:
        assert run([command, *QUIET[command]]) == 0
        assert len(web.calls) == 0


def test_fix_keeps_to_itself_when_told_so(
    small_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_list)
    with responses.RequestsMock() as web:
        assert run(["fix", "--offline"]) == 0
        assert len(web.calls) == 0
