"""The base of all models of documents, apart from the schema so that others need not load it."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    import ast

    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class Model(BaseModel):
    """What all models share: frozen, strict about types, no field that is not known."""

    # Built when it is first used: no command uses all models.
    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, defer_build=True
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, about in descriptions(cls).items():
            properties[name]["description"] = about
        return schema


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return what stands below each field in a model's source; nothing where that is not there.

    pydantic's use_attribute_docstrings would read it at each start, for what few runs need.
    """
    import ast
    import inspect
    from itertools import pairwise

    definition = _definitions(model.__module__).get(model.__name__)
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(definition.body if definition else ())
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


@cache
def _definitions(module: str) -> dict[str, ast.ClassDef]:
    """Return the classes at the top of a module's source, by name."""
    import ast
    import inspect

    try:
        statements = ast.parse(inspect.getsource(sys.modules[module])).body
    except OSError:
        return {}
    return {s.name: s for s in statements if isinstance(s, ast.ClassDef)}
