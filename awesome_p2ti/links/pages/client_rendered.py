"""Client-rendered pages: a script draws them, so their HTML may show less than a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.pages.html_tree import noscripts, parse

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MEDIA = "script,img,svg,video,iframe,frame,canvas,object,embed,picture"
# Where a script draws an application: the elements that frameworks mount it in.
_MOUNT_IDS = (
    "root app application __next __nuxt svelte q-app main-app react-root app-root ___gatsby "
    "gatsby-focus-wrapper ember-app mount page-root gradio-root"
).split()
_MOUNTS = ",".join([
    *(f'{tag}[id="{name}"]' for tag in ("div", "main", "body") for name in _MOUNT_IDS),
    *"app-root gradio-app ion-app my-app flutter-view astro-island".split(),
    *(f"{tag}[{mark}]" for tag in ("div", "main")
      for mark in ("data-reactroot", "data-server-rendered", "ng-app", "ng-version")),
])  # fmt: skip
_WANTS_SCRIPT = re.compile(r"java\s?script", re.IGNORECASE)
MIN_WORDS = 12  # a page of scripts or media with no more words is surely client-rendered
MAX_WORDS = 150  # a page with more is not


def shows_more(source: str, words: int) -> tuple[bool, bool]:
    """Return whether a page with so few words has media, and whether a script may draw the rest.

    Media are scripts, pictures, videos and frames. A page of many words is not looked through.
    """
    if words > MAX_WORDS:
        return False, False
    tree = parse(source)
    has_media = tree.css_first(_MEDIA) is not None
    return has_media, has_media and (words <= MIN_WORDS or _is_scripted(tree))


def _is_scripted(tree: LexborHTMLParser) -> bool:
    if any(_WANTS_SCRIPT.search(n.text()[:2000]) for n in noscripts(tree)):
        return True
    scripted = tree.css_first("script") is not None
    return scripted and (tree.css_first(_MOUNTS) is not None or _has_empty_mount(tree))


def _has_empty_mount(tree: LexborHTMLParser) -> bool:
    """Return whether an element is empty that scripts fill: one with an id, or a custom element."""
    if any(map(_is_empty, tree.css("div[id],main[id],section[id]"))):
        return True
    elements = tree.body.traverse() if tree.body is not None else ()
    return any("-" in (n.tag or "") and _is_empty(n) for n in elements)


def _is_empty(node: LexborNode) -> bool:
    child = node.first_child
    while child is not None:
        if not child.is_comment_node and not child.is_empty_text_node:
            return False
        child = child.next
    return True
