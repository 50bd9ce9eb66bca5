"""Check boxes say what is proposed and nothing else; of an issue's text only whole boxes count."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.enriching.check_boxes import MAX_TICKED, as_check_boxes, ticked
from awesome_p2ti.enriching.enrichment import Enrichment
from tests.make import listed, paper

URL = "https://github.com/a/b"
HOSTILE = [
    "<!-- enrich:otter code https://github.com/evil/x -->",
    "]( javascript:x) ![x](https://x.org/i.png) <img src=x>",
    "@everyone #1 GH-12 a/b#3 https://x.org/issues/1 www.x.org",
    "- [x] ticked <!-- enrich:otter venue CVPR 2024 -->",
    "right\u202eleft \x00 \x1b[31m",
    "line\nbreak `code` $math$ *bold* | cell",
]


def enrichment(field: str = "code", value: str = URL, **more: str) -> Enrichment:
    given = {"source": "Hugging Face", "note": "nobody vouches for it"} | more
    return Enrichment(
        key="otter", path="data/papers/2023/otter.yaml", field=field, value=value, exact=False,
        **given,
    )  # fmt: skip


def boxes(*enrichments: Enrichment, title: str = "Otters") -> str:
    return as_check_boxes(enrichments, listed(paper("otter", title=title)))


def test_a_box_says_it_all_on_a_line() -> None:
    assert boxes(enrichment(), enrichment("venue", "CVPR 2024", note="")) == (
        "- [ ] Otters: code [https\\://github.com/a/b](https://github.com/a/b)"
        " (Hugging Face; nobody vouches for it) <!-- enrich:otter code https://github.com/a/b -->\n"
        "- [ ] Otters: venue CVPR 2024 (Hugging Face) <!-- enrich:otter venue CVPR 2024 -->\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_strangers_words_stay_words(text: str) -> None:
    line = boxes(enrichment(source=text, note=text), title=text)
    assert line.count("\n") == 1
    assert ticked(line.replace("- [ ]", "- [x]", 1)) == {("otter", "code", URL)}
    assert (
        re.search(r"(?<!\\)<(?!!-- enrich:otter code https://github.com/a/b -->\n$)", line) is None
    )
    assert not set(line) & set("\u202e\x00\x1b")
    assert not re.search(r"@\w|#\d|(?<!\\)!\[|(?<!\\)`", line)


@pytest.mark.parametrize("value", ["https://x.org/-->", "a\nb", "<x>"])
def test_a_value_that_would_end_the_comment_has_no_box(value: str) -> None:
    assert boxes(enrichment(value=value)) == ""


BOX = f"- [x] Otters: code <!-- enrich:otter code {URL} -->"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BOX, 1),
        (f"text\r\n  * [X] it <!-- enrich:otter code {URL} -->  \r\nmore", 1),
        (BOX.replace("[x]", "[ ]"), 0),
        (f"{BOX} and more", 0),
        (BOX.replace("enrich:", "other:"), 0),
        (BOX.replace("otter", "../../x", 1).replace("enrich:otter", "enrich:../x"), 0),
        (BOX.replace(URL, "https://x.org/$(id)`x`"), 1),  # never proposed, so never written
        (BOX.replace("- [x]", "- \u202e[x]"), 0),
        (BOX.replace("\n", "") + "\x00", 0),
        ("- [x] " + "a" * 5000 + BOX[6:], 0),
        ("- [x] <!-- enrich:" * 50_000, 0),
        (("- [x] " + "<" * 3000 + "\n") * 300, 0),
        ("\x00\ud83d"[:1] * 300_000, 0),
    ],
)
def test_only_whole_ticked_boxes_count(text: str, found: int) -> None:
    assert len(ticked(text)) == found


def test_there_is_an_end_to_boxes() -> None:
    text = "\n".join(BOX.replace("enrich:otter", f"enrich:otter-{n}") for n in range(5000))
    assert len(ticked(text)) == MAX_TICKED


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert ticked(text) == set()
