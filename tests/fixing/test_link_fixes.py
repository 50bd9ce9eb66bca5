"""What `fix` does to a link, by what two runs say of it."""

from __future__ import annotations

import pytest
import yaml

from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.fixing.link_fixes import archived_copies, confirmed_moves, edits, https_variant
from awesome_p2ti.fixing.text_edits import apply_edits, fix_source
from awesome_p2ti.links.models import Link, Status, Verdict
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.schema.models import Paper

ENTRY = """\
# a comment at the top
title:   'Anyone''s Title'   # odd spacing stays
date: 2022-08
arxiv: "2208.12240" # the id
tasks: [ subject ]
links:
    project: http://old.example.org/p  # by hand
    code:
      - url: "https://github.com/old/name"
        official: false
      - https://example.org/dead
    demo: {url: https://example.org/dead, official: false}
    weights: https://example.org/dead
"""


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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, "https://new.example.org/?p=12"),
        ("https://old.example.org", "https://new.example.org"),
        ("https://old.example.org/", "https://new.example.org/"),
        ("https://old.example.org/", NEW),
        ("http://old.example.org/p", "http://new.example.org/p"),
        (OLD, "https://new.example.org/blogin/author"),
    ],
)
def test_a_move_to_a_page_of_its_own_is(old: str, new: str) -> None:
    assert confirmed_moves([moved(old, new)], [moved(old, new)]) == {old: new}


def test_a_move_to_a_host_alone_is_not() -> None:
    to_front = moved(OLD, "https://new.example.org")
    assert confirmed_moves([to_front], [to_front]) == {}
    assert confirmed_moves([], [moved(OLD, NEW)]) == {}


def test_the_secure_form() -> None:
    assert https_variant("http://example.org/p?q#f") == "https://example.org/p?q#f"
    assert https_variant("http://example.org:80/p") == "https://example.org/p"
    assert https_variant("http://example.org:8080/p") == ""
    assert https_variant("https://example.org/p") == ""
    assert https_variant("mailto:a@example.org") == ""
    assert https_variant("http://[") == ""


COPY = "https://web.archive.org/web/2023/https://old.example.org/p"


def test_only_what_is_gone_has_a_copy_beside_it() -> None:
    seen = [
        verdict(OLD, Status.GONE, archive=COPY),
        verdict(OLD + "1", Status.OK, archive=COPY),
        verdict(OLD + "2", Status.GONE),
        verdict(OLD + "3", Status.GONE, archive="javascript:alert(1)"),
    ]
    assert archived_copies(seen) == {OLD: COPY}


def mended(text: str, *, new: str = "", copy: str = "") -> str:
    """Return the text after what is known of OLD: where it moved, or its copy."""
    source = SourceFile("x.yaml", text)
    made = edits(source, {OLD: new} if new else {}, {OLD: copy} if copy else {})
    return apply_edits(text, made)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"links:\n  code: {OLD}  # x\n", f'  code: {{url: "{OLD}", archived: "{COPY}"}}  # x\n'),
        (f"links:\n  code: '{OLD}'\n", f"  code: {{url: '{OLD}', archived: \"{COPY}\"}}\n"),
        (f'links:\n  code: "{OLD}"\n', f'  code: {{url: "{OLD}", archived: "{COPY}"}}\n'),
        (f"links:\n  code:\n    url: {OLD}  # x\n    official: false\n",
         f'  code:\n    url: {OLD}  # x\n    archived: "{COPY}"\n    official: false\n'),
        (f"links:\n  code:\n    url: {OLD}", f'  code:\n    url: {OLD}\n    archived: "{COPY}"'),
        (f"links:\n  code: {{url: {OLD}}}", f'  code: {{url: {OLD}, archived: "{COPY}"}}'),
    ],
)  # fmt: skip
def test_how_a_copy_is_put_beside_an_address(text: str, after: str) -> None:
    once = mended(text, copy=COPY)
    assert once == "links:\n" + after
    assert yaml.load(once, yaml.CSafeLoader)["links"]["code"]["archived"] == COPY


@pytest.mark.parametrize(
    "text",
    [
        f"links:\n  code: |\n    {OLD}\n",
        f"links:\n  code: >-\n    {OLD}\n",
        f"links:\n  code: {{url: {OLD}, archived: x}}\n",
        f"links:\n  code:\n    url: {OLD}\n    archived: x\n",
        f"links:\n  code: {{url: x, archived: {OLD}}}\n",
        f"links:\n  code: {{archived: {OLD}}}\n",
        f"note: {OLD}\n",
        f"urls: [{OLD}]\n",
        f"links: [{OLD}",
        "",
    ],
)
def test_no_copy_is_put_anywhere_else(text: str) -> None:
    assert mended(text, copy=COPY) == text


@pytest.mark.parametrize(
    "text", [f"links: [{OLD}", f"a: |\n  {OLD}\n", f"a: >-\n  {OLD}\n", f"a: {OLD}2\n", ""]
)
def test_no_address_is_followed_where_it_does_not_stand_alone(text: str) -> None:
    assert mended(text, new=NEW) == text


def test_an_address_that_moved_and_is_gone_is_followed() -> None:
    assert mended(f"links:\n  code: {OLD}\n", new=NEW, copy=COPY) == f"links:\n  code: {NEW}\n"


def test_addresses_are_followed_and_snapshots_put_beside_the_dead() -> None:
    source = SourceFile("x.yaml", ENTRY)
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
    source = SourceFile("x.yaml", ENTRY)
    text = apply_edits(source.text, edits(source, {}, {"https://github.com/old/name": NEW}))
    assert f'\n        archived: "{NEW}"\n        official: false\n' in text
    again = SourceFile("x.yaml", text)
    assert edits(again, {}, {"https://github.com/old/name": NEW}) == []
