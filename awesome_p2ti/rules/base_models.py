"""The rules that base models bear the names of data/base_models.yaml, in papers and in results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.schema.suggestions import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import BaseModels


def base_models_are_known(catalog: Catalog) -> Iterator[Problem]:
    """Demand that papers and rows of results write a base model as the vocabulary does."""
    if catalog.base_models is None:
        return
    names = _names(catalog.base_models)
    known = set(names.values())
    for entry, loc, value in _uses(catalog):
        if value not in known:
            yield _unknown(entry, loc, value, names)


def base_models_stand_once(catalog: Catalog) -> Iterator[Problem]:
    """Demand that no name or alias of the vocabulary belongs to two base models."""
    if catalog.base_models is None:
        return
    seen: dict[str, str] = {}
    for loc, owner, spelling in _spellings(catalog.base_models):
        first = seen.setdefault(_key(spelling), owner)
        if first != owner:
            message = f'"{spelling}" is also a name of "{first}"'
            hint = f'keep it with one of the two: "{first}" or "{owner}"'
            yield catalog.base_models.problem(loc, "duplicate-base-model", message, hint)


def _unknown(entry: Entry[Any], loc: Loc, value: str, names: dict[str, str]) -> Problem:
    meant = names.get(_key(value), "")
    field = next(step for step in reversed(loc) if isinstance(step, str))
    message = f'{field}: "{value}" is not a name in data/base_models.yaml'
    near = meant or nearest(value, sorted(set(names.values())))
    hint = f"did you mean '{near}'?" if near else "add it to data/base_models.yaml"
    hint = f'write "{meant}"' if meant else hint
    if near and near in (getattr(entry.data, "base_models", None) or ()):
        hint, meant = f"delete it: '{near}' is there already", ""
    instead = entry.source.quoted_like(loc, meant) if meant else None
    return entry.source.problem(loc, "unknown-base-model", message, hint, replacement=instead)


def _uses(catalog: Catalog) -> Iterator[tuple[Entry[Any], Loc, str]]:
    """Yield each base model that an entry names, with its place."""
    for paper in catalog.papers.values():
        for i, value in enumerate(paper.data.base_models or ()):
            yield paper, ["base_models", i], value
    for results in catalog.results.values():
        for i, row in enumerate(results.data.rows):
            if row.base_model:
                yield results, ["rows", i, "base_model"], row.base_model


def _names(vocabulary: Entry[BaseModels]) -> dict[str, str]:
    """Return the name to write for the key of each name and alias."""
    names: dict[str, str] = {}
    for _, owner, spelling in _spellings(vocabulary):
        names.setdefault(_key(spelling), owner)
    return names


def _spellings(vocabulary: Entry[BaseModels]) -> Iterator[tuple[Loc, str, str]]:
    """Yield (place, name of the base model, name or alias) for all of the vocabulary."""
    for i, model in enumerate(vocabulary.data.base_models):
        yield ["base_models", i, "name"], model.name, model.name
        for j, alias in enumerate(model.aliases or ()):
            yield ["base_models", i, "aliases", j], model.name, alias


def _key(name: str) -> str:
    """Return a name without what papers vary: capitals, spaces, hyphens and brackets."""
    return re.sub(r"[\s\[\]()_-]+", "", name.casefold())
