"""Building: the same bytes each time, written whole, only what changed, and never a silent loss."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from awesome_p2ti import catalog
from awesome_p2ti.files import file_io
from awesome_p2ti.outputs import output_files
from awesome_p2ti.outputs.output_files import File, short_diff, write
from awesome_p2ti.outputs.registry import OUTPUTS
from awesome_p2ti.outputs.shrink_guard import find_loss
from awesome_p2ti.problems import SetupError
from tests.in_process import call

ROOT = Path(__file__).resolve().parents[2]


def start(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "awesome_p2ti", *args],
        cwd=cwd, capture_output=True, text=True, timeout=60, env={**os.environ, **env},
    )  # fmt: skip


def test_everything_built_is_up_to_date() -> None:
    done = call("build", "--check", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_stale_or_missing_file_is_reported_as_stale_output(small_list: Path) -> None:
    assert call("build", cwd=small_list).returncode == 0
    readme = small_list / "README.md"
    built = readme.read_text(encoding="utf-8")
    readme.write_text(built.replace("One subject from", "A subject from"), encoding="utf-8")
    (small_list / "data/schema/papers.json").unlink()
    before = sorted((p, p.stat().st_mtime_ns) for p in small_list.rglob("*"))
    done = call("build", "--check", cwd=small_list)
    assert done.returncode == 1
    assert "README.md:1:1: stale-output: README.md differs from what data/ builds" in done.stdout
    assert "data/schema/papers.json is missing" in done.stdout
    assert "hint: run: awesome-p2ti build" in done.stdout
    assert "-A subject from" in done.stderr
    assert "+One subject from" in done.stderr
    assert sorted((p, p.stat().st_mtime_ns) for p in small_list.rglob("*")) == before
    assert call("build", cwd=small_list).returncode == 0
    assert readme.read_text(encoding="utf-8") == built


def test_a_second_build_writes_nothing(small_list: Path) -> None:
    call("build", cwd=small_list)
    before = {p: p.stat().st_mtime_ns for p in small_list.rglob("*") if p.is_file()}
    done = call("build", cwd=small_list)
    assert "up to date" in done.stderr
    assert {p: p.stat().st_mtime_ns for p in small_list.rglob("*") if p.is_file()} == before


def test_the_same_bytes_on_every_machine_and_day(small_list: Path, tmp_path: Path) -> None:
    """Another hash seed, time zone, locale, umask and order of files change no byte."""
    other = tmp_path / "elsewhere"
    shutil.copytree(small_list, other)
    for file in sorted(other.rglob("*.yaml"), reverse=True):  # another order in the folder
        text = file.read_bytes()
        file.unlink()
        file.write_bytes(text)
        os.utime(file, (0, 0))
    start("build", cwd=small_list, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    start("build", cwd=other, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C")
    built = [p.relative_to(small_list) for p in small_list.rglob("*") if p.is_file()]
    assert Path("README.md") in built
    for path in built:
        assert (other / path).read_bytes() == (small_list / path).read_bytes()


def test_only_builds_one_output(small_list: Path) -> None:
    assert call("build", "--only", "schemas", cwd=small_list).returncode == 0
    assert not (small_list / "README.md").exists()
    assert (small_list / "data/schema/papers.json").exists()


def test_nothing_is_built_from_broken_data(small_list: Path) -> None:
    call("build", cwd=small_list)
    before = (small_list / "README.md").read_bytes()
    (small_list / "data/papers/2022/dreambooth.yaml").write_text("", encoding="utf-8")
    done = call("build", cwd=small_list)
    assert done.returncode == 1
    assert "empty-file" in done.stdout
    assert "nothing was built" in done.stderr
    assert (small_list / "README.md").read_bytes() == before


def test_the_loss_guard(small_list: Path) -> None:
    call("build", cwd=small_list)
    before = (small_list / "README.md").read_bytes()
    (small_list / "data/papers/2023/break-a-scene.yaml").unlink()
    done = call("build", cwd=small_list)
    assert done.returncode == 1
    assert "lacks 1 of the 6 entries that the current one shows: break-a-scene" in done.stderr
    assert "--allow-loss" in done.stderr
    assert (small_list / "README.md").read_bytes() == before
    assert call("build", "--allow-loss", cwd=small_list).returncode == 0
    assert (small_list / "README.md").read_bytes() != before


@pytest.mark.parametrize(("kept", "said"), [(95, False), (94, True)])
def test_the_loss_guard_allows_five_percent(kept: int, said: bool) -> None:
    rows = [f'- <a id="work-{i}"></a>[Title](https://example.org/) - CVPR.' for i in range(100)]
    file = File("README.md", "\n".join(rows[:kept]))
    assert bool(find_loss("\n".join(rows), file)) is said


def test_links_count_too() -> None:
    old = "- [**T**](https://example.org/t) · " + " ".join(
        f"[code](https://example.org/{i})" for i in range(20)
    )
    file = File("README.md", "- [**T**](https://example.org/t)")
    assert "lacks 20 of the 21 links" in find_loss(old, file)


def test_links_by_reference_count_too() -> None:
    old = "\n".join(f"[key-{i}]: https://example.org/{i}" for i in range(20))
    assert "lacks 20 of the 20 links" in find_loss(old, File("README.md", "nothing"))


def test_writing_is_atomic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "README.md"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(file_io.os, "replace", fail)
        with pytest.raises(SetupError, match=r"README\.md cannot be written: No space left"):
            write(tmp_path, File("README.md", "new"))
    assert [p.name for p in tmp_path.iterdir()] == ["README.md"]
    assert target.read_text(encoding="utf-8") == "old"
    write(tmp_path, File("README.md", "new é\n"))
    assert target.read_bytes() == "new é\n".encode()
    assert target.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["README.md"]


def test_the_diff_is_short() -> None:
    diff = short_diff("a\n" * 100, File("README.md", "b\n" * 100))
    assert len(diff.splitlines()) < 20
    assert diff.endswith("more lines\n")
    assert short_diff("a\n", File("README.md", "a\n")) == ""


def test_outputs_are_pure(small_list: Path) -> None:
    found, _ = catalog.load(small_list)
    for name, render in OUTPUTS.items():
        assert list(render(found)) == list(render(found)), name


def test_what_the_ledger_knows_to_be_gone_is_shown_so(small_list: Path) -> None:
    """Three failures over a week, and not before; a snapshot stands in for the address."""
    papers = small_list / "data/papers/2022"
    project, code = "https://dreambooth.github.io", "https://github.com/rinongal/textual_inversion"
    snapshot = "https://web.archive.org/web/2023/https://dreambooth.github.io"

    def row(failures: int, last: str) -> str:
        lines = [
            {"url": url, "status": "gone", "since": "2026-11-01", "last": last,
             "failures": failures, "target": target}
            for url, target in ((project, snapshot), (code, ""))
        ]  # fmt: skip
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (small_list / "data/links.jsonl").write_text(text, encoding="utf-8")
        done = call("preview", str(papers), cwd=small_list)
        assert done.returncode == 0, done.stderr
        return done.stdout

    for failures, last in ((2, "2026-11-15"), (3, "2026-11-05")):
        early = row(failures, last)
        assert f"[project]({project})" in early
        assert f"[code]({code})" in early
    late = row(3, "2026-11-15")
    assert f"[project (archived)]({snapshot})" in late
    assert "· code (gone).\n" in late
    assert code not in late


def test_a_ledger_that_is_none_is_said(small_list: Path) -> None:
    (small_list / "data/links.jsonl").write_text("nonsense\n", encoding="utf-8")
    done = call("build", cwd=small_list)
    assert done.returncode == 2
    assert "data/links.jsonl:1: this is no line of the file" in done.stderr


def escapes(text: str) -> list[str]:
    """Return what a terminal or GitHub's runner would obey in a text of many lines."""
    commands = [line for line in text.split("\n") if line.startswith("::")]
    return commands + [c for c in text if not c.isprintable() and c not in "\n\t"]


