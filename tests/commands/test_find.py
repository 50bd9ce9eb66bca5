"""`find` prints what is found for people, for scripts and for a bibliography."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import bibtexparser
import pytest

from awesome_p2ti.commands.hyperlinks import opens_links
from tests.in_process import call


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
