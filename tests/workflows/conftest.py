"""The small list that the steps run in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workflows import shell

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    return shell.seeded(tmp_path)


@pytest.fixture
def clone(origin: Path, tmp_path: Path) -> shell.Clone:
    return shell.cloned(origin, tmp_path, "work")
