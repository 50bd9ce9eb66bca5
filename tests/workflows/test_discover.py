"""The monthly issue: what is offered in it, and what becomes of what somebody ticks."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.workflows.github import API, BOT, form, github
from tests.workflows.shell import Clone, commands, entry, install, jobs_of

FLOW = "discover.yml"
JOBS = jobs_of(FLOW)
LOOK = "Look for what the list lacks"
TAKE = "Make entries of what is ticked"
TITLE = "Papers that may belong"
# The tool as look.sh and take.sh call it, with what it writes in files of the home.
TOOL = """
printf '%s\\n' "$*" >> "$HOME/asked"
case $1 in
  discover) cat "$HOME/boxes.md"; echo offered >> data/discovered.jsonl; exit "${DISCOVER:-0}" ;;
  enrich) cat "$HOME/proposed.md"; echo "#" >> data/papers/2023/work-1.yaml; exit "${ENRICH:-0}" ;;
  intake)
    id=$(sed -n 3p "$2"); mkdir -p "$4"
    cp "$HOME/intake/$id.json" "$4/result.json"
    jq -r .path "$4/result.json" > "$4/path.txt"; echo "arxiv: \\"$id\\"" > "$4/entry.yaml"
    echo "::error::$(cat "$HOME/intake/$id.json")"; exit 0 ;;
