"""The command as a user runs it, against a real server on loopback."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.cli import run
from tests.links.server import page, redirect, reply

if TYPE_CHECKING:
    from tests.links.server import Server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    Path(".awesome-links.toml").write_text("retry-pause = 0.05\n", encoding="utf-8")


def here(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.port}{path}"


def links(*args: str) -> int:
    return run(["links", *args, "--allow-network", "127.0.0.0/8"])


def lines(server: Server, *paths: str) -> str:
    rows = [
        json.dumps({"url": here(server, p), "title": "A Work of Ours on Images"}) for p in paths
    ]
    Path("links.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return "links.jsonl"


def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return found


def test_json_lines_to_a_json_report(server: Server) -> None:
    server.answers["127.0.0.1/ok"] = page("A Work of Ours on Images")
    server.answers["127.0.0.1/old"] = redirect("/ok", 301)
    name = lines(server, "/ok", "/old", "/gone")
    assert links(name, "--format", "json", "--output", "out.json") == 1
    found = report()
    assert [r["status"] for r in found["links"]] == ["ok", "moved", "gone"]
    assert found["links"][1]["moved_to"] == here(server, "/ok")
    assert found["links"][2]["uses"][0]["line"] == 3
    assert found["summary"]["requests"] == 5


def test_nothing_red_is_zero(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["127.0.0.1"] = reply("", 403)
    assert links(here(server, "/a")) == 0
    told = capsys.readouterr()
    assert "link-blocked: warning" in told.out
    assert "1 links: 1 blocked" in told.err


def test_without_leave_loopback_is_refused(server: Server) -> None:
    server.answers["127.0.0.1"] = page("x")
    assert run(["links", lines(server, "/a"), "--format", "json", "--output", "out.json"]) == 0
    assert report()["links"][0]["status"] == "refused"
    assert server.requests == []


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit", "markdown"])
def test_every_format(form: str, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert links(here(server, "/gone"), "--format", form) == 1
    assert "/gone" in capsys.readouterr().out


@pytest.mark.parametrize(
    "args",
    [
        ["--allow-network", "nonsense"],
        ["--shard", "5/3", "http://x.test/"],
        ["--format", "odd"],
        ["missing.jsonl"],
        ["merge"],
        ["merge", "missing.json"],
        ["no-such-entry"],
        [],
    ],
)
def test_usage_faults_are_2(args: list[str]) -> None:
    assert run(["links", *args]) == 2


def test_the_second_run_is_served_from_the_cache(server: Server) -> None:
    server.answers["127.0.0.1"] = page("A Work of Ours on Images")
    name = lines(server, *(f"/{n}" for n in range(6)))
    for _ in range(2):
        assert links(name, "--format", "json", "--output", "out.json") == 0
    assert len(server.requests) == 6
    assert all(r["cached"] for r in report()["links"])
    assert report()["summary"]["requests"] == 0
    links(name, "--fresh")
    assert len(server.requests) == 12
    links(name, "--no-cache")
    assert len(server.requests) == 18


def test_shards_and_merge_give_the_whole(server: Server) -> None:
    server.answers["127.0.0.1"] = page("A Work of Ours on Images")
    name = lines(server, "/a", "/b")
    for number in (1, 2):
        out = f"{number}.json"
        links(name, "--shard", f"{number}/2", "--format", "json", "--output", out)
    assert run(["links", "merge", "1.json", "2.json", "--output", "out.json"]) == 0
    assert len(report()["links"]) == 2


LIST = """title: "A Work of Ours on Images"
date: 2023-04
tasks: [subject]
links:
  project: {url}
