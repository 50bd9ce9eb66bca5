"""Only some commands ask the network: every other one works without."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what names are resolved and what addresses connected to; neither leads anywhere."""
    asked: list[Any] = []

    def refuse(*args: Any, **_: Any) -> None:
        asked.append(args)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return asked


@pytest.mark.parametrize("command", QUIET)
def test_a_command_asks_nobody(
    command: str, small_list: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_list)
    assert run([command, *QUIET[command]]) == 0
    assert not asked


def test_what_asks_is_seen(
    small_list: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_list)
    run(["links", "https://example.org/", "--no-cache"])
    assert asked


def test_fix_keeps_to_itself_when_told_so(
    small_list: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_list)
    assert run(["fix", "--offline"]) == 0
    assert not asked
