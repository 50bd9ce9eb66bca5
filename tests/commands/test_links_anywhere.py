"""The link checker in a repository that knows nothing of us: its files, its settings, its ends."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.cli import run
from awesome_p2ti.commands import link_run
from awesome_p2ti.links.scheduling.host_health import OfflineError
from tests.links.server import page, reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.links.checker import Run
    from tests.links.server import Server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "theirs"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    return root


def here(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.port}{path}"


def links(*args: str) -> int:
    more = ("--allow-network", "127.0.0.0/8", "--no-cache", "--format", "json")
    return run(["links", *args, *more, "--output", "out.json"])


def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return found


def statuses() -> dict[str, str]:
    return {row["url"]: row["status"] for row in report()["links"]}


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def test_without_arguments_the_readme_is_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["127.0.0.1/ok"] = page("A page")
    write("readme.md", f"# T\n\n[a]({here(server, '/ok')}) [b]({here(server, '/gone')})\n")
    write("docs/x.py", "")
    assert links() == 1
    assert statuses() == {here(server, "/ok"): "ok", here(server, "/gone"): "gone"}
    monkeypatch.chdir("docs")  # the README of the repository, as that calls it
    assert links() == 1
    assert report()["links"][0]["uses"][0] | {"column": 0} == {
        "path": "readme.md", "line": 3, "column": 0, "entry": "", "role": "", "status": "ok",
    }  # fmt: skip


def test_without_a_network_what_is_on_disk_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def offline(*_: object, **__: object) -> None:
        raise OfflineError

    monkeypatch.setattr(link_run.LinkRun, "run", offline)
    write("README.md", "[a](docs/none.md) [b](http://x.test/)\n")
    assert links() == 2
    assert statuses() == {"docs/none.md": "gone"}
    said = capsys.readouterr().err
    assert "1 links were not checked" in said
    assert "this machine seems to be offline" in said


def test_a_run_without_a_network_leaves_no_report_of_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def offline(*_: object, **__: object) -> None:
        raise OfflineError

    monkeypatch.setattr(link_run.LinkRun, "run", offline)
    write("out.json", "of another day")
    write("README.md", "<http://x.test/>\n")
    assert links() == 2
    assert (report()["links"], report()["summary"]["unchecked"]) == ([], 1)


def test_the_program_calls_itself_as_it_was_called(capsys: pytest.CaptureFixture[str]) -> None:
    for args in (["-h"], ["check", "-h"], ["merge", "-h"]):
        assert run(args, "awesome-links") == 0
        said = capsys.readouterr().out
        assert said.startswith("Usage: awesome-links")
        assert "awesome-p2ti links" not in said
    assert run(["merg"], "awesome-links") == 2
    assert "did you mean 'awesome-links merge'?" in capsys.readouterr().err
    assert run(["links", "merge", "-h"]) == 0
    assert "awesome-p2ti links merge part-1.json" in capsys.readouterr().out


def test_without_a_readme_the_call_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert links() == 2
    assert "There is no README.md here" in capsys.readouterr().err


def test_a_data_folder_makes_no_list_of_a_repository(server: Server) -> None:
    write("pyproject.toml", "[project]\nname = 'x'\n")
    write("data/exceptions.yaml", "[1, 2]\n")
    write("README.md", f"<{here(server, '/gone')}>\n")
    assert links() == 1
    assert report()["problems"] == []


def test_one_address_in_two_files_is_requested_once(server: Server) -> None:
    server.answers["127.0.0.1"] = page("A page")
    write("a.md", f"<{here(server, '/x')}>\n")
    write("b.html", f"\n<a href='{here(server, '/x')}'>x</a>\n")
    assert links(".") == 0
    (row,) = report()["links"]
    assert [(use["path"], use["line"]) for use in row["uses"]] == [("a.md", 1), ("b.html", 2)]
    assert len(server.requests) == 1


SETTINGS = """
exclude = ["{out}*"]
retry-pause = 0.01

[[exceptions]]
url = "{gone}"
verdict = "gone"
reason = "It comes back."
until = 2999-01-01

