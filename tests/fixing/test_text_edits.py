"""Repairs change what is wrong and not one character more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.fixing.link_fixes import archived_copies, confirmed_moves, edits, https_variant
from awesome_p2ti.fixing.text_edits import apply_edits, fix_source
from awesome_p2ti.links.models import Link, Status, Verdict
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.outputs.output_files import File, diff
from awesome_p2ti.problems import Edit
from awesome_p2ti.schema.models import Paper

ENTRY = """\
# a comment at the top
title:   'Anyone''s Title'   # odd spacing stays
date: 2022-08
arxiv: {arxiv} # the id
tasks: [ subject ]
links:
    project: http://old.example.org/p  # by hand
    code:
      - url: "https://github.com/old/name"
        official: false
      - https://example.org/dead
    demo: {{url: https://example.org/dead, official: false}}
    weights: https://example.org/dead
"""


def fixed(text: str, *more: Edit) -> str:
    return fix_source(SourceFile("x.yaml", text), Paper, more)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("2208.12240", '"2208.12240"'),
        ("arXiv:2208.12240v2", '"2208.12240"'),
        ("'https://arxiv.org/pdf/2208.12240v1.pdf'", "'2208.12240'"),
        ('"https://arxiv.org/abs/2208.12240"', '"2208.12240"'),
    ],
)
def test_only_the_value_changes(wrong: str, right: str) -> None:
    assert fixed(ENTRY.format(arxiv=wrong)) == ENTRY.format(arxiv=right)


def test_line_ends_and_a_missing_last_one_stay() -> None:
    text = "title: A\r\ndate: 2022-08-02\r\ntasks: [subject]\r\narxiv: 2208.12240"
    assert fixed(text) == ('title: A\r\ndate: 2022-08\r\ntasks: [subject]\r\narxiv: "2208.12240"')


def test_one_repair_brings_the_next_to_light() -> None:
    text = "title: A\ndate: 2022-08\ntasks: [subject]\nname: \u200bNo\narxiv: 2208.12240\n"
    assert (
        fixed(text)
        == 'title: A\ndate: 2022-08\ntasks: [subject]\nname: "No"\narxiv: "2208.12240"\n'
    )


@pytest.mark.parametrize("text", ["", "title: [", "a: *b", "title: 1\n---\nb", "\tx: 1"])
def test_what_cannot_be_mended_stays(text: str) -> None:
    assert fixed(text) == text


@given(st.text(st.sampled_from("ab\n\"'é "), max_size=40), st.data())
def test_an_edit_changes_only_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.text(max_size=5))
    assert apply_edits(text, [Edit(start, end, new)]) == text[:start] + new + text[end:]


def test_of_edits_at_one_place_the_first_is_made() -> None:
    assert apply_edits("ab", [Edit(1, 1, "x"), Edit(1, 1, "y")]) == "axb"
    assert apply_edits("ab", [Edit(0, 0, "y"), Edit(0, 0, "x"), Edit(0, 0, "y")]) == "yab"
    assert apply_edits("ab", [Edit(0, 1, "x"), Edit(1, 1, "y"), Edit(1, 2, "z")]) == "xz"
    assert apply_edits("abc", [Edit(0, 2, "x"), Edit(1, 3, "y"), Edit(9, 9, "z")]) == "xc"


SOUND = ENTRY.format(arxiv='"2208.12240"')


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("title:   'Anyone''s Title'", "titel: x"),  # the file would say nothing at all
        ("tasks: [ subject ]\n", ""),
        ('arxiv: "2208.12240" # the id\n', ""),  # it would be sound, and say less
        ("links:\n", "x: [\n"),
    ],
)
def test_a_repair_after_which_the_file_says_less_is_not_made(wrong: str, right: str) -> None:
    start = SOUND.index(wrong)
    assert fixed(SOUND, Edit(start, start + len(wrong), right)) == SOUND
    assert fixed(SOUND, Edit(0, len(SOUND), "")) == SOUND


@given(st.text(min_size=1, max_size=20), st.sampled_from(["x", "'x'", '"x"']))
def test_a_spelling_reads_back_as_the_value(value: str, standing: str) -> None:
    if not value.isprintable():
        return
    for document in (f"a: {standing}\n", f"[{{a: {standing}}}, b]\n"):
        source = SourceFile("x.yaml", document)
        loc: list[str | int] = ["a"] if document.startswith("a") else [0, "a"]
        spelt = source.quoted_like(loc, value)
        place = source.char_range(loc)
        assert spelt is not None
        assert place is not None
        text = apply_edits(document, [Edit(*place, spelt)])
        read = yaml.load(text, yaml.CSafeLoader)
        assert (read if isinstance(read, dict) else read[0])["a"] == value


def verdict(url: str, status: Status, **more: object) -> Verdict:
    return Verdict(link=Link(url, ()), status=status, **more)  # type: ignore[arg-type]


def moved(old: str, new: str, *, permanent: bool = True) -> Verdict:
    return verdict(old, Status.MOVED, moved_to=new, permanent=permanent)


OLD, NEW = "https://old.example.org/p", "https://new.example.org/p"


def test_a_move_that_two_runs_agree_on_is_followed() -> None:
    assert confirmed_moves([moved(OLD, NEW)], [moved(OLD, NEW)]) == {OLD: NEW}


@pytest.mark.parametrize(
    ("once", "again"),
    [
        (moved(OLD, NEW), moved(OLD, NEW + "2")),
        (moved(OLD, NEW), verdict(OLD, Status.OK)),
        (moved(OLD, NEW, permanent=False), moved(OLD, NEW, permanent=False)),
        *[
            (moved(OLD, new), moved(OLD, new))
            for new in (
                "https://new.example.org/", "https://new.example.org/login?next=p",
                "https://accounts.example.org/p", "http://old.example.org/p",
                "https://127.0.0.1/p", "javascript:alert(1)", "https://x.example.org/?utm_source=a",
                "https://user:pw@example.org/p",
            )
        ],
    ],
)  # fmt: skip
def test_no_other_move_is(once: Verdict, again: Verdict) -> None:
    assert confirmed_moves([once], [again]) == {}


def test_the_secure_form() -> None:
    assert https_variant("http://example.org/p?q#f") == "https://example.org/p?q#f"
    assert https_variant("http://example.org:80/p") == "https://example.org/p"
    assert https_variant("http://example.org:8080/p") == ""
    assert https_variant("https://example.org/p") == ""


def test_addresses_are_followed_and_snapshots_put_beside_the_dead() -> None:
    source = SourceFile("x.yaml", ENTRY.format(arxiv='"2208.12240"'))
    snapshot = "https://web.archive.org/web/2023/https://example.org/dead"
    gone = verdict("https://example.org/dead", Status.GONE, archive=snapshot)
    both = {
        "http://old.example.org/p": NEW,
        "https://github.com/old/name": "https://github.com/new/name",
    }
    text = fix_source(source, Paper, edits(source, both, archived_copies([gone])))
    old = source.text.splitlines()
    changed = {n: line for n, line in enumerate(text.splitlines(), 1) if line != old[n - 1]}
    assert changed == {
        7: f"    project: {NEW}  # by hand",
        9: '      - url: "https://github.com/new/name"',
        11: f'      - {{url: "https://example.org/dead", archived: "{snapshot}"}}',
        12: f'    demo: {{url: https://example.org/dead, archived: "{snapshot}", official: false}}',
        13: f'    weights: {{url: "https://example.org/dead", archived: "{snapshot}"}}',
    }
    paper, problems = parse_entry(SourceFile("x.yaml", text), Paper)
    assert problems == []
    assert paper is not None
    assert [link.archived for _, link in paper.links.items()].count(snapshot) == 3


def test_a_snapshot_in_a_block_stands_on_its_own_line() -> None:
    source = SourceFile("x.yaml", ENTRY.format(arxiv='"2208.12240"'))
    text = apply_edits(source.text, edits(source, {}, {"https://github.com/old/name": NEW}))
    assert f'\n        archived: "{NEW}"\n        official: false\n' in text
    again = SourceFile("x.yaml", text)
    assert edits(again, {}, {"https://github.com/old/name": NEW}) == []


def call(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "awesome_p2ti", "fix", "--offline", *args],
        cwd=root, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_the_command_shows_then_mends(small_list: Path) -> None:
    file = small_list / "data/papers/2022/dreambooth.yaml"
    right = file.read_text(encoding="utf-8")
    wrong = right.replace('"2208.12242"', "2208.12242")
    file.write_text(wrong, encoding="utf-8")
    shown = call(small_list, "--dry-run")
    assert shown.returncode == 0
    assert file.read_text(encoding="utf-8") == wrong
    assert '-arxiv: 2208.12242\n+arxiv: "2208.12242"\n' in shown.stdout
    assert shown.stderr == "1 file would be fixed\n"
    elsewhere = call(small_list, "data/metrics")
    assert elsewhere.stderr == "0 files fixed\n"
    done = call(small_list)
    assert "fixed data/papers/2022/dreambooth.yaml" in done.stderr
    assert file.read_text(encoding="utf-8") == right


def test_git_applies_the_diff(tmp_path: Path) -> None:
    for old, new in (("a\nb\n", "a\nc\n"), ("a\nb", "a\nc"), ("a", "a\n")):
        (tmp_path / "x.yaml").write_text(old, encoding="utf-8")
        subprocess.run(
            ["git", "apply"],
            cwd=tmp_path,
            input=diff(old, File("x.yaml", new)),
            text=True,
            check=True,
        )
        assert (tmp_path / "x.yaml").read_text(encoding="utf-8") == new