"""


def make_list(server: Server, path: str) -> Path:
    root = Path("list")
    (root / "data" / "papers" / "2023").mkdir(parents=True)
    (root / "pyproject.toml").write_text(
        "[tool.awesome_p2ti.links]\nretry_pause = 0.01\n", encoding="utf-8"
    )
    entry = root / "data" / "papers" / "2023" / "ours.yaml"
    entry.write_text(LIST.format(url=here(server, path)), encoding="utf-8")
    return root


def test_a_problem_stands_at_its_line_and_the_ledger_is_written(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("awesome_p2ti.schema.addresses.is_public_host", lambda _: True)
    monkeypatch.chdir(make_list(server, "/gone"))
    assert links("--ledger") == 1
    assert "\ndata/papers/2023/ours.yaml:5:12: link-gone: " in capsys.readouterr().out
    ledger = json.loads(Path("data/links.jsonl").read_text(encoding="utf-8"))
    assert (ledger["url"], ledger["status"], ledger["failures"]) == (
        here(server, "/gone"),
        "gone",
        1,
    )


def test_a_setting_that_is_not_known_is_2(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_list(server, "/a")
    (root / "pyproject.toml").write_text(
        "[tool.awesome_p2ti.links]\ntimeot = 3\n", encoding="utf-8"
    )
    monkeypatch.chdir(root)
    assert links(here(server, "/a")) == 2
    assert "did you mean 'timeout'" in capsys.readouterr().err


def test_an_interrupt_prints_what_is_known_and_keeps_it(server: Server, tmp_path: Path) -> None:
    def silence(_: object) -> bytes:
        time.sleep(20)
        return b""

    server.answers["127.0.0.1/fast"] = page("A Work of Ours on Images")
    server.answers["127.0.0.1/slow"] = silence
    name = lines(server, "/fast", "/slow")
    command = [
        sys.executable,
        "-m",
        "awesome_p2ti",
        "links",
        name,
        "--format",
        "json",
        "--allow-network",
        "127.0.0.0/8",
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    while len(server.requests) < 2 and process.poll() is None:
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert [r["status"] for r in json.loads(out)["links"]] == ["ok"]
    assert b"1 links were not checked" in err


def test_a_report_is_whole_or_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    """A limit on the size of a file stands for a full disk."""
    rows = [json.dumps({"url": f"mailto:a{n}@x.test"}) for n in range(300)]
    Path("many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    Path("out.json").write_text("the last report\n", encoding="utf-8")
    limit, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        args = ["many.jsonl", "--no-cache", "--format", "json", "--output", "out.json"]
        assert run(["links", *args]) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert "out.json cannot be written" in capsys.readouterr().err
    assert Path("out.json").read_text(encoding="utf-8") == "the last report\n"
    assert [p.name for p in Path().glob(".*")] == [".awesome-links.toml"]  # no temporary file


def test_where_a_report_may_go(capsys: pytest.CaptureFixture[str]) -> None:
    args = ["links", "https://127.0.0.1/", "--no-cache", "--format", "json"]
    Path("real.json").write_text("", encoding="utf-8")
    Path("out.json").symlink_to("real.json")
    assert run([*args, "--output", "out.json"]) == 0
    assert Path("out.json").is_symlink()
    assert json.loads(Path("real.json").read_text(encoding="utf-8"))["summary"]["links"] == 1
    assert run([*args, "--output", "no/such/out.json"]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_a_line_that_is_no_link_fails_the_run_and_the_others_are_asked(server: Server) -> None:
    server.answers["127.0.0.1/ok"] = page("A Work of Ours on Images")
    name = lines(server, "/ok")
    with Path(name).open("a", encoding="utf-8") as file:
        file.write('{"url": "http://x.test/", "authors": 5}\n')
    assert links(name, "--format", "json", "--output", "out.json") == 1
    assert [r["status"] for r in report()["links"]] == ["ok"]
    (problem,) = report()["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == (name, 2, 27)
    assert problem["code"] == "link-input"


OTHER = "Break-A-Scene: Extracting Multiple Concepts from a Single Image"


@pytest.fixture
def mistaken(server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a list to whose first entry a second one was added, with a link to the first's page.

    The first one's own link is on another host, so a part of the list may well lack it.
    """
    monkeypatch.setattr("awesome_p2ti.schema.addresses.is_public_host", lambda _: True)
    root = make_list(server, "/project")
    new = root / "data" / "papers" / "2023" / "ours.yaml"
    text = new.read_text(encoding="utf-8")
    first = text.replace("A Work of Ours on Images", OTHER)
    first = first.replace(here(server, "/project"), "http://10.1.2.3/scene")
    new.with_name("other.yaml").write_text(first, encoding="utf-8")
    new.unlink()
    monkeypatch.chdir(root)
    for command in ("init -q", "add .", "-c user.name=a -c user.email=a@b.test commit -qm First"):
        subprocess.run(["git", *command.split()], check=True)
    new = Path("data/papers/2023/ours.yaml")
    new.write_text(text, encoding="utf-8")
    server.answers["127.0.0.1"] = page(OTHER, f"<h1>{OTHER}</h1>")
    return new


