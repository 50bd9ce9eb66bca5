"""Markup is told and taken out; formulas and mere signs stay."""

from __future__ import annotations

import pytest

from awesome_p2ti.normalize import plain_markup
from awesome_p2ti.rules.texts import titles_are_plain
from tests.make import written


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


def test_names_of_metrics_and_datasets_and_of_their_works_are_plain() -> None:
    found = written({
        "metrics/fid": "name: Fr\\'echet Distance\nabbreviation: <b>FID</b>\n"
        "group: image quality\nmeasures: a <b> tag\nbetter: lower\n"
        "papers:\n  - title: Cats &amp; Dogs\n    arxiv: \"2208.12242\"\n",
        "datasets/otters": "name: “Otters”\nkind: dataset\nholds: pictures\n",
    })  # fmt: skip
    problems = [(p.path, p.line, p.code, p.message) for p in titles_are_plain(found)]
    metric, dataset = "data/metrics/fid.yaml", "data/datasets/otters.yaml"
    assert problems == [
        (metric, 1, "markup", 'name holds LaTeX: "Fr\\\'echet Distance"'),
        (metric, 2, "markup", 'abbreviation holds HTML: "<b>FID</b>"'),
        (metric, 7, "markup", 'title holds HTML: "Cats &amp; Dogs"'),
        (dataset, 1, "curly-quotes", problems[-1][3]),
    ]
