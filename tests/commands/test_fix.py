"""`fix` asks a real server, twice where it matters, and writes only what that proves."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.cli import run
from awesome_p2ti.commands.fix import LinkFixes
from awesome_p2ti.commands.link_run import LinkRun
from awesome_p2ti.outputs.output_files import File, diff
from tests.in_process import call
from tests.link_runs import run_links
from tests.links.server import Request, page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.checker import Result
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.models import Link
    from tests.links.server import Server

TITLE = "A Work of Ours on Images"
ENTRY = f"""\
title: "{TITLE}"
date: 2022-08
doi: 10.1000/ours
tasks: [subject]
links:
  project: http://old.example.org/work   # the lab moved
  code:
    - http://temporary.example.org/work
    - url: 'http://login.example.org/work'
    - http://front.example.org/work
    - http://wavering.example.org/work
"""


@pytest.fixture
def entry(small_list: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an entry of the small list, whose links are asked at the server."""

    def ask(
        _: LinkRun, links: Sequence[Link], titles: TitleIndex | None = None, *, fresh: bool = False
    ) -> Result:
        return run_links(server, list(links), titles=titles, fresh=fresh)

    monkeypatch.setattr(LinkRun, "run", ask)
    monkeypatch.chdir(small_list)
    file = small_list / "data/papers/2022/ours.yaml"
    file.write_text(ENTRY, encoding="utf-8")
    ours = page(TITLE, f"<h1>{TITLE}</h1>")
    turn = iter(range(100))

    def wavering(asked: Request) -> bytes:
        return redirect(f"http://new.example.org/other-{next(turn)}", 301)

    server.answers |= {
        "old.example.org/work": redirect("http://new.example.org/work", 301),
        "temporary.example.org/work": redirect("http://new.example.org/work", 302),
        "login.example.org/work": redirect("http://new.example.org/login?next=work", 301),
        "front.example.org/work": redirect("http://new.example.org/", 301),
        "wavering.example.org/work": wavering,
        "new.example.org": ours,
    }
    return file


def test_a_permanent_move_is_followed_and_nothing_else(entry: Path) -> None:
    assert run(["fix", str(entry)]) == 0
    moved = ENTRY.replace("http://old.example.org/work ", "http://new.example.org/work ")
    assert entry.read_text(encoding="utf-8") == moved


def test_a_dry_run_writes_nothing(entry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fix", "--dry-run"]) == 0
    told = capsys.readouterr()
    assert "+  project: http://new.example.org/work   # the lab moved\n" in told.out
    assert "1 file would be fixed" in told.err
    assert entry.read_text(encoding="utf-8") == ENTRY


def test_without_a_network_the_text_is_mended_all_the_same(
    entry: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    entry.write_text(ENTRY.replace("10.1000/ours", "doi:10.1000/ours"), encoding="utf-8")
    hosts = ("old", "temporary", "login", "front", "wavering", "new")
    server.nonexistent |= {f"{h}.example.org" for h in hosts}
    server.nonexistent |= {"doi.org", "control.test", "arxiv.org", "github.com", "export.arxiv.org"}
    server.nonexistent |= {
        "textual-inversion.github.io",
        "dreambooth.github.io",
        "omriavrahami.com",
    }
    assert run(["fix", str(entry)]) == 0
    assert "no host responds: only what needs no network is fixed" in capsys.readouterr().err
    assert entry.read_text(encoding="utf-8") == ENTRY.replace("10.1000/ours", '"10.1000/ours"')


def test_a_wrong_network_is_said(entry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fix", "--allow-network", "127.0.0.0/99"]) == 2
    assert "--allow-network" in capsys.readouterr().err


def test_a_link_that_fails_for_now_stays(entry: Path, server: Server) -> None:
    server.answers["old.example.org/work"] = reply("", 503)
    before: Any = entry.read_text(encoding="utf-8")
    assert run(["fix", str(entry)]) == 0
    assert entry.read_text(encoding="utf-8") == before


def test_a_page_of_another_work_of_the_list_is_no_move(entry: Path, server: Server) -> None:
    """The other work is in the list, not among the files that are named."""
    other = "Another Work That Is Elsewhere in the List"
    (entry.parent / "other.yaml").write_text(
        f'title: "{other}"\ndate: 2022-08\ndoi: 10.1000/other\ntasks: [subject]\n',
        encoding="utf-8",
    )
    server.answers["new.example.org/work"] = page(other, f"<h1>{other}</h1>")
    assert run(["fix", str(entry)]) == 0
    assert "http://old.example.org/work " in entry.read_text(encoding="utf-8")


def fix(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return call("fix", "--offline", *args, cwd=root)


def test_the_command_shows_then_mends(small_list: Path) -> None:
    file = small_list / "data/papers/2022/dreambooth.yaml"
    right = file.read_text(encoding="utf-8")
    wrong = right.replace('"2208.12242"', "2208.12242")
    file.write_text(wrong, encoding="utf-8")
    shown = fix(small_list, "--dry-run")
    assert shown.returncode == 0
    assert file.read_text(encoding="utf-8") == wrong
    assert '-arxiv: 2208.12242\n+arxiv: "2208.12242"\n' in shown.stdout
    assert shown.stderr == "1 file would be fixed\n"
    elsewhere = fix(small_list, "data/metrics")
    assert elsewhere.stderr == "0 files fixed\n"
    done = fix(small_list)
    assert "fixed data/papers/2022/dreambooth.yaml" in done.stderr
    assert done.stdout == shown.stdout
    assert file.read_text(encoding="utf-8") == right


def test_what_a_person_writes_meanwhile_stays(
    small_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = small_list / "data/papers/2022/dreambooth.yaml"
    file.write_text(file.read_text("utf-8").replace("2022-08", "2022-8"), encoding="utf-8")
    checked = "awesome_p2ti.commands.fix._check_links"

    def and_meanwhile(*_: object) -> LinkFixes:
        file.write_text("theirs", encoding="utf-8")
        return LinkFixes()

    monkeypatch.setattr(checked, and_meanwhile)
    done = call("fix", cwd=small_list)
    assert file.read_text(encoding="utf-8") == "theirs"
    assert "dreambooth.yaml has changed meanwhile, and is left as it is" in done.stderr
    assert done.stderr.endswith("0 files fixed\n")


def test_git_applies_the_diff(tmp_path: Path) -> None:
    for old, new in (("a\nb\n", "a\nc\n"), ("a\nb", "a\nc"), ("a", "a\n")):
        (tmp_path / "x.yaml").write_text(old, encoding="utf-8")
        subprocess.run(
            ["git", "apply"],
            cwd=tmp_path,
            input=diff(old, File("x.yaml", new)),
            text=True,
            check=True,
        )
        assert (tmp_path / "x.yaml").read_text(encoding="utf-8") == new
