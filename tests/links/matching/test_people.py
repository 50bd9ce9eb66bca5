"""Authors in a text, in the orders and spellings in which READMEs and BibTeX have them."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.matching.people import names_people
from awesome_p2ti.links.matching.source_text import read_source

AUTHORS = (
    "Gül Arslanova",
    "Jürgen Möller",
    "Łukasz Wirecki",
    "Aäron van den Hoek",
    "Xiaoming Li",
    "Lei Wang",
    "Daniel Mar-Or",
    "Rashid Azmeh",
    "Nadia Azmeh",
)


@pytest.mark.parametrize(
    "text",
    [
        "Arslanova and Wirecki",
        'G{\\"u}l Arslanova, {\\L}ukasz Wirecki',
        "ARSLANOVA, G. and HOEK, A.",
        "Juergen Moeller and Lukasz Wirecki",
        'author={M{\\"o}ller, J{\\"u}rgen and van den Hoek, A{\\"a}ron}',
        "Daniel Mar-Or and Aaron van den Hoek",
        "LI Xiaoming, WANG Lei",
        "Xiao-Ming Li, Wang Lei",
        "author={Li, Xiaoming and Wang, Lei}",
        "Xiaoming&nbsp;Li<sup>1</sup>, Lei&nbsp;Wang<sup>2</sup>",
        "Xiaoming Li1, Lei Wang2",
        "[Xiaoming Li](https://x.test/a)\\*, **Lei** Wang†",
        "[Arslanova](https://x.test/a), https://xiaomingli.test",
        "X. Li, L. Wang",
        "Li, X. and Wang, L.",
        "Li and Wang",
        "Rashid and Nadia: Rashid Azmeh, Nadia Azmeh",
    ],
)
def test_two_authors_are_named(text: str) -> None:
    assert names_people(AUTHORS, read_source(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Arslanova",
        "Li Wang and Wang Li",  # somebody's whole name
        "Y. Li, Y. Wang",
        "Li, Y. and Wang, Y.",
        "Xiaoming Liu and Wang Leila",
        "Lei Wang and another Wang",
        "by Azmeh",  # one of two of that name
        "the arslanovas of Wireckie",
    ],
)
def test_nobody_or_one_is_named(text: str) -> None:
    assert not names_people(AUTHORS, read_source(text).words)


def test_the_only_author_is_enough_and_nobody_is_not() -> None:
    assert names_people(("Lei Wang",), "code by lei wang")
    assert not names_people(("Lei Wang",), "code by wang")
    assert not names_people((), "code by lei wang")
    assert not names_people(("Madonna",), "madonna")
