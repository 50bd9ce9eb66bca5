"""What ci.yml does with the entries of a pull request, hostile ones too."""

from __future__ import annotations

import json
import re
from html import unescape

import cmarkgfm
import pytest

from tests.workflows.shell import Clone, commands, entry, pull_request

TITLE = (
    "`touch pwned` $(touch pwned) $GITHUB_REF ::error::forged ##[stop-commands]quiet"
    " %0A::debug::x <img src=x onerror=alert(1)> <script>alert(1)</script> [a](javascript:alert(1))"
    " | **b** ${{ github.token }} ' \\\\ &who;b"
)


SUMMARY = "Tell what the change does"


def test_the_reader_of_commands_knows_both_forms() -> None:
    log = "a ::error::no\n  ::error file=a::yes\nb ##[add-mask]c\n::unknown::no"
    assert commands(log) == [("error", " file=a"), ("##add-mask", "")]


def test_a_good_entry_is_checked_built_and_shown(clone: Clone) -> None:
    new = entry(TITLE, "2304.09999")
    pull_request(clone, lambda: clone.write("data/papers/2023/hostile.yaml", new))
    checked = clone.step("ci.yml", "Check the entries")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    built = clone.step("ci.yml", "Build the README and the site")
    assert built.returncode == 0
    assert commands(built.stdout + built.stderr) == []
    assert "M README.md" in clone.git("status", "--short", "--untracked-files=no")
    shown = clone.step("ci.yml", SUMMARY)
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "")
    assert not list(clone.path.rglob("pwned"))


def test_the_summary_shows_only_what_the_entry_says(clone: Clone) -> None:
    new = entry(TITLE, "2304.09999")
    pull_request(clone, lambda: clone.write("data/papers/2023/hostile.yaml", new))
    clone.step("ci.yml", SUMMARY)
    html = cmarkgfm.github_flavored_markdown_to_html(
        clone.summary(), cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    )
    assert html.count("<li>") == html.count("<h2>") == html.count("<h3>") == 1
    assert re.findall(r'href="([^"]*)"', html) == [
        "https://github.com/ann/list/blob/c0ffee/data/papers/2023/hostile.yaml",
        "https://arxiv.org/abs/2304.09999",
    ]
    assert not re.search(r"<(?!/?(?:h2|h3|p|ul|li|a|strong)\b)", html)
    for word in (
        "`touch pwned`",
        "&lt;script&gt;",
        "[a](javascript:",
        "**b**",
        "&amp;who;b",
    ):
        assert word in html


def test_a_summary_stays_below_the_limit_of_github(clone: Clone) -> None:
    def many() -> None:
        for i in range(2600):
            title = f"Number {i} " + "long words " * 40
            clone.write(
                f"data/papers/2023/long-{i}.yaml", entry(title.strip(), f"2304.{i + 100:05}")
            )

    pull_request(clone, many)
    done = clone.step("ci.yml", SUMMARY)
    assert (done.returncode, done.stderr) == (0, "")
    assert 959_000 < len(clone.summary().encode()) <= 960_000


def test_no_entry_changed(clone: Clone) -> None:
    pull_request(clone, lambda: clone.write("NOTES.md", "notes\n"))
    assert clone.step("ci.yml", SUMMARY).returncode == 0
    assert "No entry" in clone.summary()


HOSTILE_FILES = {
    "data/papers/2023/::error::forged.yaml": entry(TITLE, "2304.09999"),
    "data/papers/2023/$(touch pwned)`touch pwned`.yaml": entry("x", "nonsense ::error::forged"),
    "data/papers/2023/a\n::add-mask::Work\n.yaml": entry("New line", "2304.09998"),
    "data/papers/2023/a,line=1::b%0A.yaml": "- ::error::forged\n",
    "data/papers/2023/lines.yaml": (
        entry("a\\n::stop-commands::x\\r::add-mask::Work\\u2028::debug::y", "2304.09997")
        + '"\\n::error file=README.md::forged": 1\n'
        + "venue: |\n  ##[add-mask]Work\n  ::stop-commands::x\n"
    ),
    "data/papers/2023/syntax.yaml": "title: [\n::stop-commands::x\n",
    "data/papers/2023/tasks.yaml": entry("Unknown task", "2304.09996").replace(
        "[subject]", '["::error::forged", "##[add-mask]Work"]'
    ),
}