[[exceptions]]
url = "https://not.there.test/"
verdict = "gone"
reason = "It was."
until = 2020-01-01
"""


@pytest.mark.parametrize("place", ["own", "project", "given"])
def test_settings_of_their_own(place: str, server: Server) -> None:
    text = SETTINGS.format(out=here(server, "/out"), gone=here(server, "/gone"))
    if place == "own":
        write(".awesome-links.toml", text)
    elif place == "project":
        text = text.replace("[[exceptions]]", "[[tool.awesome_p2ti.links.exceptions]]")
        write("pyproject.toml", "[tool.awesome_p2ti.links]" + text)
    else:
        write("pyproject.toml", "[tool.awesome_p2ti.links]\nthreads = 1\n")
        write("ci/links.toml", text)
    urls = [here(server, path) for path in ("/gone", "/out/1", "/out/2", "/else")]
    write("README.md", "".join(f"<{url}>\n" for url in urls))
    given = ["--config", "ci/links.toml"] if place == "given" else []
    assert links(*given, "--exclude", "*/else") == 1  # an exception has expired
    found = report()
    assert [(r["status"], r["accepted"]) for r in found["links"]] == [("gone", "It comes back.")]
    assert (found["summary"]["links"], found["summary"]["excluded"]) == (1, 3)
    (problem,) = found["problems"]
    assert problem["code"] == "exception-expired"
    names = {"own": ".awesome-links.toml", "project": "pyproject.toml", "given": "ci/links.toml"}
    assert (problem["path"], problem["line"]) == (names[place], 11)


def test_what_is_left_out_makes_no_exception_unused(server: Server) -> None:
    """Neither a pattern nor a README alone tells what the rest of a repository links."""
    write(".awesome-links.toml", SETTINGS.format(out="x", gone=here(server, "/docs-only")))
    write("README.md", "[a](#a)\n# A\n")
    assert links() == 1
    assert [p["code"] for p in report()["problems"]] == ["exception-expired"]


def test_a_root_that_is_named_has_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("README.md", "[a](here.md)\n")
    monkeypatch.chdir(tmp_path)
    write("README.md", "")
    assert run(["--root", "theirs", "links", "--no-cache"]) == 1
    assert "README.md:1:5: link-gone: here.md" in capsys.readouterr().out


def test_settings_in_two_files_are_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    write("README.md", "")
    write("pyproject.toml", "[tool.awesome_p2ti.links]\nthreads = 3\n")
    write(".awesome-links.toml", "threads = 2\n")
    assert links() == 2
    told = capsys.readouterr().err
    assert "pyproject.toml" in told
    assert ".awesome-links.toml" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("timeot = 3\n", ".awesome-links.toml: has no setting 'timeot'"),
        ("timeout = [\n", ".awesome-links.toml cannot be read"),
        ("timeout = -3\n", ".awesome-links.toml: timeout is -3"),
    ],
)
def test_settings_that_are_wrong(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("README.md", "")
    write(".awesome-links.toml", text)
    assert links() == 2
    assert said in capsys.readouterr().err


def test_a_settings_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    write("README.md", "")
    assert links("--config", "none.toml") == 2
    assert "there is no file none.toml" in capsys.readouterr().err


@pytest.fixture
def slow(server: Server) -> Iterator[Server]:
    """A server with one page that answers, and one that does so when the test is over."""
    over = threading.Event()

    def silence(_: object) -> bytes:
        over.wait(120)
        return reply("")

    server.answers["127.0.0.1/fast"] = page("A page")
    server.answers["127.0.0.1/slow"] = silence
    write("README.md", f"<{here(server, '/fast')}>\n<{here(server, '/slow')}>\n")
    yield server
    over.set()


def test_the_time_of_a_run_has_an_end(
    slow: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(link_run, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def draw(run: Run) -> None:
        now[0] = 61.0 * run.done  # a minute has passed when the first page is judged

    monkeypatch.setattr("awesome_p2ti.links.reports.progress.progress_bar", lambda: (draw, int))
    assert links("--timeout", "100", "--max-time", "60") == 0
    assert statuses() == {here(slow, "/fast"): "ok"}
    assert report()["summary"]["interrupted"] is True
    assert report()["summary"]["unchecked"] == 1
    assert "1 links were not checked" in capsys.readouterr().err


def is_known(cache: Path) -> bool:
    """Whether a run has judged a page."""
    with (
        contextlib.suppress(sqlite3.Error),
        sqlite3.connect(f"file:{cache}?mode=ro", uri=True) as db,
    ):
        return bool(db.execute("SELECT count(*) FROM records").fetchone()[0])
    return False


def test_what_sigterm_ends_prints_what_is_known(slow: Server) -> None:
    command = [sys.executable, "-m", "awesome_p2ti", "links", "--format", "json"]
    with subprocess.Popen(
        [*command, "--timeout", "100", "--allow-network", "127.0.0.0/8", "--cache", "kept"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        while not is_known(Path("kept/links.sqlite")) and process.poll() is None:
            threading.Event().wait(0.05)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 143
    assert [row["status"] for row in json.loads(out)["links"]] == ["ok"]
    assert b"1 links were not checked" in err
    assert b"Traceback" not in err


@pytest.mark.parametrize("output", ["none/out.json", "README.md/out.json", ".git"])
def test_a_report_that_cannot_be_written_is_found_first(output: str, server: Server) -> None:
    write("README.md", f"<{here(server, '/a')}>\n")
    args = ["links", "README.md", "--allow-network", "127.0.0.0/8", "--output", output]
    assert run(args) == 2
    assert server.requests == []


def test_a_report_may_go_to_a_pipe() -> None:
    write("README.md", "[a](#a)\n\n# A\n")
    command = [sys.executable, "-m", "awesome_p2ti", "links", "--no-cache", "--format", "json"]
    done = subprocess.run(
        [*command, "--output", "/dev/stdout"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert (done.returncode, done.stderr[:14]) == (0, b"1 links: 1 ok\n")
    assert json.loads(done.stdout)["links"][0]["status"] == "ok"
