"""Where links come from: the catalog, Markdown files, JSON lines, or bare addresses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from awesome_p2ti.addresses import without_userinfo
from awesome_p2ti.links.markdown import addresses
from awesome_p2ti.links.model import Link, Use
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry

Pair = tuple[str, Use]
README = "README.md"


def gather(pairs: Iterable[Pair]) -> list[Link]:
    """Join all uses of one address into one link, in the order of first use."""
    found: dict[str, dict[Use, None]] = {}
    for url, use in pairs:
        found.setdefault(without_userinfo(url.strip()), {})[use] = None
    return [Link(url, tuple(uses)) for url, uses in found.items()]


def from_catalog(catalog: Catalog) -> Iterator[Pair]:
    """Yield every address of every entry, with the place where it or its id stands."""
    for entry in catalog.papers.values():
        yield from _paper(entry)
    for kind in ("metrics", "datasets"):
        for item in catalog.kinds()[kind].values():
            yield from _thing(item)
    for results in catalog.results.values():
        yield from _results(results)


def _paper(entry: Entry[Any]) -> Iterator[Pair]:
    paper = entry.data
    about = Use(
        entry=entry.id,
        title=paper.title,
        name=paper.name or "",
        former=paper.former_titles or (),
        authors=paper.authors or (),
        year=int(paper.date[:4]),
    )
    yield from _ids(entry, [], paper, about)
    yield from _links(entry, about)


def _ids(entry: Entry[Any], loc: list[str | int], owner: Any, about: Use) -> Iterator[Pair]:
    from awesome_p2ti.addresses import arxiv_url, doi_url, openreview_url

    for name, make in (("arxiv", arxiv_url), ("doi", doi_url), ("openreview", openreview_url)):
        ident = getattr(owner, name, None)
        if ident:
            yield make(ident), _at(entry, [*loc, name], replace(about, role="paper"))


def _thing(entry: Entry[Any]) -> Iterator[Pair]:
    about = Use(entry=entry.id, name=entry.data.abbreviation or entry.data.name)
    if getattr(entry.data, "url", None):
        yield entry.data.url, _at(entry, ["url"], replace(about, role="dataset"))
    for i, reference in enumerate(entry.data.papers):
        yield from _reference(entry, ["papers", i], reference)
    yield from _links(entry, about)


def _reference(entry: Entry[Any], loc: list[str | int], reference: Any) -> Iterator[Pair]:
    about = Use(entry=entry.id, title=reference.title, role="paper")
    yield from _ids(entry, loc, reference, about)
    if reference.url:
        yield reference.url, _at(entry, [*loc, "url"], about)


def _results(entry: Entry[Any]) -> Iterator[Pair]:
    for i, row in enumerate(entry.data.rows):
        about = Use(entry=entry.id, name=row.method)
        yield from _ids(entry, ["rows", i], row, about)
        if row.reporter:
            yield from _reference(entry, ["rows", i, "reporter"], row.reporter)


def _links(entry: Entry[Any], about: Use) -> Iterator[Pair]:
    counts: dict[str, int] = {}
    for role, link in entry.data.links.items():
        number = counts[role] = counts.get(role, -1) + 1
        loc: list[str | int] = ["links", role, number]
        yield link.url, _at(entry, [*loc, "url"], replace(about, role=role))
        if link.archived:
            use = replace(about, role="archived", title="", name="", authors=())
            yield link.archived, _at(entry, [*loc, "archived"], use)


def _at(entry: Entry[Any], loc: Sequence[str | int], about: Use) -> Use:
    span = entry.source.span(loc)
    return replace(
        about, path=entry.path, line=span.line, column=span.column, end_column=span.end_column
    )


def from_markdown(path: str, text: str) -> Iterator[Pair]:
    """Yield the addresses of a Markdown text."""
    for url, line, column in addresses(text):
        end = column + len(url)
        yield url, Use(path=path, line=line, column=column, end_column=end)


def from_address(url: str) -> Pair:
    """Return a bare address, as it was given on the command line."""
    return url, Use(path="<arguments>", line=1, column=1)


def from_json_lines(path: str, text: str) -> Iterator[Pair]:
    """Yield the links of JSON lines: url, and title, name, role, authors, year where known."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _json_line(path, number, line)


