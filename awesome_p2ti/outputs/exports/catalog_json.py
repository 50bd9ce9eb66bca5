"""catalog.json, the whole list as one document, its JSON Schema, and what is known of each link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import json_document
from awesome_p2ti.outputs.json_schema import plain_schema
from awesome_p2ti.outputs.link_health import checked_links, paper_health
from awesome_p2ti.schema.models import KINDS, Task

if TYPE_CHECKING:
    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.outputs.link_health import CheckedLink

VERSION = 1
"""The version in the addresses; what would break a reader gets another one."""
_ID = {"type": "string", "description": "The entry's id, which never changes."}
_DAY = {"type": "string", "description": "The day on which it was listed; missing if earlier."}


def catalog_json(catalog: Catalog) -> str:
    """Return every entry with its id, kind by kind, one entry a line."""
    document: dict[str, Any] = {"version": VERSION, "tasks": [_dump(t) for t in catalog.tasks]}
    for kind, entries in catalog.by_kind().items():
        document[kind] = [_entry(kind, entry, catalog) for entry in entries.values()]
    return json_document(document)


def _entry(kind: str, entry: Entry[Any], catalog: Catalog) -> dict[str, Any]:
    said: dict[str, Any] = {"id": entry.id} | _dump(entry.data)
    if kind == "papers" and (day := catalog.added.get(entry.id)):
        said["added"] = day
    return said


def _dump(model: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = model.model_dump(mode="json", exclude_none=True)
    return dumped


def catalog_schema() -> dict[str, Any]:
    """Return the JSON Schema of catalog.json."""
    definitions: dict[str, Any] = {}
    lists: dict[str, Any] = {"tasks": _items(Task, definitions)}
    for kind, model in KINDS.items():
        items = _items(model, definitions)
        items["properties"] = {"id": _ID} | items["properties"]
        items["required"] = ["id", *items["required"]]
        if kind == "papers":
            items["properties"]["added"] = _DAY
        lists[kind] = items
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A list of personalized text-to-image generation",
        "type": "object",
        "required": ["version", *lists],
        "properties": {"version": {"const": VERSION}}
        | {name: {"type": "array", "items": items} for name, items in lists.items()},
        "definitions": definitions,
    }


def _items(model: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = plain_schema(model)
    definitions |= schema.pop("definitions", {})
    return schema


def links_json(catalog: Catalog) -> str:
    """Return every link of every entry with its last known status; nothing is asked for here."""
    rows = []
    for kind, entries in catalog.by_kind().items():
        for entry in entries.values():
            if kind == "papers":
                found = list(paper_health(catalog, entry.data))
            elif kind != "results":
                found = checked_links(entry.data.links, catalog)
            else:
                continue
            rows += [_link(kind, entry.id, link) for link in found]
    check = catalog.link_check
    return json_document({"version": VERSION, "checked": check.day if check else "", "links": rows})


def _link(kind: str, entry: str, link: CheckedLink) -> dict[str, str]:
    said = {"url": link.url, "kind": kind, "id": entry, "role": link.role, "status": link.status,
            "day": link.day, "archived": link.copy}  # fmt: skip
    return {name: value for name, value in said.items() if value}
