"""What a change does to the list: which entries come, differ, move or go, and which break."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_p2ti.catalog import Entry, parse_entry
from awesome_p2ti.loading.yaml_reader import decode
from awesome_p2ti.normalize import title_words
from awesome_p2ti.schema.entry_files import DATA, OTHER_FILES, model_of
from awesome_p2ti.schema.models import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.files.git import ChangedFile
    from awesome_p2ti.schema.strict_model import Model

_IDS = ("arxiv", "doi", "openreview")


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry before and after: None where there is none, or none that can be read."""

    path: str
    old_path: str
    before: Entry[Any] | None
    after: Entry[Any] | None

    @property
    def kind(self) -> str:
        """Return the kind of the entry by the folder of its file."""
        return self.path.split("/")[1]

    @property
    def fields(self) -> list[str]:
        """Return the names of the fields that differ; of a link its role too."""
        if self.before is None or self.after is None:
            return []
        return list(_differing(self.before.data, self.after.data))


@dataclass(frozen=True, slots=True)
class WordChange:
    """What came into, and went from, a file of the vocabulary: tasks, venues, decisions."""

    path: str
    came: list[str]
    went: list[str]
    broken: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change does, by what it means for the list; each in the order of the paths."""

    added: list[EntryChange] = field(default_factory=list)
    changed: list[EntryChange] = field(default_factory=list)
    renamed: list[EntryChange] = field(default_factory=list)
    removed: list[EntryChange] = field(default_factory=list)
    broken: list[EntryChange] = field(default_factory=list)
    words: list[WordChange] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Files in data/ from which nothing is read."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing changes for a reader of the list."""
        return not any(getattr(self, name) for name in self.__slots__)


def find_changes(catalog: Catalog, files: Iterable[ChangedFile]) -> Changes:
    """Return what the changed files mean for the list that ``catalog`` holds now."""
    now = {entry.path: entry for entry in catalog.entries()}
    changes = Changes()
    came, went = [], []
    for file in filter(_is_in_data, files):
        model = model_of(file.path)
        if model is None or "/." in file.path:
            if file.exists and not _has_other_reader(file.path):
                changes.unread.append(file.path)
        elif model in VOCABULARY.values():
            changes.words.append(_words(file, model))
        else:
            before = _parsed(file.path, file.before, model)
            one = EntryChange(file.path, file.path, before, now.get(file.path))
            if not file.exists:
                went.append(one)
            elif file.before is None:
                came.append(one)
            elif one.after is None:
                changes.broken.append(one)
            else:
                (changes.changed if before else changes.added).append(one)
    _pair(changes, came, went)
    return changes


def _is_in_data(file: ChangedFile) -> bool:
    return file.path.startswith(f"{DATA}/")


def _has_other_reader(path: str) -> bool:
    below = path.removeprefix(f"{DATA}/")
    return below in OTHER_FILES or below.startswith("schema/")


def _pair(changes: Changes, came: Sequence[EntryChange], went: Sequence[EntryChange]) -> None:
    """Put entries that only have another name into ``renamed``, the others where they belong."""
    left = {one.path: one for one in went}
    known = {key: one.path for one in went for key in _keys(one.before, one.path)}
    for one in came:
        paths = (known.get(key, "") for key in _keys(one.after, one.path))
        old = next((path for path in paths if path in left), "")
        before = left.pop(old).before if old else None
        whole = EntryChange(one.path, old or one.path, before, one.after)
        if one.after is None:
            changes.broken.append(whole)
        else:
            (changes.renamed if old else changes.added).append(whole)
    changes.removed.extend(left.values())


def _keys(entry: Entry[Any] | None, path: str) -> Iterator[tuple[str, str]]:
    """Yield what an entry keeps under another id: ids and title; of an unread one its file's name.

    One that can be read is never told by the name of its file: another work may stand there.
    """
    kind = path.split("/")[1]
    yield kind if entry is None else f"{kind} {_title(entry)}", path.rpartition("/")[2]
    if entry is not None:
        yield kind, title_words(_title(entry))
        yield from ((name, v) for name in _IDS if (v := getattr(entry.data, name, None)))


def _title(entry: Entry[Any]) -> str:
    return str(getattr(entry.data, "title", None) or entry.data.name)


def _parsed(path: str, raw: bytes | None, model: type[Model]) -> Entry[Any] | None:
    """Return the entry that a file's bytes hold, or None where none can be read."""
    source = decode(raw, path)[0] if raw is not None else None
    data = parse_entry(source, model)[0] if source else None
    if source is None or data is None:
        return None
    return Entry(path.rpartition("/")[2].removesuffix(".yaml"), data, source)


def _differing(before: Model, after: Model) -> Iterator[str]:
    for name in type(after).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if name == "links":
            yield from (f"links.{role}" for role in _differing(old, new))
        else:
            yield name


def _words(file: ChangedFile, model: type[Model]) -> WordChange:
    """Return the names that came into, and went from, a file of the vocabulary."""
    now = _parsed(file.path, file.after, model)
    old, new = _names(_parsed(file.path, file.before, model)), _names(now)
    return WordChange(
        file.path,
        came=[name for name in new if name not in old],
        went=[name for name in old if name not in new],
        broken=file.exists and now is None,
    )


def _names(entry: Entry[Any] | None) -> list[str]:
    """Return what stands in the lists of a file of words: a task's id, a venue, a title."""
    lists = [getattr(entry.data, name) for name in type(entry.data).model_fields] if entry else []
    names = []
    for item in (item for items in lists for item in items):
        if isinstance(item, str):
            names.append(item)
        else:
            names.append(getattr(item, "id", "") or getattr(item, "name", "") or item.title)
            names += [f"{names[-1]}, also written {alias}" for alias in
                      getattr(item, "aliases", None) or ()]  # fmt: skip
    return names
