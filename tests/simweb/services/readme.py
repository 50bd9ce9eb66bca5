"""How GitHub shows Markdown: which file is the README, and which anchors its headings get.

From GitHub's documentation: a README in `.github` goes before one in the root, and that before one
in `docs`; a folder shows its own. A heading's anchor is its text in small letters without
punctuation, with hyphens for blanks, and `-1`, `-2` … where it stands again; an id of the author's
own counts too.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = re.compile(r" {0,3}(```|~~~)")
HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*$")
UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
OWN_ID = re.compile(r"<\w+[^>]*\s(?:id|name)=[\"']([^\"']+)[\"']")


def find(paths: list[str], folder: str = "") -> str:
    """The path of the README that stands for a folder; empty when there is none."""
    places = [".github/", "", "docs/"] if not folder else [folder.strip("/") + "/"]
    for place in places:
        for path in sorted(paths):
            name = path.removeprefix(place)
            if path.startswith(place) and "/" not in name and name.lower().startswith("readme"):
                return path
    return ""


def slug(text: str) -> str:
    """The anchor of a heading."""
    kept = (letter for letter in text.lower() if letter.isalnum() or letter in " -_")
    return "".join(kept).replace(" ", "-")


def headings(text: str) -> Iterator[tuple[int, str]]:
    """Level and text of each heading, without its marks."""
    fenced, before = False, ""
    for line in text.splitlines():
        if FENCE.match(line):
            fenced, before = not fenced, ""
            continue
        if fenced:
            continue
        if found := HEADING.match(line):
            yield len(found[1]), _words(found[2])
        elif before.strip() and (under := UNDERLINE.match(line)):
            yield 1 + (under[1][0] == "-"), _words(before)
        before = "" if found else line


def _words(text: str) -> str:
    return LINK.sub(r"\1", text).replace("`", "").replace("*", "").strip()


def render(text: str) -> str:
    """The article that GitHub makes of a README."""
    used: dict[str, int] = {}
    parts = []
    for level, words in headings(text):
        base = anchor = slug(words)
        if base in used:
            anchor = f"{base}-{used[base]}"
        used[base] = used.get(base, 0) + 1
        parts.append(
            f'<div class="markdown-heading"><h{level} class="heading-element">{escape(words)}'
            f'</h{level}><a id="user-content-{anchor}" class="anchor" href="#{anchor}"></a></div>'
        )
    parts += [f'<a name="user-content-{found}"></a>' for found in OWN_ID.findall(text)]
    parts += [f"<p>{escape(part)}</p>" for part in text.split("\n\n")]
    return f'<article class="markdown-body entry-content">{"".join(parts)}</article>'
