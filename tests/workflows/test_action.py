"""The action for any list: its steps run as a runner runs them, in somebody else's repository."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from awesome_p2ti.links.settings import read_settings
from tests.workflows.github import github
from tests.workflows.shell import PYTHON, ROOT, Clone, commands
from tests.workflows.test_workflows import schema

ACTION = ROOT / ".github" / "actions" / "links"
LIST = "# List\n\n[a](#list) [b](docs/none.md) [c](left/out.md)\n"
NOTHING = {"FILES": "", "EXCLUDE": "", "CONFIG": "", "CHANGED_SINCE": "", "MAX_TIME": ""}


def code_of(program: str) -> str:
    """Return what an installed script does."""
    return f"import sys; from awesome_p2ti.cli import run; sys.exit(run(sys.argv[1:], '{program}'))"


def action() -> dict[str, Any]:
    value = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


@pytest.fixture
def theirs(tmp_path: Path) -> Clone:
    """A repository with a list, and the checker where the action installs it."""
    made = Clone(tmp_path / "theirs", tmp_path / "home")
    program = made.home / "awesome-links" / "bin" / "awesome-links"
    program.parent.mkdir(parents=True)
    (made.home / "bin").mkdir()
    github(made)
    program.write_text(f'#!/usr/bin/env bash\n{PYTHON} -c "{code_of("awesome-links")}" "$@"\n')
    program.chmod(0o755)
    made.write("README.md", LIST)
    subprocess.run(["git", "init", "--quiet", made.path], check=True)
    return made


def step(clone: Clone, name: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action with the variables that it is given."""
    (found,) = (s for s in action()["runs"]["steps"] if s["name"] == name)
    assert set(found.get("env", {})) >= set(env), "the step gets no such variable"
    (clone.home / "output").write_text("")
    return clone.bash(found["run"], GITHUB_ACTION_PATH=str(ACTION), GITHUB_RUN_ID="7", **env)


def checked(clone: Clone, **env: str) -> dict[str, str]:
    """Check the links and return the step's outputs."""
    done = step(clone, "Check the links", **(NOTHING | env))
    assert done.returncode == 0, done.stderr
    return clone.outputs()


def test_one_run_makes_every_report(theirs: Clone) -> None:
    outputs = checked(theirs, EXCLUDE="\nleft/*\n", MAX_TIME="100")
    report = str(theirs.home / "awesome-links.json")
    assert outputs == {"red": "true", "complete": "true", "report": report}
    rows = json.loads(Path(outputs["report"]).read_text())["links"]
    assert [(row["url"], row["status"]) for row in rows] == [
        ("README.md#list", "ok"),
        ("docs/none.md", "gone"),
    ]
    done = step(theirs, "Report", SARIF="found.sarif")
    assert done.returncode == 0, done.stderr
    ((name, where),) = commands(done.stdout)
    assert (name, where.split(",")[:2]) == ("error", [" file=README.md", "line=3"])
    assert "## Dead (1)" in theirs.summary()
    sarif = json.loads((theirs.path / "found.sarif").read_text())
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["link-gone"]
    last = step(theirs, "Fail where a link is dead or wrong")
    assert (last.returncode, commands(last.stdout)) == (1, [("error", " title=Links")])


def test_nothing_is_red(theirs: Clone) -> None:
    theirs.write("docs/a.md", "# A\n\n[self](#a)\n")
    theirs.write("docs/b c.html", "<a href='a.md'>a</a>")
    assert checked(theirs, FILES="docs/*.md\n\ndocs/b c.html\n")["red"] == "false"
    assert step(theirs, "Report", SARIF="").stdout == ""


def test_settings_and_changed_lines(theirs: Clone) -> None:
    theirs.commit()
    theirs.write("README.md", LIST + "\n[d](#none)\n")
    theirs.write("ci.toml", "exclude = ['docs/*']\n")
    checked(theirs, CHANGED_SINCE="HEAD", CONFIG="ci.toml")
    rows = json.loads((theirs.home / "awesome-links.json").read_text())["links"]
    assert [(row["url"], row["status"]) for row in rows] == [("README.md#none", "fragment-missing")]


@pytest.mark.parametrize("files", ["none.md", "--no-such-option", "docs/*.md"])
def test_a_wrong_call_fails_at_once(files: str, theirs: Clone) -> None:
    done = step(theirs, "Check the links", **(NOTHING | {"FILES": files}))
    assert (done.returncode, theirs.outputs()) == (2, {})


def test_what_is_of_no_link_is_in_the_summary_and_fails_the_job(theirs: Clone) -> None:
    (theirs.path / "bad.md").write_bytes(b"\xff [a](README.md)\n")
    assert checked(theirs, FILES="bad.md\r\n \r\n", EXCLUDE="none*\r\n")["red"] == "true"
    done = step(theirs, "Report", SARIF="")
    assert [(name, where.split(",")[0]) for name, where in commands(done.stdout)] == [
        ("error", " file=bad.md")
    ]
    assert "- `bad.md:1` not-utf8: the byte 0xFF is not UTF-8; what can be read is checked.\n" in (
        theirs.summary()
    )


