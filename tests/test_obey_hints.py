"""Whoever does what a hint says ends with a file that passes, and no value of his is gone."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from awesome_p2ti.problems import Problem
from awesome_p2ti.rules.registry import load_and_check
from tests.obedience import leaves, obey, values_of

HERE = Path(__file__).resolve().parent
ENTRY = (
    "title: {title}\nauthors: {authors}\ndate: {date}\nvenue: {venue}\narxiv: {arxiv}\n"
    "tasks: [subject]\nlinks:\n  project: {project}\n"
)
SOUND = {
    "title": '"A Pet"',
    "authors": "[Ina Vale, Tom Reed]",
    "date": "2023-02",
    "venue": "ICCV 2023",
    "arxiv": '"2302.13848"',
    "project": "https://otter.example.org/",
}


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("title", "Otter #2 for Pets", "Otter #2 for Pets"),
        ("title", "#2 for Pets", "#2 for Pets"),
        ("title", '"$\\theta$-Guided Pets"', "$\\theta$-Guided Pets"),
        ("title", '"$\\lambda$ Pets"', "$\\lambda$ Pets"),
        ("title", '"Otter: A Pet', "Otter: A Pet"),
        ("title", '"A "B" C"', 'A "B" C'),
        ("title", "'It's a Pet'", "It's a Pet"),
        ("title", "'It\\'s a Pet'", "It's a Pet"),
        ("title", '"Otter" Learns', '"Otter" Learns'),
        ("title", "[Re] Otter", "[Re] Otter"),
        ("title", "& Friends", "& Friends"),
        ("title", "> Pets", "> Pets"),
        ("title", "Otter: A Pet", "Otter: A Pet"),
        ("title", "“Otter: A Pet”", "Otter: A Pet"),
        ("title", "“Otter a Pet”", "Otter a Pet"),
        ("title", "Cats &amp; Dogs", "Cats & Dogs"),
        ("title", "'Fr\\''echet $\\theta$'", "Fréchet $\\theta$"),
        ("authors", "Ina Vale and Tom Reed", ["Ina Vale", "Tom Reed"]),
        ("authors", "Vale, Ina and Reed, Tom", ["Ina Vale", "Tom Reed"]),
        ("authors", "【Ina Vale, Tom Reed】", ["Ina Vale", "Tom Reed"]),
        ("date", "2023/02", "2023-02"),
        ("date", "February 2023", "2023-02"),
        ("venue", "NIPS'23", "NeurIPS 2023"),
        ("venue", "cvpr 2023", "CVPR 2023"),
        ("arxiv", "2302.13848", "2302.13848"),
        ("arxiv", "arXiv:2302.13848v2", "2302.13848"),
        ("arxiv", "“2302.13848”", "2302.13848"),
        ("arxiv", "2302_13848", "2302.13848"),
        ("project", "otter.example.org", "https://otter.example.org"),
        ("project", "“https://otter.example.org/”", "https://otter.example.org/"),
        ("project", "https://https://otter.example.org/", "https://otter.example.org/"),
        ("project", "https://otter.example.org/?flag&utm_source=x#top",
         "https://otter.example.org/?flag#top"),
        ("project", "ssh://git@github.com/otter/otter.git", "https://github.com/otter/otter"),
    ],
)  # fmt: skip
def test_a_hint_obeyed_leaves_what_was_meant(
    field: str, written: str, meant: object, small_list: Path
) -> None:
    file = small_list / "data/papers/2023/otter.yaml"
    file.write_text(ENTRY.format(**{**SOUND, field: written}), encoding="utf-8")
    (problem, *others) = load_and_check(small_list)[1]
    assert others == []
    assert obey(small_list, problem)
    assert load_and_check(small_list)[1] == []
    values = values_of(file.read_text(encoding="utf-8"))
    assert (values["links"]["project"] if field == "project" else values[field]) == meant
    assert values.keys() == {"title", "authors", "date", "venue", "arxiv", "tasks", "links"}


ADVICE = re.compile(
    r"add '|add (?:an entry|arxiv|doi)|an address looks|a DOI (?:looks|has)|an entry is a few"
    r"|begin it in|compare it|copy what|correct the|delete one of the two|entries lie in|flatten"
    r"|keep (?:it|one|the)|leave (?:authors|it|the field) out|link a page|name (?:all|the other)"
    r"|one file|put the text in|rename one|restore|save the file|say (?:it|which)|there is no month"
    r"|the tasks are|use the name"
    r"|write (?:encoder where|it on one|its year|out what|the letter|the values|year)"
    r"|write (?:each item|one text)"
)
"""Hints that leave the decision to a person: nobody but him knows the value."""


def _cases() -> list[Path]:
    return [*sorted(p for p in (HERE / "cases").iterdir() if p.is_dir()), HERE / "slips"]


def _laid(case: Path, small_list: Path, root: Path) -> list[Problem]:
    """Lay a golden case, or newcomers' slips, into a fresh small list; return its problems."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(small_list, root)
    if case.name == "slips":
        shutil.rmtree(root / "data")
        shutil.copytree(case, root / "data/papers/2023")
        for name in ("tasks", "venues", "base_models"):
            shutil.copy(HERE.parent / f"data/{name}.yaml", root / "data")
    else:
        shutil.copytree(case / "data", root / "data", dirs_exist_ok=True)
    return load_and_check(root)[1]


def _keys(problems: list[Problem]) -> Counter[tuple[str, str]]:
    """Count problems by what they say, whatever file and row moved."""
    return Counter((p.code, re.sub(r"\brow \d+|data/\S+", "", p.message)) for p in problems)


def _lost(before: str, after: str) -> list[str]:
    """Return the values that are gone but for the one that the hint is about."""
    try:
        was, now = (Counter(leaves(values_of(text))) for text in (before, after))
    except yaml.YAMLError:
        return []
    return list((was - now).elements())[1:]


@pytest.mark.parametrize("case", _cases(), ids=lambda p: p.name)
def test_a_hint_of_a_golden_file_obeyed_leaves_no_new_problem(
    case: Path, small_list: Path, tmp_path: Path
) -> None:
    root = tmp_path / "obeyed"
    before = _laid(case, small_list, root)
    for problem in before:
        _laid(case, small_list, root)
        file = root / problem.path
        text = file.read_bytes().decode("utf-8", "replace")
        if not obey(root, problem):
            assert ADVICE.match(problem.hint), f"say what to do: {problem}"
            continue
        after = load_and_check(root)[1]
        assert _keys(after) - _keys(before) == Counter(), problem.hint
        assert _keys(before) - _keys(after) >= _keys([problem]), problem.hint
        if file.exists():
            assert _lost(text, file.read_text(encoding="utf-8")) == [], problem.hint


def test_every_repair_of_a_case_keeps_all_fields(tmp_path: Path) -> None:
    """`fix` is a hint obeyed by a program: it loses no field of any golden case."""
    from awesome_p2ti.fixing.text_edits import fix_source
    from awesome_p2ti.loading.yaml_reader import parse_readable, read
    from awesome_p2ti.schema.entry_files import model_of

    repaired = 0
    for file in sorted((HERE / "cases").rglob("data/papers/*/*.yaml")):
        path = "/".join(file.parts[-4:])
        source, _ = read(file, path)
        model = model_of(path)
        if source is None or model is None:
            continue
        before = parse_readable(source)
        after = parse_readable(type(source)(path, fix_source(source, model)))
        if isinstance(before.value, dict):
            assert before.value.keys() == after.value.keys(), file
            repaired += before.source.text != after.source.text
    assert repaired > 10
