"""What propose.sh pushes: a bot's change to a branch of its own, and never over a person's work."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.workflows.shell import Clone, cloned, commands, entry
from tests.workflows.test_commits import in_origin

ADDED = "data/papers/2024/pets.yaml"
MENDED = "data/papers/2023/work-1.yaml"
MESSAGE = "Add pets (from #7)"


@dataclass(frozen=True)
class Proposals:
    """The two jobs: one makes a patch, the other proposes it from a checkout of its own."""

    origin: Path
    maker: Path
    folder: Path

    def propose(
        self, branch: str, files: dict[str, str], message: str = MESSAGE, shell: str = ""
    ) -> subprocess.CompletedProcess[str]:
        maker = Clone(shutil.copytree(self.maker, self._new() / "maker"), self.folder / "home")
        for name, text in files.items():
            maker.write(name, text)
        patch = maker.home / "change.patch"
        done = maker.bash(f'{shell}\n.github/scripts/make_patch.sh "{patch}"')
        assert done.returncode == 0, done.stderr
        pusher = cloned(self.origin, self._new(), "pusher")
        shutil.copy(patch, pusher.home / "change.patch")
        done = pusher.bash(f'.github/scripts/propose.sh "{branch}" "{message}" {patch}')
        output = pusher.home / "output"
        (self.folder / "pushed").write_text(output.read_text() if output.exists() else "")
        return done

    def pushed(self) -> bool:
        return (self.folder / "pushed").read_text() == "pushed=true\n"

    def _new(self) -> Path:
        folder = self.folder / str(len(list(self.folder.iterdir())))
        folder.mkdir()
        return folder


@pytest.fixture
def proposals(origin: Path, tmp_path: Path) -> Proposals:
    folder = tmp_path / "proposals"
    (folder / "home" / "bin").mkdir(parents=True)
    return Proposals(origin, cloned(origin, tmp_path, "maker").path, folder)


def person_pushes(proposals: Proposals, tmp_path: Path, branch: str) -> str:
    """Push a person's commit on top of a branch; return that commit."""
    theirs = cloned(proposals.origin, tmp_path, "theirs")
    theirs.git("checkout", "--quiet", "-b", "mine", f"origin/{branch}")
    theirs.write("data/papers/2024/pets.yaml", entry("Pets by Hand", "2401.00001"))
    theirs.commit("Correct the title")
    theirs.git("push", "--quiet", "origin", f"HEAD:{branch}")
    return theirs.git("rev-parse", "HEAD")


def test_a_new_entry_is_pushed_to_a_branch_of_its_own(proposals: Proposals) -> None:
    before = in_origin(proposals.origin, "rev-parse", "main")
    done = proposals.propose("add/pets", {ADDED: entry("Pets", "2401.00001")})
    assert done.returncode == 0, done.stderr
    assert proposals.pushed()
    shown = in_origin(proposals.origin, "show", "--name-only", "--format=%s%n%an", "add/pets")
    assert shown.split("\n") == [MESSAGE, "github-actions[bot]", "", ADDED]
    assert in_origin(proposals.origin, "rev-parse", "main") == before
    assert in_origin(proposals.origin, "rev-parse", "add/pets^") == before


def test_the_same_again_pushes_nothing_and_goes_on(proposals: Proposals) -> None:
    """So that a pull request that could not be opened can be opened by running the jobs again."""
    proposals.propose("add/pets", {ADDED: entry("Pets", "2401.00001")})
    before = in_origin(proposals.origin, "rev-parse", "add/pets")
    done = proposals.propose("add/pets", {ADDED: entry("Pets", "2401.00001")})
    assert (done.returncode, proposals.pushed()) == (0, True)
    assert in_origin(proposals.origin, "rev-parse", "add/pets") == before


def test_an_answer_that_was_renewed_replaces_the_first(proposals: Proposals) -> None:
    proposals.propose("add/pets", {ADDED: entry("Pets", "2401.00001")})
    done = proposals.propose("add/pets", {ADDED: entry("More Pets", "2401.00001")})
    assert (done.returncode, proposals.pushed()) == (0, True)
    assert "More Pets" in in_origin(proposals.origin, "show", f"add/pets:{ADDED}")
    assert in_origin(proposals.origin, "rev-list", "--count", "main..add/pets") == "1"


def test_two_forms_for_one_paper_do_not_replace_each_other(proposals: Proposals) -> None:
    proposals.propose("add/pets", {ADDED: entry("Pets", "2401.00001")})
    first = in_origin(proposals.origin, "rev-parse", "add/pets")
    done = proposals.propose("add/pets", {ADDED: entry("Other", "2401.00002")}, "Add pets (#8)")
    assert (done.returncode, proposals.pushed()) == (0, False)
    assert commands(done.stdout) == [("warning", " title=not pushed")]
    assert "another proposal" in done.stdout
    assert in_origin(proposals.origin, "rev-parse", "add/pets") == first


