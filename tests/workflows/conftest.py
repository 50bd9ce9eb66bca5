"""The small list that the steps run in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.workflows import shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def _waiting_python() -> Iterator[None]:
    with shell.waiting_python():
        yield


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shell.seeded(tmp_path_factory.mktemp("seed"))


@pytest.fixture
def origin(seed: Path, tmp_path: Path) -> Path:
    shutil.copytree(seed, tmp_path / "origin.git")
    return tmp_path / "origin.git"


@pytest.fixture
def clone(origin: Path, tmp_path: Path) -> shell.Clone:
    return shell.cloned(origin, tmp_path, "work")
