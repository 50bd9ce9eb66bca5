"""The JSON Schema of each kind of file, with which editors complete and underline."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.outputs.output_files import File
from awesome_p2ti.schema.field_types import venue_parts
from awesome_p2ti.schema.models import KINDS, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.schema.strict_model import Model

FOLDER = "data/schema"
_SNIPPETS = re.compile(r'^( *)"snippets: (.+)"$', re.MULTILINE)
"""Where what an editor offers is written: there are hundreds of values, one on a line."""


def schemas(catalog: Catalog) -> Iterator[File]:
    """Yield one schema a kind; what it offers comes from the list."""
    offers = _offers(catalog)
    snippets = {field: list(map(_snippet, values)) for field, values in offers.items()}
    for name, model in (KINDS | VOCABULARY).items():
        schema = {"$schema": "http://json-schema.org/draft-07/schema#", **plain_schema(model)}
        _add_words(name, schema, catalog, offers)
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        text = _SNIPPETS.sub(lambda m: m[1] + f",\n{m[1]}".join(snippets[m[2]]), text)
        yield File(f"{FOLDER}/{name}.json", text)


def plain_schema(model: type[Model]) -> dict[str, Any]:
    """Return the schema of a model without what says nothing, in the words of draft 7."""
    schema = _plain(model.model_json_schema())
    if definitions := schema.pop("$defs", {}):
        schema["definitions"] = definitions
    text = json.dumps(schema, ensure_ascii=False).replace("#/$defs/", "#/definitions/")
    moved: dict[str, Any] = json.loads(text)
    return moved


def _snippet(value: str) -> str:
    return json.dumps({"label": value, "body": value}, ensure_ascii=False)


def _add_words(
    name: str, schema: dict[str, Any], catalog: Catalog, offers: Mapping[str, list[str]]
) -> None:
    """Have an editor offer what the list holds; what is added with the entry is taken too."""
    definitions = schema.get("definitions", {})
    models = [schema, *(d for owner, d in definitions.items() if owner != "Links")]
    places = [model["properties"] for model in models]
    for properties in places:
        for field, values in offers.items():
            kinds, _, own = field.rpartition(".")
            if own in properties and (not kinds or name in kinds.split()):
                known = properties[own]
                known.get("items", known)["defaultSnippets"] = (
                    [f"snippets: {field}"] if values else []
                )
    if "tasks" in schema["properties"] and name in {"papers", "datasets"}:
        schema["properties"]["tasks"]["items"] = {"enum": [t.id for t in catalog.tasks]}


def _offers(catalog: Catalog) -> dict[str, list[str]]:
    """Return the values that an editor offers in a field, which may be one of some kinds only.

    They are no `examples`: an editor shows all of those to whoever points at the field.
    """
    models = catalog.base_models.data.base_models if catalog.base_models else ()
    names, papers = [model.name for model in models], list(catalog.papers)
    return {
        "venue": _venues(catalog),
        "papers.base_models": names,
        "results.base_model": names,
        "papers.distinct_from": papers,
        "datasets results.paper": papers,
        "results.reported_by": papers,
        "results.dataset": list(catalog.datasets),
        "results.metric": list(catalog.metrics),
    }


def _venues(catalog: Catalog) -> list[str]:
    """Return each venue with the last year in which the list has a paper from there, or any."""
    years: dict[str, int] = {}
    for paper in catalog.papers.values():
        if paper.data.venue:
            venue, year, _ = venue_parts(paper.data.venue)
            years[venue] = max(year, years.get(venue, 0))
    latest = max(years.values(), default=0)
    return [f"{v} {years.get(v, latest)}" for v in sorted(catalog.venues)] if latest else []


def _plain(schema: Any) -> Any:
    """Leave out what only clutters an editor: titles made of names, null, which no field takes."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        key: {name: _plain(field) for name, field in value.items()}
        if key in {"properties", "$defs"}
        else _plain(value)
        for key, value in schema.items()
        if key != "title" and not (key == "default" and _says_nothing(value))
    }
    options = plain.get("anyOf")
    if options and {"type": "null"} in options:
        options = [o for o in options if o != {"type": "null"}]
        rest = {k: v for k, v in plain.items() if k != "anyOf"}
        return {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}
    return plain


def _says_nothing(default: Any) -> bool:
    if isinstance(default, dict):
        return all(value is None for value in default.values())
    return default is None or default == []
