"""Which checks a change needs: its entries and links always, the tests when more is changed."""

from __future__ import annotations

import pytest

from tests.workflows.shell import Clone, entry, jobs_of, pull_request

JOBS = jobs_of("ci.yml")
ENTRY = {"data/papers/2023/pet.yaml": entry("A Pet", "2304.09999")}
RESULT = {"data/results/pets.yaml": "name: Pets\n"}
TEMPLATE = {"templates/readme.md.j2": "{# mine #}\n"}
CODE = {"awesome_p2ti/cli.py": "pass\n"}
WORKFLOW = {".github/workflows/ci.yml": "name: mine\n"}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (ENTRY, "false"),
        (RESULT, "false"),
        ({**ENTRY, "README.md": "built\n", "assets/papers-dark.svg": "<svg/>\n",
          "docs/leaderboards/pets.md": "built\n", "data/schema/papers.json": "{}\n",
          ".github/ISSUE_TEMPLATE/add-paper.yml": "built\n"}, "false"),
        ({".github/ISSUE_TEMPLATE/wrong-entry.yml": "name: mine\n"}, "true"),
        (TEMPLATE, "true"),
        (CODE, "true"),
        (WORKFLOW, "true"),
        ({**ENTRY, **CODE}, "true"),
        ({"docs/links.md": "x\n"}, "true"),
        ({"sub/data/x.yaml": "x\n"}, "true"),
        ({"data": "a file\n"}, "true"),
        ({"README.md.py": "x\n"}, "true"),
        ({"README.md\ncode.py": "x\n"}, "true"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, dict) else v,
)  # fmt: skip
def test_more_than_data_needs_the_tests(files: dict[str, str], code: str, clone: Clone) -> None:
    def change() -> None:
        if "data" in files:
            clone.git("rm", "--quiet", "-r", "data")
        for name, text in files.items():
            clone.write(name, text)

    pull_request(clone, change)
    done = clone.step("ci.yml", "Look at what changed")
    assert (done.returncode, done.stderr) == (0, "")
    assert clone.outputs() == {"code": code}


def test_code_that_goes_or_moves_into_the_data_needs_the_tests(clone: Clone) -> None:
    pull_request(clone, lambda: clone.git("mv", "pyproject.toml", "data/pyproject.toml"))
    assert clone.step("ci.yml", "Look at what changed").returncode == 0
    assert clone.outputs() == {"code": "true"}


def test_where_git_fails_nothing_is_said_of_the_tests(clone: Clone) -> None:
    assert clone.step("ci.yml", "Look at what changed").returncode != 0  # no first parent
    assert clone.outputs() == {}


def test_the_tests_alone_wait_for_the_scope() -> None:
    assert JOBS["tests"]["needs"] == "scope"
    assert JOBS["tests"]["if"] == "${{ needs.scope.outputs.code == 'true' }}"
    assert JOBS["scope"]["outputs"] == {"code": "${{ steps.scope.outputs.code }}"}
    assert not {"needs", "if"} & JOBS["entries"].keys()


@pytest.mark.parametrize("job", ["scope", "entries"])
def test_what_every_change_needs_runs_no_test_suite(job: str) -> None:
    scripts = " ".join(step.get("run", "") for step in JOBS[job]["steps"])
    assert "make test" not in scripts
    assert "pytest" not in scripts


def test_one_check_stands_for_all() -> None:
    """Always of one name, and never skipped: GitHub takes a skipped check for one that passed."""
    last = JOBS["passed"]
    assert (last["name"], last["if"]) == ("Passed", "${{ always() }}")
    assert set(last["needs"]) == JOBS.keys() - {"passed"}
    given = last["steps"][0]["env"]
    for job in last["needs"]:
        assert f"needs.{job}.result" in " ".join(given.values())


GOOD = "success success"


@pytest.mark.parametrize(
    ("code", "results", "tests", "passes"),
    [
        ("true", GOOD, "success", True),
        ("false", GOOD, "skipped", True),
        ("true", GOOD, "skipped", False),
        ("true", GOOD, "failure", False),
        ("true", GOOD, "cancelled", False),
        ("false", "success failure", "skipped", False),
        ("false", "success cancelled", "skipped", False),
        ("", "failure success", "skipped", False),
        ("", "success skipped", "skipped", False),
    ],
)
def test_it_passes_when_all_that_was_needed_did(
    code: str, results: str, tests: str, passes: bool, clone: Clone
) -> None:
    env = {"CODE": code, "RESULTS": results, "TESTS": tests}
    done = clone.step("ci.yml", "Demand that all went well", **env)
    assert (done.returncode == 0) is passes
    assert results in done.stdout
