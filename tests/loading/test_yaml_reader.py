"""Any file loads to values or to problems: never a crash, every place inside the file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.loading.node_values import AmbiguousScalar
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.loading.yaml_reader import MAX_BYTES, MAX_BYTES_OF, decode, parse, read
from awesome_p2ti.problems import Problem
from awesome_p2ti.rules import registry
from awesome_p2ti.schema.models import KINDS
from awesome_p2ti.schema.validation import validate

YAML_BITS = st.sampled_from(
    "title: |date: |arxiv: |links:\n|  code: |tasks: [subject]\n|- |? |: |&a |*a|<<: |!!str |!x |"
    "[|]|{|}|,|\n|  |\t|\"|'|#|%|@|`|---\n|...\n|0x1f|1_000|.nan|.inf|yes|~|null|2022-08-01|1:30|"
    "2208.12242|\u202e|\u200b|\x00|\x85|\u2028|é|e\u0301|√©|\ufeff|\\u202e|𝄞|\ud7ff".split("|")
)
DOCUMENTS = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
    st.lists(YAML_BITS, max_size=30).map(lambda bits: "".join(bits).encode()),
)


def problems_of(raw: bytes, kind: str = "papers") -> tuple[str, list[Problem]]:
    source, problems = decode(raw, "x.yaml")
    if source is None:
        return raw.decode("utf-8", "replace"), problems
    value, more = parse(source)
    if isinstance(value, dict):
        problems += validate(KINDS[kind], value, source)[1]
    assert value is not None or more, "a document without values must say why"
    return source.text, problems + more


@settings(max_examples=300)
@given(raw=DOCUMENTS, kind=st.sampled_from(sorted(KINDS)))
@example(b"(:\n,\t", "datasets")
def test_any_bytes_load_or_are_reported(raw: bytes, kind: str) -> None:
    text, problems = problems_of(raw, kind)
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines) + 1
        line = lines[problem.line - 1] if problem.line <= len(lines) else ""
        assert 1 <= problem.column <= len(line) + 2
        assert problem.message
        assert "\n" not in problem.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1), ("-3", -3), ("0.5", 0.5), ("1e3", "1e3"), ("1.5e+3", 1500.0), ("true", True),
        ("false", False), ("x", "x"), ("2208.12242v1", "2208.12242v1"), ("2022-08", "2022-08"),
        ("yes", AmbiguousScalar("boolean", "yes")), ("0x1f", AmbiguousScalar("number", "0x1f")),
        ("1_000", AmbiguousScalar("number", "1_000")), ("1:30", AmbiguousScalar("number", "1:30")),
        (".nan", AmbiguousScalar("number", ".nan")), ("007", AmbiguousScalar("number", "007")),
        ("2022-08-01", AmbiguousScalar("date", "2022-08-01")),
        ("9" * 5000, AmbiguousScalar("number", "9" * 5000)),
        ('"yes"', "yes"), ("'1'", "1"),
    ],
)  # fmt: skip
def test_plain_scalars(text: str, value: object) -> None:
    values, problems = parse(SourceFile("x.yaml", f"a: {text}\n"))
    assert values == {"a": value}
    assert type(values["a"]) is type(value)
    assert problems == []


def test_a_file_that_cannot_be_read_is_not_readable(tmp_path: Path) -> None:
    missing, problems = read(tmp_path / "none.yaml", "none.yaml")
    assert missing is None
    assert [(p.code, p.message) for p in problems] == [
        ("not-readable", "the file cannot be read: No such file or directory")
    ]


def test_links_and_pipes_are_not_opened(small_list: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n", encoding="utf-8")
    (small_list / "data/papers/2023/link.yaml").symlink_to(secret)
    (small_list / "data/papers/2023/folder").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(small_list / "data/papers/2023/pipe.yaml")
    found, problems = catalog.load(small_list)
    assert {(p.path, p.code) for p in problems} == {
        ("data/papers/2023/link.yaml", "stray-file"),
        ("data/papers/2023/folder", "stray-file"),
        ("data/papers/2023/pipe.yaml", "stray-file"),
    }
    assert len(found.papers) == 3


def test_a_broken_file_hides_nothing_of_the_others(small_list: Path) -> None:
    papers = small_list / "data/papers/2022"
    (papers / "dreambooth.yaml").write_bytes(b"\xff\xfe\x00")
    (papers / "textual-inversion.yaml").write_text("title: [\n", encoding="utf-8")
    (small_list / "data/papers/2023/break-a-scene.yaml").write_text("titel: A\n", encoding="utf-8")
    found, problems = catalog.load(small_list)
    assert {p.path.rpartition("/")[2] for p in problems} == {
        "dreambooth.yaml", "textual-inversion.yaml", "break-a-scene.yaml",
    }  # fmt: skip
    assert registry.check(found) == [], (
        "references to entries that cannot be read are not reported too"
    )


def test_a_file_without_permission(small_list: Path) -> None:
    file = small_list / "data/papers/2022/dreambooth.yaml"
    file.chmod(0)
    try:
        if os.access(file, os.R_OK):
            assert stat.S_IMODE(file.stat().st_mode) == 0
            pytest.skip("this user may read every file")
        _, problems = catalog.load(small_list)
        assert [p.code for p in problems] == ["not-readable"]
    finally:
        file.chmod(0o644)


def test_the_largest_file_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"#" * MAX_BYTES)
    assert read(file, "x.yaml")[0] is not None
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert [p.code for p in read(file, "x.yaml")[1]] == ["file-too-large"]


def test_the_decisions_may_grow_beyond_an_entry(tmp_path: Path) -> None:
    file = tmp_path / "declined.yaml"
    for path, most in MAX_BYTES_OF.items():
        assert most > MAX_BYTES
        file.write_bytes(b"#" * most)
        assert read(file, path)[0] is not None
        file.write_bytes(b"#" * (most + 1))
        assert f"more than {most:,}" in read(file, path)[1][0].message


def test_places_count_characters_not_bytes() -> None:
    source = SourceFile("x.yaml", 'title: "é𝄞"\nlinks: {code: [a, {url: b}]}\n')
    assert source.span(["title"]).end_column == 12
    span = source.span(["links", "code", 1, "url"])
    assert (span.line, span.column, span.end_column) == (2, 25, 26)
    assert source.text[slice(*(source.char_range(["links", "code", 0]) or (0, 0)))] == "a"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_two_bytes_a_letter_is_one_problem(encoding: str) -> None:
    source, problems = decode("title: A Pet\ndate: 2023-02\n".encode(encoding), "x.yaml")
    assert source is None
    assert [(p.code, p.hint) for p in problems] == [
        ("not-utf8", "save the file with the encoding UTF-8")
    ]