esac
"""


def equipped(clone: Clone, boxes: str = "", lacking: str = "", **codes: int) -> Clone:
    (clone.home / "boxes.md").write_text(boxes)
    (clone.home / "proposed.md").write_text(lacking)
    (clone.home / "intake").mkdir(exist_ok=True)
    stated = "".join(f"{name}={code}; " for name, code in codes.items())
    install(clone.path, before=stated + TOOL)
    return clone


def knows(clone: Clone, identifier: str, path: str, status: str = "ready") -> None:
    """Have `intake` make an entry of an arXiv id."""
    result = json.dumps({"status": status, "path": path})
    (clone.home / "intake" / f"{identifier}.json").write_text(result)


def asked(clone: Clone) -> list[str]:
    file = clone.home / "asked"
    return file.read_text().splitlines() if file.exists() else []


def patched(clone: Clone, name: str) -> list[str]:
    return re.findall(r"^diff --git a/(\S+) ", (clone.home / name).read_text(), re.MULTILINE)


def look(clone: Clone) -> subprocess.CompletedProcess[str]:
    return clone.step(FLOW, LOOK, GITHUB_TOKEN="t")


def take(clone: Clone, text: str) -> subprocess.CompletedProcess[str]:
    github(clone, form(7, text, author="github-actions[bot]", title=TITLE))
    done = clone.step(FLOW, "Fetch the text", NUMBER="7", **API)
    assert done.returncode == 0, done.stderr
    return clone.step(FLOW, TAKE, GITHUB_TOKEN="t")


def box(identifier: str, tick: str = "x", title: str = "A Work") -> str:
    return (
        f"- [{tick}] **{title}** [{identifier}](https://arxiv.org/abs/{identifier}), Ann"
        f" <!-- arxiv:{identifier} -->\n  <details><summary>Entry</summary>\n  </details>\n"
    )


def test_a_month_is_offered_recorded_and_filled_in(clone: Clone) -> None:
    equipped(clone, "two papers\n- [ ] **A**\n", "- [ ] Venue of B\n")
    assert look(clone).returncode == 0
    boxes = (clone.home / "awesome-links.md").read_text()
    assert boxes.startswith("two papers\n- [ ] **A**\n\n## What entries may lack\n")
    assert boxes.endswith("\n- [ ] Venue of B\n")
    head = clone.git("rev-parse", "HEAD")
    assert clone.outputs() == {"recorded": head, "base": head}
    assert patched(clone, "record.patch") == ["data/discovered.jsonl"]
    assert patched(clone, "proposal.patch") == ["data/papers/2023/work-1.yaml"]
    assert asked(clone) == [
        "discover --format markdown --record",
        "enrich --write --format markdown",
    ]


def test_where_arxiv_gives_no_month_the_last_issue_stays(clone: Clone) -> None:
    assert look(equipped(clone, DISCOVER=1)).returncode == 1
    assert clone.outputs() == {}
    assert len(asked(clone)) == 1
    assert JOBS["issue"]["if"] == "${{ needs.look.result == 'success' }}"


@pytest.mark.parametrize(("code", "ends"), [(1, 0), (2, 2), (3, 3)])
def test_a_service_that_does_not_answer_fails_nothing(code: int, ends: int, clone: Clone) -> None:
    assert look(equipped(clone, "none\n", ENRICH=code)).returncode == ends


def test_what_is_ticked_becomes_entries(clone: Clone) -> None:
    equipped(clone)
    knows(clone, "2401.00001", "data/papers/2024/pets.yaml")
    knows(clone, "2401.00002", "data/papers/2024/cats.yaml", "listed")
    knows(clone, "2401.00003", "data/papers/2023/work-1.yaml")
    text = box("2401.00001") + box("2401.00002", "X") + box("2401.00003")
    done = take(clone, text + box("2401.00004", " ") + box("2401.00001"))
    assert done.returncode == 0, done.stderr
    assert len(asked(clone)) == 3
    assert patched(clone, "proposal.patch") == ["data/papers/2024/pets.yaml"]
    assert clone.outputs().keys() == {"base"}
    first, *between, last = done.stdout.splitlines()
    assert commands(first) == [("stop-commands", "")]
    assert last == f"::{first.removeprefix('::stop-commands::')}::"
    assert "2401.00002: listed" in between


HOSTILE = {
    "nothing ticked": box("2401.00001", " "),
    "a path": box("../../x"),
    "an option": box("--help"),
    "a command": box("$(touch pwned)"),
    "two on a line": "- [x] <!-- arxiv:2401.00001 --> <!-- arxiv:$(touch pwned) -->\n",
    "in an entry": "  - [x] a title <!-- arxiv:2401.00001 -->\n",
    "no box": "<!-- arxiv:2401.00001 -->\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_ticked_box_is_not_looked_up(text: str, clone: Clone) -> None:
    done = take(equipped(clone), text)
    assert done.returncode == 0, done.stderr
    assert asked(clone) == []
    assert clone.outputs() == {}
    assert not list(clone.path.rglob("pwned"))


@pytest.mark.parametrize("path", ["../x.yaml", ".github/workflows/x.yml", "data/tasks.yaml", ""])
def test_a_path_of_another_form_is_not_written(path: str, clone: Clone) -> None:
    equipped(clone)
    knows(clone, "2401.00001", path)
    assert take(clone, box("2401.00001")).returncode == 0
    assert clone.outputs() == {}


@pytest.mark.parametrize(("code", "ends"), [(0, 0), (1, 0), (2, 2)])
def test_what_is_ticked_of_entries_is_filled_in(code: int, ends: int, clone: Clone) -> None:
    ticked = "- [x] A: venue CVPR 2024 <!-- enrich:work-1 venue CVPR 2024 -->\n"
    assert take(equipped(clone, ENRICH=code), ticked).returncode == ends
    assert asked(clone) == [f"enrich --apply {clone.home}/text.md"]
    if ends == 0:
        assert patched(clone, "proposal.patch") == ["data/papers/2023/work-1.yaml"]


def test_the_issue_is_the_bots_alone(clone: Clone) -> None:
    (title,) = {step["env"]["TITLE"] for step in JOBS["issue"]["steps"] if "run" in step}
    condition = JOBS["take"]["if"]
    assert f"github.event.issue.title == '{title}'" in condition
    assert "github.event.issue.user.login == 'github-actions[bot]'" in condition
    known = github(clone, form(7, title=title))  # a stranger's of that title
    (clone.home / "awesome-links.md").write_text(box("2401.00001", " "))
    env = {"COMPLETE": "true", "RED": "true", "TITLE": title, **API}
    for _ in range(2):
        done = clone.step(FLOW, "Keep the issue up to date", **env)
        assert done.returncode == 0, done.stderr
    theirs, ours = known["issues"]
    assert theirs == form(7, title=title, created_at=theirs["created_at"])
    assert (ours["user"], ours["state"]) == (BOT, "open")
    assert "<!-- arxiv:2401.00001 -->" in ours["body"]


def test_each_proposal_has_its_branch(clone: Clone) -> None:
    entries = {"data/papers/2024/pets.yaml": entry("Pets", "2401.00001")}
    for name, text in entries.items():
        clone.write(name, text)
    clone.bash(f'.github/scripts/make_patch.sh "{clone.home}/proposal.patch"')
    clone.git("reset", "--quiet", "--hard")
    env = {"MESSAGE": "Add what was ticked", "TOKEN": "t"}
    done = clone.step(FLOW, "Push what is proposed", BRANCH="enriched", **env)
    assert (done.returncode, commands(done.stdout)) == (1, [("error", " title=not pushed")])
    clone.git("reset", "--quiet", "--hard")
    done = clone.step(FLOW, "Push what is proposed", BRANCH="discovered", **env)
    assert done.returncode == 0, done.stderr
    assert clone.outputs() == {"pushed": "true"}