def test_a_fault_of_the_tool_hides_no_other_finding(theirs: Clone) -> None:
    """The step fails, and the report that was written before is shown nevertheless."""
    program = theirs.home / "awesome-links" / "bin" / "awesome-links"
    sound = program.read_text()
    program.write_text(f"{sound.replace('exec ', '')}exit 3\n")
    done = step(theirs, "Check the links", **(NOTHING | {"FILES": "README.md"}))
    assert done.returncode == 3
    assert theirs.outputs()["red"] == "true"
    program.write_text(sound)
    assert step(theirs, "Report", SARIF="").returncode == 0
    assert "docs/none.md" in theirs.summary()
    (report,) = (s for s in action()["runs"]["steps"] if s["name"] == "Report")
    assert report["if"] == "${{ !cancelled() && steps.check.outputs.report != '' }}"


def test_a_summary_that_is_cut_says_so(theirs: Clone) -> None:
    theirs.write("many.md", "".join(f"[a]({n:0>180}.md)\n" for n in range(250)))
    checked(theirs, FILES="many.md")
    report = (ACTION / "report.sh").read_text(encoding="utf-8")
    assert report.count("1000000") == 2
    short = theirs.home / "report.sh"
    short.write_text(report.replace("1000000", "900"), encoding="utf-8")
    done = theirs.bash(f"bash {short}", SARIF="")
    assert done.returncode == 0, done.stderr
    assert len(theirs.summary()) < 1000
    assert theirs.summary().endswith("longer than a summary may be: this is its beginning.\n")


TITLE = "Dead links"
OURS = {"title": TITLE, "author_association": "NONE", "state": "open", "labels": []}
BOT = {"login": "github-actions[bot]", "type": "Bot"}
PERSON = {"login": "ann", "type": "User"}


def issue(number: int, **more: Any) -> dict[str, Any]:
    return {"number": number, "user": BOT, "body": "old"} | OURS | more


def kept(clone: Clone, *issues: dict[str, Any], red: str = "true", complete: str = "true") -> Any:
    """Keep the issue, and return all issues by number, with their comments."""
    known = github(clone, *issues)
    (clone.home / "awesome-links.md").write_text("# Links\n\n`docs/none.md` in `README.md:3`\n")
    env = {"TITLE": TITLE, "RED": red, "COMPLETE": complete, "GH_TOKEN": "t", "GH_REPO": "ann/list"}
    done = step(clone, "Keep the issue up to date", **env)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return {i["number"]: i for i in known["issues"]}, known.bodies()


STRANGERS = [
    issue(3, user=PERSON),
    issue(4, title="Dead links "),
    issue(5, pull_request={"url": "x"}),
    issue(6, user=PERSON, author_association="CONTRIBUTOR", state="closed"),
]


def test_an_issue_is_opened(theirs: Clone) -> None:
    found, comments = kept(theirs, *STRANGERS)
    (made,) = (found[n] for n in found if n > 6)
    assert (made["title"], made["state"], comments) == (TITLE, "open", [])
    run = "https://github.com/ann/list/actions/runs/7"
    assert "`docs/none.md` in `README.md:3`" in made["body"]
    assert made["body"].endswith(f"[The run]({run}) has the whole report.\n")
    assert [found[i["number"]] for i in STRANGERS] == STRANGERS


@pytest.mark.parametrize(
    "ours",
    [
        [issue(9), issue(12), issue(8, state="closed")],
        [issue(9, state="closed"), issue(7, state="closed")],
        [issue(9, user=PERSON, author_association="OWNER")],
    ],
    ids=["edited", "opened again", "opened by a person of the repository"],
)
def test_an_issue_is_never_doubled(ours: list[dict[str, Any]], theirs: Clone) -> None:
    found, _ = kept(theirs, *STRANGERS, *ours)
    assert found.keys() == {i["number"] for i in [*STRANGERS, *ours]}
    assert (found[9]["state"], found[9]["body"][:7]) == ("open", "# Links")
    assert all(i["body"] == "old" for n, i in found.items() if n != 9)


def test_a_clean_run_closes_the_issue(theirs: Clone) -> None:
    found, comments = kept(theirs, *STRANGERS, issue(9), red="false")
    assert (found[9]["state"], found[9]["state_reason"]) == ("closed", "completed")
    assert comments[0].startswith("No link is dead or wrong any more")
    assert [found[i["number"]] for i in STRANGERS] == STRANGERS


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_run_that_did_not_end_closes_nothing(state: str, theirs: Clone) -> None:
    for complete in ("false", "") if state == "open" else ("true",):
        found, comments = kept(theirs, issue(9, state=state), red="false", complete=complete)
        assert (found[9], comments) == (issue(9, state=state), [])


