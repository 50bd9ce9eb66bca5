"""Papers are found by their words, forgiving accents, capitals and a slip of the finger."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti import search
from awesome_p2ti.commands.hyperlinks import opens_links
from awesome_p2ti.normalize import fold_accents
from tests.in_process import call
from tests.make import paper

PAPERS = [
    paper("dreambooth", title="DreamBooth: Fine Tuning", name="DreamBooth", date="2022-08",
          authors=["Nataniel Ruiz"], venue="CVPR 2023"),
    paper("hyperdreambooth", title="HyperDreamBooth: HyperNetworks", date="2023-07",
          authors=["Nataniel Ruiz", "Yuanzhen Li"], venue="CVPR 2024"),
    paper("style", title="Łukasz's Façade: Style", date="2024", authors=["Gül Varol"],
          venue="SIGGRAPH Asia 2024 Workshop"),
]  # fmt: skip


def ids(*words: str) -> list[str]:
    return [p.id for p in search.search(PAPERS, words).papers]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("ruiz",), ["hyperdreambooth", "dreambooth"]),
        (("RUIZ", "fine"), ["dreambooth"]),
        (("dreambooth",), ["dreambooth", "hyperdreambooth"]),
        (("gul", "facade"), ["style"]),
        (("łukasz",), ["style"]),
        (("lukasz",), ["style"]),
        (("nataniel ruiz cvpr 2024",), ["hyperdreambooth"]),
        (("zebra",), []),
        ((), ["style", "hyperdreambooth", "dreambooth"]),
    ],
)
def test_all_words_are_looked_for_everywhere(words: tuple[str, ...], found: list[str]) -> None:
    assert ids(*words) == found
    assert not search.search(PAPERS, words).fuzzy or not found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("dreamboth", ["dreambooth"]),  # a letter is missing
        ("draembooth", ["dreambooth"]),  # two are exchanged
        ("hyprdrembooth", ["hyperdreambooth"]),  # two are missing
        ("nataneil", ["hyperdreambooth", "dreambooth"]),
        ("riz", []),  # too short to be forgiven
        ("raix", []),  # two of four letters
    ],
)
def test_a_slip_is_forgiven_and_said(word: str, found: list[str]) -> None:
    result = search.search(PAPERS, [word])
    assert [p.id for p in result.papers] == found
    assert result.fuzzy


LISTED = [
    paper("otter", title="Learning a Pet", former_titles=["Otter: Old Words"], date="2023-05",
          arxiv="2302.13848", doi="10.1145/3610548.3618154", authors=["Jun-Yan Zhu", "Jörg Müller"],
          links={"code": ["https://github.com/Otter/Pet/tree/main/train"],
                 "project": ["https://otter.github.io/pet/"]}),
    paper("other", title="Other", openreview="NAQvF08TcyG", authors=["D. A. Forsyth"],
          base_models=["Stable Diffusion 1.5"], links={"code": ["https://github.com/a/shared"]}),
    paper("third", title="Third", authors=["Fernando De la Torre"], doi="10.48550/arXiv.2305.00001",
          links={"code": ["https://github.com/a/shared/tree/main/third"]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pasted", "found"),
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
def test_what_is_pasted_is_found(pasted: str, found: list[str]) -> None:
    result = search.search(LISTED, pasted.split())
    assert sorted(p.id for p in result.papers) == found
    assert not result.fuzzy


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Jun-Yan Zhu", ["otter"]),
        ("Zhu, Jun-Yan", ["otter"]),
        ("Junyan Zhu", ["otter"]),
        ("J.-Y. Zhu", ["otter"]),
        ("Zhu J", ["otter"]),
        ("Muller", ["otter"]),
        ("Joerg Mueller", ["otter"]),
        ("MÜLLER, J.", ["otter"]),
        ("David Forsyth", ["other"]),
        ("David B. Forsyth", []),
        ("de la torre", ["third"]),
        ("Torre F.", ["third"]),
        ("J. Y.", []),
        ("Zhu Zhu", []),
        ("Zh", []),
        ("K. Zhu", []),
    ],
)
def test_an_author_is_found_however_the_name_is_written(author: str, found: list[str]) -> None:
    assert [p.id for p in LISTED if search.is_by(p.data, author)] == found


def test_words_that_no_text_holds_may_be_a_name() -> None:
    assert [p.id for p in search.search(LISTED, ["Zhu,", "J.-Y."]).papers] == ["otter"]


def test_until_and_base_models() -> None:
    otter, other, _ = (p.data for p in LISTED)
    assert search.until(otter, "2023")
    assert search.until(otter, "2023-05")
    assert not search.until(otter, "2023-04")
    assert search.until(PAPERS[2].data, "2024-01")
    assert search.on_base_model(other, "stable diffusion")
    assert search.on_base_model(other, "Stable Diffusion 1.5")
    assert not search.on_base_model(other, "Stable Diff")
    assert not search.on_base_model(other, "Stable Diffusion 1")
    assert not search.on_base_model(otter, "Stable Diffusion")


def test_nothing_is_forgiven_where_something_matches() -> None:
    assert not search.search(PAPERS, ["dreambooth"]).fuzzy


def test_only_the_misspelt_word_is_forgiven() -> None:
    assert ids("ruiz", "hypernetwroks") == ["hyperdreambooth"]
    assert ids("varol", "hypernetwroks") == []


@given(st.text(max_size=30))
def test_any_words_are_looked_for(text: str) -> None:
    search.search(PAPERS, [text])
    assert fold_accents(fold_accents(text)) == fold_accents(fold_accents(fold_accents(text)))


def test_a_year_alone_counts_as_its_end() -> None:
    style = PAPERS[2].data
    assert search.since(style, "2024-12")
    assert not search.since(style, "2025")
    assert search.since(PAPERS[0].data, "2022")
    assert not search.since(PAPERS[0].data, "2022-09")


@pytest.mark.parametrize("venue", ["siggraph asia", "SIGGRAPH Asia 2024",
                                   "SIGGRAPH Asia 2024 Workshop"])  # fmt: skip
def test_venues(venue: str) -> None:
    assert [p.id for p in PAPERS if search.at_venue(p.data, venue)] == ["style"]
    assert not search.at_venue(paper("x").data, venue)


def test_the_command_prints_columns_in_a_pipe(small_list: Path) -> None:
    done = call("find", "DREAMBOOTH", cwd=small_list)
    assert done.returncode == 0
    first = done.stdout.splitlines()[0].split("\t")
    assert first[0] == "2022-08"
    assert first[3] == "https://arxiv.org/abs/2208.12242"
    assert first[5] == "data/papers/2022/dreambooth.yaml"
    assert len(first) == 6
    assert "\x1b" not in done.stdout
    assert done.stderr == f"{len(done.stdout.splitlines())} paper\n"


def test_json_and_bibtex_hold_the_same_papers(small_list: Path) -> None:
    found = json.loads(call("find", "--format", "json", cwd=small_list).stdout)
    library = bibtexparser.parse_string(call("find", "--format", "bibtex", cwd=small_list).stdout)
    assert [p["id"] for p in found] == [e.key for e in library.entries]
    assert len(found) == 3
    assert {"id", "title", "date", "tasks", "url", "links"} <= found[0].keys()


def test_options_narrow_the_search(small_list: Path) -> None:
    def found(*args: str) -> set[str]:
        done = call("find", "--format", "json", *args, cwd=small_list)
        return {p["id"] for p in json.loads(done.stdout)}

    everything = found()
    assert found("--since", "2023") == {"break-a-scene"}
    assert found("--venue", "cvpr") < everything
    assert found("--has", "code") <= everything
    assert found("--has", "video") == set()


def test_nothing_found_is_exit_code_1(small_list: Path) -> None:
    done = call("find", "zebra", cwd=small_list)
    assert done.returncode == 1
    assert done.stdout == ""
    assert 'no paper matches "zebra"' in done.stderr
    assert "hint: " in done.stderr


def test_what_is_forgiven_is_said(small_list: Path) -> None:
    done = call("find", "dreamboth", cwd=small_list)
    assert done.returncode == 0
    assert 'no paper matches "dreamboth"; these nearly do' in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--task", "subjct"], "did you mean 'subject'?"),
        (["--task", "zzz"], "the tasks are: "),
        (["--venue", "cpvr"], "did you mean 'CVPR'?"),
        (["--venue", "CPVR 2023"], "did you mean 'CVPR'?"),
        (["--venue", "qqqqqq"], "data/venues.yaml"),
        (["--since", "May 2024"], "write a year or a month"),
        (["--since", "2024-13"], "write a year or a month"),
        (["--until", "2024-13"], "--until is '2024-13': write a year or a month"),
        (["--approach", "encodr"], "'encoder'"),
        (["--base-model", "Stable Difusion 1.5"], "did you mean 'Stable Diffusion 1.5'?"),
        (["--has", "cod"], "'code'"),
    ],
)
def test_unknown_words_are_usage_errors(args: list[str], said: str, small_list: Path) -> None:
    done = call("find", *args, cwd=small_list)
    assert done.returncode == 2
    assert said in done.stderr


def on_terminal(cwd: Path, **env: str) -> str:
    """Run `find dreambooth` with a terminal as its output and return what that received."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "awesome_p2ti", "find", "dreambooth"]
    given = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "PYTHONPATH"}}
    with subprocess.Popen(
        command, cwd=cwd, stdout=slave, stderr=subprocess.DEVNULL, env={**given, **env}
    ) as process:
        os.close(slave)
        received = b""
        while True:
            try:
                data = os.read(master, 4096)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            received += data
    os.close(master)
    assert process.returncode == 0
    return received.decode()


