"""Ids are found in addresses of papers, and the hint says in which field they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_p2ti.catalog import catalog_from_sources
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.rules.duplicates import find_duplicates
from awesome_p2ti.rules.misplaced_ids import ids_stand_in_their_fields


def source(name: str, more: str) -> SourceFile:
    text = f"title: {name.title()}\ndate: 2023-02\ntasks: [subject]\n{more}\n"
    return SourceFile(f"data/papers/2023/{name}.yaml", text)


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ("doi: 10.48550/arXiv.2302.13848", 'write arxiv: "2302.13848" instead'),
        ('doi: 10.48550/arXiv.2302.13848\narxiv: "2302.13848"',
         "delete it: arxiv says so already"),
        ('doi: 10.48550/arXiv.2302.13848\narxiv: "2302.13849"',
         "delete the one that is another paper's: arxiv is 2302.13849"),
        ("links: {paper: 'https://arxiv.org/abs/2302.13848'}",
         'write arxiv: "2302.13848" instead of links.paper, beside the title'),
        ("links: {paper: 'https://dl.acm.org/doi/10.1145/3610548.3618154'}",
         'write doi: "10.1145/3610548.3618154" instead of links.paper, beside the title'),
        ("links: {paper: 'https://openreview.net/forum?id=NAQvF08TcyG'}",
         'write openreview: "NAQvF08TcyG" instead of links.paper, beside the title'),
    ],
)  # fmt: skip
def test_where_an_id_belongs(fields: str, hint: str) -> None:
    catalog = catalog_from_sources(Path(), [source("one", fields)])
    (problem,) = ids_stand_in_their_fields(catalog)
    assert (problem.code, problem.hint) == ("misplaced-id", hint)


def test_a_paper_elsewhere_is_fine() -> None:
    paper = source("one", "links: {paper: 'https://papers.example.org/otter-2302.pdf'}")
    assert list(ids_stand_in_their_fields(catalog_from_sources(Path(), [paper]))) == []


@pytest.mark.parametrize(
    ("one", "two", "code"),
    [
        ('arxiv: "2302.13848"', "doi: 10.48550/arXiv.2302.13848", "duplicate-arxiv"),
        ('arxiv: "2302.13848"', "links: {paper: 'https://arxiv.org/abs/2302.13848'}",
         "duplicate-arxiv"),
        ("doi: 10.1145/3610548.3618154",
         "links: {paper: 'https://doi.org/10.1145/3610548.3618154'}", "duplicate-doi"),
        ("links: {paper: 'https://a.example.org/p.pdf'}",
         "links: {paper: 'https://a.example.org/p.pdf'}", "duplicate-paper"),
        ("former_titles: [Two]", 'arxiv: "2302.13848"', "duplicate-title"),
        ("former_titles: [Both Once]", "former_titles: ['Both, once']", "duplicate-title"),
    ],
)  # fmt: skip
def test_the_same_work_by_another_name(one: str, two: str, code: str) -> None:
    catalog = catalog_from_sources(Path(), [source("one", one), source("two", two)])
    found = [p for p in find_duplicates(catalog) if p.code == code]
    assert sorted(p.path for p in found) == [
        "data/papers/2023/one.yaml",
        "data/papers/2023/two.yaml",
    ]