@pytest.mark.parametrize("branch", ["add/pets", "discovered"])
def test_what_a_person_pushed_stays(branch: str, proposals: Proposals, tmp_path: Path) -> None:
    proposals.propose(branch, {ADDED: entry("Pets", "2401.00001")})
    theirs = person_pushes(proposals, tmp_path, branch)
    done = proposals.propose(branch, {ADDED: entry("Machine Pets", "2401.00001")})
    assert (done.returncode, proposals.pushed()) == (0, False)
    assert "somebody has pushed to it" in done.stdout
    assert in_origin(proposals.origin, "rev-parse", branch) == theirs


def test_a_person_beneath_the_bots_last_commit_counts_too(
    proposals: Proposals, tmp_path: Path
) -> None:
    proposals.propose("discovered", {ADDED: entry("Pets", "2401.00001")})
    person_pushes(proposals, tmp_path, "discovered")
    bot = cloned(proposals.origin, tmp_path, "bot")
    bot.git("checkout", "--quiet", "-b", "b", "origin/discovered")
    done = bot.bash(
        ". .github/scripts/pushing.sh; as_bot commit -q --allow-empty -m"
        f" '{MESSAGE}'; git push -q origin HEAD:discovered"
    )
    assert done.returncode == 0, done.stderr
    assert proposals.propose("discovered", {ADDED: entry("P", "2401.00001")}).returncode == 0
    assert not proposals.pushed()


def test_a_branch_that_was_merged_is_used_again(proposals: Proposals, tmp_path: Path) -> None:
    proposals.propose("upkeep", {MENDED: entry("Mended", "2304.00001")}, "Mend")
    merged = cloned(proposals.origin, tmp_path, "merged")
    merged.git("merge", "--quiet", "--squash", "origin/upkeep")
    merged.commit("Mend (#12)")
    merged.git("push", "--quiet", "origin", "HEAD:main")
    done = proposals.propose(
        "upkeep",
        {},
        "Mend",
        shell="git fetch -q origin main; git reset -q --hard FETCH_HEAD;"
        f" sed -i 's/Mended/Mended Again/' {MENDED}",
    )
    assert (done.returncode, proposals.pushed()) == (0, True), done.stdout
    assert in_origin(proposals.origin, "rev-list", "--count", "main..upkeep") == "1"


def test_the_list_may_have_moved_on(proposals: Proposals, tmp_path: Path) -> None:
    other = cloned(proposals.origin, tmp_path, "other")
    other.write("NOTES.md", "x\n")
    other.commit()
    other.git("push", "--quiet", "origin", "HEAD:main")
    done = proposals.propose("add/pets", {ADDED: entry("Pets", "2401.00001")})
    assert (done.returncode, proposals.pushed()) == (0, True)
    other.write(ADDED, entry("Pets", "2401.00001"))
    other.commit()
    other.git("push", "--quiet", "origin", "HEAD:main")
    done = proposals.propose("add/pets", {ADDED: entry("Pets, Differently", "2401.00001")})
    assert (done.returncode, proposals.pushed()) == (0, False)
    assert "does not fit it any more" in done.stdout


REFUSED = {
    "another entry": ("add/pets", {"data/papers/2024/cats.yaml": "x: 1\n"}, ""),
    "one more": ("add/pets", {ADDED: "x: 1\n", "data/papers/2024/cats.yaml": "x: 1\n"}, ""),
    "code": ("add/pets", {ADDED: "x: 1\n", "awesome_p2ti/cli.py": "x\n"}, ""),
    "a workflow": ("upkeep", {".github/workflows/links.yml": "on: push\n"}, ""),
    "a new file": ("upkeep", {ADDED: "x: 1\n"}, ""),
    "a file that goes": ("upkeep", {}, f"rm {MENDED}"),
    "a paper that goes": ("discovered", {}, f"rm {MENDED}"),
    "no paper": ("discovered", {"data/tasks.yaml": "x: 1\n"}, ""),
    "a new paper": ("enriched", {ADDED: "x: 1\n"}, ""),
    "a link": ("add/pets", {}, f"mkdir -p data/papers/2024; ln -s /etc/passwd {ADDED}"),
    "a program": ("add/pets", {ADDED: "x: 1\n"}, f"chmod +x {ADDED}"),
    "the main branch": ("main", {ADDED: "x: 1\n"}, ""),
    "a way out": ("add/../main", {ADDED: "x: 1\n"}, ""),
    "an option": ("--mirror", {ADDED: "x: 1\n"}, ""),
    "a pattern": ("add/.*", {ADDED: "x: 1\n"}, ""),
    "two branches": ("add/pets:refs/heads/main", {ADDED: "x: 1\n"}, ""),
}


@pytest.mark.parametrize(("branch", "files", "shell"), REFUSED.values(), ids=REFUSED)
def test_a_change_that_the_branch_is_not_for_is_refused(
    branch: str, files: dict[str, str], shell: str, proposals: Proposals
) -> None:
    before = in_origin(proposals.origin, "for-each-ref")
    done = proposals.propose(branch, files, shell=shell)
    assert (done.returncode, commands(done.stdout)) == (1, [("error", " title=not pushed")])
    assert not proposals.pushed()
    assert in_origin(proposals.origin, "for-each-ref") == before