@pytest.mark.parametrize(
    "args", [[], ["--changed-since", "HEAD"], ["data/papers/2023/ours.yaml"], ["ours"]]
)
def test_a_part_of_the_list_knows_the_titles_of_all_works(
    args: list[str], mistaken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert links(*args) == 1
    told = capsys.readouterr().out
    assert f"{mistaken.as_posix()}:5:12: link-wrong: " in told
    assert f'it is the page of "{OTHER}"' in told


def test_shards_know_the_titles_of_all_works(mistaken: Path) -> None:
    found: dict[str, str] = {}
    sizes = []
    for shard in ("1/4", "2/4", "3/4", "4/4"):
        links("--shard", shard, "--format", "json", "--output", "out.json")
        found |= {use["path"]: r["status"] for r in report()["links"] for use in r["uses"]}
        sizes.append(len(report()["links"]))
    assert sorted(sizes) == [0, 0, 1, 1]  # the two works are in two shards
    assert found[mistaken.as_posix()] == "wrong"


def test_json_lines_know_the_titles_of_all_their_works(server: Server) -> None:
    server.answers["127.0.0.1"] = page(OTHER, f"<h1>{OTHER}</h1>")
    rows = [
        {"url": "http://10.1.2.3/scene", "title": OTHER, "role": "project"},
        {"url": here(server, "/p"), "title": "A Work of Ours on Images", "role": "project"},
    ]
    Path("l.jsonl").write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    codes = [
        links("l.jsonl", "--shard", s, "--output", f"{s[0]}.txt") for s in ("1/3", "2/3", "3/3")
    ]
    assert sum(codes) == 1


@pytest.mark.parametrize(
    ("named", "spared"),
    [
        ("http://10.1.2.3/", {"entries", "catalog", "outputs", "validate", "source"}),
        ("links.jsonl", {"entries", "catalog", "outputs", "validate", "source"}),
        ("links.md", {"entries", "catalog", "outputs", "validate", "source"}),
    ],
)
def test_what_needs_no_list_does_not_load_one(
    named: str, spared: set[str], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_list(server, "/a"))
    Path("links.jsonl").write_text('{"url": "http://10.1.2.3/"}\n', encoding="utf-8")
    Path("links.md").write_text("<http://10.1.2.3/>\n", encoding="utf-8")
    told = (
        "import sys\nfrom awesome_p2ti.cli import run\n"
        f"assert run(['links', {named!r}]) == 0\nprint(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "awesome_p2ti.links.checker" in loaded
    assert not {f"awesome_p2ti.{name}" for name in spared} & loaded


def test_accepted_verdicts_are_read_without_loading_entries(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_list(server, "/a"))
    Path("data/exceptions.yaml").write_text(
        "exceptions:\n  - url: http://10.1.2.3/\n    verdict: blocked\n    reason: It opens.\n"
        '    until: "2999-01-01"\n',
        encoding="utf-8",
    )
    told = (
        "import sys\nfrom awesome_p2ti.cli import run\n"
        "assert run(['links', 'http://10.1.2.3/']) == 0\nprint(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "awesome_p2ti.links.accepted_verdict" in done.stdout.split()
    assert "awesome_p2ti.schema.models" not in done.stdout.split()


def test_help_lists_merge_and_cuts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["links", "--help"]) == 0
    told = capsys.readouterr().out
    assert "--changed-since" in told
    assert "  merge  Join the JSON reports of shards into one.\n" in told
    assert run(["links", "merge", "--help"]) == 0
    assert "REPORT.json..." in capsys.readouterr().out
    assert run(["--help"]) == 0
    told += capsys.readouterr().out
    assert (
        "Check links: of a whole list, or of the given files, folders, entries and URLs."
        in " ".join(told.split())
    )
    assert not re.search(r"\w\.\.\.$", told, re.MULTILINE)


def test_check_may_be_named(server: Server) -> None:
    server.answers["127.0.0.1"] = page("A Work of Ours on Images")
    assert links("check", lines(server, "/a"), "--format", "json", "--output", "out.json") == 0
    assert len(report()["links"]) == 1
