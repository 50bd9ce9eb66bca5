"""A pattern is compiled when something is looked for, and finds what the compiled one finds."""

from __future__ import annotations

import re

import pytest

from awesome_p2ti.patterns import pattern


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    ours, theirs = pattern(r"(?P<a>a)b?", re.IGNORECASE), re.compile(r"(?P<a>a)b?", re.IGNORECASE)
    assert (ours.pattern, ours.search("xAB")["a"]) == (theirs.pattern, "A")  # type: ignore[index]
    assert ours.sub("-", "abxA") == theirs.sub("-", "abxA") == "-x-"
    assert ours.findall("ab A") == theirs.findall("ab A") == ["a", "A"]
    assert ours.fullmatch("abc") is None
    assert ours.groups == 1


def test_a_pattern_is_compiled_once_and_not_before_its_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def counted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_now(text, flags)

    monkeypatch.setattr(re, "compile", counted)
    found = pattern("a+")
    assert (found.pattern, compiled) == ("a+", [])
    assert found.match("aa")
    assert found.search("baa")
    assert compiled == ["a+"]