def test_links_stand_behind_words_where_the_terminal_opens_them(small_list: Path) -> None:
    text = on_terminal(small_list, TERM="xterm-kitty")
    assert "\x1b]8;;https://arxiv.org/abs/2208.12242\x1b\\" in text
    assert text.count("\x1b]8;;\x1b\\") == text.count("\x1b]8;;h")


def test_other_terminals_show_the_addresses(small_list: Path) -> None:
    text = on_terminal(small_list, TERM="xterm-256color")
    assert "\x1b]8" not in text
    assert "https://arxiv.org/abs/2208.12242" in text
    assert "\x1b[1m" in text
    assert "\x1b" not in on_terminal(small_list, TERM="xterm-256color", NO_COLOR="1")


@pytest.mark.parametrize(
    ("env", "opens"),
    [
        ({}, False),
        ({"TERM": "dumb", "WT_SESSION": "x"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4601"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "seven"}, False),
        ({"TERM": "screen-256color", "VTE_VERSION": "7200", "TMUX": "x"}, False),
        ({"TERM": "dumb", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_which_terminals_open_links(env: dict[str, str], opens: bool) -> None:
    assert opens_links(env) is opens


def test_it_is_said_where_else_the_list_knows_what_was_asked_for(small_list: Path) -> None:
    done = call("find", "DreamBench", cwd=small_list)
    assert "data/results/dreambench.yaml: " in done.stderr
    declined = (small_list / "data/declined.yaml").read_text(encoding="utf-8")
    title = declined.partition('title: "')[2].partition('"')[0]
    assert title
    done = call("find", title, cwd=small_list)
    assert done.returncode == 1
    assert f'"{title}" was left out on ' in done.stderr
    assert "hint: " not in done.stderr


def test_what_can_be_run_today(small_list: Path) -> None:
    done = call("find", "--runnable", cwd=small_list)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing is known yet of what can be run" in done.stderr
    urls = ("rinongal/textual_inversion", "huggingface/diffusers/tree/main/examples/dreambooth")
    states = [
        {"url": f"https://github.com/{u}", "licence": "MIT", "day": "2026-11-23"} for u in urls
    ]
    lines = "".join(json.dumps(state) + "\n" for state in states)
    (small_list / "data/repositories.jsonl").write_text(lines, encoding="utf-8")
    done = call("find", "--runnable", "--format", "json", cwd=small_list)
    assert [found["id"] for found in json.loads(done.stdout)] == ["textual-inversion"]


def test_what_cannot_be_read_is_not_called_missing(small_list: Path) -> None:
    (small_list / "data/papers/2023/otter.yaml").write_text("title: [", encoding="utf-8")
    done = call("find", "otter", cwd=small_list)
    assert done.returncode == 1
    assert "1 entry cannot be read and may be what you look for: run check" in done.stderr


def test_one_paper_is_shown_with_its_file(small_list: Path) -> None:
    assert "data/papers/2022/dreambooth.yaml" in on_terminal(small_list, TERM="dumb")
    found = json.loads(call("find", "dreambooth", "--format", "json", cwd=small_list).stdout)
    assert found[0]["file"] == "data/papers/2022/dreambooth.yaml"


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
    assert [p.id for p in search.search(papers, [url]).papers] == found
