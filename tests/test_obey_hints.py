"""Whoever does what a hint says ends with a file that passes, and no value of his is gone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from awesome_p2ti.problems import Problem, Severity
from awesome_p2ti.rules.registry import load_and_check

HERE = Path(__file__).resolve().parent
FIELD = re.compile(r"(?:write |write it in single quotes: |put the whole text in double quotes: )"
                   r"(?P<line>(?P<key>[\w-]+): .*?)(?: instead)?$")  # fmt: skip
VALUE = re.compile(r"(?:write |write it in quotes: |write it in single quotes: )"
                   r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')")  # fmt: skip
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


def obeyed(text: str, problem: Problem) -> str:
    """Return the text of a file after the hint of its problem was followed to the letter."""
    lines = text.split("\n")
    at = problem.line - 1
    if problem.hint == "delete the line":
        del lines[at]
    elif match := FIELD.fullmatch(problem.hint):
        lines[at] = re.match(r"\s*", lines[at])[0] + match["line"]  # type: ignore[index]
    elif match := VALUE.match(problem.hint):
        end = len(lines[at]) if problem.code == "comment" else problem.end_column - 1
        lines[at] = lines[at][: problem.column - 1] + match["value"] + lines[at][end:]
    else:
        pytest.fail(f"nobody knows what to do: {problem.hint}")
    return "\n".join(lines)


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
    text = obeyed(file.read_text(encoding="utf-8"), problem)
    file.write_text(text, encoding="utf-8")
    assert load_and_check(small_list)[1] == []
    values = yaml.load(text, Loader=yaml.BaseLoader)
    assert (values["links"]["project"] if field == "project" else values[field]) == meant
    assert values.keys() == {"title", "authors", "date", "venue", "arxiv", "tasks", "links"}


def test_every_repair_of_a_case_keeps_all_fields(tmp_path: Path) -> None:
    """`fix` is a hint obeyed by a program: it loses no field of any golden case."""
    from awesome_p2ti.catalog import model_of
    from awesome_p2ti.fixing.text_edits import fix_source
    from awesome_p2ti.loading.yaml_reader import parse_readable, read

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


def test_a_hint_brings_no_new_error(small_list: Path) -> None:
    file = small_list / "data/papers/2023/otter.yaml"
    slips = shutil.copy(HERE / "slips/paint-otter.yaml", file)
    errors = [p for p in load_and_check(small_list)[1] if p.severity is Severity.ERROR]
    for problem in sorted(errors, reverse=True):
        if VALUE.match(problem.hint):
            text = obeyed(Path(slips).read_text(encoding="utf-8"), problem)
            file.write_text(text, encoding="utf-8")
    left = load_and_check(small_list)[1]
    assert {p.code for p in left} < {p.code for p in errors}
