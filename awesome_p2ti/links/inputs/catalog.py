"""Where links come from: the catalog, and what the arguments of the command name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from awesome_p2ti.links.inputs.json_lines import from_json_lines
from awesome_p2ti.links.models import Link, LinkUse
from awesome_p2ti.problems import SetupError
from awesome_p2ti.urls import without_userinfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.problems import Problem

Pair = tuple[str, LinkUse]
README = "README.md"


def group_by_url(pairs: Iterable[Pair]) -> list[Link]:
    """Join all uses of one address into one link, in the order of first use."""
    found: dict[str, dict[LinkUse, None]] = {}
    for url, use in pairs:
        found.setdefault(without_userinfo(url.strip()), {})[use] = None
    return [Link(url, tuple(uses)) for url, uses in found.items()]


def from_catalog(catalog: Catalog) -> Iterator[Pair]:
    """Yield every address of every entry, with the place where it or its id stands."""
    for entry in catalog.papers.values():
        yield from _paper(entry)
    for kind in ("metrics", "datasets"):
        for item in catalog.by_kind()[kind].values():
            yield from _metric_or_dataset(item)
    for results in catalog.results.values():
        yield from _results(results)


def _paper(entry: Entry[Any]) -> Iterator[Pair]:
    paper = entry.data
    about = LinkUse(
        entry=entry.id,
        title=paper.title,
        name=paper.name or "",
        former_titles=paper.former_titles or (),
        authors=paper.authors or (),
        year=int(paper.date[:4]),
    )
    yield from _ids(entry, [], paper, about)
    yield from _links(entry, about)


def _ids(entry: Entry[Any], loc: list[str | int], owner: Any, about: LinkUse) -> Iterator[Pair]:
    from awesome_p2ti.identifiers import arxiv_url, doi_url, openreview_url

    for name, make in (("arxiv", arxiv_url), ("doi", doi_url), ("openreview", openreview_url)):
        ident = getattr(owner, name, None)
        if ident:
            yield make(ident), _with_place(entry, [*loc, name], replace(about, role="paper"))


def _metric_or_dataset(entry: Entry[Any]) -> Iterator[Pair]:
    about = LinkUse(entry=entry.id, name=entry.data.abbreviation or entry.data.name)
    if getattr(entry.data, "url", None):
        yield entry.data.url, _with_place(entry, ["url"], replace(about, role="dataset"))
    for i, reference in enumerate(entry.data.papers):
        yield from _reference(entry, ["papers", i], reference)
    yield from _links(entry, about)


def _reference(entry: Entry[Any], loc: list[str | int], reference: Any) -> Iterator[Pair]:
    about = LinkUse(entry=entry.id, title=reference.title, role="paper")
    yield from _ids(entry, loc, reference, about)
    if reference.url:
        yield reference.url, _with_place(entry, [*loc, "url"], about)


def _results(entry: Entry[Any]) -> Iterator[Pair]:
    for i, row in enumerate(entry.data.rows):
        about = LinkUse(entry=entry.id, name=row.method)
        yield from _ids(entry, ["rows", i], row, about)
        if row.reporter:
            yield from _reference(entry, ["rows", i, "reporter"], row.reporter)


def _links(entry: Entry[Any], about: LinkUse) -> Iterator[Pair]:
    counts: dict[str, int] = {}
    for role, link in entry.data.links.items():
        number = counts[role] = counts.get(role, -1) + 1
        loc: list[str | int] = ["links", role, number]
        yield link.url, _with_place(entry, [*loc, "url"], replace(about, role=role))
        if link.archived:
            use = replace(about, role="archived", title="", name="", authors=())
            yield link.archived, _with_place(entry, [*loc, "archived"], use)


def _with_place(entry: Entry[Any], loc: Sequence[str | int], about: LinkUse) -> LinkUse:
    span = entry.source.span(loc)
    return replace(
        about, path=entry.path, line=span.line, column=span.column, end_column=span.end_column
    )


def from_markdown(path: str, text: str, problems: list[Problem] | None = None) -> Iterator[Pair]:
    """Yield the URLs of a Markdown text; a part that is not read is added to ``problems``."""
    from awesome_p2ti.codes import problem_at
    from awesome_p2ti.links.inputs.markdown import read_markdown
    from awesome_p2ti.problems import Span

    found, unread = read_markdown(text)
    for link in found:
        line, column, end = link.line, link.column, link.end_column
        yield link.url, LinkUse(path=path, line=line, column=column, end_column=end)
    if problems is not None:
        problems += [
            problem_at(path, Span(part.line, part.column), "link-input",
                       f"no links are looked for here: {part.reason}")
            for part in unread
        ]  # fmt: skip


def from_address(url: str) -> Pair:
    """Return a bare address, as it was given on the command line."""
    return url, LinkUse(path="<arguments>", line=1, column=1)


def read_text(path: str, problems: list[Problem] | None = None) -> str:
    """Read a file, or standard input where the path is a hyphen.

    What is not UTF-8 is said once, with its place, and the rest is read. Raises SetupError where
    there is nothing to read.
    """
    import sys

    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as e:
        raise SetupError(f"{path} cannot be read: {e.strerror or e}") from e
    except ValueError as e:
        raise SetupError(f"{path!r} is no name of a file: {e}") from e
    text = raw.decode("utf-8-sig", "replace")
    if problems is not None and "\ufffd" in text and (at := _first_wrong_byte(raw)) is not None:
        from awesome_p2ti.codes import problem_at
        from awesome_p2ti.problems import Span

        before = raw[:at].decode("utf-8-sig").split("\n")
        place = Span(len(before), len(before[-1]) + 1)
        message = f"the byte 0x{raw[at]:02X} is not UTF-8; what can be read is checked"
        problems.append(problem_at(path, place, "not-utf8", message, "save the file as UTF-8"))
    return text


def _first_wrong_byte(raw: bytes) -> int | None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as e:
        return e.start
    return None


def from_arguments(
    arguments: Sequence[str],
    root: Path | None,
    catalog: Catalog | None,
    problems: list[Problem] | None = None,
) -> list[Pair]:
    """Return the links that the command's arguments name; raises SetupError for what is nothing.

    What files hold that is not understood is added to ``problems``.
    """
    pairs: list[Pair] = []
    wanted: list[str] = []
    for argument in arguments:
        if "://" in argument:
            pairs.append(from_address(argument))
        elif argument == "-" or argument.lower().endswith((".jsonl", ".ndjson")):
            pairs += from_json_lines(argument, read_text(argument, problems), problems)
        elif argument.lower().endswith((".md", ".markdown")):
            pairs += _markdown_file(argument, root, problems)
        else:
            wanted.append(argument)
    if wanted:
        pairs += _of_entries(wanted, root, catalog, problems)
    return pairs


def _markdown_file(path: str, root: Path | None, problems: list[Problem] | None) -> list[Pair]:
    shown = _display_path(path, root)
    found: list[Problem] = []
    pairs = list(from_markdown(shown, read_text(path, found), found))
    if problems is not None:
        problems += [problem.at(shown) for problem in found]
    return pairs


def _display_path(path: str, root: Path | None) -> str:
    full = Path(path).absolute()
    if root is not None and full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    return path


def _of_entries(
    wanted: Sequence[str],
    root: Path | None,
    catalog: Catalog | None,
    problems: list[Problem] | None,
) -> list[Pair]:
    if root is None or catalog is None:
        raise SetupError(
            f"'{wanted[0]}' is no address, no .md and no .jsonl file, and there is no list here",
            "run it in the list's folder, or name a file or an address",
        )
    everything = list(from_catalog(catalog))
    pairs: list[Pair] = []
    for name in wanted:
        shown = _display_path(name, root)
        found = [
            (url, use)
            for url, use in everything
            if use.entry == name
            or use.path == shown
            or use.path.startswith(shown.rstrip("/") + "/")
        ]
        found += _markdown_below(Path(name), root, problems)
        if not found and not Path(name).exists() and name not in {e.id for e in catalog.entries()}:
            raise SetupError(f"'{name}' is no address, no file, no folder and no entry of the list")
        pairs += found
    return pairs


def _markdown_below(folder: Path, root: Path, problems: list[Problem] | None) -> list[Pair]:
    if not folder.is_dir() or folder.absolute() == root:
        return []
    files = sorted(folder.rglob("*.md"))
    return [pair for file in files for pair in _markdown_file(str(file), root, problems)]


def all_links(catalog: Catalog, root: Path, problems: list[Problem] | None = None) -> list[Pair]:
    """Return the list's links and those of the README that come from no entry."""
    pairs = list(from_catalog(catalog))
    readme = root / README
    if readme.is_file():
        known = {url for url, _ in pairs}
        static = _markdown_file(str(readme), root, problems)
        pairs += [(url, use) for url, use in static if url not in known]
    return pairs
