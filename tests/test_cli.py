"""The command line as its users meet it: right and wrong calls, exit codes, start-up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from awesome_p2ti.cli import COMMANDS, cli, run
from awesome_p2ti.commands import check as check_module
from awesome_p2ti.outputs.registry import OUTPUTS
from tests.in_process import call

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands_below(command: click.Command, *names: str) -> Iterator[click.Context]:
    """Yield the context of a command and of all below it, as a terminal of 80 columns has it."""
    context = click.Context(
        command, info_name=" ".join(["awesome-p2ti", *names]), **cli.context_settings
    )
    context.terminal_width = 80
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands_below(below, *names, name)


HELPS = list(commands_below(cli))


def plain(text: str) -> str:
    return "".join(text.replace("\b", "").split())


@pytest.mark.parametrize("context", HELPS, ids=lambda c: c.info_name)
def test_help_is_whole_in_80_columns(context: click.Context) -> None:
    shown = context.command.get_help(context)
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert plain(context.command.help or "") in plain(shown)
    for option in context.command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{option.name} is not explained"
            assert plain(option.help) in plain(shown)
    for below in HELPS:
        if (below.info_name or "").rpartition(" ")[0] == context.info_name:
            first_sentence = below.command.get_short_help_str(limit=500)
            assert not first_sentence.endswith("...")
            assert plain(first_sentence) in plain(shown)


def test_help_names_every_command() -> None:
    done = call("--help")
    assert done.returncode == 0
    context = click.Context(cli)
    for name, summary in COMMANDS.items():
        assert f"\n  {name} " in done.stdout
        command = cli.get_command(context, name)
        assert command is not None
        assert summary == command.get_short_help_str(limit=500)
        assert call(name, "--help").returncode == 0
    assert len(HELPS) > len(COMMANDS) + 2  # links has commands of its own


def test_help_names_what_can_be_built() -> None:
    only = next(p for p in HELPS if p.info_name == "awesome-p2ti build").command.params[1]
    assert isinstance(only, click.Option)
    for name in OUTPUTS:
        assert re.search(rf"\b{name}\b", only.help or "")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom awesome_p2ti.cli import run\nrun(['--help'])\n"
        "heavy = {'pydantic', 'yaml', 'jinja2', 'requests', 'rich', 'rapidfuzz', 'sqlite3'}\n"
        "own = {m for m in sys.modules if m.startswith('awesome_p2ti.commands')}\n"
        "print(sorted(own | heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chek"], "Did you mean 'check'?"),
        (["help"], "Commands: check, links, build"),
        (["links", "merg", "part.json"], "did you mean 'awesome-p2ti links merge'?"),
        (["links", "merge"], "Missing argument 'REPORT.json...'"),
        (["links", "--max-age", "-3"], "--max-age: -3.0 is not days from 0 to"),
        (["check", "--formt", "json"], "No such option"),
        (["check", "--format", "xml"], "'text', 'json', 'github', 'sarif'"),
        (["check", "no/such/file.yaml"], "there is no file or folder no/such/file.yaml"),
        (["check", "dreambooth"], "hint: did you mean data/papers/2022/dreambooth.yaml?"),
        (["check", "pyproject.toml"], "hint: name files below its data/"),
        (["build", "--only", "readm"], "did you mean 'readme'?"),
        (["explain", "duplicate-doy"], "did you mean 'duplicate-doi'?"),
        (["preview"], "Name the entries' files, or --changed-since"),
        (["--root", "/", "check"], "there is no folder 'data' in /"),
        (["--root", "/", "check"], "name the list's folder with --root"),
    ],
)
def test_wrong_calls_say_what_is_right(args: list[str], said: str, small_list: Path) -> None:
    done = call(*args, cwd=small_list)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("folder", [".", "data", "data/papers/2022"])
def test_a_path_as_problems_print_it_is_found_from_each_folder(
    folder: str, small_list: Path
) -> None:
    file = small_list / "data/papers/2022/dreambooth.yaml"
    file.write_text(file.read_text("utf-8") + "venu: X\n", "utf-8")
    done = call("check", "data/papers/2022/dreambooth.yaml", cwd=small_list / folder)
    assert done.stdout.startswith("data/papers/2022/dreambooth.yaml:")


def test_outside_a_list(tmp_path: Path) -> None:
    done = call("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no list found" in done.stderr
    assert "hint: run it in the list's folder" in done.stderr


def test_settings_that_are_wrong(small_list: Path) -> None:
    settings = small_list / "pyproject.toml"
    for text, said in (
        (
            "[tool.awesome_p2ti]\nrepositry = 'a/b'\n",
            "[tool.awesome_p2ti] has no setting 'repositry'",
        ),
        ("[tool.awesome_p2ti]\nrepositry = 'a/b'\n", "did you mean 'repository'?"),
        (
            "[tool.awesome_p2ti]\nrepository = 'a'\n",
            "repository is 'a', not the list on GitHub, as ",
        ),
        ("[tool.awesome_p2ti]\nrepository = 3\n", "[tool.awesome_p2ti] repository is 3, not"),
        ("[tool.awesome_p2ti]\nlinks = 3\n", "[tool.awesome_p2ti] links is 3, not a table"),
        ("[tool]\nawesome_p2ti = 3\n", "pyproject.toml: [tool.awesome_p2ti] is 3, not a table"),
        ("tool = 3\n", "pyproject.toml: [tool] is 3, not a table"),
        ("[tool", "cannot be read"),
        ("a = 1" + "0" * 5000, "cannot be read"),
        ("a = " + "[" * 5000, "cannot be read"),
    ):
        settings.write_text(text, encoding="utf-8")
        done = call("check", cwd=small_list)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_check_finds_its_list_from_below(small_list: Path) -> None:
    done = call("check", cwd=small_list / "data" / "papers")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "7 entries checked: no problems\n"


def test_check_of_some_paths_reports_only_theirs(small_list: Path) -> None:
    for name in ("2022/dreambooth", "2023/break-a-scene"):
        (small_list / f"data/papers/{name}.yaml").write_text("", encoding="utf-8")
    assert call("check", cwd=small_list).stdout.count("empty-file") == 2
    done = call("check", "data/papers/2022", cwd=small_list)
    assert done.stdout.count("empty-file") == 1
    assert done.returncode == 1
    assert call("check", "data/metrics", cwd=small_list).returncode == 0
    file = small_list / "data/papers/2022/dreambooth.yaml"
    assert call("check", str(file), cwd=Path("/")).stdout.count("empty-file") == 1


def test_check_as_json(small_list: Path) -> None:
    (small_list / "data/papers/2022/dreambooth.yaml").write_text("a: 1\n", encoding="utf-8")
    done = call("check", "--format", "json", cwd=small_list)
    problems = json.loads(done.stdout)["problems"]
    assert [p["code"] for p in problems] == ["missing-field"] * 3 + ["unknown-field"]
    assert done.stderr == ""


def test_warnings_fail_only_when_strict(small_list: Path) -> None:
    elite = small_list / "data/papers/2023/elite.yaml"
    elite.write_text(
        'title: "ELITE"\ndate: 2023-02\narxiv: "2302.13848"\ntasks: [subject]\n'
        "links: {project: https://dreambooth.github.io}\n",
        encoding="utf-8",
    )
    done = call("check", cwd=small_list)
    assert done.returncode == 0
    assert "duplicate-project: warning:" in done.stdout
    assert done.stderr == "8 entries checked: 2 warnings in 2 files\n"
    assert call("check", "--strict", cwd=small_list).returncode == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["find dreambooth", "explain", "add nonsense"])
def test_streams_that_the_caller_closed_are_no_fault(
    closed: str, command: str, small_list: Path
) -> None:
    shell = f"{sys.executable} -m awesome_p2ti --root {small_list} {command} {closed}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True)
    assert done.returncode == ("nonsense" in command), done.stderr
    assert "fault" not in done.stderr


def test_a_closed_input_is_not_an_empty_one(small_list: Path) -> None:
    shell = f"{sys.executable} -m awesome_p2ti --root {small_list} links - <&-"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True)
    assert done.returncode == 2
    assert "standard input is closed" in done.stderr


def test_a_closed_pipe_is_no_fault(small_list: Path) -> None:
    shell = f"{sys.executable} -m awesome_p2ti explain | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.returncode in {0, 141}


FULL = Path("/dev/full")


def call_when_full(*args: str, cwd: Path, stream: str) -> subprocess.CompletedProcess[str]:
    """Run a command whose standard output or error is a device that is always full."""
    with FULL.open("w") as full:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: full}
        command = [sys.executable, "-m", "awesome_p2ti", *args]
        return subprocess.run(command, cwd=cwd, **streams, text=True, timeout=60)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("args", [["check", "--format", "json"], ["find"], ["explain"], ["--help"],
                                  ["stats"], ["links", "http://127.0.0.1/"]])  # fmt: skip
def test_a_full_disk_is_no_fault_of_ours(args: list[str], small_list: Path) -> None:
    done = call_when_full(*args, cwd=small_list, stream="stdout")
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last == "awesome-p2ti: the output cannot be written: No space left on device"
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("args", [["nonsense"], ["explain", "no-such-code"], ["check", "--x"]])
def test_a_message_that_cannot_be_written_changes_no_exit_code(
    args: list[str], small_list: Path
) -> None:
    assert call_when_full(*args, cwd=small_list, stream="stderr").returncode == 2


def test_a_fault_of_ours_is_said_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(check_module.command, "callback", broken)
    assert run(["check"]) == 3
    said = capsys.readouterr().err
    assert "a fault of the tool, not of your data: ZeroDivisionError: by zero" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            PermissionError(13, "Permission denied", "a/b"),
            "a/b is closed to you: Permission denied",
        ),
        (FileNotFoundError(2, "No such file"), "the folder in which it was started is gone"),
    ],
)
def test_what_the_system_refuses_is_no_fault_of_ours(
    fault: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(check_module.command, "callback", refused)
    assert run(["check"]) == 2
    assert said in capsys.readouterr().err


def test_interrupting_exits_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_module.command, "callback", interrupted)
    assert run(["check"]) == 130
    assert "interrupted" in capsys.readouterr().err
