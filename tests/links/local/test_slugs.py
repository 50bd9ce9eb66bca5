"""GitHub's names for headings."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.local.slugs import github_slug, markdown_anchors


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
        ("# `code` [link](x) **bold** ![alt](y)", {"code-link-bold-"}),
        ("# A &amp; B <b>c</b>", {"a--b-c"}),
        ("```\n# no\n```\n    # no\n<!-- # no -->\n", set()),
        ("<a id='X'></a> <a name=\"y\">z</a>\n\n<h2 id=w>W</h2>\n", {"X", "y", "w"}),
        ("Use `<!--` here.\n\n<a id='x'></a>", {"x"}),
        ("## Title {#own}", {"title-own", "own"}),
        ("> ## Quoted\n\n- ## Listed", {"quoted", "listed"}),
        ('<a id="user-content-x"></a>', {"user-content-x", "x"}),
    ],
)
def test_anchors(text: str, names: set[str]) -> None:
    assert markdown_anchors(text) == names
