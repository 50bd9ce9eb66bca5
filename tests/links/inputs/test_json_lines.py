"""Links as JSON lines: what a line may hold, and what is said of one that is no link."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_p2ti.links.inputs.json_lines import from_json_lines
from awesome_p2ti.problems import Problem

GOOD = '{"url": "http://x.test/"}'


def test_json_lines_are_read() -> None:
    text = (
        '\ufeff{"url": "http://x.test/a", "title": "T", "role": "Code", "authors": ["A B", null],'
        ' "year": 2023}\r\n'
        '\n{"url": "http://x.test/b", "authors": "A B and C D", "year": "2024", "title": null}\n'
    )
    (url, first), (_, second) = from_json_lines("l.jsonl", text, [])
    assert (url, first.line, first.column, first.end_column) == ("http://x.test/a", 1, 10, 25)
    assert (first.title, first.role, first.authors, first.year) == ("T", "code", ("A B",), 2023)
    assert (second.line, second.authors, second.year) == (3, ("A B", "C D"), 2024)
    assert second.title == ""


def test_further_names_of_a_work_are_read() -> None:
    text = (
        '{"url": "http://x.test/", "arxiv": "arXiv:2505.12345v2", "doi": "https://doi.org/10.1145/a",'
        ' "former_titles": ["Old", null]}\n{"url": "http://x.test/", "former_titles": "Old",'
        ' "arxiv": "none", "doi": null}'
    )
    (_, first), (_, second) = from_json_lines("l.jsonl", text, [])
    assert (first.arxiv, first.doi, first.former_titles) == ("2505.12345", "10.1145/a", ("Old",))
    assert (second.arxiv, second.doi, second.former_titles) == ("", "", ("Old",))


def test_a_work_has_the_numbers_of_its_other_links() -> None:
    rows = [
        {"url": "https://x.test/", "title": "T"},
        {"url": "https://x.test/", "title": "U"},
        {"url": "https://x.test/", "title": "T", "arxiv": "2401.00001"},
        {"url": "https://arxiv.org/abs/2505.12345v1", "title": "T"},
        {"url": "https://doi.org/10.1145/a", "title": "T"},
        {"url": "https://arxiv.org/abs/2505.54321"},
    ]
    text = "\n".join(json.dumps(row) for row in rows)
    found = [(use.arxiv, use.doi) for _, use in from_json_lines("-", text, [])]
    both = ("2505.12345", "10.1145/a")
    assert found == [both, ("", ""), ("2401.00001", "10.1145/a"), both, both, ("", "")]


def test_a_url_that_is_written_with_escapes_has_a_place() -> None:
    ((url, use),) = from_json_lines("-", r'{"id": 7, "url" : "http:\/\/x.test\/"}', [])
    assert (url, use.column, use.end_column, use.entry) == ("http://x.test/", 20, 0, "7")


@pytest.mark.parametrize("year", ["soon", "", "9" * 5000, "²"])
def test_a_text_that_is_no_year_is_none(year: str) -> None:
    line = json.dumps({"url": "http://x.test/", "year": year})
    ((_, use),) = from_json_lines("-", line, [])
    assert use.year is None


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("nonsense", 1, "not JSON"),
        ('{"url": "http://x.test/"', 25, "not JSON"),
        ("[1]", 1, "no JSON object"),
        ('{"title": "T"}', 1, "no 'url'"),
        ('{"url": 3}', 2, "'url' must be a URL as text, but it is 3"),
        ('{"url": " "}', 2, "'url' must be"),
        (GOOD[:-1] + ', "authors": 5}', 27, "'authors' must be a text or a list of texts"),
        (GOOD[:-1] + ', "authors": ["A", 5]}', 27, 'but it is ["A", 5]'),
        (GOOD[:-1] + ', "year": true}', 27, "a year, such as 2023, but it is true"),
        (GOOD[:-1] + ', "year": 12345}', 27, "but it is 12345"),
        (GOOD[:-1] + ', "year": ' + "9" * 5000 + "}", 1, "a number in it has 5,000 digits"),
        (GOOD[:-1] + ', "title": "a\\u0000b"}', 27, "without NUL characters"),
        (GOOD[:-1] + ', "title": "\\ud800"}', 27, "'title' must be a text"),
        (GOOD[:-1] + ', "title": ["T"]}', 27, "'title' must be a text"),
        (GOOD[:-1] + ', "url": "http://y.test/"}', 1, 'it has "url" twice'),
        ("[" * 100_000, 1, "nested too deep"),
        ("\0", 1, "not JSON"),
    ],
)
def test_a_line_that_is_no_link_is_reported_and_the_others_are_read(
    line: str, column: int, words: str
) -> None:
    problems: list[Problem] = []
    pairs = list(from_json_lines("l.jsonl", f"{GOOD}\n{line}\n{GOOD}", problems))
    assert [use.line for _, use in pairs] == [1, 3]
    (problem,) = problems
    assert (problem.path, problem.line, problem.column) == ("l.jsonl", 2, column)
    assert problem.code == "link-input"
    assert words in problem.message
    assert len(problem.message) < 250


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
NAMES = st.sampled_from(["url", "title", "name", "role", "entry", "id", "authors", "year", "more"])


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAMES, VALUES) | VALUES, st.booleans())
def test_any_value_is_a_link_or_a_problem(value: object, escaped: bool) -> None:
    line = json.dumps(value, ensure_ascii=escaped)
    problems: list[Problem] = []
    pairs = list(from_json_lines("l.jsonl", line, problems))
    assert len(pairs) + len(problems) == 1
    for _, use in pairs:
        assert use.line == 1
        assert 1 <= use.column <= len(line)
        for text in (use.title, use.name, use.role, use.entry, *use.authors):
            text.encode()  # no half of a pair goes any further


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kowalski, Mira and Takeda, Jun", ("Kowalski, Mira", "Takeda, Jun")),
        ("Kowalski, M.; Takeda, J.", ("Kowalski, M.", "Takeda, J.")),
        ("Mira Kowalski, Jun Takeda and Ada Lovelace",
         ("Mira Kowalski", "Jun Takeda", "Ada Lovelace")),
        ("Mira Kowalski", ("Mira Kowalski",)),
        ("", ()),
    ],
)  # fmt: skip
def test_authors_given_as_one_text(text: str, names: tuple[str, ...]) -> None:
    line = json.dumps({"url": "https://a.example", "authors": text})
    assert next(iter(from_json_lines("-", line, [])))[1].authors == names


def test_odd_years_and_line_ends_inside_a_text_do_no_harm() -> None:
    rows = [{"url": "https://a.example", "title": "a\u2028b\u0085c", "year": "²"}]
    text = "\r\n".join(json.dumps(r, ensure_ascii=False) for r in rows * 2) + "\r\n"
    found = [use for _, use in from_json_lines("-", text, [])]
    assert [u.year for u in found] == [None, None]
    assert len(found) == 2
