"""What accept.yml makes of an answered form: a branch and a pull request, of that text only."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.workflows.github import API, BOT, FORM, GitHub, form, github, sha256
from tests.workflows.shell import WORKFLOWS, Clone, cloned, commands, entry
from tests.workflows.test_commits import in_origin

FLOW = "accept.yml"
COMPARE = "Compare the text with the answered one"
PETS = "data/papers/2024/pets.yaml"
TEXT = entry("Pets: $(touch pwned) ${{ github.token }}", "2401.00001")
FORBIDDEN = "gh: GitHub Actions is not permitted to create or approve pull requests. (HTTP 403)"


def answered(
    text: str = FORM, *, run: str = "41", status: str = "ready", issue: int = 7
) -> dict[str, Any]:
    body = f"<!-- new-paper status:{status} sha256:{sha256(text)} run:{run} -->\nrow\n"
    return {"id": 1, "issue": issue, "user": BOT, "body": body}


def kept(folder: Path, path: str = PETS, text: str = TEXT) -> str:
    """Return a folder as intake leaves it."""
    folder.mkdir()
    (folder / "path.txt").write_text(f"{path}\n")
    (folder / "entry.yaml").write_text(text)
    return str(folder)


@dataclass(frozen=True)
class Accepting:
    """The jobs of a run, one after the other; each checks out the list for itself."""

    clone: Clone
    origin: Path
    github: GitHub

    def compare(self, sender: str = "ann", number: str = "7") -> dict[str, str]:
        done = self.clone.step(FLOW, COMPARE, SENDER=sender, NUMBER=number, **API)
        assert done.returncode == 0, done.stderr
        assert commands(done.stdout) == []
        return {key: v for key, v in self.clone.outputs().items() if key != "base"}

    def push(self, number: str = "7", identifier: str = "pets") -> subprocess.CompletedProcess[str]:
        folder = self.clone.home / str(len(list(self.clone.home.iterdir())))
        folder.mkdir()
        pusher = cloned(self.origin, folder, "pusher")
        shutil.copy(self.clone.home / "change.patch", pusher.home)
        env = {"BRANCH": f"add/{identifier}", "MESSAGE": f"Add {identifier} (from #{number})"}
        done = pusher.step(FLOW, "Push the entry", TOKEN="t", **env)
        (self.clone.home / "output").write_text((pusher.home / "output").read_text())
        return done

    def open(self, number: str = "7", **env: str) -> dict[str, str]:
        asked = {"BODY": f"Closes #{number}.", "BRANCH": "add/pets", "TITLE": "Add pets",
                 "APP_ID": "", "APP_KEY": "", **API, **env}  # fmt: skip
        done = self.clone.step(FLOW, "Open the pull request", **asked)
        assert done.returncode == 0, done.stderr
        return self.clone.outputs()

    def tell(self, *, state: str = "accepted", opened: str = "", url: str = "") -> None:
        env = {"NUMBER": "7", "STATE": state, "OPENED": opened, "URL": url, **API}
        done = self.clone.step(FLOW, "Say what came of it", **env)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def run(clone: Clone, origin: Path) -> Accepting:
    label = {"labels": [{"name": "new-paper"}, {"name": "accepted"}]}
    known = github(clone, form(7, **label))
    known.set(
        permissions={"ann": "write", "olga": "admin"},
        comments=[answered()],
        artifacts={"41/entry": kept(clone.home / "kept")},
    )
    return Accepting(clone, origin, known)


def test_an_accepted_form_becomes_a_pull_request(run: Accepting) -> None:
    assert run.compare() == {"state": "accepted", "id": "pets"}
    assert run.push().returncode == 0
    assert run.clone.outputs() == {"pushed": "true"}
    assert in_origin(run.origin, "show", f"add/pets:{PETS}") == TEXT.strip()
    found = run.open()
    assert found == {"opened": "true", "url": "https://github.com/ann/list/pull/50"}
    (pull,) = run.github["pulls"]
    assert (pull["head"], pull["base"], pull["title"]) == ("add/pets", "main", "Add pets")
    assert pull["body"].startswith("Closes #7.\n")
    assert "Approve workflows to run" in pull["body"]
    run.tell(**found)
    assert run.github.bodies()[1:] == [
        "<!-- accepted-paper -->\nThe entry is proposed: https://github.com/ann/list/pull/50\n"
    ]
    assert run.github.labels() == ["new-paper", "accepted"]
    assert not list(run.clone.path.rglob("pwned"))


def test_the_same_label_again_opens_no_second_one(run: Accepting) -> None:
    for _ in range(2):
        run.compare()
        run.clone.git("reset", "--quiet", "--hard")
        run.push()
        assert run.clone.outputs() == {"pushed": "true"}
        run.tell(**run.open())
    assert len(run.github["pulls"]) == 1
    assert len(run.github["comments"]) == 2


def test_where_github_forbids_it_a_link_is_given(run: Accepting) -> None:
    run.github.set(refusal=FORBIDDEN)
    run.compare()
    run.push()
    found = run.open()
    assert found["opened"] == "false"
    link = urlsplit(found["url"])
    assert link.path == "/ann/list/compare/main...add/pets"
    assert parse_qs(link.query) == {
        "quick_pull": ["1"], "title": ["Add pets"], "body": ["Closes #7."]
    }  # fmt: skip
    assert found["url"] in run.clone.summary()
    run.tell(**found)
    assert f"[Open it]({found['url']})" in run.github.bodies()[1]


CHANGED = {
    "an edit since": {"issues": [form(7, FORM + "\nmore")]},
    "an edit of a space": {"issues": [form(7, FORM + " ")]},
    "no answer": {"comments": []},
    "an answer that waits": {"comments": [answered(status="none")]},
    "an author to ask": {"comments": [answered(status="needs-author")]},
    "a stranger's answer": {
        "comments": [{"id": 1, "issue": 7, "user": {"login": "eve", "type": "User"},
                      "body": answered()["body"]}]
    },
    "a stranger by the bot's name": {
        "comments": [{"id": 1, "issue": 7, "user": {"login": "github-actions[bot]", "type": "User"},
                      "body": answered()["body"]}]
    },
    "an answer in an answer": {
        "comments": [{"id": 1, "issue": 7, "user": BOT, "body": "x" + answered()["body"]}]
    },
    "an answer to another form": {"comments": [answered(issue=8)]},
    "an entry that is kept no more": {"artifacts": {}},
}  # fmt: skip


@pytest.mark.parametrize("known", CHANGED.values(), ids=CHANGED)
def test_what_is_not_the_answered_text_loses_the_label(
    known: dict[str, object], run: Accepting
) -> None:
    run.github.set(**known)
    assert run.compare() == {"state": "changed"}
    assert not (run.clone.home / "change.patch").exists()
    issues = run.github["issues"]
    issues[0]["labels"] = [{"name": "new-paper"}, {"name": "accepted"}]
    run.github.set(issues=issues)
    said = run.github.bodies()
    run.tell(state="changed")
    assert (run.github.labels(), run.github.bodies()) == (["new-paper"], said)


@pytest.mark.parametrize(
    "path",
    [
        "../../.github/workflows/x.yml",
        "data/papers/2024/../../../x.yaml",
        "data/papers/2024/pets.yaml\ndata/papers/2024/cats.yaml",
        "data/papers/2024/-pets.yaml",
        "data/papers/2024/$(touch pwned).yaml",
        "data/metrics/pets.yaml",
        "/etc/passwd",
        "",
        "data/papers/2023/work-1.yaml",
    ],
)
def test_a_path_of_another_form_is_not_written(path: str, run: Accepting, tmp_path: Path) -> None:
    run.github.set(artifacts={"41/entry": kept(tmp_path / "other", path)})
    assert run.compare() == {"state": "changed"}
    assert run.clone.git("status", "--short") == ""
    assert not list(run.clone.path.rglob("pwned"))


def test_an_entry_that_is_a_link_is_not_followed(run: Accepting, tmp_path: Path) -> None:
    folder = Path(kept(tmp_path / "other"))
    (folder / "entry.yaml").unlink()
    (folder / "entry.yaml").symlink_to("/etc/passwd")
    gh = run.clone.home / "bin" / "gh"  # the one that unpacks keeps links as they are
    gh.write_text(
        gh.read_text().replace(
            "exec ", f'if [[ $1 == run ]]; then cp -r {folder} "$7"; exit; fi\nexec '
        )
    )
    assert run.compare() == {"state": "changed"}


@pytest.mark.parametrize(
    ("sender", "state"), [("ann", "accepted"), ("olga", "accepted"), ("trent", "powerless")]
)
def test_only_who_may_write_accepts(sender: str, state: str, run: Accepting) -> None:
    assert run.compare(sender)["state"] == state
    if state == "powerless":
        run.tell(state=state)
        assert run.github.labels() == ["new-paper"]
        assert len(run.github.bodies()) == 1


def test_two_forms_for_one_paper(run: Accepting, tmp_path: Path) -> None:
    """Their labels are set at once: the first that pushes has the branch, the other is told."""
    other = form(8, "other", author="bob", labels=[{"name": "new-paper"}, {"name": "accepted"}])
    run.github.set(
        issues=[*run.github["issues"], other],
        comments=[answered(), answered("other", run="42", issue=8)],
        artifacts={
            "41/entry": str(run.clone.home / "kept"),
            "42/entry": kept(tmp_path / "other", text=entry("Other", "2401.00002")),
        },
    )
    assert run.compare(number="8")["state"] == "accepted"
    assert run.push(number="8").returncode == 0
    run.clone.git("reset", "--quiet", "--hard")
    assert run.compare()["state"] == "accepted"
    done = run.push()
    assert (done.returncode, run.clone.outputs()) == (0, {})
    assert in_origin(run.origin, "log", "-1", "--format=%s", "add/pets") == "Add pets (from #8)"
    run.tell()
    assert (
        "was not pushed: [the run](https://github.com/ann/list/actions/runs/7)"
        in (run.github.bodies()[-1])
    )
    assert run.github.labels() == ["new-paper"]


def test_labels_that_are_set_at_once_end_no_run() -> None:
    for name in (FLOW, "intake.yml"):
        flow = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
        assert "${{ github.event.label.name }}" in flow["concurrency"]["group"]
        assert flow["concurrency"]["cancel-in-progress"] is (name == "intake.yml")


def test_both_workflows_ask_the_same_script() -> None:
    """Where the one takes the label away, the other renews the answer."""
    flows = [yaml.safe_load((WORKFLOWS / name).read_text()) for name in (FLOW, "intake.yml")]
    first, second = (flow["jobs"]["compare"]["steps"][1] for flow in flows)
    assert first == second
    assert "needs.compare.outputs.state == 'changed'" in flows[1]["jobs"]["count"]["if"]
    assert flows[0]["jobs"]["push"]["if"] == "${{ needs.compare.outputs.state == 'accepted' }}"


APP = """#!/usr/bin/env bash
if [[ $* == *installation* ]]; then echo "$*" >> "$HOME/app"; fi
case "$*" in
  *access_tokens*) echo "app-token" ;;
  *ann/list/installation*) echo 5 ;;
  *) exec "$HOME/bin/gh-real" "$@" ;;
esac
"""


def test_an_app_opens_it_so_that_its_checks_start(run: Accepting) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    ).decode()
    gh = run.clone.home / "bin" / "gh"
    gh.rename(gh.with_name("gh-real"))
    gh.write_text(APP)
    gh.chmod(0o755)
    run.open(APP_ID="12", APP_KEY=pem)
    (pull,) = run.github["pulls"]
    assert pull["as"] == "app-token"
    assert "Approve workflows" not in pull["body"]
    asked = (run.clone.home / "app").read_text().splitlines()
    assert [line for line in asked if "app/installations/5/access_tokens" in line] == asked[1:]
    jwt = asked[0].split("Bearer ")[1].split()[0]
    head, claims, signature = (
        base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in jwt.split(".")
    )
    assert json.loads(head) == {"alg": "RS256", "typ": "JWT"}
    stated = json.loads(claims)
    assert stated["iss"] == "12"
    assert 0 < stated["exp"] - stated["iat"] <= 600
    signed = jwt.rpartition(".")[0].encode()
    key.public_key().verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
