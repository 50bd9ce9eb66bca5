"""Does a page have the fragment that a URL names after '#'?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.pages.html_scanner import anchors, scripts
from awesome_p2ti.urls import page_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.http.response import Response

FEW = 4  # ids of a page; one with fewer is client-rendered
_ROUTE = re.compile(r"[!:?]|.{0,200}[/=]|L\d+")  # a route or a state of a script, not an id
_DRAWN_HOSTS = frozenset("bitbucket.org docs.google.com gist.github.com gitlab.com".split())
_REPOSITORY = re.compile(r"/[^/]+/[^/]+/?")
_README_ANCHOR = "user-content-"  # before each name that GitHub gives to a part of a README
_README_ITSELF = re.compile(r"readme|.*-ov-file", re.IGNORECASE)  # its tabs on GitHub
# Software that draws its pages, or names their parts, by scripts.
_DRAWN = re.compile(
    r"""<meta\s[^<>]{0,200}content\s{0,9}=\s{0,9}["']?(?:GitLab|Bitbucket)\b|/respec[\w./-]{0,40}["'\s>]"""
    r"""|\brespecConfig\b|\$docsify\b|\.id\s{0,9}=[^=]|setAttribute\(\s{0,9}["']id["']""",
    re.IGNORECASE,
)


def with_fragments(record: SiteRecord, response: Response, fragments: Sequence[str]) -> SiteRecord:
    """Note which of the fragments a page has."""
    if record.status not in {Status.OK, Status.MOVED}:
        return record
    own = page_fragment(response.final_url)
    if own:  # of a redirect: it replaces those of the list
        there = _found((own,), response)
        found = tuple(fragments) if there else ()
    else:
        found = _found(fragments, response)
    missing = tuple(f for f in fragments if f not in found)
    return replace(record, fragments=found, missing_fragments=missing)


def _found(fragments: Sequence[str], response: Response) -> tuple[str, ...]:
    """Return those of some fragments that a page has, or may have."""
    if "html" not in response.content_type or response.truncated:
        return tuple(fragments)  # a place in a PDF, a line of a file, a page of which more is there
    source = response.text()
    names = anchors(source)
    found = {f for f in fragments if _has_fragment(names, f)}
    if len(found) < len(fragments) and _is_drawn(source, names, response):
        return tuple(fragments)
    texts = scripts(source) if len(found) < len(fragments) else []
    return tuple(f for f in fragments if f in found or _made_by_script(f, names, texts))


def _is_drawn(source: str, names: set[str], response: Response) -> bool:
    """Say whether scripts render a page's anchors, from data that names them otherwise.

    Of GitHub's pages, that of a repository holds its README as its server drew it.
    """
    parts = urlsplit(response.final_url)
    if parts.hostname == "github.com":
        has_readme = any(name.startswith(_README_ANCHOR) for name in names)
        return not (has_readme and _REPOSITORY.fullmatch(parts.path))
    return parts.hostname in _DRAWN_HOSTS or bool(_DRAWN.search(source))


def _has_fragment(names: set[str], fragment: str) -> bool:
    """Say whether a page has a fragment, as written or decoded."""
    forms = (fragment, unquote(fragment), _README_ANCHOR + unquote(fragment).lower())
    return any(form in names for form in forms)


def _made_by_script(fragment: str, names: set[str], scripts: list[str]) -> bool:
    """Say whether a fragment may exist though the HTML does not name it."""
    if fragment.lower() == "top" or _ROUTE.match(fragment) or _README_ITSELF.fullmatch(fragment):
        return True
    named = re.compile(rf"[\"'`]#?{re.escape(fragment)}[\"'`]")
    return bool(scripts) and (len(names - {""}) < FEW or any(map(named.search, scripts)))