ODD = "a\n::add-mask::e\n\x1b]0;t\x07\x9b"
HOSTILE_ENTRY = (
    f'title: "A  {ODD!a}"\ndate: 2023-05\narxiv: "2305.99999"\ntasks: [subject]\n'.replace("'", "")
)


@pytest.mark.parametrize(
    "command",
    ["preview data/papers", "stats", "stats --format json", "find A --format json", "find A",
     "find A --format bibtex", "fix --offline --dry-run", "fix --offline", "check", "build"],
)  # fmt: skip
def test_what_strangers_wrote_is_printed_escaped(command: str, small_list: Path) -> None:
    for name in (ODD, "sound"):
        file = small_list / "data/papers/2023" / f"{name}.yaml"
        file.write_text(HOSTILE_ENTRY, encoding="utf-8")
    (small_list / "data/papers/2023" / f"{ODD}2.yaml").write_text("title: [", encoding="utf-8")
    done = call(*command.split(), cwd=small_list)
    assert done.returncode in {0, 1}, done.stderr
    assert escapes(done.stdout + done.stderr) == []


def test_a_leftover_is_removed_under_an_escaped_name(small_list: Path) -> None:
    call("build", cwd=small_list)
    left = small_list / "docs/leaderboards" / f"{ODD}.md"
    left.write_text(f"<!-- {output_files.GENERATED_MARKER} -->", encoding="utf-8")
    done = call("build", cwd=small_list)
    assert not left.exists()
    assert "removed docs/leaderboards/a\\u000a::add-mask" in done.stderr
    assert escapes(done.stderr) == []


