"""What `fix` may do about links: edits to the YAML that follow from verdicts with certainty.

A move is followed only where it is permanent, was seen twice, and leads neither to a homepage nor
to a login page. A link that is gone gets its archived copy beside it; nothing is ever deleted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml import MappingNode, ScalarNode, SequenceNode, YAMLError

from awesome_p2ti.links.models import Status
from awesome_p2ti.loading.source_file import parsed_document
from awesome_p2ti.problems import Edit
from awesome_p2ti.schema.addresses import is_address
from awesome_p2ti.urls import split_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yaml import Node

    from awesome_p2ti.links.models import Verdict
    from awesome_p2ti.loading.source_file import SourceFile

Loc = tuple[str | int, ...]
_LOGIN = re.compile(
    r"(?:^|[/_.-])(?:log-?in|sign-?in|auth|sso|oauth2?|accounts?)(?:[/_.-]|$)", re.IGNORECASE
)


def confirmed_moves(once: Iterable[Verdict], again: Iterable[Verdict]) -> dict[str, str]:
    """Return old URL to new one for what moved permanently, as two runs agree."""
    first = {v.link.url: v.moved_to for v in once if _moved(v)}
    return {
        v.link.url: v.moved_to for v in again if _moved(v) and first.get(v.link.url) == v.moved_to
    }


def _moved(verdict: Verdict) -> bool:
    if verdict.status is not Status.MOVED or not verdict.permanent:
        return False
    old, new = split_url(verdict.link.url), split_url(verdict.moved_to)
    if old is None or new is None or not is_address(verdict.moved_to):
        return False
    if old.scheme == "https" and new.scheme == "http":
        return False
    to_homepage = new.path in {"", "/"} and not new.query and old.path.strip("/") != ""
    return not to_homepage and not _LOGIN.search(f"{new.hostname}{new.path}")


def https_variant(url: str) -> str:
    """Return the https form of an http URL on the default port, or nothing."""
    parts = split_url(url)
    if parts is None or parts.scheme != "http" or parts.port not in {None, 80}:
        return ""
    return parts._replace(scheme="https", netloc=parts.hostname or "").geturl()


def archived_copies(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Return URL to archived copy for links that are gone."""
    return {
        v.link.url: v.archive
        for v in verdicts
        if v.status is Status.GONE and v.archive and is_address(v.archive)
    }


def edits(source: SourceFile, moved: Mapping[str, str], archived: Mapping[str, str]) -> list[Edit]:
    """Return the edits of one file: new URLs in place, archived copies beside the old ones."""
    try:
        root = parsed_document(source.text).root
    except YAMLError:
        return []
    found = []
    for loc, node in _texts(root, ()) if root else ():
        if node.value in moved:
            found.append(_replaced(source, loc, moved[node.value]))
        elif node.value in archived and loc[:1] == ("links",):
            found.append(_archived(source, loc, node, archived[node.value]))
    return [edit for edit in found if edit is not None]


def _texts(node: Node, loc: Loc) -> Iterator[tuple[Loc, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield loc, node
    elif isinstance(node, SequenceNode):
        for i, child in enumerate(node.value):
            yield from _texts(child, (*loc, i))
    elif isinstance(node, MappingNode):
        for key, child in node.value:
            yield from _texts(child, (*loc, str(key.value)))


def _replaced(source: SourceFile, loc: Loc, url: str) -> Edit | None:
    place, text = source.char_range(loc), source.quoted_like(loc, url)
    return Edit(*place, text) if place and text is not None else None


def _archived(source: SourceFile, loc: Loc, node: ScalarNode, snapshot: str) -> Edit | None:
    place = source.char_range(loc)
    if place is None or node.style in {"|", ">"} or loc[-1] == "archived":
        return None
    start, end = place
    current = source.text[start:end]
    if loc[-1] != "url":
        current = current if current[:1] in "\"'" else f'"{current}"'
        return Edit(start, end, f'{{url: {current}, archived: "{snapshot}"}}')
    owner = source.node(loc[:-1])
    if not isinstance(owner, MappingNode) or any(k.value == "archived" for k, _ in owner.value):
        return None
    if owner.flow_style:
        return Edit(end, end, f', archived: "{snapshot}"')
    key = source.span(loc, key=True)
    line_end = source.text.find("\n", end)
    at = len(source.text) if line_end < 0 else line_end
    return Edit(at, at, "\n" + " " * (key.column - 1) + f'archived: "{snapshot}"')
