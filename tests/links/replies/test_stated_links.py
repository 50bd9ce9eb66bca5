"""Addresses and ids that authors write, and the notices by which they take a paper back."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.replies.notices import newer_paper_in
from awesome_p2ti.links.replies.stated_links import (
    addresses_in,
    arxiv_ids_in,
    links_in,
    repository_in,
    role_of,
)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Code: https://github.com/a/b.", ["https://github.com/a/b"]),
        ("(see https://a.github.io/b/)", ["https://a.github.io/b/"]),
        ("at github.com/a/b, and a.github.io", ["https://github.com/a/b", "https://a.github.io"]),
        ("https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("\\url{https://a.github.io}", ["https://a.github.io"]),
        ("mail me@a.github.io", []),
        ("no address at all", []),
    ],
)
def test_addresses(text: str, urls: list[str]) -> None:
    assert addresses_in(text) == urls


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://github.com/a/b", "code"),
        ("https://github.com/a/b/tree/main/c", "code"),
        ("https://github.com/a", None),
        ("https://github.com/topics/diffusion", None),
        ("https://huggingface.co/a/b", "weights"),
        ("https://huggingface.co/spaces/a/b", "demo"),
        ("https://huggingface.co/datasets/a/b", "dataset"),
        ("https://huggingface.co/papers/2304.03411", None),
        ("https://a.github.io/b", "project"),
        ("https://a-b.hf.space", "demo"),
        ("https://youtu.be/abc", "video"),
        ("https://example.org/a", None),
        ("not an address", None),
    ],
)
def test_roles(url: str, role: str | None) -> None:
    assert role_of(url) == role


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/a/b.git", "a/b"),
        ("https://www.github.com/a/b/issues/1", "a/b"),
        ("https://gitlab.com/a/b", ""),
        ("https://github.com/a", ""),
    ],
)
def test_repositories(url: str, name: str) -> None:
    assert repository_in(url) == name


def test_links_of_a_paper_are_given_by_its_authors() -> None:
    (code, page) = links_in("https://github.com/a/b", "https://github.com/a/b https://a.github.io")
    assert (code.role, code.vouched, code.place) == ("code", True, "paper")
    assert page.role == "project"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("arXiv:2304.03411v2 [cs.CV]", ["2304.03411"]),
        ("https://arxiv.org/pdf/2304.03411.pdf https://arxiv.org/abs/2304.03411", ["2304.03411"]),
        ("eprint={2304.03411}, year=2023", ["2304.03411"]),
        ("https://huggingface.co/papers/2304.03411", ["2304.03411"]),
        ("https://doi.org/10.48550/arXiv.2304.03411", ["2304.03411"]),
        ("arXiv:cs/0601001 and arXiv 2304.03411", ["cs/0601001", "2304.03411"]),
        ("version 2304.03411 of our tool", []),
        ("arXiv:2304.034112", []),
    ],
)
def test_arxiv_ids(text: str, ids: list[str]) -> None:
    assert arxiv_ids_in(text) == ids


@pytest.mark.parametrize(
    ("comment", "ident"),
    [
        ("New version: arXiv:2406.16384", "2406.16384"),
        ("Superseded by arXiv:2406.16384v2", "2406.16384"),
        ("This work has been merged into arXiv:2406.16384", "2406.16384"),
        ("The extended version is https://arxiv.org/abs/2406.16384", "2406.16384"),
        ("This is a new version of arXiv:2406.16384", ""),
        ("See also arXiv:2406.16384", ""),
        ("Builds on arXiv:2406.16384", ""),
        ("An extension of arXiv:2406.16384", ""),
        ("New version with more figures", ""),
    ],
)
def test_the_paper_to_read_instead(comment: str, ident: str) -> None:
    assert newer_paper_in(comment) == ident
