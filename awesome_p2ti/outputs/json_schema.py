"""The JSON Schema of each kind of file, with which editors complete and underline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from awesome_p2ti.outputs.output_files import File
from awesome_p2ti.schema.models import KINDS, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog

FOLDER = "data/schema"


def schemas(catalog: Catalog) -> Iterator[File]:
    """Yield one schema a kind; task and venue names come from the list's own vocabulary."""
    for name, model in (KINDS | VOCABULARY).items():
        schema = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            **_plain(model.model_json_schema()),
        }
        definitions = schema.pop("$defs", {})
        text = json.dumps(schema, ensure_ascii=False).replace("#/$defs/", "#/definitions/")
        schema = json.loads(text)
        if definitions:
            moved = json.dumps(definitions, ensure_ascii=False)
            schema["definitions"] = json.loads(moved.replace("#/$defs/", "#/definitions/"))
        _add_words(name, schema, catalog)
        yield File(f"{FOLDER}/{name}.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


def _add_words(name: str, schema: dict[str, Any], catalog: Catalog) -> None:
    properties = schema["properties"]
    if "tasks" in properties and name in {"papers", "datasets"}:
        properties["tasks"]["items"] = {"enum": [t.id for t in catalog.tasks]}
    if "base_models" in properties and name == "papers" and catalog.base_models:
        known = catalog.base_models.data.base_models
        properties["base_models"]["items"]["examples"] = [model.name for model in known]
    if "venue" in properties:
        # What an editor offers; the pattern takes names that are added with the entry too.
        properties["venue"]["examples"] = sorted(catalog.venues)


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
        if key != "title" and not (key == "default" and (value is None or value in ({}, [])))
    }
    options = plain.get("anyOf")
    if options and {"type": "null"} in options:
        options = [o for o in options if o != {"type": "null"}]
        rest = {k: v for k, v in plain.items() if k != "anyOf"}
        return {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}
    return plain
