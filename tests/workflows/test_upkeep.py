"""The weekly upkeep: one pull request with what is mended by itself, one issue with the rest."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.workflows.github import API, GitHub, form, github
from tests.workflows.shell import ROOT, Clone, cloned, commands, entry, jobs_of, title_of
from tests.workflows.test_commits import in_origin

FLOW = "links.yml"
MEND = "Mend what needs no judgement"
JOBS = jobs_of(FLOW)
ENTRY = "data/papers/2023/work-1.yaml"
TO_MEND = entry(title_of(1), "2304.00001").replace(
    '"2304.00001"', '"https://arxiv.org/abs/2304.00001v2"'
)
"""An id that is an address is one that `fix` writes as it should be."""


def link(url: str, status: str, *paths: str) -> dict[str, Any]:
    return {"url": url, "status": status, "uses": [{"path": path} for path in paths]}


REPORT = [
    link("https://a.org", "ok", "data/papers/2023/work-2.yaml"),
    link("https://b.org", "moved", "data/papers/2023/work-3.yaml", "README.md"),
    link("https://c.org", "gone", "data/papers/2023/work-4.yaml", "data/papers/2023/work-3.yaml"),
    link("https://d.org", "unreachable", "data/papers/2023/work-5.yaml"),
    link("http://e.org", "ok", "data/papers/2023/a b\n$(touch pwned)'.yaml"),
]


def mended(
    clone: Clone, links: list[dict[str, Any]], *, stand_in: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run the job that mends; the tool's own `fix` would ask the links, so a stand-in notes it."""
    if stand_in:
        tool = clone.path / ".venv" / "bin" / "awesome-p2ti"
        real = tool.with_name("real")
        if not real.exists():
            tool.rename(real)
        tool.write_text(
            '#!/usr/bin/env bash\nprintf "%s\\0" "$@" >> "$HOME/fixed"; echo >> "$HOME/fixed"\n'
            f'if [[ $* == "fix --offline" ]]; then exec "{real}" "$@"; fi\n'
        )
        tool.chmod(0o755)
    (clone.home / "links.json").write_text(json.dumps({"links": links}))
    return clone.step(FLOW, MEND, GITHUB_TOKEN="t")


@dataclass(frozen=True)
class Weekly:
    """The jobs of a week, one after the other."""

    clone: Clone
    origin: Path
    github: GitHub

    def run(self, text: str) -> str:
        """Mend a list that holds an entry of that text; return what the job that pushes printed."""
        self.clone.git("fetch", "--quiet", "origin")
        self.clone.git("checkout", "--quiet", "--force", "-B", "main", "origin/main")
        self.clone.write(ENTRY, text)
        self.clone.commit()
        self.clone.git("push", "--quiet", "origin", "HEAD:main")
        assert mended(self.clone, []).returncode == 0
        assert self.clone.outputs().keys() == {"base"}
        folder = self.clone.home / str(len(list(self.clone.home.iterdir())))
        folder.mkdir()
        pusher = cloned(self.origin, folder, "pusher")
        shutil.copy(self.clone.home / "upkeep.patch", pusher.home)
        message = next(s for s in JOBS["propose"]["steps"] if "run" in s)["env"]["MESSAGE"]
        done = pusher.step(FLOW, "Push what was mended", TOKEN="t", MESSAGE=message)
        assert done.returncode == 0, done.stderr
        (self.clone.home / "output").write_text((pusher.home / "output").read_text())
        return done.stdout

    def open(self) -> None:
        env = next(s for s in JOBS["open"]["steps"] if "run" in s)["env"]
        words = {key: env[key] for key in ("BODY", "BRANCH", "TITLE")}
        done = self.clone.step(FLOW, "Open the pull request", APP_ID="", APP_KEY="", **words, **API)
        assert done.returncode == 0, done.stderr


@pytest.fixture
def weekly(clone: Clone, origin: Path) -> Weekly:
    return Weekly(clone, origin, github(clone))


def test_a_week_mends_what_it_can_in_one_pull_request(weekly: Weekly) -> None:
    weekly.run(TO_MEND)
    assert weekly.clone.outputs() == {"pushed": "true"}
    assert in_origin(weekly.origin, "show", f"upkeep:{ENTRY}") == (
        entry(title_of(1), "2304.00001").strip()
    )
    weekly.open()
    weekly.run(TO_MEND.replace("Rinon", "Rinon A."))
    weekly.open()
    (pull,) = weekly.github["pulls"]
    assert (pull["head"], pull["base"]) == ("upkeep", "main")
    assert in_origin(weekly.origin, "rev-list", "--count", "main..upkeep") == "1"
    assert "Rinon A." in in_origin(weekly.origin, "show", f"upkeep:{ENTRY}")


