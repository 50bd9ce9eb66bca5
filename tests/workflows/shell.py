"""A small list in a git repository of its own, and the shell that the workflows' steps run in."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
FOLDER = tempfile.gettempdir()
ADDRESS = Path(FOLDER if len(FOLDER) < 60 else "/tmp") / f"python-{os.getpid()}.socket"
"""Of a socket, which may have a name of some hundred letters."""
WARM_START = Path(__file__).with_name("warm_start.py")
PYTHON = "exec " + shlex.join([sys.executable, "-I", "-S", str(WARM_START), str(ADDRESS)])
WORKFLOWS = ROOT / ".github" / "workflows"
PATIENCE = 240
"""Seconds until a command is taken to hang: a busy machine needs 60 at the most."""
NAMES = "error|warning|notice|debug|group|endgroup|add-mask|add-matcher|stop-commands|set-output"
COMMAND = re.compile(rf"^\s*::({NAMES})\b([^:]*)::|##\[({NAMES})\b")
"""What the runner obeys: the new form at a line's start, the old one anywhere in a line."""


def title_of(number: int) -> str:
    """Return a title that is like no other number's."""
    return " ".join(chr(97 + number * k // 2 % 26) * (5 + k) for k in (2, 3, 5)).capitalize()


def entry(title: str, arxiv: str) -> str:
    """Return an entry of the month that its arXiv id names."""
    return (
        f'title: "{title}"\nauthors: [Rinon Gal]\ndate: 20{arxiv[:2]}-{arxiv[2:4]}\n'
        f'arxiv: "{arxiv}"\ntasks: [subject]\n'
    )


@cache
def jobs_of(workflow: str) -> dict[str, Any]:
    """Return the jobs of a workflow by their names; whoever reads them changes none."""
    found: dict[str, Any] = yaml.load((WORKFLOWS / workflow).read_bytes(), yaml.CSafeLoader)["jobs"]
    return found


def ended(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command that asks nobody, and end it with all that it started where it hangs.

    Its input is empty and it sees nothing of this process's environment: no proxy, no settings of
    git's. A child that outlives the command could hold its output open for ever, so all end.
    """
    with subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


@dataclass(frozen=True)
class Clone:
    """A clone of the small list, and the shell that steps run in there."""

    path: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_EVENT_NAME": "push",
            "GITHUB_REF": "refs/heads/main",
            "GITHUB_OUTPUT": str(self.home / "output"),
            "ALLOW_LOSS": "",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "ann/list",
            "GITHUB_SHA": "c0ffee",
            "GITHUB_RUN_ID": "7",
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            "RUNNER_TEMP": str(self.home),
        } | more

    def git(self, *args: str) -> str:
        identity = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        done = ended(["git", *identity, *args], self.path, self.environment())
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, message: str = "Change the data") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def step(
        self, workflow: str, name: str, *, server: str = "https://github.com", **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the step ``name`` with the variables that it is given."""
        jobs = jobs_of(workflow).values()
        found = [step for job in jobs for step in job["steps"] if step["name"] == name]
        (self.home / "output").write_text("")
        assert len(found) == 1, name
        assert set(found[0].get("env", {})) >= set(env), "the step gets no such variable"
        return self.bash(found[0]["run"], **env, GITHUB_SERVER_URL=server)

    def bash(self, script: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a script as the runner does for `shell: bash`."""
        file = self.home / "step.sh"
        file.write_text(script, encoding="utf-8")
        return ended(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(file)],
            self.path,
            self.environment(**env),
        )

    def outputs(self) -> dict[str, str]:
        """Return what the last step handed to the jobs that need its own."""
        lines = (self.home / "output").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def summary(self) -> str:
        return (self.home / "summary.md").read_text(encoding="utf-8")


@contextmanager
def waiting_python() -> Iterator[None]:
    """Keep the process of which every start of ``install``'s programs is a fork."""
    code = f"from tests.workflows.warm_start import serve; serve({str(ADDRESS)!r})"
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    ADDRESS.unlink(missing_ok=True)  # of a run that was killed and had this one's number
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            ADDRESS.unlink(missing_ok=True)


def install(clone: Path, before: str = "") -> None:
    """Put the tool where `make setup` puts it, with shell to run ``before`` it."""
    (clone / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
    for name, module in (("python", ""), ("awesome-p2ti", "-m awesome_p2ti")):
        program = clone / ".venv" / "bin" / name
        first = before if module else ""
        program.write_text(f'#!/usr/bin/env bash\nset -e\n{first}\n{PYTHON} {module} "$@"\n')
        program.chmod(0o755)


def seeded(tmp_path: Path) -> Path:
    """A bare repository with a small list on main, whose README is fresh."""
    bare, home = tmp_path / "origin.git", tmp_path / "origin-home"
    (home / "bin").mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", bare], check=True)
    clone = Clone(tmp_path / "seed", home)
    subprocess.run(["git", "init", "--quiet", "-b", "main", clone.path], check=True)
    for name in ("templates", ".github"):
        shutil.copytree(ROOT / name, clone.path / name)
    for name in ("data/tasks.yaml", "data/venues.yaml", "data/base_models.yaml", ".gitignore"):
        clone.write(name, (ROOT / name).read_text(encoding="utf-8"))
    clone.write("pyproject.toml", "")
    for i in range(30):
        clone.write(f"data/papers/2023/work-{i}.yaml", entry(title_of(i), f"2304.{i:05}"))
    install(clone.path)
    done = clone.bash(
        ".venv/bin/python .github/scripts/record_added.py && .venv/bin/awesome-p2ti build"
    )
    assert done.returncode == 0, done.stderr
    clone.commit("Begin")
    clone.git("push", "--quiet", str(bare), "main")
    return bare


def cloned(origin: Path, folder: Path, name: str) -> Clone:
    made = Clone(folder / name, folder / f"{name}-home")
    (made.home / "bin").mkdir(parents=True)
    command = ["git", "clone", "--quiet", f"file://{origin}", str(made.path)]
    done = ended(command, folder, made.environment())
    assert done.returncode == 0, done.stderr
    install(made.path)
    return made


@dataclass(frozen=True)
class Commit:
    """The two jobs that commit: one makes a patch, the other pushes it from its own checkout."""

    workflow: str
    make: str
    maker: Clone
    origin: str  # the remote's address

    def made(self, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the first job's step on the branch as it is now."""
        self.maker.git("fetch", "--quiet", "--depth=1", "origin", "main")
        self.maker.git("checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")
        return self.maker.step(self.workflow, self.make, **env)

    def pushed(self, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the second job's step in a checkout without the tool, with the first one's patch."""
        base = self.maker.outputs().get("base")
        assert base, "the second job does not run"
        folder = Path(tempfile.mkdtemp(dir=self.maker.home))
        pusher = Clone(folder / "work", self.maker.home)
        clone = ["git", "clone", "--quiet", "--depth=1", self.origin, str(pusher.path)]
        done = ended(clone, folder, pusher.environment())
        assert done.returncode == 0, done.stderr
        message = self._step_of_push()["env"]["MESSAGE"]
        return pusher.bash(self._step_of_push()["run"], BASE=base, MESSAGE=message, **env)

    def _step_of_push(self) -> dict[str, Any]:
        steps = jobs_of(self.workflow)["push"]["steps"]
        return next(step for step in steps if "run" in step)

    def both(self, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the first job, and the second where the first made a patch."""
        done = self.made(**env)
        return self.pushed() if done.returncode == 0 and self.maker.outputs() else done


def pull_request(clone: Clone, change: Callable[[], None]) -> None:
    """Leave the clone as a checkout of a pull request is: at the merge into its base."""
    clone.git("checkout", "--quiet", "-b", "theirs")
    change()
    clone.commit()
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-ff", "--message", "Merge", "theirs")


def commands(output: str) -> list[tuple[str, str]]:
    """Return the workflow commands that the runner would obey, each with its properties."""
    found = filter(None, map(COMMAND.search, output.splitlines()))
    return [(m[1] or "##" + m[3], m[2] or "") for m in found]
