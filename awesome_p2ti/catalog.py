"""load(root): every file of data/ as one frozen catalog, and the problems of the files."""

from __future__ import annotations

import gc
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from awesome_p2ti.codes import problem_at
from awesome_p2ti.history import additions, ledger, repositories
from awesome_p2ti.loading.yaml_reader import parse_readable, read
from awesome_p2ti.problems import Problem, SetupError, Span
from awesome_p2ti.schema.entry_files import DATA, OTHER_FILES, files, is_entry, model_of, stray
from awesome_p2ti.schema.field_types import ID
from awesome_p2ti.schema.models import (
    KINDS,
    VOCABULARY,
    BaseModels,
    Dataset,
    Declined,
    Discover,
    Metric,
    Paper,
    Results,
    Task,
    Tasks,
    Venues,
)
from awesome_p2ti.schema.strict_model import Model
from awesome_p2ti.schema.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from awesome_p2ti.loading.source_file import Loc, SourceFile

M = TypeVar("M", bound=Model)
M_co = TypeVar("M_co", bound=Model, covariant=True)
MAX_ID = 60


@dataclass(frozen=True, slots=True)
class Entry(Generic[M_co]):
    """One file of the list: its id (the file's stem), what it holds, and its text."""

    id: str
    data: M_co
    source: SourceFile

    @property
    def path(self) -> str:
        """Return the file's path from the list's root."""
        return self.source.path

    def problem(self, loc: Loc, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem at a field of this entry."""
        return self.source.problem(loc, code, message, hint)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All entries by kind and id, sorted by id, and the list's vocabulary."""

    root: Path
    papers: dict[str, Entry[Paper]] = field(default_factory=dict)
    metrics: dict[str, Entry[Metric]] = field(default_factory=dict)
    datasets: dict[str, Entry[Dataset]] = field(default_factory=dict)
    results: dict[str, Entry[Results]] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    venues: frozenset[str] = frozenset()
    journals: frozenset[str] = frozenset()
    """The venues that are journals."""
    base_models: Entry[BaseModels] | None = None
    """The names of base models and their aliases."""
    declined: Entry[Declined] | None = None
    """The works that were looked at and left out."""
    discover: Entry[Discover] | None = None
    """Where papers are looked for that may belong."""
    gone: Mapping[str, str] = field(default_factory=dict)
    """URLs that are gone by the ledger, each with its archived copy or nothing."""
    added: Mapping[str, str] = field(default_factory=dict)
    """Papers' ids and the days on which they were added, empty for those of the beginning."""
    link_lines: Mapping[str, ledger.Line] = field(default_factory=dict)
    """The last known status of each URL that was ever checked."""
    link_check: ledger.LinkCheck | None = None
    """When the links were last checked, by the ledger."""
    repositories: Mapping[str, repositories.RepositoryState] = field(default_factory=dict)
    """What GitHub and the hub last said of addresses, without those that have gone since."""
    unreadable: frozenset[str] = frozenset()
    """``kind/id`` of entries whose files could not be read."""
    sound_parts: Mapping[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    """By kind what is sound of broken papers and results, for rules alone; what is not is empty."""

    @property
    def archived(self) -> frozenset[str]:
        """Return the addresses of the repositories that their owners have archived."""
        return frozenset(url for url, state in self.repositories.items() if state.archived)

    def runs_today(self, paper: Paper) -> bool | None:
        """Say whether a paper's code, weights or demo can be run; None where that is not known."""
        links = ((role, link.url, link.official) for role, link in paper.links.items())
        return repositories.run_today(links, self.repositories)

    def by_kind(self) -> dict[str, dict[str, Entry[Any]]]:
        """Return the entries of each kind under the kind's name."""
        return {kind: getattr(self, kind) for kind in KINDS}

    def entries(self) -> Iterator[Entry[Any]]:
        """Yield all entries, kind after kind."""
        for entries in self.by_kind().values():
            yield from entries.values()


def load(root: Path) -> tuple[Catalog, list[Problem]]:
    """Read the whole list below ``root``; a file that is broken is left out and reported.

    Raises SetupError where there is no data/ folder.
    """
    if not (root / DATA).is_dir():
        raise SetupError(
            f"there is no folder '{DATA}' in {root}", "name the list's folder with --root"
        )
    with no_garbage_collection():
        loader = _Loader(root)
        loader.load()
    return loader.catalog(), loader.problems


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep the collector out while the list is loaded and checked."""
    # The collector would walk a hundred thousand values, all of which stay, again and again.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = os.fspath(root)
        self.problems: list[Problem] = []
        self.found: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in KINDS}
        self.vocabulary: dict[str, Any] = {}
        self.unreadable: set[str] = set()
        self.sound_parts: dict[str, dict[str, Entry[Any]]] = {"papers": {}, "results": {}}
        self.ledger = ledger.load_text(root)
        self.added = additions.load(root)
        self.repositories = repositories.recent(repositories.load(root))
        self.paths: frozenset[str] = frozenset()
        self.read: dict[str, tuple[SourceFile | None, list[Problem]]] = {}

    def load(self) -> None:
        paths = list(files(self.root))
        self.paths = frozenset(paths)
        # Each file read just before it is parsed would take a tenth longer: the system's code and
        # the parser's would push one another out of the processor's caches.
        self.read = {p: read(f"{self.folder}/{p}", p) for p in paths if p.endswith(".yaml")}
        for path in paths:
            parts = path.split("/")[1:]
            stem, _, suffix = parts[-1].rpartition(".")
            if len(parts) == 1 and suffix == "yaml" and stem in VOCABULARY:
                self.vocabulary[stem] = self._file(path, VOCABULARY[stem])
            elif is_entry(parts):
                self._entry(parts[0], stem, path)
            elif not (len(parts) == 1 and parts[0] in OTHER_FILES) and parts[0] != "schema":
                self.problems.append(stray(path))
        self.problems += ledger.foreign_snapshots(self.ledger)

    def catalog(self) -> Catalog:
        tasks: Entry[Tasks] | None = self.vocabulary.get("tasks")
        venues: Entry[Venues] | None = self.vocabulary.get("venues")
        journals = frozenset(venues.data.journals) if venues else frozenset()
        lines = ledger.read(self.ledger)
        gone = ledger.gone(lines)
        return Catalog(
            self.root,
            **{k: dict(sorted(entries.items())) for k, entries in self.found.items()},
            tasks=tasks.data.tasks if tasks else (),
            venues=journals | frozenset(venues.data.conferences) if venues else journals,
            journals=journals,
            base_models=self.vocabulary.get("base_models"),
            declined=self.vocabulary.get("declined"),
            discover=self.vocabulary.get("discover"),
            gone=gone,
            added=self.added,
            link_lines=lines,
            link_check=ledger.last_check(lines),
            repositories={url: s for url, s in self.repositories.items() if url not in gone},
            unreadable=frozenset(self.unreadable),
            sound_parts=self.sound_parts,
        )

    def _entry(self, kind: str, stem: str, path: str) -> None:
        if not ID.fullmatch(stem) or len(stem) > MAX_ID:
            from awesome_p2ti.normalize import fold_accents

            plain = "-".join(re.findall(r"[a-z0-9]+", fold_accents(stem)))[:MAX_ID].strip("-")
            target = f"{path.rpartition('/')[0]}/{plain}.yaml"
            hint = f"rename it to {plain}.yaml: " if plain else ""
            if target in self.paths:
                hint = f"{plain}.yaml is there already: choose another name, "
            hint += f"up to {MAX_ID} lower-case letters, digits and single hyphens"
            message = f"the file name '{stem}' is not a proper id"
            self.problems.append(problem_at(path, Span(), "file-name", message, hint))
        entry = self._file(path, KINDS[kind], stem)
        if entry is None:
            self.unreadable.add(f"{kind}/{stem}")
            return
        if other := self.found[kind].get(stem):
            message = f"the id '{stem}' is taken by {other.path}"
            hint = "rename one of the files, or delete it if it is the same work"
            self.problems.append(problem_at(path, Span(), "duplicate-id", message, hint))
            return
        self.found[kind][stem] = entry
        if kind == "papers":
            self._check_year(entry)

    def _check_year(self, entry: Entry[Paper]) -> None:
        folder, year = entry.path.split("/")[2], entry.data.date[:4]
        if folder != year:
            message = f"the paper is of {year}, but its file lies in the folder {folder}"
            target = f"{DATA}/papers/{year}/{entry.id}.yaml"
            hint = f"move it to {target}, or correct the date"
            if target in self.paths:
                hint = f"delete one of the two, it or {target}, or correct the date"
            self.problems.append(entry.problem(["date"], "wrong-folder", message, hint))

    def _file(self, path: str, model: type[Model], stem: str = "") -> Entry[Any] | None:
        source, problems = self.read.pop(path)
        self.problems += problems
        if source is None:
            return None
        data, sound, problems = _parse_whole_or_sound(source, model)
        self.problems += problems
        if sound is not None and (kind := path.split("/")[1]) in self.sound_parts:
            self.sound_parts[kind][stem] = Entry(stem, sound.data, sound.source)
        return None if data is None else Entry(stem, data, source)


def catalog_from_sources(root: Path, sources: Iterable[SourceFile]) -> Catalog:
    """Return a catalog of these texts of entries alone; broken ones are left out."""
    found: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in KINDS}
    for source in sources:
        kind, model = source.path.split("/")[1], model_of(source.path)
        data = parse_entry(source, model)[0] if model and kind in KINDS else None
        if data is not None:
            stem = source.path.rpartition("/")[2].removesuffix(".yaml")
            found[kind][stem] = Entry(stem, data, source)
    return Catalog(root, found["papers"], found["metrics"], found["datasets"], found["results"])


def parse_entry(source: SourceFile, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the entry in a file's text, or None, and the problems of that file alone."""
    data, _, problems = _parse_whole_or_sound(source, model)
    return data, problems


def _parse_whole_or_sound(
    source: SourceFile, model: type[M]
) -> tuple[M | None, Entry[M] | None, list[Problem]]:
    """Return the entry, or what is sound of it, and the problems of that file alone."""
    parsed = parse_readable(source)
    if parsed.value is None:
        return None, None, parsed.problems
    if not isinstance(parsed.value, dict):
        kind = model.__name__.lower()
        message = f"the file holds no fields: a {kind} is made of lines such as 'title: ...'"
        hint = "delete the '- ' and its indentation" if isinstance(parsed.value, list) else ""
        problem = parsed.source.problem([], "wrong-type", message, hint)
        return None, None, [*parsed.problems, problem]
    data, more = validate(model, parsed.value, parsed.source, parsed.hidden)
    if data is not None and not parsed.problems:  # as nearly all files are
        return data, None, []
    unseen = {p.line for p in parsed.problems if p.code == "control-character"}
    torn = {p.line for p in more if p.code == "wrong-type"}
    problems = [p for p in parsed.problems if p.code != "empty-value" or p.line not in torn]
    problems += (p for p in more if p.line not in unseen)
    if data is not None and not parsed.source.readable:
        return data, None, problems
    from awesome_p2ti.schema.sound_part import sound_part

    sound = data if data is not None else sound_part(model, parsed.value)
    return None, None if sound is None else Entry("", sound, parsed.source), problems