def test_a_branch_that_a_person_pushed_to_is_left_alone(weekly: Weekly, tmp_path: Path) -> None:
    weekly.run(TO_MEND)
    theirs = cloned(weekly.origin, tmp_path, "theirs")
    theirs.git("checkout", "--quiet", "upkeep")
    theirs.write("data/papers/2023/work-2.yaml", entry("Mended by Hand", "2304.00002"))
    theirs.commit("Mend one more")
    theirs.git("push", "--quiet", "origin", "HEAD:upkeep")
    said = weekly.run(TO_MEND.replace("Rinon", "Rinon A."))
    assert commands(said) == [("warning", " title=not pushed")]
    assert "somebody has pushed to it" in said
    assert weekly.clone.outputs() == {}
    assert in_origin(weekly.origin, "rev-parse", "upkeep") == theirs.git("rev-parse", "HEAD")


def test_only_entries_that_may_be_mended_are_asked_again(clone: Clone) -> None:
    done = mended(clone, REPORT)
    assert done.returncode == 0, done.stderr
    first, then = (clone.home / "fixed").read_text().split("\0\n", 1)
    assert first == "fix\0--offline"
    assert then.split("\0")[:-1] == [
        "fix",
        "--",
        "data/papers/2023/a b\n$(touch pwned)'.yaml",
        "data/papers/2023/work-3.yaml",
        "data/papers/2023/work-4.yaml",
    ]
    assert not list(clone.path.rglob("pwned"))
    assert clone.outputs() == {}


def test_where_nothing_is_to_mend_nothing_is_asked(clone: Clone) -> None:
    assert mended(clone, REPORT[:1]).returncode == 0
    assert (clone.home / "fixed").read_text() == "fix\0--offline\0\n"
    assert clone.outputs() == {}


def test_the_options_of_fix_are_the_tools_own(clone: Clone) -> None:
    clone.write(ENTRY, TO_MEND)
    clone.commit()
    done = mended(clone, [], stand_in=False)
    assert done.returncode == 0, done.stderr
    assert clone.outputs().keys() == {"base"}
    done = clone.bash(".venv/bin/awesome-p2ti fix --help")
    assert "[PATH]..." in done.stdout


def test_the_weekly_job_ends_green_where_links_are_red() -> None:
    """No step of links.yml fails for what a link answered; the issue has it instead."""
    assert "red" not in JOBS
    for job in JOBS.values():
        assert not any("exit 1" in step.get("run", "") for step in job["steps"])
    assert JOBS["issue"]["if"] == "${{ !cancelled() && needs.report.result == 'success' }}"
    complete = JOBS["issue"]["steps"][-1]["env"]["COMPLETE"]
    assert "needs.check.result == 'success'" in complete
    assert "needs.report.outputs.complete == 'true'" in complete


def test_the_issue_has_what_the_report_has(clone: Clone) -> None:
    known = github(clone, form(7))
    (clone.home / "awesome-links.md").write_text("# Links\n\n1 links: 1 gone.\n")
    env = {"COMPLETE": "true", "RED": "true", "TITLE": "Links that are gone or wrong", **API}
    for state, red in (("open", "true"), ("closed", "false"), ("open", "true")):
        done = clone.step(FLOW, "Keep the issue up to date", **env | {"RED": red})
        assert done.returncode == 0, done.stderr
        (theirs, ours) = known["issues"]
        assert (theirs["body"], ours["state"]) == (form(7)["body"], state)
        assert "1 gone" in ours["body"]


def test_labels_are_made_where_they_are_missing(clone: Clone) -> None:
    known = github(clone)
    known.set(labels=["bug", "accepted"])
    for _ in range(2):
        done = clone.step(FLOW, "Make the labels that are missing", **API)
        assert (done.returncode, done.stderr) == (0, "")
    assert known["labels"] == ["bug", "accepted", "new-paper", "missing", "correction", "waiting"]


def test_every_label_of_the_forms_is_made() -> None:
    script = (ROOT / ".github" / "scripts" / "labels.sh").read_text(encoding="utf-8")
    forms = (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")
    named = {n for f in forms for n in yaml.safe_load(f.read_text("utf-8")).get("labels", ())}
    assert named == {"new-paper", "missing", "correction"}
    assert [name for name in named if f'"{name}|' not in script] == []
