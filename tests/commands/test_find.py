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
    assert len(first) == 5
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
    assert 'no paper holds "zebra"' in done.stderr
    assert "hint: " in done.stderr


def test_what_is_forgiven_is_said(small_list: Path) -> None:
    done = call("find", "dreamboth", cwd=small_list)
    assert done.returncode == 0
    assert 'no paper holds "dreamboth"; these have nearly these words' in done.stderr


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
