"""What is pasted from anywhere - an id, an address, a repository - finds the paper it is of."""

from __future__ import annotations

import pytest

from awesome_p2ti.search.papers import search
from awesome_p2ti.search.pasted import leads_to, pasted
from awesome_p2ti.urls import canonical_key
from tests.make import paper
from tests.search.works import LISTED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2302.13848", ["otter"]),
        ("arXiv:2302.13848v2 [cs.CV]", ["otter"]),
        ("https://arxiv.org/pdf/2302.13848v1.pdf", ["otter"]),
        ("https://huggingface.co/papers/2302.13848", ["otter"]),
        ("https://doi.org/10.48550/arXiv.2302.13848", ["otter"]),
        ("10.1145/3610548.3618154", ["otter"]),
        ("https://dl.acm.org/doi/10.1145/3610548.3618154", ["otter"]),
        ("2305.00001", ["third"]),
        ("Learning a Pet, arXiv:2302.13848, 2023", ["otter"]),
        ("https://scholar.example.org/?q=2302.13848v2", ["otter"]),
        ("otter.github.io/pet/", ["otter"]),
        ("https://openreview.net/forum?id=NAQvF08TcyG&noteId=x", ["other"]),
        ("NAQvF08TcyG", ["other"]),
        ("otter/pet", ["otter"]),
        ("https://github.com/otter/pet.git", ["otter"]),
        ("git@github.com:Otter/Pet.git", ["otter"]),
        ("github.com/otter/pet/issues/3", ["otter"]),
        ("https://github.com/a/shared", ["other"]),
        ("https://github.com/a/shared/tree/main/third", ["third"]),
        ("https://github.com/a/shared/blob/main/x.py", ["other", "third"]),
        ("http://www.otter.github.io/pet#top", ["otter"]),
        ("otter.github.io/pet/?utm_source=x", ["otter"]),
        ("<https://otter.github.io/pet/>", ["otter"]),
        ("2302.13849", []),
        ("10.1145/3610548.3618155", []),
        ("https://otter.github.io/", []),
        ("old words", ["otter"]),
    ],
)
def test_what_is_pasted_is_found(text: str, found: list[str]) -> None:
    result = search(LISTED, text.split())
    assert sorted(p.id for p in result.papers) == found
    assert not result.fuzzy


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("https://github.com/Otter/Pet-Shop/", "http://www.GitHub.com/otter/pet-shop.git#top"),
        ("https://example.org/A/b/", "https://www.example.org/A/b"),
        ("https://example.org/?q=Pet", "http://example.org?q=Pet"),
        ("https://Example.org", "https://example.org/#top"),
        ("https://example.org/aa/bb", "https://example.org/aa/BB"),  # another page
        ("https://example.org/aa", "https://example.org/aa/bb"),
    ],
)
def test_an_address_is_found_in_each_spelling_of_its_key(listed: str, asked: str) -> None:
    entry = paper("x", links={"project": [listed]})
    same = canonical_key(listed) == canonical_key(asked)
    assert leads_to(entry.data, pasted([asked])) is same


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://proceedings.example.org/Zhu_A_Study_of_Four_Words_2023_paper.html", ["words"]),
        ("https://papers.example.org/a-study-of-four-words", ["words"]),
        ("https://papers.example.org/a-study-of-four-wordsmiths", []),
        ("https://papers.example.org/short", []),  # one word is no title
    ],
)
def test_a_title_in_an_address_is_found(url: str, found: list[str]) -> None:
    papers = [paper("words", title="A Study of Four Words"), paper("short", title="Short")]
    assert [p.id for p in search(papers, [url]).papers] == found
