"""Markup is told and taken out; formulas and mere signs stay."""

from __future__ import annotations

import pytest

from awesome_p2ti.normalize import plain_markup


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Fr\\'echet", "Fréchet"),
        ("Fr{\\'e}chet", "Fréchet"),
        ("Fr\\'{e}chet", "Fréchet"),
        ('{\\AA}ngstr{\\"o}m', "Ångström"),
        ("\\L{}ód\\'z", "Łódź"),
        ("\\c{C}elik", "Çelik"),
        ("\\textit{Otters} \\& Cats", "Otters & Cats"),
        ("{DreamBooth}: A Study", "DreamBooth: A Study"),
        ("100\\% Otter", "100% Otter"),
        ("Cats &amp; Dogs", "Cats & Dogs"),
        ("&quot;Otter&quot;", '"Otter"'),
        ("H<sub>2</sub>O", "H2O"),
        ("<i>A <b>Pet</b></i> of Mine", "A Pet of Mine"),
        ("A Pet</i>", "A Pet"),
        ("A<br>Pet", "A Pet"),
        ("A&nbsp;Pet &#8203;of Mine", "A Pet of Mine"),
        ("The &lt;b&gt; Tag", "The <b> Tag"),
        ("&amp;lt;i&amp;gt; and &lt;sks&gt;", "<i> and <sks>"),
        ("Dream{B}ooth for {${REF}}", "DreamBooth for {${REF}}"),
        ("{$\\theta$}-Net for Fr\\'echet", "{$\\theta$}-Net for Fréchet"),
    ],
)
def test_markup_is_taken_out(written: str, plain: str) -> None:
    assert plain_markup(written) == plain
    assert plain_markup(plain) == plain


@pytest.mark.parametrize(
    "text", ["$\\mathcal{P}+$: Otters", "Cats & Dogs", "AT&T; and more", "a < b > c", "I <3 Otters",
             "$\\lambda$-Eclipse", "R&D", "Otters^2_i",
             "The <b> Tag", "<sks> dog", "${GITHUB_REF}", "H_{2}O", "From {0, 1} to {A, B}", "&#0;",
             "A <p>", "if a<b and c>d"]
)  # fmt: skip
def test_what_is_no_markup_stays(text: str) -> None:
    assert plain_markup(text) == text
