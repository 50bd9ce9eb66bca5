"""The links that a command's arguments name: URLs, files, folders, globs and entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.links.inputs.files import STDIN, FileReader, display_path
from awesome_p2ti.links.inputs.folders import is_glob
from awesome_p2ti.links.local.kinds import kind_of
from awesome_p2ti.links.models import LinkUse
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_p2ti.links.inputs.url_uses import UrlUse


def from_arguments(
    arguments: Iterable[str],
    reader: FileReader,
    links_by_name: Mapping[str, Sequence[UrlUse]] | None = None,
) -> list[UrlUse]:
    """Return the links that the arguments name, in their order.

    ``links_by_name`` has those of the list at the reader's root by id, file and folder of entries;
    None where there is no list, or no argument may name a part of it. Raises SetupError when an
    argument names nothing.
    """
    url_uses: list[UrlUse] = []
    for argument in arguments:
        if not argument.strip():
            raise SetupError("an argument is empty", "name a file, a folder or a URL, or nothing")
        if "://" in argument:
            url_uses.append((argument, LinkUse(path="<arguments>", line=1, column=1)))
        elif not may_name_entries(argument):
            url_uses += reader.read(argument)
        elif is_glob(argument):
            url_uses += reader.read_glob(argument)
        else:
            url_uses += _from_list_or_disk(argument, reader, links_by_name)
    return url_uses


def may_name_entries(argument: str) -> bool:
    """Say whether an argument is neither a URL nor a file of links, so the catalog has to know."""
    if argument == STDIN or "://" in argument:
        return False
    return not kind_of(argument) or is_glob(argument) or Path(argument).is_dir()


def _from_list_or_disk(
    name: str, reader: FileReader, links_by_name: Mapping[str, Sequence[UrlUse]] | None
) -> list[UrlUse]:
    """Return the links of an entry, a file or a folder, with those of Markdown in the folder."""
    path = Path(name)
    named = links_by_name or {}
    names = {name, display_path(name, reader.root).rstrip("/")}
    url_uses = [url_use for n in sorted(names) for url_use in named.get(n, ())]
    is_whole_list = links_by_name is not None and path.absolute() == reader.root
    if path.is_dir() and not is_whole_list:
        return url_uses + reader.read_folder(path)
    if not path.exists() and names.isdisjoint(named):
        if links_by_name is None:
            message = f"'{name}' is no URL, no file and no folder, and there is no list here"
            raise SetupError(message, "run it in the list's folder, or name a file or a URL")
        raise SetupError(f"'{name}' is no URL, no file, no folder and no entry of the list")
    is_of_list = links_by_name is not None and path.suffix == ".yaml"
    return url_uses if url_uses or is_of_list or not path.exists() else reader.read(name)
