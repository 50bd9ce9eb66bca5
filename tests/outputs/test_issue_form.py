"""The form for papers offers what the list has, and says that it is built."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import yaml

from awesome_p2ti.outputs.issue_form import FORM, issue_form
from awesome_p2ti.outputs.output_files import GENERATED_MARKER
from awesome_p2ti.schema.models import Task
from tests.make import listed

HOSTILE = ("Faces: <b>\"one\"</b> & 'two'", "No", "- x: {{ z }} ${{ github.token }} # y", "名前")


def fields(*names: str) -> dict[str, dict[str, Any]]:
    tasks = tuple(Task(id=f"t{i}", name=name, about="About.") for i, name in enumerate(names))
    (file,) = issue_form(replace(listed(), tasks=tasks))
    assert file.path == FORM
    assert GENERATED_MARKER in file.text.splitlines()[0]
    return {f["id"]: f for f in yaml.safe_load(file.text)["body"] if "id" in f}


def test_the_tasks_are_the_lists_in_its_order() -> None:
    assert fields("Style", "Faces")["task"]["attributes"]["options"] == ["Style", "Faces"]


def test_any_name_is_the_text_that_it_is() -> None:
    options = fields(*HOSTILE)["task"]["attributes"]["options"]
    assert options == list(HOSTILE)


def test_the_approaches_are_the_schemas() -> None:
    options = fields("Style")["approach"]["attributes"]["options"]
    assert options == ["test-time", "encoder", "training-free", "hybrid", "add-on"]


def test_only_the_address_is_asked_for() -> None:
    found = fields("Style")
    required = [i for i, f in found.items() if f.get("validations", {}).get("required")]
    assert required == ["address"]
    assert [f["attributes"]["label"] for f in found.values()] == [
        "Address",
        "Task",
        "Approach",
        "Anything else",
    ]