def test_nothing_is_written_through_a_folder_that_leads_elsewhere(
    small_list: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(small_list, outside)
    call("build", cwd=outside)
    before = {p: p.read_bytes() for p in outside.rglob("*") if p.is_file()}
    old = outside / "assets/old-light.svg"
    old.write_text(f"<!-- {output_files.GENERATED_MARKER} -->", encoding="utf-8")
    (small_list / "assets").symlink_to(outside / "assets")
    done = call("build", cwd=small_list)
    assert done.returncode == 2
    assert "assets/" in done.stderr
    assert "leads out of the list" in done.stderr
    old.unlink()
    assert {p: p.read_bytes() for p in outside.rglob("*") if p.is_file()} == before
    checked = call("build", "--check", cwd=small_list)
    assert checked.returncode == 1


def test_a_readme_without_end_is_not_read(small_list: Path) -> None:
    (small_list / "README.md").symlink_to("/dev/zero")
    assert output_files.read_current(small_list, "README.md") is None
    assert call("build", cwd=small_list).returncode == 0
    assert not (small_list / "README.md").is_symlink()
    assert (small_list / "README.md").stat().st_size > 0


def test_the_site_is_built_and_no_check_asks_for_it(small_list: Path) -> None:
    done = call("build", cwd=small_list)
    assert done.returncode == 0, done.stderr
    site = small_list / "build" / "site"
    assert "papers/dreambooth.html" in (site / "index.html").read_text(encoding="utf-8")
    shutil.rmtree(small_list / "build")
    assert call("build", "--check", cwd=small_list).returncode == 0
    assert not site.exists()
    assert call("build", "--only", "readme", cwd=small_list).returncode == 0
    assert not site.exists()
    done = call("build", "--only", "site", cwd=small_list)
    assert re.fullmatch(r"site: \d+ files, \d+ written, 0 removed\n", done.stderr)
    assert (site / "v1" / "catalog.json").is_file()


def test_a_check_of_the_site_alone_is_refused(small_list: Path) -> None:
    done = call("build", "--check", "--only", "site", cwd=small_list)
    assert done.returncode == 2
    assert "--check compares what is committed, and the site is not" in done.stderr


def test_a_paper_that_goes_takes_its_page_along(small_list: Path) -> None:
    call("build", "--only", "site", cwd=small_list)
    (small_list / "data/papers/2023/break-a-scene.yaml").unlink()
    done = call("build", "--only", "site", cwd=small_list)
    assert done.returncode == 0, done.stderr
    assert not (small_list / "build/site/papers/break-a-scene.html").exists()


@pytest.mark.parametrize(
    "site", ["example.org/", "https://example.org", "https://e.org/?a", "ftp://e.org/"]
)
def test_an_address_of_the_site_that_is_none_is_said(small_list: Path, site: str) -> None:
    (small_list / "pyproject.toml").write_text(f'[tool.awesome_p2ti]\nsite = "{site}"\n')
    done = call("build", "--only", "site", cwd=small_list)
    assert done.returncode == 2
    assert f"[tool.awesome_p2ti] site is '{site}', not the site's address" in done.stderr
    assert not (small_list / "build").exists()


def test_the_address_in_the_settings_makes_absolute_addresses(small_list: Path) -> None:
    where = "https://example.org/list/"
    (small_list / "pyproject.toml").write_text(f'[tool.awesome_p2ti]\nsite = "{where}"\n')
    assert call("build", "--only", "site", cwd=small_list).returncode == 0
    page = (small_list / "build/site/papers/dreambooth.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{where}papers/dreambooth.html">' in page
