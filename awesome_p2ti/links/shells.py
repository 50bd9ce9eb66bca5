"""Pages that a script draws: what they show without it may be less than what a reader sees."""

from __future__ import annotations

import re

_SHOWS = re.compile(
    r"<(?:script|img|svg|video|iframe|frame|canvas|object|embed|picture)\b", re.IGNORECASE
)
# Where a script draws an application: the elements that frameworks mount it in, or a custom one.
_MOUNT = re.compile(
    r"""<(?:div|main|body)\b[^<>]*?\bid\s*=\s*["']?(?:root|app|application|__next|__nuxt|svelte"""
    r"""|q-app|main-app|react-root|app-root|___gatsby|gatsby-focus-wrapper|ember-app|mount|page-root"""
    r"""|gradio-root)["'\s>]|<(?:app-root|gradio-app|ion-app|my-app|flutter-view|astro-island)\b"""
    r"""|<(?:div|main)\b[^<>]*\b(?:data-reactroot|data-server-rendered|ng-app|ng-version)\b""",
    re.IGNORECASE,
)
_EMPTY_MOUNT = re.compile(
    r"""<(div|main|section)\b[^<>]{0,200}\bid\s*=[^<>]{0,200}>\s{0,99}(?:<!--[^<>]{0,99}-->\s{0,99})?"""
    r"""</\1\s*>|<([a-z]{1,30}(?:-[a-z0-9]{1,30}){1,4})\b[^<>]{0,200}>\s{0,99}</\2\s*>""",
    re.IGNORECASE,
)
_WANTS_SCRIPT = re.compile(
    r"<noscript\b[^<>]*>(?:(?!</noscript)[^\0]){0,600}?java\s?script", re.IGNORECASE
)
SHELL_WORDS, FULL_WORDS = 12, 150  # a page with fewer is a shell for sure, with more it is none


def is_shell(source: str, words: int) -> bool:
    """Say whether what a page shows may be less than its scripts and pictures will."""
    if words > FULL_WORDS or not _SHOWS.search(source):
        return False
    if words <= SHELL_WORDS:
        return True
    drawn = "<script" in source.lower() and (_MOUNT.search(source) or _EMPTY_MOUNT.search(source))
    return bool(drawn or _WANTS_SCRIPT.search(source))
