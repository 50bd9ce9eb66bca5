"""BibTeX parses back to what the entries say, whatever they say."""

from __future__ import annotations

import re
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.outputs.bibtex import bibtex, escape, name, title
from awesome_p2ti.schema.field_types import venue_parts
from tests.make import paper
from tests.outputs.test_markdown_escape import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
LINE = HOSTILE.map(lambda s: " ".join(s.split())).filter(bool)
COMMANDS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textless{}": "<",
    r"\textgreater{}": ">", r"\textbar{}": "|", r"\textquotedbl{}": '"',
}  # fmt: skip


JOURNALS = {"TMLR", "TPAMI", "IJCV"}


def parsed(text: str) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks, library.failed_blocks
    assert not library.comments
    assert not library.strings
    return {
        entry.key: {"type": entry.entry_type, **{f.key: f.value for f in entry.fields}}
        for entry in library.entries
    }


def printed(value: str) -> str:
    """Return what LaTeX prints for a field: commands obeyed, braces gone."""
    pattern = "|".join(re.escape(c) for c in COMMANDS) + r"|\\[&%$#_]|[{}]"
    return re.sub(pattern, lambda m: COMMANDS.get(m[0], m[0][1:] if m[0][0] == "\\" else ""), value)


def test_the_whole_list_parses_back() -> None:
    listed, _ = catalog.load(ROOT)
    found = parsed(bibtex(listed.papers.values(), listed.journals))
    assert list(found) == list(listed.papers)
    for key, fields in found.items():
        data = listed.papers[key].data
        assert printed(fields["title"]) == data.title
        assert printed(fields.get("author", "")) == " and ".join(data.authors or ())
        assert fields.get("eprint") == data.arxiv
        assert fields.get("doi") == data.doi
        assert fields["year"] == (str(venue_parts(data.venue)[1]) if data.venue else data.date[:4])
        assert {"article": "journal", "inproceedings": "booktitle", "misc": "year"}[
            fields["type"]
        ] in fields


@given(LINE, st.lists(LINE, min_size=1, max_size=3))
def test_hostile_text_parses_back(text: str, authors: list[str]) -> None:
    entries = [
        paper("one", title=text, authors=authors, venue="TMLR 2024", arxiv="2301.00001"),
        paper("two", title="After"),
    ]
    found = parsed(bibtex(entries, JOURNALS))
    assert list(found) == ["one", "two"]
    assert printed(found["one"]["title"]) == text
    assert printed(found["one"]["author"]) == " and ".join(authors)
    assert found["two"]["title"] == "After"


@given(st.text(max_size=60))
def test_braces_balance_at_every_place(text: str) -> None:
    for value in (escape(text), title(text), name(text)):
        depth = 0
        for char in value:
            depth += (char == "{") - (char == "}")
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("DreamBooth: Fine Tuning of Models", "{DreamBooth}: Fine Tuning of Models"),
        ("A 3D-Aware LoRA/IP-Adapter", "A {3D}-Aware {LoRA}/{IP}-Adapter"),
        ("λ-ECLIPSE & P+", r"λ-{ECLIPSE} \& P+"),
        ("100% {x}_y", r"100\% \textbraceleft{}x\textbraceright{}\_y"),
    ],
)
def test_braces_keep_the_capitals_of_names(text: str, kept: str) -> None:
    assert title(text) == kept


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("Rinon Gal", "Rinon Gal"),
        ("Research and Friends", "{Research and Friends}"),
        ("Smith, Jr.", "{Smith, Jr.}"),
        ("Alexander Andersson", "Alexander Andersson"),
    ],
)
def test_names_stay_in_one_piece(author: str, written: str) -> None:
    assert name(author) == written


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"venue": "CVPR 2023"}, {"type": "inproceedings", "booktitle": "CVPR", "year": "2023"}),
        (
            {"venue": "CVPR 2023 Workshop (AI4CC)"},
            {"type": "inproceedings", "booktitle": "CVPR Workshop (AI4CC)", "year": "2023"},
        ),
        ({"venue": "TMLR 2024"}, {"type": "article", "journal": "TMLR", "year": "2024"}),
        (
            {"arxiv": "2208.12242"},
            {
                "type": "misc", "year": "2023", "eprint": "2208.12242", "archivePrefix": "arXiv",
                "url": "https://arxiv.org/abs/2208.12242",
            },
        ),
        (
            {"doi": "10.1145/3610548.3618154"},
            {
                "type": "misc", "year": "2023", "doi": "10.1145/3610548.3618154",
                "url": "https://doi.org/10.1145/3610548.3618154",
            },
        ),
        ({}, {"type": "misc", "year": "2023"}),
    ],
)  # fmt: skip
def test_a_record_holds_what_the_entry_holds_and_nothing_else(
    fields: dict[str, str], expected: dict[str, str]
) -> None:
    found = parsed(bibtex([paper("one", title="One", **fields)], JOURNALS))["one"]
    assert found == {"title": "One", **expected}


def test_a_doi_that_latex_would_obey_is_left_to_the_address() -> None:
    found = parsed(bibtex([paper("one", doi="10.1000/a{b}%c")], JOURNALS))["one"]
    assert "doi" not in found
    assert "{" not in found["url"]
