"""BibTeX parses back to what the entries say, whatever they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.outputs.bibtex import bibtex, escape, name, title
from awesome_p2ti.schema.field_types import venue_parts
from tests.conftest import needs
from tests.make import paper, real_list
from tests.outputs.test_markdown_escape import HOSTILE

LINE = HOSTILE.map(lambda s: " ".join(s.split())).filter(bool)
COMMANDS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textless{}": "<",
    r"\textgreater{}": ">", r"\textbar{}": "|", "``": '"', "''": '"',
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
    listed = real_list()
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


STYLE = """
ENTRY {author title} {} {}
INTEGERS {n i}
FUNCTION {show} {
  cite$ write$ newline$
  title "t" change.case$ write$ newline$
  author empty$ 'skip$ {
    author num.names$ 'n :=
    #1 'i :=
    { i n #1 + < } {
      author i "{ff}|{vv}|{ll}|{jj}" format.name$ write$ newline$
      i #1 + 'i :=
    } while$
  } if$
  newline$
}
FUNCTION {article} {show}
FUNCTION {inproceedings} {show}
FUNCTION {misc} {show}
READ
ITERATE {call.type$}
"""
"""A style that prints a title as a sentence, and each name taken apart, one on a line."""


def read_by_bibtex(text: str, folder: Path) -> dict[str, list[str]]:
    """Return what BibTeX itself makes of each record: its title, and the names in it."""
    program = shutil.which("bibtex")
    needs("bibtex (texlive-binaries)", program)
    (folder / "list.bib").write_text(text, encoding="utf-8")
    (folder / "show.bst").write_text(STYLE, encoding="utf-8")
    (folder / "list.aux").write_text("\\citation{*}\n\\bibdata{list}\n\\bibstyle{show}\n")
    here = {"BIBINPUTS": ".", "BSTINPUTS": ".", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [str(program), "list"], cwd=folder, env=here, capture_output=True, text=True
    )
    assert (done.returncode, "Warning" in done.stdout) == (0, False), done.stdout
    shown = (folder / "list.bbl").read_text(encoding="utf-8").replace("\n  ", " ")
    blocks = [block.split("\n") for block in shown.strip().split("\n\n")]
    return {key: [printed(line.replace("~", " ")) for line in lines] for key, *lines in blocks}


def test_bibtex_itself_reads_the_whole_list(tmp_path: Path) -> None:
    listed = real_list()
    names = [p.data.name for p in listed.papers.values() if p.data.name]
    found = read_by_bibtex(bibtex(listed.papers.values(), listed.journals, names), tmp_path)
    assert found.keys() == listed.papers.keys()
    held = 0
    for key, (shown, *authors) in found.items():
        data = listed.papers[key].data
        assert shown.casefold() == data.title.casefold()
        if data.name and re.search(rf"(?<!\w){re.escape(data.name)}(?!\w)", data.title):
            held += 1
            assert data.name in shown
        assert [" ".join(filter(None, a.split("|"))) for a in authors] == list(data.authors or ())
    assert held > len(found) / 3


def test_bibtex_itself_takes_names_apart_rightly(tmp_path: Path) -> None:
    families = {
        "Ina De la Reed": "De la Reed", "Joost van de Weijer": "van de|Weijer",
        "Luc Van Gool": "Van Gool", "Thanh Van Le": "Le", "Shin seong Kim": "Kim",
        "Élise Łucja Martin": "Martin", "Research and Friends": "Research and Friends",
    }  # fmt: skip
    found = read_by_bibtex(bibtex([paper("one", authors=list(families))], JOURNALS), tmp_path)
    told = [re.sub(r"^[^|]*\|\|?|\|$", "", name) for name in found["one"][1:]]
    assert told == list(families.values())


@given(LINE, st.lists(LINE, min_size=1, max_size=3))
def test_hostile_text_parses_back(text: str, authors: list[str]) -> None:
    entries = [
        paper("one", title=text, authors=authors, venue="TMLR 2024", arxiv="2301.00001"),
        paper("two", title="After"),
    ]
    found = parsed(bibtex(entries, JOURNALS))
    assert list(found) == ["one", "two"]
    assert printed(found["one"]["title"]) == re.sub("``|''", '"', text)
    assert printed(found["one"]["author"]) == re.sub("``|''", '"', " and ".join(authors))
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
        ('Finding a "Name Space" in T2I', r"Finding a ``Name Space'' in {T2I}"),
        ('A 7" Screen, "sic', 'A 7{"} Screen, {"}sic'),
        ("A 3D-Aware LoRA/IP-Adapter", "A {3D}-Aware {LoRA}/{IP}-Adapter"),
        ("λ-ECLIPSE & P+", r"λ-{ECLIPSE} \& P+"),
        ("100% {x}_y", r"100\% \textbraceleft{}x\textbraceright{}\_y"),
    ],
)
def test_braces_keep_the_capitals_of_names(text: str, kept: str) -> None:
    assert title(text) == kept


@pytest.mark.parametrize(
    ("text", "method", "kept"),
    [
        ("Learning a Pet with IP-Otter", "IP-Otter", "Learning a Pet with {IP-Otter}"),
        ("C-LoRA: Continual", "C-LoRA", "{C-LoRA}: Continual"),
        ("Perfusion and Others", "Perfusion", "{Perfusion} and Others"),
        ("Custom Diffusion, Again", "Custom Diffusion", "{Custom Diffusion}, Again"),
        ("P+: Extended", "P+", "{P+}: Extended"),
        ("A Study of IP-Adapter.", "", "A Study of {IP-Adapter}."),
        ("LooseControl", "Loose", "{LooseControl}"),
        ("One & Only_X", "Only_X", r"One \& {Only\_X}"),
    ],
)
def test_the_names_of_methods_keep_their_capitals(text: str, method: str, kept: str) -> None:
    assert title(text, method, {"IP-Adapter"}) == kept


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("Rinon Gal", "Rinon Gal"),
        ("Research and Friends", "{Research and Friends}"),
        ("Smith, Jr.", "{Smith, Jr.}"),
        ("Alexander Andersson", "Alexander Andersson"),
        ("Ina De la Reed", "Ina {De la Reed}"),
        ("Fernando De La Torre Frade", "Fernando {De La Torre Frade}"),
        ("Joost van de Weijer", "Joost van de Weijer"),
        ("Luc Van Gool", "Luc {Van Gool}"),
        ("Thanh Van Le", "Thanh Van Le"),
        ("Donglin Di Wang", "Donglin Di Wang"),
        ("Dante De Nigris", "Dante {De Nigris}"),
        ("De Wang", "De Wang"),
        ("Shin seong Kim", "Shin {seong} Kim"),
        ("Élise Ö. Martin", "{Élise} Ö. Martin"),
        ("Madonna", "Madonna"),
        ("Yu-gang Jiang", "{Yu-gang} Jiang"),
        ("Ann Smith-jones", "Ann {Smith-jones}"),
        ("Javier Vazquez-Corral", "Javier Vazquez-Corral"),
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
