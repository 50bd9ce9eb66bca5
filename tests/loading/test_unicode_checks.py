"""Broken encodings are found and mended right; sound text is left alone."""

from __future__ import annotations

import pytest

from awesome_p2ti.escaping import visible_json
from awesome_p2ti.loading.unicode_checks import find_text_issues, fix_mojibake

LETTERS = "àáâãäåæçèéêëìíîïñòóôõöùúûüÿÀÂÃÄÅÆÇÈÉÊËÌÎÑÒÓÔÕÖØÙÚÛÜß"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_that_was_read_wrongly_is_mended(letter: str, encoding: str) -> None:
    broken = letter.encode().decode(encoding)
    if not broken.isprintable() or (encoding == "mac_roman" and letter == "ù"):
        return  # said to be a control character; or it may be a formula: "√π"
    assert fix_mojibake(broken) == letter
    (flaw,) = find_text_issues(f"Ren{broken}s Vale")
    assert (flaw.code, flaw.replacement) == ("broken-encoding", letter)


@pytest.mark.parametrize("broken", ["â€™", "‚Äô", "â€“", "Ð¿Ñ€Ð¸", "Å‚", "≈Ç", "Å¡", "Ã–", "Â°"])
def test_more_that_is_mended(broken: str) -> None:
    assert fix_mojibake(broken) in {"’", "–", "при", "ł", "š", "Ö", "°"}


@pytest.mark.parametrize(
    "sound",
    ["L’été", "“Émile”", "“CAFÉ”", "„Spaß“", "„Å“", "„Ä“", "Maß–Schneider", "É—", "ΔE≈π", "√π",
     "√Ω", "≈∞", "naïve", "Łódź", "«À»", "é…", "É’s", "ö“", "—É", "пример", "中文", "αβγ",
     "Ω≈ç", "ß”"],
)  # fmt: skip
def test_sound_text_is_left_alone(sound: str) -> None:
    assert list(find_text_issues(sound)) == []


def test_no_pair_of_a_letter_and_a_quote_is_broken() -> None:
    for letter in set(LETTERS) - set("ÃÂ"):  # these two hardly ever end or begin a word
        for mark in "–—’‘“”…«»":
            assert fix_mojibake(letter + mark) == "", (letter, mark)
        for mark in "–—’‘“”…«»„‚":
            assert fix_mojibake(mark + letter) == "", (mark, letter)


def test_json_shows_nothing_that_a_terminal_obeys() -> None:
    text = '{\n "a": "\x9b\u2028\U000e0041é"\n}'
    assert visible_json(text) == '{\n "a": "\\u009b\\u2028\\udb40\\udc41é"\n}'
    assert visible_json('"é"\n') == '"é"\n'
