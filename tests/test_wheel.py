"""The wheel holds what the tool needs, and its scripts run far from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT, needs
from tests.workflows import shell

MODULES = {p.relative_to(ROOT).as_posix() for p in (ROOT / "awesome_p2ti").rglob("*.py")}
DEPENDENCIES = sysconfig.get_path("purelib")
"""Where the packages lie that the wheel names: nothing is fetched for a test."""


def ended(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program that knows nothing of the checkout."""
    keep = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return shell.ended([str(part) for part in command], cwd, {**keep, "HOME": str(cwd), **env})


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    done = ended(*build, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    (found,) = folder.glob("*.whl")
    return found


def use(script: Path, folder: Path) -> None:
    """Check a list of somebody else's with the installed script."""
    (folder / "docs").mkdir(parents=True)
    text = "# List\n\n[a](#list) [b](docs/) [c](docs/none.md) <mailto:a@b.test>\n"
    (folder / "README.md").write_text(text, encoding="utf-8")
    done = ended(script, "--no-cache", cwd=folder)
    assert done.returncode == 1, done.stderr
    assert "README.md:3:27: link-gone: docs/none.md" in done.stdout
    assert done.stderr.startswith("4 links: 2 ok, 1 gone, 1 refused\n")
    assert ended(script, "--version", cwd=folder).stdout.startswith("awesome-links, version ")
    shown = ended(script, "--help", cwd=folder).stdout
    assert "awesome-links README.md docs" in shown
    assert "awesome-p2ti links" not in shown


def add_dependencies(python: Path, cwd: Path) -> None:
    """Let an environment find the packages that the tests run with, after its own."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    folder = Path(ended(python, "-c", code, cwd=cwd).stdout.strip())
    (folder / "dependencies.pth").write_text(DEPENDENCIES + "\n", encoding="utf-8")
    code = "import awesome_p2ti; print(awesome_p2ti.__file__)"
    assert Path(ended(python, "-c", code, cwd=cwd).stdout.strip()).is_relative_to(folder)


def needed_by(found: Distribution) -> set[str]:
    """The packages that a package needs here, without those of its extras."""
    needed = map(Requirement, found.requires or ())
    return {n.name for n in needed if n.marker is None or n.marker.evaluate({"extra": ""})}


def pack_again(name: str, folder: Path) -> None:
    """Make wheels of an installed package and of all that it needs: nothing is fetched."""
    found = distribution(name)
    stem = f"{canonicalize_name(found.name).replace('-', '_')}-{found.version}"
    if list(folder.glob(f"{stem}-*.whl")):
        return
    tags = re.findall(r"^Tag: (\S+)$", found.read_text("WHEEL") or "", re.MULTILINE)
    parts = zip(*(tag.split("-") for tag in tags), strict=True)
    named = "-".join(".".join(dict.fromkeys(part)) for part in parts)  # py2.py3-none-any
    with zipfile.ZipFile(folder / f"{stem}-{named}.whl", "w") as archive:
        for file in found.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                archive.write(str(found.locate_file(file)), file.as_posix())
    for needed in needed_by(found):
        pack_again(needed, folder)


def test_pipx_installs_the_wheel(wheel: Path, tmp_path: Path) -> None:
    needs("pipx", Path(sys.executable).with_name("pipx"))
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    for needed in needed_by(distribution("awesome-p2ti")):
        pack_again(needed, wheels)
    places = {"PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    offline = {"PIPX_DISABLE_SHARED_LIBS_AUTO_UPGRADE": "1", "PIP_NO_INDEX": "1"}
    pipx = (sys.executable, "-m", "pipx", "install", "--pip-args", f"--find-links {wheels}")
    done = ended(*pipx, wheel, cwd=tmp_path, **places, **offline)
    assert done.returncode == 0, done.stderr
    use(tmp_path / "bin" / "awesome-links", tmp_path / "theirs")


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if ".dist-info/" not in name} == MODULES


def test_the_scripts_run_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "environment"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index")
    done = ended(*pip, wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    add_dependencies(python, tmp_path)
    use(place / "bin" / "awesome-links", tmp_path / "theirs")
    told = ended(place / "bin" / "awesome-p2ti", "--help", cwd=tmp_path)
    assert "\n  links " in told.stdout
