"""The links that a command's arguments name: URLs, files, folders and entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.links.inputs.files import (
    STDIN,
    display_path,
    from_json_lines_file,
    from_markdown_file,
    from_markdown_folder,
)
from awesome_p2ti.links.models import LinkUse
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.problems import Problem

JSON_LINES = (".jsonl", ".ndjson")
MARKDOWN = (".md", ".markdown")


def from_arguments(
    arguments: Iterable[str],
    root: Path | None,
    links_by_name: Mapping[str, Sequence[UrlUse]] | None,
    problems: list[Problem],
) -> list[UrlUse]:
    """Return the links that the arguments name, in their order.

    ``links_by_name`` has those of the list at ``root`` by id, file and folder of entries; None
    where there is no list, or no argument may name a part of it. What files hold that is not
    understood is added to ``problems``. Raises SetupError when an argument names nothing.
    """
    url_uses: list[UrlUse] = []
    for argument in arguments:
        if "://" in argument:
            url_uses.append((argument, LinkUse(path="<arguments>", line=1, column=1)))
        elif argument == STDIN or argument.lower().endswith(JSON_LINES):
            url_uses += from_json_lines_file(argument, problems)
        elif argument.lower().endswith(MARKDOWN):
            url_uses += from_markdown_file(argument, root, problems)
        elif root is None or links_by_name is None:
            raise SetupError(
                f"'{argument}' is no URL, no .md and no .jsonl file, and there is no list here",
                "run it in the list's folder, or name a file or a URL",
            )
        else:
            url_uses += _from_list(argument, root, links_by_name, problems)
    return url_uses


def may_name_entries(argument: str) -> bool:
    """Say whether an argument is neither a URL nor a file of links, so the catalog has to know."""
    is_file = argument == STDIN or argument.lower().endswith((*JSON_LINES, *MARKDOWN))
    return "://" not in argument and not is_file


def _from_list(
    name: str, root: Path, links_by_name: Mapping[str, Sequence[UrlUse]], problems: list[Problem]
) -> list[UrlUse]:
    """Return the links of an entry, a file or a folder, with those of Markdown in the folder."""
    path = Path(name)
    names = {name, display_path(name, root).rstrip("/")}
    url_uses = [url_use for n in sorted(names) for url_use in links_by_name.get(n, ())]
    if path.is_dir() and path.absolute() != root:
        url_uses += from_markdown_folder(path, root, problems)
    if not url_uses and not path.exists() and names.isdisjoint(links_by_name):
        raise SetupError(f"'{name}' is no URL, no file, no folder and no entry of the list")
    return url_uses
