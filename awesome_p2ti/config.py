"""Settings: where the list's root is, and what [tool.awesome_p2ti] in its pyproject.toml says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from pathlib import Path

_KEYS = frozenset({"repository", "links"})
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """The list's folder and its settings."""

    root: Path
    repository: str = ""
    """Where the list lives on GitHub, "owner/name"; empty where nobody said."""
    links: dict[str, Any] = field(default_factory=dict)
    """[tool.awesome_p2ti.links] as it stands, read by the link checker."""


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that holds data/ and pyproject.toml.

    Raises SetupError where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "data").is_dir() and (folder / "pyproject.toml").is_file():
            return folder
    raise SetupError(
        f"no list found: no folder at or above {start} holds data/ and pyproject.toml",
        "run it in the list's folder, or name that with --root",
    )


def load(root: Path) -> Settings:
    """Read the settings of the list in ``root``; raises SetupError with what is wrong in them."""
    file = root / "pyproject.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(root)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise SetupError(f"{file} cannot be read: {e}") from e
    tool = table.get("tool", {})
    own = tool.get("awesome_p2ti", {}) if isinstance(tool, dict) else {}
    if unknown := sorted(own.keys() - _KEYS):
        known = ", ".join(sorted(_KEYS))
        raise SetupError(
            f"{file}: [tool.awesome_p2ti] has the unknown setting '{unknown[0]}'",
            f"the settings are: {known}",
        )
    repository = own.get("repository", "")
    if repository and not (isinstance(repository, str) and _REPOSITORY.fullmatch(repository)):
        raise SetupError(f"{file}: repository is {repository!r}", 'write it as "owner/name"')
    return Settings(root, repository, own.get("links", {}))
