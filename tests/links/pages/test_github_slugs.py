"""A Markdown text has the anchors that GitHub gives it."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.pages.github_slugs import has_slug, slugs


@pytest.mark.parametrize(
    ("markdown", "fragment"),
    [
        ("# Quick Start", "quick-start"),
        ("## Install (pip & conda)", "install-pip--conda"),
        ("## FAQ: What's new?", "faq-whats-new"),
        ("## `train.py` *options*", "trainpy-options"),
        ("## [Model Zoo](docs/zoo.md)", "model-zoo"),
        ("## [Model Zoo][zoo]\n\n[zoo]: docs/zoo.md", "model-zoo"),
        ("Citing\n------", "citing"),
        ("## Step_1: **Bold** words ##", "step_1-bold-words"),
        ("## Q&amp;A", "qa"),
        ("## Überblick", "%C3%BCberblick"),
        ("## Установка", "установка"),
        ("## 结果", "%E7%BB%93%E6%9E%9C"),
        ("## 🚀 Demo", "-demo"),
        ("## :rocket: Demo", "rocket-demo"),
        ("## ⚙️ Setup", "%EF%B8%8F-setup"),
        ("## ![logo](logo.png) Title", "-title"),
        ("## A <!-- note --> B", "a--b"),
        ('<h2 align="center">\n  <img src="logo.png"> My <b>Tool</b>\n</h2>', "my-tool"),
        ("<h3>One</h3>\n\n# One", "one-1"),
        ("> ## In a quote", "in-a-quote"),
        ("* ## In a list", "in-a-list"),
        ("# One\n# One\n# One", "one-2"),
        ('<a name="Weights"></a>', "Weights"),
        ("<div id='data'>\n\ntext\n</div>", "user-content-data"),
        ("---\ntitle: x\n---\n# One", "one"),
        ("# One", "ONE"),
        ("# One", "readme"),
        ("# One", "readme-ov-file"),
        ("text", "L10-L20"),
    ],
)
def test_there(markdown: str, fragment: str) -> None:
    assert has_slug(slugs(markdown), fragment)


@pytest.mark.parametrize(
    ("markdown", "fragment"),
    [
        ("# Quick Start", "quickstart"),
        ("# One\n# One", "one-2"),
        ("```\n# one\n```", "one"),
        ("    # one", "one"),
        ("<!-- # one -->", "one"),
        ("<!--\n<h2 id='one'>One</h2>\n-->", "one"),
        ("`<a id='one'></a>`", "one"),
        ("## 🚀 Demo", "demo-1"),
        ("#one", "one"),
        ("---\none: x\n---\n# Two", "one-x"),
        ("<a id='Own'></a>", "own"),
        ("# One", ""),
    ],
)
def test_not_there(markdown: str, fragment: str) -> None:
    assert not has_slug(slugs(markdown), fragment)


def test_headings_of_html_that_never_end_are_headings() -> None:
    assert slugs("<h2>One\n<h2>Two\n") >= {"one", "two"}


def test_one_pass_suffices() -> None:
    many = 10_000
    assert slugs("# a\n" * many) >= {"a", f"a-{many - 1}"}
    assert slugs("<h2>" * many) == set()
    assert slugs("> " * many + "# deep") == {"deep"}
