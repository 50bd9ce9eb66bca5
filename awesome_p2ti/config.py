"""Settings: where the root is, and what pyproject.toml or .awesome-links.toml in it says."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as pydantic_dataclass

from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

T = TypeVar("T")
OWN_FILE = ".awesome-links.toml"
"""The link checker's settings in a file of their own, for whoever has no pyproject.toml."""
LINKS_TABLE = "[tool.awesome_p2ti.links]"
_PROJECT = "pyproject.toml"
SITE = r"^(?:https?://[A-Za-z0-9.-]+(?::[0-9]+)?/(?:[A-Za-z0-9._~-]+/)*)?$"
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
    site: str = Field(
        default="",
        strict=True,
        pattern=SITE,
        description='the site\'s address, with a slash at its end, as "https://example.org/list/"',
    )
    links: dict[str, Any] = Field(default_factory=dict, description="a table")


@dataclass(frozen=True, slots=True)
class Settings:
    """The list's folder and its settings."""

    root: Path
    repository: str = ""
    """The list's repository on GitHub, "owner/name"; empty where it is not set."""
    site: str = ""
    """The address of the site that is built, ending in a slash; empty where it is not set."""
    links: dict[str, Any] = field(default_factory=dict)
    """The link checker's settings as written, which it reads itself."""
    links_file: Path | None = None
    """The file that holds them; None where none does."""

    @property
    def links_place(self) -> str:
        """Where the link checker's settings stand, as messages say it."""
        if self.links_file is None or self.links_file.name == _PROJECT:
            return f"{_PROJECT}: {LINKS_TABLE}"
        return f"{self.links_file.name}:"


def is_list(root: Path) -> bool:
    """Return whether a folder holds a list of entries, and is not just any folder with links."""
    return (root / "data" / "papers").is_dir()


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that holds data/ and pyproject.toml.

    Raises SetupError where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "data").is_dir() and (folder / _PROJECT).is_file():
            return folder
    raise SetupError(
        f"no list found: no folder at or above {start} holds data/ and pyproject.toml",
        "run it in the list's folder, or name that with --root",
    )


def find_project(start: Path) -> Path | None:
    """Return the folder of the repository or project that holds ``start``, or None."""
    for marks in ((".git",), (OWN_FILE, _PROJECT)):
        for folder in (start, *start.parents):
            if any((folder / mark).exists() for mark in marks):
                return folder
    return None


def load(root: Path, links_file: Path | None = None) -> Settings:
    """Read the settings in ``root``; those of the link checker from ``links_file``, if it is given.

    Raises SetupError with what is wrong in them, or where two files hold the link checker's.
    """
    project, own = root / _PROJECT, root / OWN_FILE
    table = _tool_table(project)
    settings = Settings(
        root, table.repository, table.site, table.links, project if table.links else None
    )
    if links_file is not None:
        if not links_file.is_file():
            raise SetupError(f"there is no file {links_file}", "name a file of settings in TOML")
        return replace(settings, links=_links_of(links_file), links_file=links_file)
    if not own.exists():
        return settings
    if settings.links_file is not None:
        raise SetupError(
            f"the link checker's settings are in two files: {project} {LINKS_TABLE}, and {own}",
            "keep them in one",
        )
    return replace(settings, links=_links_of(own), links_file=own)


def _links_of(file: Path) -> dict[str, Any]:
    return _tool_table(file).links if file.name == _PROJECT else _document(file)


def _tool_table(file: Path) -> ListTable:
    tool = _document(file).get("tool", {})
    if not isinstance(tool, dict):
        raise SetupError(f"{file}: [tool] is {shown(tool)}, not a table")
    return read_table(ListTable, tool.get("awesome_p2ti", {}), f"{file}: [tool.awesome_p2ti]")


def _document(file: Path) -> dict[str, Any]:
    """Return what a file of TOML holds, nothing where there is none."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as e:  # TOMLDecodeError is a kind of ValueError
        raise SetupError(f"{file} cannot be read: {e}") from e


def read_table(kind: type[T], table: object, place: str) -> T:
    """Return the settings of this kind in a table of TOML.

    Raises SetupError with the place of the first setting that is wrong, its value, and what to do.
    """
    try:
        return TypeAdapter(kind).validate_python(table)
    except ValidationError as e:
        errors = e.errors(include_url=False)
        # A name that is misspelt is missing too: what is there comes first.
        errors.sort(key=lambda error: error["type"] == "missing")
        raise _setup_error(kind, errors[0], place) from None


def _setup_error(kind: type, error: ErrorDetails, place: str) -> SetupError:
    loc = [str(step) for step in error["loc"] if step != "[key]"]
    wanted, owner, default = _expected(kind, loc)
    if error["type"] == "unexpected_keyword_argument":
        return unknown_setting(
            " ".join([place, *filter(None, [".".join(loc[:-1])])]), loc[-1], owner
        )
    if error["type"] == "missing":
        return SetupError(f"{place} {'.'.join(loc[:-1])} has no '{loc[-1]}'", f"it is {wanted}")
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
        elif get_origin(kind) is tuple and _fields(get_args(kind)[0]):
            kind = get_args(kind)[0]
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
