"""Every code explains itself, and its examples are judged as they say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from awesome_p2ti import catalog
from awesome_p2ti.cli import cli
from awesome_p2ti.codes import CODES
from awesome_p2ti.rules import registry

SHOWN = {code for code, row in CODES.items() if not row.wrong.startswith("#")}


def judged(root: Path, example: str) -> set[str]:
    """Return the codes reported for Textual Inversion's entry with some lines replaced."""
    file = root / "data/papers/2022/textual-inversion.yaml"
    entry = yaml.safe_load(file.read_text(encoding="utf-8"))
    replaced = {line.partition(":")[0] for line in example.split("\n") if line[:1].isalpha()}
    rest = {k: v for k, v in entry.items() if k not in replaced}
    if "arxiv" in replaced:
        rest.pop("openreview", None)
    dumped = yaml.safe_dump(rest, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(dumped + example + "\n", encoding="utf-8")
    found, problems = catalog.load(root)
    return {p.code for p in [*problems, *registry.check(found)]}


@pytest.mark.parametrize("code", sorted(SHOWN))
def test_the_wrong_example_is_reported(code: str, small_list: Path) -> None:
    assert code in judged(small_list, CODES[code].wrong)


@pytest.mark.parametrize("code", sorted(SHOWN))
def test_the_right_example_is_not(code: str, small_list: Path) -> None:
    assert judged(small_list, CODES[code].right) <= {"similar-title"}


@pytest.mark.parametrize("code", sorted(CODES))
def test_explain(code: str) -> None:
    done = CliRunner().invoke(cli, ["explain", code], standalone_mode=False)
    assert done.exit_code == 0
    row = CODES[code]
    assert done.output.startswith(f"{code} ({row.severity.value}): {row.title}\n\n{row.why}\n")
    assert "\nWrong:\n    " in done.output
    assert "\nRight:\n    " in done.output


def test_explain_lists_all() -> None:
    done = CliRunner().invoke(cli, ["explain"], standalone_mode=False)
    assert [line.split()[0] for line in done.output.splitlines()] == list(CODES)
    assert len({row.title for row in CODES.values()}) == len(CODES)