def _people(text: str) -> list[str]:
    """Cut a list of authors; where "and" or ";" stands between them, commas are in their names."""
    parts = re.split(r"\s+and\s+|;", text)
    inside = all("," in p for p in parts if p.strip()) and len(parts) > 1
    if not inside:
        parts = [p for part in parts for p in part.split(",")]
    return [p.strip() for p in parts if p.strip()]


def _json_line(path: str, number: int, line: str) -> Pair:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as e:
        raise SetupError(f"{path}:{number}: this line is not JSON: {e}") from e
    url = row.get("url") if isinstance(row, dict) else None
    if not isinstance(url, str) or not url.strip():
        hint = 'a line looks like {"url": "https://example.com", "title": "..."}'
        raise SetupError(f"{path}:{number}: this line has no text 'url'", hint)
    authors = row.get("authors") or ()
    if isinstance(authors, str):
        authors = _people(authors)
    year = row.get("year")
    year = int(year) if isinstance(year, int | str) and str(year).isdecimal() else None
    column = line.find(url) + 1
    return url, Use(
        path=path,
        line=number,
        column=max(column, 1),
        end_column=column + len(url) if column else 0,
        entry=_text(row, "entry") or _text(row, "id"),
        role=_text(row, "role").lower(),
        title=_text(row, "title"),
        name=_text(row, "name"),
        authors=tuple(a for a in authors if isinstance(a, str) and a),
        year=year,
    )


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""


def read_text(path: str) -> str:
    """Read a file, or standard input where the path is a hyphen."""
    import sys

    try:
        if path == "-":
            return sys.stdin.read()
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise SetupError(f"{path} cannot be read: {e}") from e


def from_arguments(
    arguments: Sequence[str], root: Path | None, catalog: Catalog | None
) -> list[Pair]:
    """Return the links that the command's arguments name; raises SetupError for what is nothing."""
    pairs: list[Pair] = []
    wanted: list[str] = []
    for argument in arguments:
        if "://" in argument:
            pairs.append(from_address(argument))
        elif argument == "-" or argument.endswith((".jsonl", ".ndjson")):
            pairs += from_json_lines(argument, read_text(argument))
        elif argument.lower().endswith((".md", ".markdown")):
            pairs += from_markdown(_shown(argument, root), read_text(argument))
        else:
            wanted.append(argument)
    if wanted:
        pairs += _of_entries(wanted, root, catalog)
    return pairs


def _shown(path: str, root: Path | None) -> str:
    full = Path(path).absolute()
    if root is not None and full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    return path


def _of_entries(wanted: Sequence[str], root: Path | None, catalog: Catalog | None) -> list[Pair]:
    if root is None or catalog is None:
        raise SetupError(
            f"'{wanted[0]}' is no address, no .md and no .jsonl file, and there is no list here",
            "run it in the list's folder, or name a file or an address",
        )
    everything = list(from_catalog(catalog))
    pairs: list[Pair] = []
    for name in wanted:
        shown = _shown(name, root)
        found = [
            (url, use)
            for url, use in everything
            if use.entry == name
            or use.path == shown
            or use.path.startswith(shown.rstrip("/") + "/")
        ]
        found += _markdown_below(Path(name), root)
        if not found and not Path(name).exists() and name not in {e.id for e in catalog.entries()}:
            raise SetupError(f"'{name}' is no address, no file, no folder and no entry of the list")
        pairs += found
    return pairs


def _markdown_below(folder: Path, root: Path) -> list[Pair]:
    if not folder.is_dir() or folder.absolute() == root:
        return []
    files = sorted(folder.rglob("*.md"))
    return [p for f in files for p in from_markdown(_shown(str(f), root), read_text(str(f)))]


def whole_list(catalog: Catalog, root: Path) -> list[Pair]:
    """Return the list's links and those of the README that come from no entry."""
    pairs = list(from_catalog(catalog))
    readme = root / README
    if readme.is_file():
        known = {url for url, _ in pairs}
        static = from_markdown(README, readme.read_text(encoding="utf-8"))
        pairs += [(url, use) for url, use in static if url not in known]
    return pairs