@pytest.fixture
def broken(clone: Clone) -> Clone:
    def change() -> None:
        for name, text in HOSTILE_FILES.items():
            clone.write(name, text)

    pull_request(clone, change)
    return clone


def test_annotations_cannot_be_forged(broken: Clone) -> None:
    done = broken.step("ci.yml", "Check the entries")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    reported = json.loads(broken.bash(".venv/bin/awesome-p2ti check --format json").stdout)
    assert {p["path"] for p in reported["problems"]} >= set(HOSTILE_FILES)
    obeyed = commands(done.stdout)
    assert len(obeyed) == len(lines) == len(reported["problems"])
    for name, properties in obeyed:
        assert name in {"error", "warning", "notice"}
        assert properties.startswith(" file=data/papers/2023/")
        keys = [p.split("=")[0].strip() for p in properties.split(",")]
        assert len(keys) == len(set(keys))
    assert not list(broken.path.rglob("pwned"))


def letters(text: str) -> str:
    """Return a text without spaces and marks, and without what stands for unseen ones."""
    return re.sub(r"\\[ux][0-9a-f]+|\W", "", text)


def test_every_problem_is_in_the_summary(broken: Clone) -> None:
    told = json.loads(broken.bash(".venv/bin/awesome-p2ti check --format json").stdout)["problems"]
    done = broken.step("ci.yml", SUMMARY)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    html = cmarkgfm.github_flavored_markdown_to_html(
        broken.summary(), cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    )
    assert html.startswith(f"<h2>To fix: {len(told)} errors</h2>")
    assert not re.search(r"<(?!/?(?:h2|h3|p|ul|li|a|strong)\b)", html)
    text = letters(unescape(re.sub("<[^>]*>", "", html.split("<h2>")[1])))
    for problem in told:
        assert letters(problem["code"] + problem["message"]) in text
    links = set(re.findall(r'href="([^"]*)"', html))
    assert all(link.startswith(("https://github.com/ann/list/blob/c0ffee/data/",
                                "https://arxiv.org/abs/")) for link in links)  # fmt: skip
    assert {p["path"] for p in told} >= set(HOSTILE_FILES)


@pytest.mark.parametrize("command", ["check", "build", "build --check"])
def test_no_word_of_an_entry_starts_a_line_of_text(broken: Clone, command: str) -> None:
    done = broken.bash(f".venv/bin/awesome-p2ti {command}")
    assert done.returncode == 1
    for line in (done.stdout + done.stderr).splitlines():
        assert not line.lstrip().startswith("::"), line
        assert line.startswith(("data/papers/2023/", "    hint: ", "nothing was built: ")) or (
            re.match(r"\d+ entries checked: ", line)
        ), line


def test_tests_and_builds_cannot_command_the_runner(clone: Clone) -> None:
    clone.write(
        "Makefile",
        "build:\n\t@echo '::error::forged'\n"
        "test:\n\t@echo 'a ##[add-mask]b'; echo '::stop-commands::x' >&2; exit 3\n",
    )
    tokens = set()
    for _ in range(2):
        done = clone.step("ci.yml", "Build and test")
        assert done.returncode == 2  # make's own code for a command that failed
        first, *between, last = done.stdout.splitlines()
        assert commands(first) == [("stop-commands", "")]
        token = first.removeprefix("::stop-commands::")
        assert last == f"::{token}::"
        assert re.fullmatch(r"[0-9a-f-]{36}", token)
        assert "a ##[add-mask]b" in between
        tokens.add(token)
    assert len(tokens) == 2


def test_a_good_run_of_tests_is_green(clone: Clone) -> None:
    clone.write("Makefile", "build test simweb:\n\t@echo $@\n")
    done = clone.step("ci.yml", "Build and test")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:-1] == ["build", "test", "simweb"]
    clone.write("Makefile", "build:\n\t@exit 1\ntest:\n\t@echo $@\n")
    done = clone.step("ci.yml", "Build and test")
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 2)
