"""The Nu HTML checker and html-validate find nothing on any page, also of a hostile list."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import needs, node_tool
from tests.outputs.site.built import built, pages, real_site, write
from tests.outputs.site.test_hostile import hostile_list

NODE = Path(__file__).resolve().parents[2] / "node"
JAR = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
FAULTY = (
    '<!DOCTYPE html><html lang="en"><head><title>x</title></head>'
    "<body><p id=a><p id=a><img src=x></body></html>"
)


def nu(folder: Path) -> str:
    """Return what the Nu HTML checker (https://validator.github.io/) says of all pages."""
    java = shutil.which("java")
    needs("java", java)
    needs("vnu-jar (npm ci --prefix tests/node)", JAR)
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # so short a run repays no more
    options = ["-Xss32m", *quick, "-jar", str(JAR), "--errors-only", "--skip-non-html"]
    done = subprocess.run(
        [str(java), *options, str(folder)], capture_output=True, text=True, timeout=500
    )
    return done.stdout + done.stderr


def html_validate(*files: Path) -> str:
    """Return what html-validate says of some pages."""
    command = [node_tool("html-validate"), "--config", str(NODE / "html-validate.json")]
    done = subprocess.run(
        [*command, "--formatter", "text", *map(str, files)],
        capture_output=True, text=True, timeout=500,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write(pages(built(hostile_list())), folder)
    return folder


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    write(pages(real_site()), folder)
    return folder


def test_the_nu_checker_finds_nothing(real: Path) -> None:
    assert nu(real) == ""


def test_the_nu_checker_finds_nothing_in_strangers_words(hostile: Path) -> None:
    assert nu(hostile) == ""


def test_html_validate_finds_nothing(real: Path, hostile: Path) -> None:
    """One page of each kind that holds the most, and all of the hostile list."""
    files = []
    for folder in [real, *sorted(f for f in real.iterdir() if f.is_dir())]:
        found = sorted(folder.glob("*.html"), key=lambda file: file.stat().st_size)
        files += found if folder == real else found[-4:]
    assert len(files) > 20
    assert html_validate(*files, *sorted(hostile.rglob("*.html"))) == ""


def test_both_would_find_faults(tmp_path: Path) -> None:
    file = tmp_path / "faulty.html"
    file.write_text(FAULTY)
    assert 'Duplicate ID "a"' in nu(tmp_path).replace("“", '"').replace("”", '"')
    assert "no-dup-id" in html_validate(file)
