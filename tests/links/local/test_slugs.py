"""GitHub's names for headings."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from awesome_p2ti.links.local.slugs import markdown_anchors
from awesome_p2ti.links.pages.github_slugs import github_slug
from tests.conftest import needs


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Getting Started", "getting-started"),
        ("What's new, in v1.2?", "whats-new-in-v12"),
        ("C++ & C#", "c--c"),
        ("snake_case - and more", "snake_case---and-more"),
        ("🚀 Launch", "-launch"),
        ("⚙️ Setup", "\ufe0f-setup"),
        (":rocket: Launch", "rocket-launch"),
        ("Évaluation", "évaluation"),
        ("图像 生成（二）", "图像-生成二"),
        ("हिन्दी", "हिन्दी"),
        ("a/b (c) [d]", "ab-c-d"),
    ],
)
def test_slugs(heading: str, slug: str) -> None:
    assert github_slug(heading) == slug


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# A\n## B b\n\nC\n===\n", {"a", "b-b", "c"}),
        ("# A\n# A\n# A!\n", {"a", "a-1", "a-2"}),
        ("# A 1\n# A\n# A\n", {"a-1", "a", "a-2"}),
        ("# `code` [link](x) **bold** ![alt](y)", {"code-link-bold-", "code-link-bold"}),
        ("# A &amp; B <b>c</b>", {"a--b-c"}),
        ("```\n# no\n```\n    # no\n<!-- # no -->\n", set()),
        ("<a id='X'></a> <a name=\"y\">z</a>\n\n<h2 id=w>W</h2>\n", {"X", "y", "w"}),
        ("Use `<!--` here.\n\n<a id='x'></a>", {"x"}),
        ("## Title {#own}", {"title-own", "own"}),
        ("<h2 align=center>\n  <img src=l.png> My <b>Tool</b>\n</h2>", {"my-tool"}),
        ("---\ntitle: x\n---\n# One", {"one"}),
        ("> ## Quoted\n\n- ## Listed", {"quoted", "listed"}),
        ('<a id="user-content-x"></a>', {"user-content-x", "x"}),
    ],
)
def test_anchors(text: str, names: set[str]) -> None:
    assert markdown_anchors(text) == names


NODE = Path(__file__).resolve().parents[2] / "node"
THEIRS = """
import { slug } from "github-slugger"
let text = ""
for await (const part of process.stdin) text += part
console.log(JSON.stringify(JSON.parse(text).map((heading) => slug(heading))))
"""
BLOCKS = [(32, 127), (0xA0, 0x5FF), (0x900, 0x97F), (0x2000, 0x2BFF), (0x3040, 0x30FF),
          (0x4E00, 0x4EFF), (0xAC00, 0xACFF), (0xFE00, 0xFFEF), (0x1F300, 0x1F6FF)]  # fmt: skip


def test_slugs_are_those_of_a_known_implementation() -> None:
    needs("node", shutil.which("node"))
    needs("github-slugger (npm ci --prefix tests/node)", NODE / "node_modules" / "github-slugger")
    source = random.Random(3)  # the same at each run
    letters = (chr(source.randint(*source.choice(BLOCKS))) for _ in range(40_000))
    kept = "".join(char for char in letters if char.isprintable())
    headings = [kept[at : at + 12] for at in range(0, len(kept), 12)]
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", THEIRS],
        cwd=NODE, input=json.dumps(headings), capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = json.loads(done.stdout)
    assert [(h, github_slug(h)) for h in headings] == list(zip(headings, theirs, strict=True))