def test_a_run_that_did_not_end_says_so(theirs: Clone) -> None:
    found, _ = kept(theirs, issue(9), complete="false")
    assert "This run did not look at every link." in found[9]["body"]


def test_an_issue_is_never_too_long(theirs: Clone) -> None:
    known = github(theirs)
    (theirs.home / "awesome-links.md").write_text("é" * 99 + "\n" + ("x" * 99 + "\n") * 5000)
    env = {"RED": "true", "COMPLETE": "false", "GH_TOKEN": "t", "GH_REPO": "ann/list"}
    assert step(theirs, "Keep the issue up to date", TITLE="T", **env).returncode == 0
    assert 58_000 < len(known["issues"][0]["body"]) <= 60_000


def test_where_github_does_not_answer_no_issue_is_opened(theirs: Clone) -> None:
    known = github(theirs)
    gh = theirs.home / "bin" / "gh"
    gh.write_text(gh.read_text().replace("exec", "[[ $* == *state=all* ]] && exit 1; exec"))
    (theirs.home / "awesome-links.md").write_text("# Links\n")
    env = {"RED": "true", "COMPLETE": "true", "GH_TOKEN": "t", "GH_REPO": "ann/list"}
    assert step(theirs, "Keep the issue up to date", TITLE="T", **env).returncode == 1
    assert known["issues"] == []


def test_the_action_installs_what_its_tag_holds(theirs: Clone) -> None:
    """The programs that it starts are stand-ins: the wheel's own test installs for real."""
    for name in ("python", "pip"):
        file = theirs.home / "bin" / name
        file.write_text(f'#!/usr/bin/env bash\necho "{name} $*" >> "$HOME/asked"\n')
        file.chmod(0o755)
    pip = theirs.home / "awesome-links" / "bin" / "pip"
    pip.symlink_to(theirs.home / "bin" / "pip")
    done = step(theirs, "Install the checker", PYTHON=str(theirs.home / "bin" / "python"))
    assert done.returncode == 0, done.stderr
    asked = (theirs.home / "asked").read_text()
    assert f"python -m venv {theirs.home}/awesome-links\n" in asked
    assert asked.endswith(f"--constraint {ROOT}/constraints.txt {ROOT}\n")


def test_every_input_is_explained_and_used() -> None:
    text = (ACTION / "action.yml").read_text(encoding="utf-8")
    for name, about in action()["inputs"].items():
        assert about["description"].endswith((".", ".'")), name
        assert f"inputs.{name}" in text, name


HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_call_what_there_is(hook: dict[str, Any], theirs: Clone) -> None:
    assert {"id", "name", "description", "entry", "language", "files"} <= hook.keys()
    program, *arguments = hook["entry"].split()
    done = theirs.bash(f'{PYTHON} -c "{code_of(program)}" {" ".join(arguments)} --help')
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(hook["files"], "data/papers/x.yaml" if hook["id"] == "check" else "README.md")


def test_the_hook_checks_the_links_of_changed_lines(theirs: Clone) -> None:
    theirs.commit()
    theirs.write("README.md", LIST + "\n[d](new.md)\n")
    (hook,) = (hook for hook in HOOKS if hook["id"] == "links")
    program = theirs.home / "awesome-links" / "bin"
    done = theirs.bash(f"PATH={program}:$PATH; {hook['entry']} README.md")
    assert done.returncode == 1
    assert re.findall(r"^README.md:\d+:\d+: link-gone: \S+", done.stdout, re.MULTILINE) == [
        "README.md:5:5: link-gone: new.md"
    ]


def blocks(language: str) -> list[str]:
    """Return the examples in the page on links that are to be pasted."""
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def test_the_workflow_to_paste_is_one(tmp_path: Path) -> None:
    text = blocks("yaml")[0]
    (job,) = yaml.safe_load(text)["jobs"].values()
    used = job["steps"][-1]
    assert used["uses"] == "OWNER/REPO/.github/actions/links@TAG"
    assert used["with"].keys() <= action()["inputs"].keys()
    file = tmp_path / "links.yml"
    file.write_text(text, encoding="utf-8")
    done = schema("github-workflows", file)
    assert done.returncode == 0, done.stdout


def test_the_page_names_every_input_and_hook() -> None:
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
    names = [*action()["inputs"], *(hook["id"] for hook in HOOKS)]
    assert [name for name in names if f"`{name}" not in page and f"{name}:" not in page] == []


def test_the_settings_to_paste_are_understood() -> None:
    settings = read_settings(tomllib.loads(blocks("toml")[0]))
    assert settings.exceptions[0].until == "2027-06-30"
    assert settings.max_time == 3000


def test_the_table_beside_lychee_is_the_benchmarks() -> None:
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:awesome-p2ti|lychee).*$", page, re.MULTILINE)
    measured = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3
    assert [row for row in rows if row not in measured] == []
