"""Settings: where the list's root is, and what [tool.awesome_p2ti] in its pyproject.toml says."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as pydantic_dataclass

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

T = TypeVar("T")
REPOSITORY = r"^(?:[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+)?$"
TABLE = ConfigDict(
    extra="forbid",
    alias_generator=lambda name: name.replace("_", "-"),
    populate_by_name=True,  # "max_age_days" is read as "max-age-days" is
)


@pydantic_dataclass(frozen=True, config=TABLE, kw_only=True)
class ListTable:
    """The settings in [tool.awesome_p2ti]."""

    repository: str = Field(
        default="",
        strict=True,
        pattern=REPOSITORY,
        description='the list on GitHub, as "owner/name"',
    )
    links: dict[str, Any] = Field(default_factory=dict, description="a table")


@dataclass(frozen=True, slots=True)
class Settings:
    """The list's folder and its settings."""

    root: Path
    repository: str = ""
    """The list's repository on GitHub, "owner/name"; empty where it is not set."""
    links: dict[str, Any] = field(default_factory=dict)
    """The table [tool.awesome_p2ti.links] as written; the link checker reads it."""


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
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(root)
    except (OSError, ValueError, RecursionError) as e:  # TOMLDecodeError is a kind of ValueError
        raise SetupError(f"{file} cannot be read: {e}") from e
    tool = document.get("tool", {})
    if not isinstance(tool, dict):
        raise SetupError(f"{file}: [tool] is {shown(tool)}, not a table")
    own = read_table(ListTable, tool.get("awesome_p2ti", {}), f"{file}: [tool.awesome_p2ti]")
    return Settings(root, own.repository, own.links)


def read_table(kind: type[T], table: object, place: str) -> T:
    """Return the settings of this kind in a table of TOML.

    Raises SetupError with the place of the first setting that is wrong, its value, and what to do.
    """
    try:
        return TypeAdapter(kind).validate_python(table)
    except ValidationError as e:
        raise _setup_error(kind, e.errors(include_url=False)[0], place) from None


def _setup_error(kind: type, error: ErrorDetails, place: str) -> SetupError:
    loc = [str(step) for step in error["loc"] if step != "[key]"]
    wanted, owner, default = _expected(kind, loc)
    if error["type"] == "unexpected_keyword_argument":
        return unknown_setting(
            " ".join([place, *filter(None, [".".join(loc[:-1])])]), loc[-1], owner
        )
    if len(error["loc"]) > len(loc):
        return SetupError(
            f"{place} {loc[0]} names {shown(loc[-1])}, which is no host",
            'write a host as "www.example.edu"',
        )
    name = f"{place} {'.'.join(loc)}".rstrip()
    hint = f"leave it out for the default, {default}" if isinstance(default, int | float) else ""
    return SetupError(f"{name} is {shown(error['input'])}, not {wanted}", hint)


def unknown_setting(place: str, name: str, owner: Any) -> SetupError:
    """Return the error for a name that is no setting of ``owner``, with the nearest that is."""
    known = sorted(name for name, field in _fields(owner).items() if not field.exclude)
    close = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean '{close[0]}'?" if close else "the settings are: " + ", ".join(known)
    return SetupError(f"{place} has no setting {shown(name)}", hint)


def _expected(kind: Any, loc: Sequence[str]) -> tuple[str, Any, object]:
    """Return, for a place in a table, the value wanted in words, the owner, and the default."""
    wanted, owner, default = "a table", kind, None
    for step in loc:
        if get_origin(kind) is dict:
            kind = get_args(kind)[1]
            wanted, default = "a table with " + " and ".join(_fields(kind)), None
        elif fields := _fields(kind):
            owner = kind
            if step in fields:
                field = fields[step]
                wanted, kind, default = field.description, field.annotation, field.default
    return wanted, owner, default


def _fields(kind: Any) -> dict[str, Any]:
    """Return the settings of a kind of table by their names in TOML."""
    return {f.alias: f for f in getattr(kind, "__pydantic_fields__", {}).values()}


def shown(value: object) -> str:
    """Return a value of TOML as a message shows it: short, whatever it is."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return f"a {type(value).__name__} too long to be shown"
    return text if len(text) <= 80 else text[:77] + "..."
