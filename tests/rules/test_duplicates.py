"""One paper in two files: by its ids, its title, its links; and titles that only sound alike."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.normalize import title_words
from awesome_p2ti.problems import Problem
from awesome_p2ti.rules.duplicates import find_duplicates
from tests.make import listed, paper, written

LONG = "Personalized Generation of Images with Diffusion Models"


def found(*papers: dict[str, Any]) -> list[Problem]:
    """Return what is said of papers a, b, c, ... that are otherwise unlike."""
    entries = (
        paper(key, **{"title": f"{key * 9} {key * 8} {key * 7}", **about})
        for key, about in zip("abcdefghijklmnop", papers, strict=False)
    )
    return list(find_duplicates(listed(*entries)))


def reported(*titles: str) -> list[str]:
    return [p.code for p in found(*({"title": title} for title in titles))]


def links(**urls: Any) -> dict[str, Any]:
    return {"links": {role: [url] for role, url in urls.items()}}


@pytest.mark.parametrize(
    ("code", "one", "two", "field"),
    [
        ("arxiv", {"arxiv": "hep-th/9108001"}, {"arxiv": "hep-th/9108001"}, "arxiv"),
        ("doi", {"doi": "10.1145/ABC"}, {"doi": "10.1145/abc"}, "doi"),
        ("openreview", {"openreview": "abcdefghij"}, {"openreview": "abcdefghij"}, "openreview"),
        ("title", {"title": "Fréchet + More!"}, {"title": "Frechet: More"}, "title"),
    ],
)
def test_one_value_in_two_papers(
    code: str, one: dict[str, Any], two: dict[str, Any], field: str
) -> None:
    in_b, in_a = found(one, two)
    assert {in_a.code, in_b.code} == {f"duplicate-{code}"}
    assert in_a.path == "data/papers/2023/a.yaml"
    assert in_b.path == "data/papers/2023/b.yaml"
    assert in_a.message == f'{field} "{one[field]}" is also in {in_b.path}'
    assert in_b.message == f'{field} "{two[field]}" is also in {in_a.path}'
    hint = "keep one entry if it is the same paper, else correct one of the two"
    assert (in_a.hint, in_b.hint) == (hint, hint)


@pytest.mark.parametrize(
    ("one", "two", "codes"),
    [
        ({"code": "https://github.com/o/pet"}, {"code": "https://github.com/O/Pet.git"}, "code"),
        ({"code": "https://github.com/o/pet"}, {"code": "https://github.com/o/pet/tree/main"},
         "code"),
        ({"code": "https://github.com/o/pet"}, {"project": "https://github.com/o/pet"}, "code"),
        ({"project": "https://github.com/o/pet"}, {"project": "https://github.com/o/pet"},
         "project"),
        ({"project": "https://o.example.org/pet/"},
         {"project": "https://o.example.org/pet/index.html"}, "project"),
        ({"code": "https://github.com/o/pet"}, {"code": "https://github.com/o/pet/tree/main/a"},
         ""),
        ({"code": "https://o.example.org/pet"}, {"project": "https://o.example.org/pet"}, ""),
    ],
)  # fmt: skip
def test_one_repository_or_page_in_two_spellings(
    one: dict[str, str], two: dict[str, str], codes: str
) -> None:
    expected = [f"duplicate-{codes}"] * 2 if codes else []
    assert [p.code for p in found(links(**one), links(**two))] == expected


@pytest.mark.parametrize("role", ["code", "project"])
def test_one_address_in_two_papers(role: str) -> None:
    one, two = {"url": "https://x.example.org/p"}, {"url": "http://www.x.example.org/p/"}
    in_b, in_a = found(links(**{role: one}), links(**{role: two}))
    assert {in_a.code, in_b.code} == {f"duplicate-{role}"}
    assert in_b.message == f'links.{role} "{two["url"]}" is also in data/papers/2023/a.yaml'
    hint = "keep one entry if it is the same paper, else correct one of the two, or add "
    assert (in_a.hint, in_b.hint) == (hint + "distinct_from: [b]", hint + "distinct_from: [a]")
    by_others = {**two, "official": False}
    assert found(links(**{role: one}), links(**{role: by_others})) == []
    other = {"code": "project", "project": "code"}[role]
    assert found(links(**{role: one}), links(**{other: one})) == []
    assert found(links(weights=one), links(weights=one)) == []


def test_where_a_value_stands_twice() -> None:
    text = 'title: {}\ndate: 2023-02\narxiv: "{}"\ntasks: [subject]\nlinks:\n'
    urls = "  code:\n    - https://x.example.org/{}\n    - url: https://x.example.org/p\n"
    texts = {
        f"papers/2023/{key}": text.format(key * 9, arxiv) + urls.format(key)
        for key, arxiv in (("a", "2302.00001"), ("b", "2302.00001"))
    }
    places = [(p.code, p.line, p.column) for p in find_duplicates(written(texts))]
    assert places == [("duplicate-arxiv", 3, 8)] * 2 + [("duplicate-code", 8, 12)] * 2
    same = {path: text.replace(path[-1] * 9, "On Moths") for path, text in texts.items()}
    near = {path: text.replace(path[-1] * 9, f"{path[-1]}: {LONG}") for path, text in texts.items()}
    near = {path: text.replace("title: ", "title: '").replace(LONG, f"{LONG}'")
            for path, text in near.items()}  # fmt: skip
    for changed, code in ((same, "duplicate-title"), (near, "similar-title")):
        titles = [(p.line, p.column) for p in find_duplicates(written(changed)) if p.code == code]
        assert titles == [(1, 8)] * 2


def test_a_value_in_three_papers_is_said_of_the_first_and_each_other() -> None:
    told = [(p.path[-6], p.message[-6]) for p in found(*[{"arxiv": "2302.00001"}] * 3)]
    assert told == [("b", "a"), ("a", "b"), ("c", "a"), ("a", "c")]


def test_what_a_paper_has_twice_itself_is_no_other_paper() -> None:
    url = {"url": "https://x.example.org/p"}
    assert found({"links": {"code": [url, url]}}, {}) == []


@pytest.mark.parametrize("marked", [({"distinct_from": ["b"]}, {}), ({}, {"distinct_from": ["a"]})])
@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"title": "On Moths"}, {"title": "On Moths"}),
        ({"title": f"Fast {LONG}"}, {"title": f"Faster {LONG}"}),
        ({"doi": "10.1145/1"}, {"doi": "10.1145/1"}),
    ],
)
def test_papers_that_say_so_are_two(
    marked: tuple[dict[str, Any], dict[str, Any]], one: dict[str, Any], two: dict[str, Any]
) -> None:
    assert found(one, two) != []
    assert found({**one, **marked[0]}, {**two, **marked[1]}) == []
    assert found({**one, "distinct_from": ["c"]}, {**two, "distinct_from": ["c"]}) != []


FIVE, FOUR = "Silver Moths Woven in Rain", "Silver Moths in Rain"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (f"Fast {LONG}", f"Faster {LONG}"),
        (LONG, f"SomeName: {LONG}"),
        (f"OtherName: {LONG}", f"SomeName: {LONG}"),
        (f"OtherName: {FIVE}", f"Zorn: {FIVE}"),
        (f"OtherName: {FIVE}", FIVE),
        ("Customised Images from a Few Pictures", "Customized Images from a Few Pictures"),
        ("Customized Images from Few Pictures", "Customized Images from a Few Pictures"),
        ("Photographic Portraiture of Customisation", "Photographic Portraiture of Customization"),
        (f"One Other Name: {FIVE}", f"Zorn: {FIVE}"),
        ("Zorn: Fine-Tuning on Moths", "Zorn: Finetuning on Moths"),
        ("Multi-Subject Training-Free Moths", "Multisubject Trainingfree Moths"),
    ],
)  # fmt: skip
def test_nearly_the_same(one: str, two: str) -> None:
    in_b, in_a = found({"title": one}, {"title": two})
    assert (in_a.code, in_b.code) == ("similar-title", "similar-title")
    assert in_a.message == f'title: nearly the same as "{two}" in data/papers/2023/b.yaml'
    assert in_b.message == f'title: nearly the same as "{one}" in data/papers/2023/a.yaml'
    assert in_a.hint == "keep one entry, or add distinct_from: [b] if they are two works"
    assert in_b.hint == "keep one entry, or add distinct_from: [a] if they are two works"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Cones: Concept Neurons in Diffusion Models", "Cones 2: Customizable Image Synthesis"),
        (f"{LONG}: Part 1", f"{LONG}: Part 2"),
        (f"Work 1: {LONG}", f"Work 2: {LONG}"),
        ("Style Transfer", "Style Transfers"),
        ("Photographic Portraiture Customisation", "Photographic Portraiture Customization"),
        (f"Work 1a: {LONG}", f"Work 2b: {LONG}"),
        (f"Fast {LONG}", "Fast Editing of Films by Words Alone"),
        (f"OtherName: {FOUR}", f"Zorn: {FOUR}"),
        ("Silver Moths in Winter", "Silver Moths in Spring"),
    ],
)
def test_two_works(one: str, two: str) -> None:
    assert reported(one, two) == []


def test_the_same_but_for_marks() -> None:
    assert title_words("P+: Éxtended—Conditioning") == "p extended conditioning"
    assert reported("Fréchet + More!", "Frechet: More") == ["duplicate-title"] * 2


def test_a_turn_of_phrase_is_not_reported_for_ever() -> None:
    names = "Alpha Beta Gamma Delta Epsilon Zeta Theta Iota Kappa Lambda".split()
    assert reported(*(f"{name}: {LONG}" for name in names[:4])) == ["similar-title"] * 6
    assert reported(*(f"{name}: {LONG}" for name in names)) == ["similar-title"] * 6
