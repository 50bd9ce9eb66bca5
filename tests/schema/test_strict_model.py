"""What stands below a field in a model's source is what people are told of it."""

from __future__ import annotations

import inspect

import pytest

from awesome_p2ti.schema.models import Link, Links, Paper, Row
from awesome_p2ti.schema.strict_model import Model, _definitions, descriptions


@pytest.mark.parametrize("model", [Link, Links, Paper, Row])
def test_every_field_is_described_and_told_to_editors(model: type[Model]) -> None:
    found = descriptions(model)
    assert found.keys() == model.model_fields.keys()
    properties = model.model_json_schema()["properties"]
    assert {name: field["description"] for name, field in properties.items()} == found


def test_without_a_source_nothing_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_model: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr(inspect, "getsource", missing)
    _definitions.cache_clear()
    assert descriptions.__wrapped__(Link) == {}
    _definitions.cache_clear()
